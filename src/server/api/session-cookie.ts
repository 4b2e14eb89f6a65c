/** The cookie that a signed-in browser sends, and the check that one of our own pages sent the request. */
import { isIP } from 'node:net';
import type { Request, Response } from 'express';
import { sessionMs } from '../../console/staff.ts';

/** The prefix makes browsers refuse a cookie that another host or a plain connection has set. */
const secureName = '__Host-zhanggui';
const plainName = 'zhanggui';

/** `secure`: PUBLIC_URL begins with https, whatever the proxy in front says. */
export interface CookieOptions {
  secure: boolean;
}

/** Tells whether nobody can listen: https, or the machine itself by its Host, which a foreign page cannot forge. */
export function isPrivateWay(request: Request, { secure }: CookieOptions): boolean {
  return secure || request.secure || isLoopback(request.hostname);
}

function isLoopback(host: string | undefined): boolean {
  const name = (host ?? '').replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

const isSecure = (request: Request, { secure }: CookieOptions): boolean => request.secure || (secure && !isLoopback(request.hostname));

/** The secret of the session in the request's cookies; undefined when there is none. */
export function sessionSecret(request: Request, options: CookieOptions): string | undefined {
  const name = isSecure(request, options) ? secureName : plainName;
  for (const one of (request.get('cookie') ?? '').slice(0, 8_000).split(';')) {
    const [key, value = ''] = one.trim().split('=', 2);
    if (key === name && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** Gives the browser its session, or takes it away with null. */
export function setSession(request: Request, response: Response, secret: string | null, options: CookieOptions): void {
  const secure = isSecure(request, options);
  const flags = { httpOnly: true, secure, sameSite: 'lax' as const, path: '/' };
  if (secret === null) response.clearCookie(secure ? secureName : plainName, flags);
  else response.cookie(secure ? secureName : plainName, secret, { ...flags, maxAge: sessionMs });
}

/**
 * Tells whether a page of ours sent the request: by Sec-Fetch-Site, else by Origin. Without either a browser would have sent it for us only to read.
 */
export function isOwnOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && request.method === 'GET');
  const origin = request.get('origin');
  if (origin === undefined) return request.method === 'GET';
  return URL.canParse(origin) && new URL(origin).host === request.get('host');
}
