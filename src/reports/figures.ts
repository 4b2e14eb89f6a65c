/** Figures of conversations: of one conversation and day, added up. Pure. */

import { moneyOf } from '../marketing/report/cost.ts';
import { priceOf } from '../marketing/report/prices.ts';
import { pricedAt } from '../marketing/report/spent.ts';
import type { Money } from '../message.ts';
import type { ConversationDayRow } from '../store/conversation-days.ts';

/** Number of times that a duration came, by its bucket: durations are kept within 5 %. */
export type Durations = Record<string, number>;

export interface Figures {
  conversations: number;
  solved: number;
  withPerson: number;
  unsolved: number;
  handoffs: Record<string, number>;
  unanswered: number;
  botMs: Durations;
  personMs: Durations;
  /** Number of ratings of 1 to 5. */
  scores: number[];
  in: number;
  bot: number;
  person: number;
  /** Messages of customers by hour; days of older versions have none. */
  hours?: Record<string, number>;
  /** Micros by currency, see marketing/report/prices.ts. */
  spent: Record<string, number>;
  unpriced: number;
}

export interface FlowFigures {
  conversations: number;
  began: number;
  solved: number;
  withPerson: number;
  handoffs: number;
  scores: number[];
  told: number;
  held: number;
  cart?: 1;
}

/** All of one day. */
export interface DayFigures {
  channels: Record<string, Figures>;
  flows: Record<string, FlowFigures>;
}

export const emptyFigures = (): Figures => ({
  conversations: 0,
  solved: 0,
  withPerson: 0,
  unsolved: 0,
  handoffs: {},
  unanswered: 0,
  botMs: {},
  personMs: {},
  scores: [0, 0, 0, 0, 0],
  in: 0,
  bot: 0,
  person: 0,
  spent: {},
  unpriced: 0,
});
export const emptyFlow = (): FlowFigures => ({ conversations: 0, began: 0, solved: 0, withPerson: 0, handoffs: 0, scores: [0, 0, 0, 0, 0], told: 0, held: 0 });

export type Outcome = 'solved' | 'withPerson' | 'unsolved';

/** Returns who solved the conversation of the day; undefined when the customer did not write. A person is one who was asked for, took it, or answered. */
export function outcomeOf({ in: wrote, bot, person, withPerson, handoffs, unanswered = 0 }: ConversationDayRow): Outcome | undefined {
  if (wrote === 0) return undefined;
  if (person > 0 || withPerson || Object.keys(handoffs ?? {}).length > 0) return 'withPerson';
  return bot > 0 && unanswered === 0 ? 'solved' : 'unsolved';
}

/** Adds one conversation's day to the figures of the day. */
export function addConversation(day: DayFigures, row: ConversationDayRow): void {
  const outcome = outcomeOf(row);
  const sum = day.channels[row.channel] ?? emptyFigures();
  day.channels[row.channel] = sum;
  if (outcome) {
    sum.conversations += 1;
    sum[outcome] += 1;
  }
  for (const [cause, count] of Object.entries(row.handoffs ?? {})) add(sum.handoffs, cause, count);
  sum.unanswered += row.unanswered ?? 0;
  if (row.botMs !== undefined) add(sum.botMs, bucketOf(row.botMs), 1);
  if (row.personMs !== undefined) add(sum.personMs, bucketOf(row.personMs), 1);
  addScores(sum.scores, row.scores);
  sum.in += row.in;
  sum.bot += row.bot;
  sum.person += row.person;
  addHours(sum, row.hours);
  for (const [category, count] of Object.entries(row.sent ?? {})) {
    const price = priceOf({ ...pricedAt(row.conversation, row.at), category: category as 'marketing' | 'utility' | 'service' });
    if (!price.known) sum.unpriced += count;
    else if (price.micros > 0) add(sum.spent, price.currency, price.micros * count);
  }
  for (const [name, flow] of Object.entries(row.flows ?? {})) {
    const own = day.flows[name] ?? emptyFlow();
    day.flows[name] = own;
    if (outcome) own.conversations += 1;
    if (outcome === 'solved' || outcome === 'withPerson') own[outcome] += 1;
    own.began += flow.began;
    own.handoffs += flow.handoffs ?? 0;
    addScores(own.scores, flow.scores);
    if (flow.told !== undefined) own.told += 1;
    else if (flow.held !== undefined) own.held += 1;
    if (flow.cart) own.cart = 1;
  }
}

/** Adds figures to others. */
export function addFigures(to: Figures, more: Figures): Figures {
  for (const key of ['conversations', 'solved', 'withPerson', 'unsolved', 'unanswered', 'in', 'bot', 'person', 'unpriced'] as const) to[key] += more[key];
  for (const key of ['handoffs', 'botMs', 'personMs', 'spent'] as const) for (const [name, count] of Object.entries(more[key])) add(to[key], name, count);
  for (const [n, count] of more.scores.entries()) to.scores[n] = (to.scores[n] ?? 0) + count;
  addHours(to, more.hours);
  return to;
}

function addHours(to: Figures, more: Figures['hours']): void {
  if (!more) return;
  to.hours ??= {};
  for (const [hour, count] of Object.entries(more)) add(to.hours, hour, count);
}

export function addFlow(to: FlowFigures, more: FlowFigures): FlowFigures {
  for (const key of ['conversations', 'began', 'solved', 'withPerson', 'handoffs', 'told', 'held'] as const) to[key] += more[key];
  for (const [n, count] of more.scores.entries()) to.scores[n] = (to.scores[n] ?? 0) + count;
  if (more.cart) to.cart = 1;
  return to;
}

function add(to: Record<string, number>, key: string, count: number): void {
  to[key] = (to[key] ?? 0) + count;
}

function addScores(to: number[], scores: readonly number[] = []): void {
  for (const score of scores) if (score >= 1 && score <= 5) to[score - 1] = (to[score - 1] ?? 0) + 1;
}

/** Each bucket is a tenth wider than the one before. */
const ratio = Math.log(1.1);

function bucketOf(ms: number): string {
  return String(Math.round(Math.log(Math.max(1, ms)) / ratio));
}

/** The duration below which so large a share of them lies, ms; null without any. */
export function quantileOf(durations: Durations, share: number): number | null {
  const sorted = Object.entries(durations)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  let left = Math.ceil(sorted.reduce((sum, [, count]) => sum + count, 0) * share);
  for (const [bucket, count] of sorted) {
    left -= count;
    if (left <= 0) return Math.round(Math.exp(bucket * ratio));
  }
  return null;
}

/** Sums for each currency, the currencies in order. */
export function sumsOf(money: Readonly<Record<string, number>>): Money[] {
  return Object.entries(money)
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

export function spentOf(micros: Readonly<Record<string, number>>): Money[] {
  return Object.entries(micros)
    .map(([currency, sum]) => moneyOf(sum, currency))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
