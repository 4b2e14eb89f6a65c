import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sameSecret } from '../../../net/same-secret.ts';

/** Returns one header, or undefined. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Tells whether the signature is the HMAC-SHA256 of the raw body. */
export function isSigned(raw: Buffer, given: string, secret: string, encoding: 'base64' | 'hex'): boolean {
  return sameSecret(given.trim(), createHmac('sha256', secret).update(raw).digest(encoding));
}

/** Tells whether the signature is the MD5 of client id, body and client secret in a row, as Chinese stores sign. */
export function isSumSigned(raw: Buffer, given: string, id: string, secret: string): boolean {
  return sameSecret(given.trim().toLowerCase(), createHash('md5').update(id).update(raw).update(secret).digest('hex'));
}

/** Makes the id of a delivery that carries none: the same body is the same news. */
export function bodyId(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('base64url').slice(0, 32);
}
