/** Decision whether a message may go out now. Pure; asked by the outbox at the moment of sending. */
import type { Capabilities } from '../channel.ts';
import type { ErrorCode } from '../errors.ts';
import type { MessageClass } from '../message.ts';
import type { ContactRow, ConversationRow } from '../store/collections.ts';
import { instantOf, isZone, wallTime } from './zone-time.ts';

/** The merchant's rules for what the shop sends of its own accord. */
export interface Policy {
  /** Minutes after midnight of the customer's clock; `from` may be later than `to` (over midnight). */
  quiet?: { from: number; to: number; classes: readonly MessageClass[] };
  /** Frequency caps: at most `count` promotions in any `ms`; all of them hold. */
  caps: readonly { count: number; ms: number }[];
  /** The shop's IANA zone: used while the customer's is not known. */
  zone: string;
}

/** Message about to be sent. */
export interface Candidate {
  class: MessageClass;
  /** True when it has a template that this channel allows outside the window. */
  template: boolean;
  /** True when the provider said that the window is closed, whatever we think. */
  closed?: boolean;
  /** True when a person of the shop wrote it. */
  person: boolean;
}

/** `template`: only as its template, for the reply window is closed. */
export type Verdict = { go: true; template?: true } | { hold: number; reason: ErrorCode } | { refuse: ErrorCode };

/**
 * Consent and opt-out, frequency cap, quiet hours in the customer's zone, reply window and ration of the channel.
 * `hold` is epoch ms: ask again then. A missing contact has agreed to nothing.
 */
export function gate(
  message: Candidate,
  contact: Pick<ContactRow, 'consent' | 'promos' | 'zone'> | null,
  policy: Policy,
  conversation: Pick<ConversationRow, 'reachable' | 'lastInAt' | 'sentSince' | 'window'>,
  capabilities: Pick<Capabilities, 'window' | 'proactive'>,
  now: number,
): Verdict {
  if (!conversation.reachable) return { refuse: 'unreachable' };
  const { proactive } = capabilities;
  const window = conversation.window ?? capabilities.window;
  if (!proactive && conversation.lastInAt === 0) return { refuse: 'unreachable' };
  if (message.class === 'promo') {
    if (contact?.consent.marketing === false) return { refuse: 'opted_out' };
    if (!contact?.consent.marketing) return { refuse: 'no_consent' };
    for (const cap of policy.caps) if (contact.promos.filter((at) => at > now - cap.ms).length >= cap.count) return { refuse: 'frequency_cap' };
  }
  if (policy.quiet?.classes.includes(message.class) && !message.person) {
    const until = quietUntil(policy.quiet, contact?.zone && isZone(contact.zone) ? contact.zone : policy.zone, now);
    if (until !== undefined) return { hold: until, reason: 'quiet_hours' };
  }
  if (!message.closed && isOpen(window, conversation, message.person, now)) return { go: true };
  return message.template ? { go: true, template: true } : { refuse: 'window_closed' };
}

function isOpen(window: Capabilities['window'], conversation: Pick<ConversationRow, 'lastInAt' | 'sentSince'>, person: boolean, now: number): boolean {
  if (!window) return true;
  if (now - conversation.lastInAt >= window.ms) return false;
  return window.messages === undefined || conversation.sentSince < window.messages - (person ? 0 : 1);
}

/** Returns when the quiet hours that hold now are over, epoch ms; undefined when none hold. */
export function quietUntil(quiet: { from: number; to: number }, zone: string, now: number): number | undefined {
  const { minute } = wallTime(now, zone);
  const { from, to } = quiet;
  if (from === to) return undefined;
  if (from < to) return minute >= from && minute < to ? instantOf(now, zone, 0, to) : undefined;
  if (minute >= from) return instantOf(now, zone, 1, to);
  return minute < to ? instantOf(now, zone, 0, to) : undefined;
}
