/** Webhooks of the Cloud API: verification and signature. Pure. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookOutcome, HookRequest } from '../../src/channel.ts';
import { decode } from './decode.ts';
import type { Settings } from './settings.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Meta asks once whether the address is ours: the challenge comes back as it is, when the word is the one that the merchant typed in. */
function verify(query: URLSearchParams, verifyToken: string): HookOutcome {
  if (!verifyToken) return { ok: false, reason: 'no_secret' };
  const challenge = query.get('hub.challenge') ?? '';
  const same = timingSafeEqual(digest(query.get('hub.verify_token') ?? ''), digest(verifyToken));
  if (!same) return { ok: false, reason: 'verify_token' };
  if (query.get('hub.mode') !== 'subscribe' || !/^[\w-]{1,256}$/.test(challenge)) return { ok: false, reason: 'malformed' };
  return { ok: true, events: [], reply: { type: 'text/plain', body: challenge } };
}

const signature = /^sha256=([0-9a-f]{64})$/;

/** Compares `X-Hub-Signature-256` with the HMAC of the raw bytes, in constant time; a header of another form counts as zeros. */
function signed(request: HookRequest, appSecret: string): boolean {
  const given = request.headers['x-hub-signature-256'];
  const [, hex = '00'.repeat(32)] = signature.exec(typeof given === 'string' ? given : '') ?? [];
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', appSecret).update(request.body).digest());
}

/** The outcome, and for a genuine webhook what it said, as parsed JSON. */
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
