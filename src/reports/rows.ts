/** Rows of the reports: orders that count, and sums of each day. Days are those of the zone of the shop. */
import type { CollectionSpec, Row } from '../store/store.ts';
import type { Arm, Campaign, Why } from './credit.ts';
import type { DayFigures } from './figures.ts';

/** An order that counts for a campaign, or stands in the comparison with a hold-out; `_id` is its number. */
export interface CreditRow extends Row {
  day: string;
  /** Time at which it was placed, epoch ms. */
  at: number;
  contact: string;
  /** Minor units. */
  amount: number;
  currency: string;
  campaign?: Campaign;
  by?: Why;
  /** Time of the click or delivery. */
  touched?: number;
  coupon?: string;
  /** Channel where the customer was last. */
  channel?: string;
  arms: (Arm & { day: string })[];
}

/** Sums of orders that count alike. */
export interface CreditSum {
  campaign: Campaign;
  channel: string;
  by: Record<Why, number>;
  money: Record<string, number>;
}

/** One side of a hold-out: people who ordered, and for each currency the sum and the sum of the squares of what each person spent, minor units. */
export interface ArmSum {
  people: number;
  money: Record<string, { sum: number; squares: number }>;
}

/** Orders of a day; `_id` is the day. Written with each order that counts, so that a report reads a row for each day. */
export interface OrderDayRow extends Row {
  sums: CreditSum[];
  /** By campaign and day of the touch, `KIND:ID@DAY`. */
  arms: Record<string, { shown: ArmSum; held: ArmSum }>;
}

export const credits: CollectionSpec<CreditRow> = { name: 'order_credits', indexes: [{ fields: ['at'] }, { fields: ['contact'] }] };
export const orderDays: CollectionSpec<OrderDayRow> = { name: 'order_days', indexes: [] };

/** Figures of the conversations of a day that is over; `_id` is the day. Made once, of the rows of its conversations. */
export interface DayFiguresRow extends Row, DayFigures {}

export const dayFigures: CollectionSpec<DayFiguresRow> = { name: 'day_figures', indexes: [] };
