/** Talks to our server: who the visitor is, posting, uploading. */
import type { Answer, Ask, Platform } from './platform.ts';
import type { Stop } from './stop.ts';
import { believedWait } from './wait.ts';

/** `network`: nothing came back; `status` otherwise. `waitMs`: the server asked for a pause. */
export type Reply = { ok: true; body: Record<string, unknown> } | { ok: false; status: number | 'network'; waitMs: number };

/** A file of the visitor; `body` as the platform sends bytes. */
export interface Upload {
  name: string;
  body: unknown;
  /** MIME type; matters for recordings, whose containers hold videos too. */
  type?: string;
}

export interface Session {
  token: string;
  visitor: string;
}

export interface Client {
  /** The signed visitor; made on first use. Null when the server refuses us or cannot be reached. */
  session(): Promise<Session | null>;
  /** Whether the shop takes nobody new just now. */
  full(): boolean;
  /** Whether this device has talked to the shop before. */
  known(): boolean;
  post(path: string, body: unknown): Promise<Reply>;
  upload(file: Upload): Promise<Reply>;
  get(path: string, stop?: Stop): Promise<Answer>;
  /** Rejects when the server does not take us. */
  stream(headers: Record<string, string>, stop: Stop, onText: (text: string) => void): Promise<void>;
}

export interface ClientOptions {
  /** Address of the program, without a slash at the end. */
  server: string;
  platform: Platform;
  user?: string;
  signature?: string;
}

const key = 'zhanggui.token';
/** How long a server may be silent to a post. */
const answerMs = 20_000;
const pollAnswerMs = 40_000;

const json = { 'content-type': 'application/json' };

export function createClient({ server, platform, user, signature }: ClientOptions): Client {
  const { storage } = platform;
  let current: Promise<Session | null> | null = null;
  // A customer who is logged in at the shop is asked for anew each time: nothing of them stays after they log out.
  let token = user ? null : storage.get(key);

  const unheard: Reply & { ok: false } = { ok: false, status: 'network', waitMs: 0 };
  let refused = unheard;

  const ask = async (asked: Omit<Ask, 'url' | 'method'> & { path: string }): Promise<Reply> => {
    try {
      const { path, ...rest } = asked;
      const { status, retryAfter, body } = await platform.request({ ...rest, method: 'POST', url: `${server}/chat/${path}` });
      if (status < 200 || status > 299) return { ok: false, status, waitMs: believedWait(retryAfter) };
      return typeof body === 'object' && body ? { ok: true, body: body as Record<string, unknown> } : unheard;
    } catch {
      return unheard;
    }
  };
  const bearer = ({ token: now }: Session) => ({ authorization: `Bearer ${now}` });
  const renewAt = (status: number | 'network') => {
    if (status === 401) current = null;
  };
  const asVisitor = async (make: (session: Session) => Promise<Reply>): Promise<Reply> => {
    const session = await client.session();
    if (!session) return refused;
    const reply = await make(session);
    if (!reply.ok) renewAt(reply.status);
    return reply;
  };

  const client: Client = {
    session() {
      const before = user ? storage.get(key) : token;
      const body = JSON.stringify({ ...(before && { token: before }), ...(user && { user, user_hash: signature ?? '' }) });
      current ??= ask({ path: 'session', headers: json, body, timeoutMs: answerMs }).then((reply) => {
        if (!reply.ok) {
          current = null;
          refused = reply;
          return null;
        }
        token = String(reply.body.token);
        if (!user) storage.set(key, token);
        // What was said before went to the customer; whoever sits here after them is somebody new.
        if (reply.body.browser) storage.set(key, String(reply.body.browser));
        refused = unheard;
        return { token, visitor: String(reply.body.visitor) };
      });
      return current;
    },
    full: () => refused.status === 507,
    known: () => Boolean((token && !storage.get('zhanggui.quiet')) || user),
    post: (path, body) => asVisitor((session) => ask({ path, headers: { ...json, ...bearer(session) }, body: JSON.stringify(body), timeoutMs: answerMs })),
    upload: ({ name, body, type }) =>
      asVisitor((session) =>
        ask({
          path: 'media',
          headers: {
            'content-type': type?.startsWith('audio/') ? type : 'application/octet-stream',
            'x-file-name': encodeURIComponent(name),
            ...bearer(session),
          },
          body,
          timeoutMs: null,
        }),
      ),
    async get(path, stop) {
      const session = await client.session();
      if (!session) throw new Error('no session');
      const answer = await platform.request({ method: 'GET', url: `${server}/chat/${path}`, headers: bearer(session), timeoutMs: pollAnswerMs }, stop);
      renewAt(answer.status);
      if (answer.status !== 200) throw new Error(String(answer.status));
      return answer;
    },
    async stream(headers, stop, onText) {
      const session = await client.session();
      if (!session) throw new Error('no session');
      const asked: Ask = { method: 'GET', url: `${server}/chat/stream`, headers: { ...headers, ...bearer(session) }, timeoutMs: null };
      const status = (await platform.stream?.(asked, stop, onText)) ?? 0;
      renewAt(status);
      if (status !== 200) throw new Error(String(status));
    },
  };
  return client;
}
