/** What keeps an unofficial account from being banned, as data: pace, cap, and a breaker on signs of a block. Pure. */
import type { SendFailure } from '../../src/channel.ts';
import type { MessageClass } from '../../src/message.ts';
import { answerTime, blockSigns } from './capabilities.ts';
import type { Options } from './options.ts';

interface Sent {
  ref: string;
  user: string;
  at: number;
  /** MessageAck, the highest so far; -1 is final. */
  ack: number;
}

export interface SendLimits {
  /** The last time that was seen, epoch ms: an earlier one means that the clock was set back. */
  seen: number;
  /** No message that the customer did not ask for before this time, epoch ms. */
  nextAt: number;
  /** Such messages on `day` (UTC, days since 1970). */
  day: number;
  count: number;
  /** The last send to each customer since the last delivery, oldest first. */
  recent: readonly Sent[];
  /** Sends are held until then, epoch ms; 0: they are not. */
  heldUntil: number;
  why?: string;
}

export const initialLimits: SendLimits = { seen: 0, nextAt: 0, day: 0, count: 0, recent: [], heldUntil: 0 };

const dayMs = 86_400_000;
const dayOf = (now: number) => Math.floor(now / dayMs);

export interface Ask {
  kind: MessageClass;
  /** Moment when this customer wrote last, epoch ms; null: never. */
  lastWrote: number | null;
  now: number;
}

/** Tells whether a message answers a customer; the rest is the shop writing first. */
export function answers({ kind, lastWrote, now }: Ask): boolean {
  return kind === 'reply' || (kind === 'service' && lastWrote !== null && now - lastWrote <= answerTime);
}

function signs(recent: readonly Sent[], now: number): string | undefined {
  const refused = recent.slice(-blockSigns.refused);
  if (refused.length === blockSigns.refused && refused.every(({ ack }) => ack < 0)) return `WhatsApp refused the last ${blockSigns.refused} messages`;
  const old = recent.filter(({ at, ack }) => ack < 0 || now - at > blockSigns.patience).slice(-blockSigns.undelivered);
  if (old.length === blockSigns.undelivered) return `the last ${blockSigns.undelivered} customers did not get their messages`;
  return undefined;
}

/** Pauses keep their length when the clock was set back, or they would last as long as it is behind. */
function rebased(limits: SendLimits, now: number): SendLimits {
  const back = Math.max(0, limits.seen - now);
  if (back === 0) return { ...limits, seen: now };
  const recent = limits.recent.map((sent) => ({ ...sent, at: sent.at - back }));
  return { ...limits, seen: now, nextAt: limits.nextAt - back, heldUntil: limits.heldUntil === 0 ? 0 : Math.max(1, limits.heldUntil - back), recent };
}

/** Looks for signs of a block; begins a pause when there are some. */
export function watched(before: SendLimits, now: number): SendLimits {
  const limits = rebased(before, now);
  if (limits.heldUntil > now) return limits;
  const why = signs(limits.recent, now);
  if (why) return { ...limits, heldUntil: limits.heldUntil === 0 ? now + blockSigns.hold : limits.heldUntil, why };
  return limits.heldUntil === 0 ? limits : { ...limits, heldUntil: 0, why: undefined };
}

/** Returns why a message may not go out now; null when it may. */
export function refusal(limits: SendLimits, ask: Ask, options: Options): SendFailure | null {
  const { now, kind } = ask;
  if (limits.heldUntil > now) return { code: 'spam_limited', scope: 'account', retryAfterMs: limits.heldUntil - now, detail: limits.why, notTaken: true };
  if (answers(ask)) return null;
  if (!options.proactive)
    return {
      code: 'rejected',
      detail: 'This account only answers: the customer has not written within 24 hours. channels.whatsapp-web.proactive allows more, at the risk of a ban.',
      notTaken: true,
    };
  if (ask.lastWrote === null) return { code: 'rejected', detail: 'The customer has never written to this account.', notTaken: true };
  const scope = kind === 'promo' ? 'promotions' : 'customer';
  if (limits.day === dayOf(now) && limits.count >= options.per_day)
    return {
      code: 'quota',
      scope,
      retryAfterMs: (dayOf(now) + 1) * dayMs - now,
      detail: `${options.per_day} messages today, channels.whatsapp-web.per_day`,
      notTaken: true,
    };
  if (limits.nextAt > now) return { code: 'rate_limited', scope, retryAfterMs: limits.nextAt - now, detail: 'channels.whatsapp-web.pace', notTaken: true };
  return null;
}

/** Begins a send: takes its place in pace and count, and ends a pause for this one message. `chance` is 0 up to 1. */
export function begun(limits: SendLimits, ask: Ask, options: Options, chance: number): SendLimits {
  const probing = limits.heldUntil !== 0 && limits.heldUntil <= ask.now;
  const next = probing ? { ...limits, heldUntil: ask.now + blockSigns.hold } : limits;
  if (answers(ask)) return next;
  const day = dayOf(ask.now);
  return { ...next, nextAt: ask.now + Math.round(options.pace * 1000 * (1 + chance / 2)), day, count: (limits.day === day ? limits.count : 0) + 1 };
}

/** Notes that WhatsApp took a message. */
export function taken(limits: SendLimits, ref: string, user: string, now: number): SendLimits {
  const others = limits.recent.filter((sent) => sent.user !== user || sent.ack < 0);
  return { ...limits, recent: [...others, { ref, user, at: now, ack: 0 }].slice(-50) };
}

/** Notes an ack of WhatsApp. A delivery to anybody shows that the account is not blocked. */
export function acknowledged(limits: SendLimits, ref: string, ack: number): SendLimits {
  const index = limits.recent.findIndex((sent) => sent.ref === ref);
  if (index < 0) return limits;
  if (ack >= 2) return { ...limits, recent: limits.recent.slice(index + 1), heldUntil: 0, why: undefined };
  return {
    ...limits,
    recent: limits.recent.map((sent) => (sent.ref === ref && sent.ack >= 0 ? { ...sent, ack: ack < 0 ? ack : Math.max(sent.ack, ack) } : sent)),
  };
}
