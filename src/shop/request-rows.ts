/** Rows of what customers ask the team for: requests, booked times, and being told of lower prices. */
import type { CollectionSpec, Row } from '../store/store.ts';

/** Request to hear that a product got cheaper; `_id` is `product contact`. */
export interface PriceWatchRow extends Row {
  product: string;
  contact: string;
  conversation: string;
  /** Price when it was asked for, minor units of the product's currency. */
  price: number;
  at: number;
}

export const requestKinds = ['invoice', 'price', 'warranty', 'gift', 'problem', 'other'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['open', 'done', 'refused'] as const;

/** Something that a customer asks the team to do; `_id` is its number. */
export interface RequestRow extends Row {
  kind: RequestKind;
  order?: string;
  contact: string;
  conversation: string;
  /** Facts that it needs, by the names that the flow gives. */
  facts: Readonly<Record<string, string>>;
  /** Unique: one open request of a kind for an order, or for a customer where it is about none. */
  claim: string;
  status: (typeof requestStates)[number];
  at: number;
  closedAt?: number;
  /** What the team adds for the customer. */
  words?: string;
  /** Time from which the customer is to hear that it has ended; missing once they were told, or could not be. */
  tellAt?: number;
  /** Why they could not be told within a day: nobody fits any more, or no address of theirs can be written to. */
  untold?: 'unknown' | 'unreachable';
}

/** A booked time; `_id` is the time and the number of the place in it, so that no place is given twice. */
export interface AppointmentRow extends Row {
  /** Begin, epoch ms. */
  start: number;
  contact: string;
  conversation: string;
  order?: string;
  note?: string;
  /** The call that booked it. */
  key: string;
  at: number;
}

export const priceWatches: CollectionSpec<PriceWatchRow> = { name: 'price_watches', indexes: [{ fields: ['product'] }, { fields: ['contact'] }] };
export const requests: CollectionSpec<RequestRow> = {
  name: 'requests',
  indexes: [{ fields: ['claim'], unique: true }, { fields: ['contact'] }, { fields: ['status', 'at'] }, { fields: ['tellAt'] }],
};
export const appointments: CollectionSpec<AppointmentRow> = { name: 'appointments', indexes: [{ fields: ['contact'] }, { fields: ['start'] }] };
