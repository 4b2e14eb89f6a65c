/** One HTTP request for a flow, with its redirects; each of them is checked anew (see public-request.ts). */
import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { withDeadline } from '../event-loop/deadline.ts';
import { bareHost, isAllowed, NotPublic, type PublicRequest, publicRequest } from './public-request.ts';

export interface FetchLimits {
  /** Host names or addresses that may be called; empty: any. */
  hosts: readonly string[];
  /** Hosts that may be called although their address is private: `host` or `host:port`. */
  allowPrivate: readonly string[];
  timeoutMs: number;
  maxBytes: number;
  redirects: number;
  /** Resolves names; `dns.lookup` unless given. */
  resolve?: LookupFunction;
}

export type Asked = PublicRequest;

type Failed = { ok: false; code: 'forbidden' | 'too_large' | 'timeout' | 'unavailable' | 'invalid'; text: string };
export type Fetched = { ok: true; status: number; type: string; text: string } | Failed;
export type FetchedBytes = { ok: true; status: number; type: string; bytes: Buffer; etag?: string } | Failed;

class Refused extends Error {
  readonly code: 'forbidden' | 'too_large' | 'timeout' | 'invalid';
  constructor(code: Refused['code'], text: string) {
    super(text);
    this.code = code;
  }
}

/** Makes a request, for the text of its answer. Never rejects. The answer's status is the caller's matter. */
export async function fetchForFlow(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<Fetched> {
  const found = await fetchBytes(asked, limits, signal);
  return found.ok ? { ok: true, status: found.status, type: found.type, text: found.bytes.toString('utf8') } : found;
}

/** Makes a request, for the bytes of its answer. Never rejects. The answer's status is the caller's matter. */
export async function fetchBytes(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<FetchedBytes> {
  let over = signal;
  try {
    return await withDeadline(limits.timeoutMs, signal, (either) => {
      over = either;
      return followed(asked, limits, either);
    });
  } catch (error) {
    if (error instanceof NotPublic) return { ok: false, code: 'forbidden', text: error.message };
    if (error instanceof Refused) return { ok: false, code: error.code, text: error.message };
    if (over.aborted) return { ok: false, code: 'timeout', text: `no complete answer in ${limits.timeoutMs} ms` };
    return { ok: false, code: 'unavailable', text: error instanceof Error ? error.message : String(error) };
  }
}

async function followed(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<FetchedBytes> {
  let next = asked;
  for (let hop = 0; ; hop++) {
    const answer = await once(next, limits, signal);
    const where = answer.location;
    if (where === undefined) {
      const { status, type, bytes, etag } = answer;
      return { ok: true, status, type, bytes, ...(etag !== undefined && { etag }) };
    }
    if (hop >= limits.redirects) throw new Refused('invalid', `more than ${limits.redirects} redirects`);
    next = redirected(next, answer.status, where);
  }
}

interface Answer {
  status: number;
  type: string;
  bytes: Buffer;
  etag?: string;
  location?: string;
}

async function once(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<Answer> {
  const host = bareHost(asked.url);
  if (limits.hosts.length > 0 && !limits.hosts.includes(host) && !isAllowed(asked.url, limits.allowPrivate))
    throw new Refused('forbidden', `${host} is not among the hosts that flows may call`);
  return read(await publicRequest(asked, limits.allowPrivate, signal, limits.resolve), limits.maxBytes);
}

async function read(answer: IncomingMessage, most: number): Promise<Answer> {
  const status = answer.statusCode ?? 0;
  const { location, etag } = answer.headers;
  if (location !== undefined && [301, 302, 303, 307, 308].includes(status)) {
    answer.destroy();
    return { status, type: '', bytes: Buffer.alloc(0), location };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    const piece: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.length;
    if (bytes > most) {
      answer.destroy();
      throw new Refused('too_large', `the answer has more than ${most} bytes`);
    }
    chunks.push(piece);
  }
  return { status, type: answer.headers['content-type'] ?? '', bytes: Buffer.concat(chunks), ...(etag !== undefined && { etag }) };
}

/** The request that a redirect asks for. The flow's own headers do not go to another origin. */
function redirected(asked: Asked, status: number, location: string): Asked {
  const url = URL.canParse(location, asked.url.href) ? new URL(location, asked.url) : undefined;
  if (!url) throw new Refused('invalid', 'redirected to what is no address');
  const headers = url.origin === asked.url.origin ? asked.headers : {};
  return status === 307 || status === 308 ? { ...asked, url, headers } : { method: 'GET', url, headers };
}
