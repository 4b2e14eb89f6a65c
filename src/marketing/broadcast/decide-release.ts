/** Decides whether a planned recipient gets the message now, later or not at all. Pure; asked when it is released, whatever was so when it was planned. */
import type { Capabilities } from '../../channel.ts';
import type { ErrorCode } from '../../errors.ts';
import { accountId, parseConversationId } from '../../message.ts';
import type { ContactRow, ConversationRow } from '../../store/collections.ts';
import { gate, type Policy } from '../gate.ts';
import { type ProviderRules, sendingHours, takesAnother } from './provider-rules.ts';
import type { Exclusion, RecipientRow } from './rows.ts';

/** An address of the person, with what is known of it. */
export interface Candidate {
  conversation: string;
  capabilities: Pick<Capabilities, 'window' | 'proactive'>;
  /** Unset: nobody ever wrote there. */
  row?: Pick<ConversationRow, 'reachable' | 'lastInAt' | 'sentSince' | 'window'>;
  template: boolean;
  /** Rules of the channel's provider for promotions. */
  rules: ProviderRules;
}

export interface ReleaseSituation {
  recipient: Pick<RecipientRow, 'at' | 'contact' | 'tried'>;
  /** The person as they are now; null: erased. */
  contact: ContactRow | null;
  /** The person has a row of the same broadcast under another id. */
  twin: boolean;
  /** Addresses of channels that are on, best first; those that were tried are left out. */
  candidates: readonly Candidate[];
  policy: Policy;
  /** Time of their last order, epoch ms. */
  orderedAt?: number;
  /** The budget is used up. */
  overBudget: boolean;
  /** Epoch ms. */
  now: number;
}

export type Release =
  | { do: 'release'; conversation: string; asTemplate: boolean }
  | { do: 'later'; at: number }
  | { do: 'exclude'; reason: Exclusion };

/** Nobody is advertised to in the time after an order, ms. */
export const restAfterOrder = 24 * 3_600_000;

const noRow = { reachable: true, lastInAt: 0, sentSince: 0 };

/** Consent first, then what holds for the person, then the addresses in their order: the first that may take it now; else the earliest later moment. */
export function decideRelease(situation: ReleaseSituation): Release {
  const { contact, now, candidates } = situation;
  if (!contact) return { do: 'exclude', reason: 'erased' };
  if (situation.twin) return { do: 'exclude', reason: 'merged' };
  if (contact.consent.marketing === false) return { do: 'exclude', reason: 'opted_out' };
  if (!contact.consent.marketing) return { do: 'exclude', reason: 'no_consent' };
  if (situation.overBudget) return { do: 'exclude', reason: 'budget' };
  if (situation.orderedAt !== undefined && now - situation.orderedAt < restAfterOrder) return { do: 'exclude', reason: 'just_ordered' };
  let later: number | undefined;
  let reason: Exclusion | undefined;
  for (const candidate of candidates) {
    const decided = at(candidate, contact, situation);
    if (decided.do === 'release') return decided;
    if (decided.do === 'later') later = Math.min(later ?? decided.at, decided.at);
    else reason ??= decided.reason;
  }
  if (later !== undefined) return { do: 'later', at: later };
  return { do: 'exclude', reason: reason ?? (situation.recipient.tried?.length ? 'unreachable' : 'no_address') };
}

function at(candidate: Candidate, contact: ContactRow, { policy, now }: ReleaseSituation): Release {
  const { conversation, capabilities, row = noRow, template, rules } = candidate;
  const refused = takesAnother(rules, contact, conversation, policy.zone, now);
  if (refused) return { do: 'exclude', reason: refused };
  const verdict = gate({ class: 'promo', template, person: false }, contact, policy, row, capabilities, now);
  if ('refuse' in verdict) return { do: 'exclude', reason: verdict.refuse satisfies ErrorCode };
  if ('hold' in verdict) return { do: 'later', at: verdict.hold };
  const open = sendingHours(rules, contact.zone ?? policy.zone, now);
  if (open !== undefined) return { do: 'later', at: open };
  return { do: 'release', conversation, asTemplate: verdict.template === true };
}

/** The account of a conversation; null when the id is none. */
export function accountOf(conversation: string): string | null {
  const address = parseConversationId(conversation);
  return address === null ? null : accountId(address);
}
