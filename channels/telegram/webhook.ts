/** Webhooks of the Bot API. Pure. */
import type { HookOutcome, HookRefusal, HookRequest } from '../../src/channel.ts';
import { sameSecret } from '../../src/net/same-secret.ts';
import { decode } from './decode.ts';
import { callbackId } from './payload.ts';

/** Looks at a webhook's head. The secret stands in a header, so that a forged webhook is refused with its body unread. */
export function hookHead(request: Omit<HookRequest, 'body'>, secret: string | undefined): HookRefusal | null {
  if (!secret) return { ok: false, reason: 'no_secret' };
  const given = request.headers['x-telegram-bot-api-secret-token'];
  return typeof given === 'string' && sameSecret(given, secret) ? null : { ok: false, reason: 'signature' };
}

/**
 * Verifies `X-Telegram-Bot-Api-Secret-Token` and decodes the update. A press is answered in the response to the webhook
 * ("Making requests when getting updates"), so that the button stops spinning with no further request.
 */
export function hook(request: HookRequest, secret: string | undefined, account: string, now: number): HookOutcome {
  const refused = hookHead(request, secret);
  if (refused) return refused;
  let raw: unknown;
  try {
    raw = JSON.parse(request.body.toString('utf8'));
  } catch {
    return { ok: false, reason: 'malformed' };
  }
  const events = decode(raw, { account, now });
  const press = callbackId(raw);
  if (!press) return { ok: true, events };
  return { ok: true, events, reply: { type: 'application/json', body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: press }) } };
}
