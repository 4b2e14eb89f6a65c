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

export interface Guard {
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

export const freshGuard: Guard = { seen: 0, nextAt: 0, day: 0, count: 0, recent: [], heldUntil: 0 };

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
function rebased(guard: Guard, now: number): Guard {
  const back = Math.max(0, guard.seen - now);
  if (back === 0) return { ...guard, seen: now };
  const recent = guard.recent.map((sent) => ({ ...sent, at: sent.at - back }));
  return { ...guard, seen: now, nextAt: guard.nextAt - back, heldUntil: guard.heldUntil === 0 ? 0 : Math.max(1, guard.heldUntil - back), recent };
}

/** Looks for signs of a block; begins a pause when there are some. */
export function watched(before: Guard, now: number): Guard {
  const guard = rebased(before, now);
  if (guard.heldUntil > now) return guard;
  const why = signs(guard.recent, now);
  if (why) return { ...guard, heldUntil: guard.heldUntil === 0 ? now + blockSigns.hold : guard.heldUntil, why };
  return guard.heldUntil === 0 ? guard : { ...guard, heldUntil: 0, why: undefined };
}

/** Returns why a message may not go out now; null when it may. */
export function refusal(guard: Guard, ask: Ask, options: Options): SendFailure | null {
  const { now, kind } = ask;
  if (guard.heldUntil > now) return { code: 'spam_limited', scope: 'account', retryAfterMs: guard.heldUntil - now, detail: guard.why, notTaken: true };
  if (answers(ask)) return null;
  if (!options.proactive)
    return {
      code: 'rejected',
      detail: 'This account only answers: the customer has not written within 24 hours. channels.whatsapp-web.proactive allows more, at the risk of a ban.',
      notTaken: true,
    };
  if (ask.lastWrote === null) return { code: 'rejected', detail: 'The customer has never written to this account.', notTaken: true };
  const scope = kind === 'promo' ? 'promotions' : 'customer';
  if (guard.day === dayOf(now) && guard.count >= options.per_day)
    return {
      code: 'quota',
      scope,
      retryAfterMs: (dayOf(now) + 1) * dayMs - now,
      detail: `${options.per_day} messages today, channels.whatsapp-web.per_day`,
      notTaken: true,
    };
  if (guard.nextAt > now) return { code: 'rate_limited', scope, retryAfterMs: guard.nextAt - now, detail: 'channels.whatsapp-web.pace', notTaken: true };
  return null;
}

/** Begins a send: takes its place in pace and count, and ends a pause for this one message. `chance` is 0 up to 1. */
export function begun(guard: Guard, ask: Ask, options: Options, chance: number): Guard {
  const probing = guard.heldUntil !== 0 && guard.heldUntil <= ask.now;
  const next = probing ? { ...guard, heldUntil: ask.now + blockSigns.hold } : guard;
  if (answers(ask)) return next;
  const day = dayOf(ask.now);
  return { ...next, nextAt: ask.now + Math.round(options.pace * 1000 * (1 + chance / 2)), day, count: (guard.day === day ? guard.count : 0) + 1 };
}

/** Notes that WhatsApp took a message. */
export function taken(guard: Guard, ref: string, user: string, now: number): Guard {
  const others = guard.recent.filter((sent) => sent.user !== user || sent.ack < 0);
  return { ...guard, recent: [...others, { ref, user, at: now, ack: 0 }].slice(-50) };
}

/** Notes an ack of WhatsApp. A delivery to anybody shows that the account is not blocked. */
export function acknowledged(guard: Guard, ref: string, ack: number): Guard {
  const index = guard.recent.findIndex((sent) => sent.ref === ref);
  if (index < 0) return guard;
  if (ack >= 2) return { ...guard, recent: guard.recent.slice(index + 1), heldUntil: 0, why: undefined };
  return {
    ...guard,
    recent: guard.recent.map((sent) => (sent.ref === ref && sent.ack >= 0 ? { ...sent, ack: ack < 0 ? ack : Math.max(sent.ack, ack) } : sent)),
  };
}
