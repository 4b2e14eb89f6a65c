/** Ladders of carts as they are kept. */
import type { Vars } from '../../json.ts';
import type { CollectionSpec, Row } from '../../store/store.ts';

/** help: an offer to answer questions. remind: picture and link. offer: a coupon or gift of their own. */
export const stepKinds = ['help', 'remind', 'offer'] as const;
export type StepKind = (typeof stepKinds)[number];
/** `alternatives`: what is shown in place of a step when all of the cart has sold out. */
export type SentKind = StepKind | 'alternatives';

export const endings = [
  'changed',
  'emptied',
  'ordered',
  'opted_out',
  'replied',
  'taken_over',
  'recent',
  'sold_out',
  'no_coupon',
  'late',
  'off',
  'done',
] as const;
/** Reason for which a ladder ended; `done`: all steps went out and nothing came of it in the days after. */
export type Ending = (typeof endings)[number];

/** By what a person is known: any of them that is the same makes two carts, or a cart and an order, one person's. */
export interface PersonKeys {
  contact?: string;
  /** Lower case. */
  email?: string;
  /** Key of the phone number (see phoneKey). */
  phone?: string;
  /** The shop's own id of the customer. */
  customer?: string;
  device?: string;
}

/** One version of one cart; `_id` is `ladder:<cart>:<version>`. */
export interface LadderRow extends Row, PersonKeys {
  cart: string;
  /** Hash of the cart's goods. */
  version: string;
  /** Time of the next look, epoch ms; unset: it has ended. */
  due?: number;
  /** Time at which the cart was left in this version, epoch ms. */
  startedAt: number;
  /** Number of steps done. */
  step: number;
  /** Time and place of the last of them. */
  sentAt?: number;
  conversation?: string;
  sent: { do: SentKind; at: number; coupon?: string }[];
  /** A step that is decided and may not have reached its conversation yet. */
  pending?: { do: SentKind; conversation: string; data: Vars; coupon?: string };
  why?: Ending;
  endedAt?: number;
}

/** The last ladder that wrote to a person; `_id` is a key of theirs, as `email:` and a hash. */
export interface LadderSlotRow extends Row {
  ladder: string;
  at: number;
  contact: string;
}

export const cartLadders: CollectionSpec<LadderRow> = {
  name: 'cart_ladders',
  indexes: [
    { fields: ['due'] },
    { fields: ['cart'] },
    { fields: ['contact'] },
    { fields: ['email'] },
    { fields: ['phone'] },
    { fields: ['customer'] },
    { fields: ['device'] },
    { fields: ['startedAt'] },
  ],
  ttlField: 'startedAt',
  keepWhileSet: 'due',
};
export const ladderSlots: CollectionSpec<LadderSlotRow> = { name: 'ladder_slots', indexes: [{ fields: ['contact'] }, { fields: ['at'] }], ttlField: 'at' };

/** Time for which ended ladders are kept, for the reports, and for which it is known who was written to, ms. */
export const ladderRowsKept = { [cartLadders.name]: 180 * 86_400_000, [ladderSlots.name]: 60 * 86_400_000 };
