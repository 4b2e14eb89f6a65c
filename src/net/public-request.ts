/**
 * One HTTP request to an address that somebody else wrote. Whatever the name says, the socket is only opened to an address that was checked: the check
 * stands in the lookup of the connection itself, so that a name that changes its mind (DNS rebinding) gains nothing. Redirects are answers, not followed.
 */
import { lookup as dnsLookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

// Not by `import`: see src/server/server.ts.
const { request: httpRequest } = process.getBuiltinModule('node:http');
const { request: httpsRequest } = process.getBuiltinModule('node:https');

export interface PublicRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** Error for a URL or address that is not public. */
export class NotPublic extends Error {}

/** Rejects with `NotPublic`, or as Node does. `allow` are hosts, as `host` or `host:port`, that may be at a private address. */
export function publicRequest(
  { method, url, headers, body }: PublicRequest,
  allow: readonly string[],
  signal: AbortSignal,
  resolve?: LookupFunction,
): Promise<IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return Promise.reject(new NotPublic(`only http and https may be called, not ${url.protocol}`));
  const host = bareHost(url);
  const exempt = isAllowed(url, allow);
  if (!exempt && isIP(host) && isPrivateAddress(host)) return Promise.reject(new NotPublic(`${host} is not a public address`));
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((settle, reject) => {
    const lookup = exempt ? undefined : publicOnly(resolve);
    send(url, { method, signal, agent: false, lookup, headers: { ...headers, 'accept-encoding': 'identity' } }, settle)
      .on('error', reject)
      .end(body);
  });
}

/** Returns the host without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Tells whether the URL's host is among these, given as `host` or `host:port`. */
export function isAllowed(url: URL, allow: readonly string[]): boolean {
  return allow.some((one) => one === bareHost(url) || one === url.host);
}

/** Resolves a name to its public addresses only; an error when it has none. */
export function publicOnly(resolve: LookupFunction = dnsLookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const open = (Array.isArray(addresses) ? addresses : []).filter(({ address }) => !isPrivateAddress(address));
      const [first] = open;
      if (!first) return callback(new NotPublic(`${name} is not at a public address`), []);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}
