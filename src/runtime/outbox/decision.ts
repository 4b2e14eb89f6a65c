/** Decides what becomes of the message whose turn it is: before it is tried, and after a try that failed. Pure. */
import type { Capabilities, SendFailure } from '../../channel.ts';
import { type ErrorCode, errorTexts } from '../../errors.ts';
import { backOff } from '../../event-loop/back-off.ts';
import { gate, type Policy } from '../../marketing/gate.ts';
import type { ContactRow, ConversationRow, OutboxItem } from '../../store/collections.ts';
import { type AccountHold, believedPause } from '../pace/account-holds.ts';

/** Pause after a failed try: the first, doubled with each, up to the longest, ms; each varied by half, so that a minute is the most. */
const pauses = { first: 1000, most: 40_000 };
/** Pause of a message whose channel does not run, ms. */
const notRunningPause = 5000;

export interface Situation {
  item: OutboxItem;
  /** The provider has it already. */
  arrived: boolean;
  /** The wall clock may be trusted with giving up. */
  steady: boolean;
  /** Age at which a message is given up, ms. */
  maxAge: number;
  /** Undefined while the channel does not run. */
  capabilities: Pick<Capabilities, 'window' | 'proactive' | 'idempotentSend'> | undefined;
  /** Instance id of this process. */
  instance: string;
  conversation: Pick<ConversationRow, 'reachable' | 'lastInAt' | 'sentSince' | 'window'>;
  /** Read for promotions alone. */
  contact: Pick<ContactRow, 'consent' | 'promos' | 'zone'> | null;
  policy: Policy;
  /** The message has a template that this channel sends. */
  template: boolean;
  /** What the provider keeps back of the account now. */
  hold: AccountHold | undefined;
  /** Epoch ms. */
  now: number;
}

export type Decision =
  /** It is out already: it leaves the outbox. */
  | { do: 'drop' }
  | { do: 'fail'; code: ErrorCode; detail?: string }
  /** It may have arrived, and is not sent twice. */
  | { do: 'give-up-in-doubt' }
  | { do: 'hold'; until: number; reason: ErrorCode; detail?: string }
  /** The reply window is closed: its template or another address is left. */
  | { do: 'window-closed'; detail?: string }
  /** The account rests. */
  | { do: 'keep-back'; hold: AccountHold };

/** What is decided before a try. `doubled`: a try of a process that ended is in doubt, so that a further one may arrive twice. */
export interface Decided {
  decision: Decision | { do: 'send'; asTemplate: boolean };
  doubled: boolean;
}

/** Leaves out what arrived, is too old, in doubt, or held by the policy or the provider; the others go out, some as their template. */
export function decide(situation: Situation): Decided {
  const { item, capabilities, instance } = situation;
  const inDoubt = item.state === 'sending' && item.boot !== instance && capabilities !== undefined && !capabilities.idempotentSend;
  return { decision: decideOn(situation, inDoubt), doubled: inDoubt };
}

function decideOn(situation: Situation, inDoubt: boolean): Decided['decision'] {
  const { item, capabilities, now, policy, conversation, contact, hold } = situation;
  const { message } = item;
  if (situation.arrived) return { do: 'drop' };
  if (now - (item.since ?? now) > situation.maxAge && situation.steady) {
    return { do: 'fail', code: item.reason === 'window_closed' ? 'window_closed' : 'gave_up' };
  }
  if (!capabilities) return { do: 'hold', until: now + notRunningPause, reason: 'not_running' };
  if (inDoubt && message.class === 'promo') return { do: 'give-up-in-doubt' };
  const candidate = {
    class: message.class,
    template: situation.template,
    person: message.key.startsWith('a:'),
    closed: item.asTemplate === true,
  };
  const verdict = gate(candidate, contact, policy, conversation, capabilities, now);
  if ('refuse' in verdict) return verdict.refuse === 'window_closed' ? { do: 'window-closed' } : { do: 'fail', code: verdict.refuse };
  if ('hold' in verdict) return { do: 'hold', until: verdict.hold, reason: verdict.reason };
  if (hold) return { do: 'keep-back', hold };
  return { do: 'send', asTemplate: verdict.template === true && situation.template };
}

export interface FailedTry {
  item: OutboxItem;
  failure: SendFailure;
  /** What the failure began to keep back of the account. */
  hold: AccountHold | undefined;
  /** The provider drops a repeated key. */
  repeatable: boolean;
  /** When the account last took a message, epoch ms. */
  servedAt: number | undefined;
  /** Tries at the message's own expense after which it is given up. */
  mostTries: number;
  /** 0 up to 1, varies the pause. */
  random: number;
  /** Epoch ms. */
  now: number;
}

/** A further try: how long the provider asked to wait, ms, and what counts from now on. */
export interface Retry {
  do: 'retry';
  until: number;
  waitMs: number;
  askedMs: number | undefined;
  reason: ErrorCode;
  item: OutboxItem;
}

/**
 * Tries again what may still arrive. Only tries that may have arrived, and those that failed while the channel served others, count towards
 * giving up: an account that is unreachable for a night loses nothing.
 */
export function decideAfterFailure({ item, failure, hold, repeatable, servedAt, mostTries, random, now }: FailedTry): Decision | Retry {
  if (hold) return { do: 'keep-back', hold };
  const { code, detail } = failure;
  if (code === 'window_closed') return { do: 'window-closed', detail };
  if (!errorTexts[code].retryable) return { do: 'fail', code, detail };
  const inDoubt = (code === 'timeout' || code === 'network') && !failure.notTaken && !repeatable;
  if (inDoubt && item.message.class === 'promo') return { do: 'give-up-in-doubt' };
  const before = item.failed ?? { times: 0, at: now };
  const servesOthers = servedAt !== undefined && servedAt > before.at;
  const tries = item.tries + (inDoubt || (code === 'provider' && servesOthers) ? 1 : 0);
  if (tries >= mostTries) return { do: 'fail', code: 'gave_up', detail };
  const pause = code === 'not_running' ? notRunningPause : backOff(before.times, pauses) * (0.5 + random);
  const askedMs = believedPause(failure.retryAfterMs);
  const waitMs = askedMs ?? pause;
  const next = { ...item, tries, failed: { times: before.times + 1, at: now }, doubled: item.doubled ?? (inDoubt ? (true as const) : undefined) };
  return { do: 'retry', until: now + Math.ceil(waitMs), waitMs, askedMs, reason: code, item: next };
}
