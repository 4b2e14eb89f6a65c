import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sameSecret } from '../../net/same-secret.ts';

/** Largest difference between a signature's time and ours, ms. */
const tolerance = 5 * 60_000;
/** Reason for refusing a signature whose time is too far from ours. */
export const wrongTime = 'the timestamp is more than 5 minutes off';

/** Returns what the headers alone show to be wrong, before the body is read; null when the signature has to be checked. */
export function refusedHead(headers: IncomingHttpHeaders, secret: string | undefined, now: number): string | null {
  const head = readHead(headers, secret, now);
  return head.ok ? null : head.reason;
}

type Head = { ok: true; secret: string; id: string; stamp: string; signatures: string } | { ok: false; reason: string };

function readHead(headers: IncomingHttpHeaders, secret: string | undefined, now: number): Head {
  if (!secret) return { ok: false, reason: 'EVENTS_SECRET is not set, so no event can be verified' };
  const [id, stamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof stamp !== 'string' || typeof signatures !== 'string' || id === '' || id.length > 256)
    return { ok: false, reason: 'the webhook-id, webhook-timestamp and webhook-signature headers are needed' };
  if (!/^\d{1,12}$/.test(stamp) || Math.abs(Number(stamp) * 1_000 - now) > tolerance) return { ok: false, reason: wrongTime };
  return { ok: true, secret, id, stamp, signatures };
}

/**
 * Verifies a request signed as in Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`.
 * Resolves to the webhook's id, or to what is wrong. Fails closed.
 */
export function verifySignedEvent(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secret: string | undefined,
  now: number,
): { ok: true; id: string } | { ok: false; reason: string } {
  const head = readHead(headers, secret, now);
  if (!head.ok) return head;
  const { id, stamp, signatures } = head;
  const expected = signEvent(head.secret, id, Number(stamp), body);
  const matches = signatures
    .split(' ')
    .slice(0, 10)
    .map((signature) => sameSecret(signature, expected));
  return matches.includes(true) ? { ok: true, id } : { ok: false, reason: 'the signature does not fit' };
}

/** Signs a body: returns the value of `webhook-signature`; `stamp` in seconds. */
export function signEvent(secret: string, id: string, stamp: number, body: Buffer | string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${stamp}.`).update(body).digest('base64')}`;
}
