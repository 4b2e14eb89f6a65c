import type { IncomingMessage } from 'node:http';

/**
 * Returns the address that a request came from, by the rule of express's `trust proxy` with a number: so many entries of X-Forwarded-For are believed,
 * counted from the end; with 0 the header is not read.
 */
export function callerAddress(request: IncomingMessage, proxies: number): string | undefined {
  const header = proxies > 0 ? request.headers['x-forwarded-for'] : undefined;
  const forwarded = String(header ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .reverse();
  const addresses = [request.socket.remoteAddress, ...(header ? forwarded : [])];
  return addresses[Math.min(proxies, addresses.length - 1)];
}
