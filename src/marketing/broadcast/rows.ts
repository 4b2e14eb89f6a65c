/** Rows of broadcasts, as they are kept: the broadcast, its recipients, and what came of each. */
import type { ErrorCode } from '../../errors.ts';
import type { Vars } from '../../json.ts';
import type { Money } from '../../message.ts';
import type { CollectionSpec, Row } from '../../store/store.ts';

/** `awaiting_staff`: the provider wants each send confirmed by a member of staff. */
export const broadcastStates = ['draft', 'scheduled', 'sending', 'paused', 'awaiting_staff', 'stopped', 'completed'] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/**
 * States of one recipient. waiting: planned, its time has not come or the pace has not reached it. released: in the conversation's outbox. unknown: it
 * may have arrived, and is not sent again by itself. excluded and stopped have a reason or none, and were never sent.
 */
export const recipientStates = ['waiting', 'released', 'sent', 'delivered', 'read', 'failed', 'unknown', 'excluded', 'stopped'] as const;
export type RecipientState = (typeof recipientStates)[number];

/** Reasons for leaving a person out, besides those of errors.ts. */
export const exclusions = [
  'no_address',
  'no_channel',
  'hold_out',
  'missing_variable',
  'too_late',
  'just_ordered',
  'monthly_limit',
  'daily_limit',
  'too_alike',
  'not_allowed_there',
  'no_longer_fits',
  'merged',
  'erased',
  'budget',
  'already_got',
] as const;
export type Exclusion = (typeof exclusions)[number] | ErrorCode;

/** Acts of a recipient and fates of the message; each counted once. */
export const marks = ['delivered', 'read', 'clicked', 'replied', 'ordered', 'opted_out'] as const;
export type Mark = (typeof marks)[number];

export interface BroadcastRow extends Row {
  name: string;
  state: BroadcastState;
  /** The draft as it was checked, see content/draft.ts. */
  draft: unknown;
  createdAt: number;
  updatedAt: number;
  /** First moment at which somebody may get it, epoch ms; set when it is scheduled. */
  startAt?: number;
  startedAt?: number;
  endedAt?: number;
  /** Place up to which recipients were planned: the last contact's id. */
  plan?: { cursor: string; done: boolean; at: number };
  /** Reason of the rest, for the merchant: an error code, `person`, `budget`, `provider`. */
  why?: string;
  detail?: string;
  /** Variant that won, where several were tried on a sample. */
  winner?: string;
  /** Of an occurrence of a recurring broadcast: that one, and its number from 1. */
  series?: { of: string; n: number };
  /** Of a recurring broadcast: how many of its occurrences were made; set once it is started. */
  occurrences?: number;
}

export interface RecipientRow extends Row {
  broadcast: string;
  contact: string;
  state: RecipientState;
  reason?: Exclusion;
  /** Variable that is missing, the provider's words. */
  detail?: string;
  /** The broadcast while the row waits; takes it out of the index when it does not. */
  waiting?: string;
  /** Not before this moment, epoch ms. */
  at: number;
  /** Conversation that it goes to, or went to. */
  conversation?: string;
  /** Conversations in which it failed before: the next address was taken. */
  tried?: string[];
  /** Number of the address that it is tried at, from 1; part of the key. */
  attempt?: number;
  lang?: string;
  /** Variant of a test of two texts. */
  variant?: string;
  /** Values of the texts, frozen when the broadcast was planned. */
  vars?: Vars;
  /** Token of its tracked links; only where the content has links. */
  token?: string;
  /** Code of its own coupon. */
  coupon?: string;
  releasedAt?: number;
  sentAt?: number;
  /** Cost of the send by the price table; unknown where the table does not say. */
  cost?: Money;
}

/** `_id` is `<mark>:<recipient>`: the second of a kind changes nothing. */
export interface BroadcastMarkRow extends Row {
  broadcast: string;
  mark: Mark;
  contact: string;
  at: number;
  /** Of an order: its number and total, and why it counts. */
  order?: string;
  money?: Money;
  by?: 'coupon' | 'click' | 'delivery';
  variant?: string;
  /** Of a click: the number of the link in the content. */
  link?: number;
}

export interface SegmentRow extends Row {
  name: string;
  where: string;
  createdAt: number;
  updatedAt: number;
}

export const broadcasts: CollectionSpec<BroadcastRow> = { name: 'broadcasts', indexes: [{ fields: ['state', 'startAt'] }, { fields: ['createdAt'] }] };
export const recipients: CollectionSpec<RecipientRow> = {
  name: 'broadcast_recipients',
  indexes: [{ fields: ['waiting', 'at'] }, { fields: ['broadcast', 'state'] }, { fields: ['contact'] }, { fields: ['token'] }],
};
export const broadcastMarks: CollectionSpec<BroadcastMarkRow> = {
  name: 'broadcast_marks',
  indexes: [{ fields: ['broadcast', 'mark'] }, { fields: ['contact'] }],
};
export const segments: CollectionSpec<SegmentRow> = { name: 'segments', indexes: [{ fields: ['name'], unique: true }] };

/** The id of a recipient's row, and the key of its message. */
export function recipientId(broadcast: string, contact: string): string {
  return `b:${broadcast}:${contact}`;
}

/** The key of the message at the `attempt`th address, from 1. */
export function messageKey(recipient: string, attempt = 1): string {
  return attempt === 1 ? recipient : `b${attempt}${recipient.slice(1)}`;
}

/** Returns the recipient's row that a message key belongs to, and the number of its address; null when it is no message of a broadcast. */
export function recipientOf(key: string): { recipient: string; broadcast: string; contact: string; attempt: number } | null {
  const match = /^(?:m:)?b(\d*):([^:]+):(.+)$/s.exec(key);
  const [, attempt = '', broadcast, contact] = match ?? [];
  if (broadcast === undefined || contact === undefined) return null;
  return { recipient: recipientId(broadcast, contact), broadcast, contact, attempt: attempt === '' ? 1 : Number(attempt) };
}
