/** One request to a store, with its limits, its pauses, and its failures as results. The host is the merchant's own choice, so that it may be private. */
import { backOff, type Pauses } from '../../../event-loop/back-off.ts';
import type { Clock } from '../../../event-loop/clock.ts';
import { BodyTooLarge, bodyUpTo } from '../../../net/response-body.ts';
import { retryAfterOf } from '../../../net/retry-after.ts';
import { parseExactly } from './exact-numbers.ts';
import { type Failure, failure, type Result } from './store-adapter.ts';

export interface StoreRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** It has the same effect however often it arrives: may be tried again. A GET always is. */
  repeatable?: boolean;
}

export interface StoreAnswer {
  status: number;
  headers: Headers;
  json: unknown;
}

export interface ClientOptions {
  /** Name in messages. */
  name: string;
  headers: Record<string, string>;
  /** Values that no message may hold. */
  secrets: readonly string[];
  clock: Clock;
  /** Longest wait for a whole answer, ms. */
  timeoutMs?: number;
  maxBytes?: number;
  pauses?: Pauses;
  /** Longest pause that is waited for here; a longer one is the caller's matter, ms. */
  patienceMs?: number;
}

export type StoreClient = (request: StoreRequest) => Promise<Result<StoreAnswer>>;

/** Tries of one request, the first included. */
const tries = 3;

/** Removes what no message may hold, and signs that would break a line. */
function plain(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 3)
    .reduce((all, secret) => all.replaceAll(secret, '***'), text)
    .replace(/[^\P{Cc}]+/gu, ' ')
    .slice(0, 200);
}

function messageIn(json: unknown): string {
  if (typeof json !== 'object' || json === null) return '';
  const found = ['message', 'error_description', 'errors', 'error'].flatMap((key) => (key in json ? [Reflect.get(json, key)] : []))[0];
  return typeof found === 'string' ? found : found === undefined ? '' : JSON.stringify(found);
}

/** Returns the meaning of a status for whoever asked. */
function refusalOf(name: string, status: number, said: string, waitMs: number | undefined, isRead: boolean): Failure {
  const why = said ? `: ${said}` : '';
  if (status === 401 || status === 403)
    return failure('unauthorised', `${name} refuses the key (${status})${why}. Make a new key with the rights that docs/stores.md names`);
  if (status === 404 || status === 410) return failure('not_found', `${name} does not know this (${status})${why}`);
  if (status === 409 || status === 412) return failure('changed', `${name}: it was changed meanwhile (${status})${why}`);
  if (status === 429 || status === 430) return failure('rate_limited', `${name} asks for a pause (${status})`, waitMs ?? 2_000);
  if (status >= 300 && status < 400) return failure('invalid', `${name} redirects (${status}): write the address at which the store itself answers`);
  // What fails behind a store's door may have been done before it failed.
  if (status >= 500) return failure(isRead ? 'unavailable' : 'unclear', `${name} has trouble of its own (${status})`, waitMs);
  return failure('not_allowed', `${name} refuses this (${status})${why}`);
}

/** Returns the reason for which nothing came: the code of the connection, never an address with a key in it. */
function silence(name: string, error: unknown, timeoutMs: number, isRead: boolean): Failure {
  const code = isRead ? 'unavailable' : 'unclear';
  if (error instanceof BodyTooLarge) return failure(isRead ? 'invalid' : 'unclear', `${name}: ${error.message}`);
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return failure(code, `${name} gave no complete answer within ${timeoutMs} ms`);
  const cause = error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : 'no connection';
  return failure(cause === 'ECONNREFUSED' || cause === 'ENOTFOUND' ? 'unavailable' : code, `${name} cannot be reached (${cause})`);
}

/** Creates the way to a store. It never rejects. */
export function createStoreClient({
  name,
  headers,
  secrets,
  clock,
  timeoutMs = 15_000,
  maxBytes = 20_000_000,
  pauses = { first: 500, most: 8_000 },
  patienceMs = 10_000,
}: ClientOptions): StoreClient {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

  async function once({ method, url, headers: own = {}, body, repeatable }: StoreRequest): Promise<Result<StoreAnswer>> {
    const isRead = method === 'GET' || repeatable === true;
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { accept: 'application/json', ...headers, ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = (await bodyUpTo(response, maxBytes)).toString('utf8');
      const json = parsed(text);
      if (!response.ok) return refusalOf(name, response.status, plain(messageIn(json), secrets), retryAfterOf(response).ms, isRead);
      if (json === undefined && text.trim() !== '')
        return failure(isRead ? 'invalid' : 'unclear', `${name} answers with ${/^\s*</.test(text) ? 'a web page' : 'what is no JSON'}: check the address`);
      return { ok: true, value: { status: response.status, headers: response.headers, json } };
    } catch (error) {
      return silence(name, error, timeoutMs, isRead);
    }
  }

  return async (request) => {
    const isRead = request.method === 'GET' || request.repeatable === true;
    for (let failed = 0; ; failed++) {
      const answer = await once(request);
      if (answer.ok) return answer;
      // Refused for its rate it had no effect, so that even a write may be sent again.
      const again = answer.code === 'rate_limited' || (isRead && answer.code === 'unavailable');
      const wait = backOff(failed, pauses, answer.waitMs);
      if (!again || failed + 1 >= tries || wait > patienceMs) return answer;
      await pause(wait);
    }
  };
}

function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
