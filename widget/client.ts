/** Talks to our server: who the visitor is, posting, uploading. */
import { believedWait } from './wait.ts';

/** `network`: nothing came back; `status` otherwise. `waitMs`: the server asked for a pause. */
export type Reply = { ok: true; body: Record<string, unknown> } | { ok: false; status: number | 'network'; waitMs: number };

export interface Client {
  /** The signed visitor; made on first use. Null when the server refuses us or cannot be reached. */
  session(): Promise<{ token: string; visitor: string } | null>;
  /** Forgets a token that the server does not take any more. */
  renew(): void;
  /** Whether the shop takes nobody new just now. */
  full(): boolean;
  /** Whether this browser has talked to the shop before. */
  known(): boolean;
  post(path: string, body: unknown, name?: string): Promise<Reply>;
  request(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
}

export interface ClientOptions {
  base: string;
  user?: string;
  userHash?: string;
}

const key = 'zhanggui.token';
/** How long a server may be silent to a post; a file takes as long as its line needs. */
const answerMs = 20_000;

/** Remembers a value in the browser's storage. It may be forbidden (private mode, sandboxed frame): then things last as long as the page. */
export function remember(name: string, value?: string, area: 'localStorage' | 'sessionStorage' = 'localStorage'): string | null {
  try {
    if (value === undefined) return window[area].getItem(name);
    window[area].setItem(name, value);
  } catch {}
  return value ?? null;
}

export function createClient({ base, user, userHash }: ClientOptions): Client {
  let current: Promise<{ token: string; visitor: string } | null> | null = null;
  // A customer who is logged in at the shop is asked for anew on each page: nothing of them stays after they log out.
  let token = user ? null : remember(key);

  const unheard: Reply & { ok: false } = { ok: false, status: 'network', waitMs: 0 };
  let refused = unheard;

  const send = async (path: string, body: unknown, headers: Record<string, string>): Promise<Reply> => {
    const file = body instanceof Blob;
    try {
      const response = await fetch(`${base}/chat/${path}`, {
        method: 'POST',
        headers: { 'content-type': file ? 'application/octet-stream' : 'application/json', ...headers },
        body: file ? body : JSON.stringify(body),
        signal: file ? null : AbortSignal.timeout(answerMs),
      });
      if (response.ok) return { ok: true, body: await response.json() };
      return { ok: false, status: response.status, waitMs: believedWait(response.headers.get('retry-after')) };
    } catch {
      return unheard;
    }
  };

  const client: Client = {
    session() {
      const browser = user ? remember(key) : token;
      current ??= send('session', { ...(browser && { token: browser }), ...(user && { user, user_hash: userHash ?? '' }) }, {}).then((reply) => {
        if (reply.ok) {
          token = user ? String(reply.body.token) : remember(key, String(reply.body.token));
          // What was said before went to the customer; whoever sits here after them is somebody new.
          if (reply.body.browser) remember(key, String(reply.body.browser));
          refused = unheard;
        } else {
          current = null;
          refused = reply;
        }
        return reply.ok && token ? { token, visitor: String(reply.body.visitor) } : null;
      });
      return current;
    },
    renew() {
      current = null;
    },
    full: () => refused.status === 507,
    known: () => Boolean((token && !remember('zhanggui.quiet')) || user),
    async post(path, body, name) {
      const session = await client.session();
      if (!session) return refused;
      const reply = await send(path, body, { authorization: `Bearer ${session.token}`, ...(name && { 'x-file-name': encodeURIComponent(name) }) });
      if (!reply.ok && reply.status === 401) client.renew();
      return reply;
    },
    async request(path, headers, signal) {
      const session = await client.session();
      if (!session) throw new Error('no session');
      const response = await fetch(`${base}/chat/${path}`, { headers: { authorization: `Bearer ${session.token}`, ...headers }, signal });
      if (response.status === 401) client.renew();
      if (!response.ok) throw new Error(String(response.status));
      return response;
    },
  };
  return client;
}
