/** Webhooks: signature, then content. Pure. REPLACE: the page that describes the signature. */
import { createHmac } from 'node:crypto';
import type { HookOutcome, HookRefusal, HookRequest } from '../../src/channel.ts';
import { sameSecret } from '../../src/net/same-secret.ts';
import { decode } from './decode.ts';

/** REPLACE: where the provider puts its signature, in small letters. */
const header = 'x-signature';

/** Refuses what has no signature at all, with its body unread. */
export function hookHead(request: Omit<HookRequest, 'body'>): HookRefusal | null {
  return typeof request.headers[header] === 'string' ? null : { ok: false, reason: 'signature' };
}

/** Compares the header with the HMAC of the raw bytes, then decodes. */
export function hook(request: HookRequest, secret: string, account: string, now: number): HookOutcome {
  const given = request.headers[header];
  // REPLACE: the algorithm and the form (hex, base64).
  const expected = createHmac('sha256', secret).update(request.body).digest('hex');
  if (!secret) return { ok: false, reason: 'no_secret' };
  if (request.method !== 'POST' || typeof given !== 'string' || !sameSecret(given, expected)) return { ok: false, reason: 'signature' };
  try {
    return { ok: true, events: decode(JSON.parse(request.body.toString('utf8')), { account, now }) };
  } catch {
    return { ok: false, reason: 'malformed' };
  }
}
