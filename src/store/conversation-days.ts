/** The day of a conversation: written with each turn, and added up once the day is over. */
import type { ModelUse } from '../message.ts';
import type { CollectionSpec, Row } from './store.ts';

/** What a flow did in a conversation on a day. Times are epoch ms. */
export interface FlowDay {
  /** Times that it began. */
  began: number;
  /** Times that a step of it called a person. */
  handoffs?: number;
  /** Ratings that it asked for, on a scale of five. */
  scores?: number[];
  /** The last promotion that it wrote of itself, and the last moment at which it did not, for the hold-out. */
  told?: number;
  held?: number;
  /** 1: an event of a cart began it. */
  cart?: 1;
}

export interface DayTally {
  /** Day in the zone of the shop, `2026-11-30`. */
  day: string;
  /** Time of its first turn, epoch ms. */
  at: number;
  channel: string;
  /** Messages of the customer, replies of the bot, messages of people. */
  in: number;
  bot: number;
  person: number;
  /** Messages of the customer by the hour of the shop's zone, 0 to 23; days of older versions have none. */
  hours?: Record<string, number>;
  /** Since when the customer waits for the first answer of the bot, epoch ms; only until it comes. */
  asked?: number;
  /** Times of the first answers, ms. */
  botMs?: number;
  personMs?: number;
  /** 1: a person had the conversation when the customer wrote. */
  withPerson?: 1;
  /** Causes of handoffs. */
  handoffs?: Record<string, number>;
  unanswered?: number;
  scores?: number[];
  flows?: Record<string, FlowDay>;
  /** Requests to models about its messages, with their tokens, and the cost in millionths of a minor unit. */
  models?: ModelUse;
  /** Messages that providers charge for, by the category of their price. */
  sent?: { marketing?: number; utility?: number; service?: number };
}

/** `_id` is `DAY:CONVERSATION`: the rows of a day are found by their ids. */
export interface ConversationDayRow extends Row, DayTally {
  conversation: string;
}

export const conversationDays: CollectionSpec<ConversationDayRow> = { name: 'conversation_days', indexes: [], ttlField: 'at' };

/** Time for which the rows are kept, ms: the reports of past days stand in sums of their own. */
export const conversationDaysKept = 40 * 86_400_000;

export function conversationDayId(day: string, conversation: string): string {
  return `${day}:${conversation}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the day of an instant in a zone, `2026-11-30`. Throws RangeError for an unknown zone. */
export function dayOf(at: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(at);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Returns the hour of an instant in a zone, 0 to 23. Throws RangeError for an unknown zone. */
export function hourOf(at: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  return Number(clock.format(at));
}

/** Returns the day so many days after another. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
