/**
 * One HTTP request for a flow. Whatever the name says, the socket is only opened to an address that was checked: the check
 * stands in the lookup of the connection itself, so that a name that changes its mind (DNS rebinding) gains nothing, and
 * each redirect is checked anew.
 */
import { lookup as dnsLookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { withDeadline } from '../deadline.ts';
import { isPrivateAddress } from './private-address.ts';

// Not by `import`: see server.ts.
const { request: httpRequest } = process.getBuiltinModule('node:http');
const { request: httpsRequest } = process.getBuiltinModule('node:https');

export interface FetchLimits {
  /** Host names or addresses that may be called; empty: any. */
  hosts: readonly string[];
  /** Hosts that may be called although their address is private: `host` or `host:port`. */
  allowPrivate: readonly string[];
  timeoutMs: number;
  maxBytes: number;
  redirects: number;
}

export interface Asked {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

export type Fetched =
  | { ok: true; status: number; type: string; text: string }
  | { ok: false; code: 'forbidden' | 'too_large' | 'timeout' | 'unavailable' | 'invalid'; text: string };

class Refused extends Error {
  readonly code: 'forbidden' | 'too_large' | 'timeout' | 'invalid';
  constructor(code: Refused['code'], text: string) {
    super(text);
    this.code = code;
  }
}

/** Never rejects. The answer's status is the caller's matter. */
export async function fetchForFlow(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<Fetched> {
  let over = signal;
  try {
    return await withDeadline(limits.timeoutMs, signal, (either) => {
      over = either;
      return followed(asked, limits, either);
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, text: error.message };
    if (over.aborted) return { ok: false, code: 'timeout', text: `no complete answer in ${limits.timeoutMs} ms` };
    return { ok: false, code: 'unavailable', text: error instanceof Error ? error.message : String(error) };
  }
}

async function followed(asked: Asked, limits: FetchLimits, signal: AbortSignal): Promise<Fetched> {
  let next = asked;
  for (let hop = 0; ; hop++) {
    const answer = await once(next, limits, signal);
    const where = answer.location;
    if (where === undefined) return { ok: true, status: answer.status, type: answer.type, text: answer.text };
    if (hop >= limits.redirects) throw new Refused('invalid', `more than ${limits.redirects} redirects`);
    next = redirected(next, answer.status, where);
  }
}

interface Answer {
  status: number;
  type: string;
  text: string;
  location?: string;
}

function once({ method, url, headers, body }: Asked, limits: FetchLimits, signal: AbortSignal): Promise<Answer> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('forbidden', `only http and https may be called, not ${url.protocol}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const exempt = limits.allowPrivate.some((one) => one === host || one === url.host);
  if (!exempt && limits.hosts.length > 0 && !limits.hosts.includes(host)) throw new Refused('forbidden', `${host} is not among the hosts that flows may call`);
  if (!exempt && isIP(host) && isPrivateAddress(host)) throw new Refused('forbidden', `${host} is not a public address`);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const options = { method, signal, agent: false, lookup: exempt ? undefined : publicOnly, headers: { ...headers, 'accept-encoding': 'identity' } };
    const request = send(url, options, (answer) => read(answer, limits.maxBytes).then(resolve, reject));
    request.on('error', reject);
    request.end(body);
  });
}

/** Resolves a name to its public addresses only; an error when it has none. */
const publicOnly: LookupFunction = (name, options, callback) => {
  dnsLookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (!first) return callback(new Refused('forbidden', `${name} is not at a public address`), []);
    if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};

async function read(answer: IncomingMessage, most: number): Promise<Answer> {
  const status = answer.statusCode ?? 0;
  const { location } = answer.headers;
  if (location !== undefined && [301, 302, 303, 307, 308].includes(status)) {
    answer.destroy();
    return { status, type: '', text: '', location };
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
  return { status, type: answer.headers['content-type'] ?? '', text: Buffer.concat(chunks).toString('utf8') };
}

/** The request that a redirect asks for. The flow's own headers do not go to another origin. */
function redirected(asked: Asked, status: number, location: string): Asked {
  const url = URL.canParse(location, asked.url.href) ? new URL(location, asked.url) : undefined;
  if (!url) throw new Refused('invalid', 'redirected to what is no address');
  const headers = url.origin === asked.url.origin ? asked.headers : {};
  return status === 307 || status === 308 ? { ...asked, url, headers } : { method: 'GET', url, headers };
}
