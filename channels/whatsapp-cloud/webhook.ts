/** Webhooks of the Cloud API: verification and signature. Pure. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
import { createHmac } from 'node:crypto';
import type { HookOutcome, HookRequest } from '../../src/channel.ts';
import { sameSecret } from '../../src/net/same-secret.ts';
import { decode } from './decode.ts';
import type { Settings } from './settings.ts';

/** Meta asks once whether the address is ours: the challenge comes back as it is, when the word is the one that the merchant typed in. */
function verify(query: URLSearchParams, verifyToken: string): HookOutcome {
  if (!verifyToken) return { ok: false, reason: 'no_secret' };
  const challenge = query.get('hub.challenge') ?? '';
  if (!sameSecret(query.get('hub.verify_token') ?? '', verifyToken)) return { ok: false, reason: 'verify_token' };
  if (query.get('hub.mode') !== 'subscribe' || !/^[\w-]{1,256}$/.test(challenge)) return { ok: false, reason: 'malformed' };
  return { ok: true, events: [], reply: { type: 'text/plain', body: challenge } };
}

/** Compares `X-Hub-Signature-256` with the HMAC of the raw bytes, in constant time. */
function signed(request: HookRequest, appSecret: string): boolean {
  const given = request.headers['x-hub-signature-256'];
  return sameSecret(typeof given === 'string' ? given : '', `sha256=${createHmac('sha256', appSecret).update(request.body).digest('hex')}`);
}

/** Returns the outcome, and for a genuine webhook what it said, as parsed JSON. */
export function hook(request: HookRequest, settings: Settings, account: string, now: number): { outcome: HookOutcome; raw?: unknown } {
  if (request.method === 'GET') return { outcome: verify(request.query, settings.verifyToken) };
  if (!settings.appSecret) return { outcome: { ok: false, reason: 'no_secret' } };
  if (!signed(request, settings.appSecret)) return { outcome: { ok: false, reason: 'signature' } };
  try {
    const raw: unknown = JSON.parse(request.body.toString('utf8'));
    return { outcome: { ok: true, events: decode(raw, { account, now, settings: { phoneId: settings.phoneId } }) }, raw };
  } catch {
    return { outcome: { ok: false, reason: 'malformed' } };
  }
}
