/** The conversations behind the numbers of a report: for each number the days of conversations that it counts. */

import { priceOf } from '../marketing/report/prices.ts';
import { pricedAt } from '../marketing/report/spent.ts';
import type { Money } from '../message.ts';
import { type ConversationDayRow, conversationDays } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { type DayFigures, outcomeOf, spentOf } from './figures.ts';

/** The numbers that have such a list. */
export const numbers = [
  'conversations',
  'solved',
  'with_person',
  'unsolved',
  'handoffs',
  'unanswered',
  'answered_by_person',
  'rated',
  'satisfied',
  'charged',
  'told',
] as const;
export type NumberOf = (typeof numbers)[number];

/** What the number is narrowed to. */
export interface Narrowed {
  number: NumberOf;
  channel?: string | undefined;
  /** Cause of handoffs. */
  cause?: string | undefined;
  flow?: string | undefined;
}

export interface Behind {
  row: ConversationDayRow;
  /** How often the conversation counts in the number on that day. */
  times: number;
  spent: Money[];
}

/** Rows read for one page at most: a rare number is found over several pages. */
const mostRead = 10_000;
const pageSize = 250;

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);

/** Returns how often a day of a conversation counts in a number; 0 where it does not. */
export function timesIn(row: ConversationDayRow, { number, channel, cause, flow }: Narrowed): number {
  if (channel !== undefined && row.channel !== channel) return 0;
  const own = flow === undefined ? undefined : row.flows?.[flow];
  if (flow !== undefined && !own) return 0;
  const outcome = outcomeOf(row);
  switch (number) {
    case 'conversations':
      return outcome ? 1 : 0;
    case 'solved':
      return outcome === 'solved' ? 1 : 0;
    case 'with_person':
      return outcome === 'withPerson' ? 1 : 0;
    case 'unsolved':
      return outcome === 'unsolved' ? 1 : 0;
    case 'handoffs':
      return cause === undefined ? sum(Object.values(row.handoffs ?? {})) : (row.handoffs?.[cause] ?? 0);
    case 'unanswered':
      return row.unanswered ?? 0;
    case 'answered_by_person':
      return row.personMs === undefined ? 0 : 1;
    case 'rated':
      return (row.scores ?? []).filter((score) => score >= 1 && score <= 5).length;
    case 'satisfied':
      return (row.scores ?? []).filter((score) => score === 4 || score === 5).length;
    case 'charged':
      return sum(chargesOf(row).map(({ count }) => count));
    case 'told':
      return own?.told === undefined ? 0 : 1;
  }
}

/** The messages of the day that cost something, with their cost in micros. */
function chargesOf(row: ConversationDayRow): { count: number; micros: number; currency: string }[] {
  return Object.entries(row.sent ?? {}).flatMap(([category, count]) => {
    const price = priceOf({ ...pricedAt(row.conversation, row.at), category: category as 'marketing' | 'utility' | 'service' });
    return price.known && price.micros > 0 ? [{ count, micros: price.micros * count, currency: price.currency }] : [];
  });
}

/** The number itself, of the figures of the days: the sum of `times` of its whole list. */
export function totalOf(days: Iterable<DayFigures>, { number, channel, cause, flow }: Narrowed): number | null {
  let total = 0;
  for (const { channels, flows } of days) {
    if (flow !== undefined) {
      const own = flows[flow];
      if (channel !== undefined) return null;
      if (number === 'told') total += own?.told ?? 0;
      else if (number === 'conversations') total += own?.conversations ?? 0;
      else if (number === 'solved') total += own?.solved ?? 0;
      else if (number === 'with_person') total += own?.withPerson ?? 0;
      else return null;
      continue;
    }
    for (const [name, figures] of Object.entries(channels)) {
      if (channel !== undefined && name !== channel) continue;
      const counts: Record<NumberOf, number | null> = {
        conversations: figures.conversations,
        solved: figures.solved,
        with_person: figures.withPerson,
        unsolved: figures.unsolved,
        handoffs: cause === undefined ? sum(Object.values(figures.handoffs)) : (figures.handoffs[cause] ?? 0),
        unanswered: figures.unanswered,
        answered_by_person: sum(Object.values(figures.personMs)),
        rated: sum(figures.scores),
        satisfied: sum(figures.scores.slice(3)),
        charged: null,
        told: null,
      };
      const count = counts[number];
      if (count === null) return null;
      total += count;
    }
  }
  return total;
}

/**
 * One page of the list, the newest day first, from behind `before` (the id of a row) on; `next` is the `before` of the page that follows. `from`, `to`: days,
 * both included.
 */
export async function listBehind(
  store: Store,
  asked: Narrowed,
  { from, to }: { from: string; to: string },
  before: string | undefined,
  limit: number,
): Promise<{ items: Behind[]; next?: string }> {
  const rows = store.collection(conversationDays);
  const items: Behind[] = [];
  let at = before ?? `${to};`;
  for (let read = 0; read < mostRead; read += pageSize) {
    const page = await rows.find({ where: { _id: { gt: `${from}:`, lt: at } }, sort: { by: '_id', desc: true }, limit: pageSize });
    for (const [n, row] of page.entries()) {
      at = row._id;
      const times = timesIn(row, asked);
      if (times === 0) continue;
      const micros: Record<string, number> = {};
      for (const { micros: one, currency } of chargesOf(row)) micros[currency] = (micros[currency] ?? 0) + one;
      items.push({ row, times, spent: spentOf(micros) });
      if (items.length === limit) return n < page.length - 1 || page.length === pageSize ? { items, next: at } : { items };
    }
    if (page.length < pageSize) return { items };
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { items, next: at };
}
