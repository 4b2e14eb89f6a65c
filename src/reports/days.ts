/** Figures of days: those that are over are added up once and kept, so that a report reads a row for each day and no conversation. */
import { conversationDays, conversationDaysKept, dayAfter, dayOf } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { addConversation, type DayFigures } from './figures.ts';
import { type DayFiguresRow, dayFigures, type OrderDayRow, orderDays } from './rows.ts';

/** Rows that are added up without giving others their turn. */
const pageSize = 250;
const many = 500;
/** A turn of the last moment of a day may still be on its way for so long after it, ms. */
const settled = 600_000;
/** Figures of the day that is not over are that old at most, ms. */
const fresh = 15_000;

export interface Days {
  /** Figures of each day from `from` to `to`, both included; days without any are left out. */
  figures(from: string, to: string): Promise<Map<string, DayFigures>>;
  /** Orders of each day. */
  orders(from: string, to: string): Promise<Map<string, OrderDayRow>>;
  /** Adds up the days that are over and were not yet. Resolves to how many. */
  close(): Promise<number>;
}

/** Returns the days from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day);
  return days;
}

export function createDays(store: Store, zone: string, now: () => number): Days {
  const kept = store.collection(dayFigures);
  let open: { day: string; at: number; figures: Promise<DayFigures> } | undefined;

  /** The last day of which nothing can come any more. */
  const lastClosed = (): string => dayAfter(dayOf(now() - settled, zone), -1);

  async function closed(day: string): Promise<DayFigures> {
    const figures = await addUp(store, day);
    await kept.insert({ _id: day, ...figures });
    return figures;
  }

  /** Figures of a day that goes on; asked again within seconds, the same. */
  function live(day: string): Promise<DayFigures> {
    if (open?.day !== day || Math.abs(now() - open.at) > fresh) open = { day, at: now(), figures: addUp(store, day) };
    return open.figures;
  }

  return {
    async figures(from, to) {
      const days = daysBetween(from, to);
      const found = new Map<string, DayFigures>();
      for (let n = 0; n < days.length; n += many)
        for (const { _id, channels, flows } of await kept.getMany(days.slice(n, n + many))) found.set(_id, { channels, flows });
      const first = dayOf(now() - conversationDaysKept, zone);
      const last = lastClosed();
      const today = dayOf(now(), zone);
      for (const day of days) {
        if (found.has(day) || day < first || day > today) continue;
        found.set(day, day <= last ? await closed(day) : await live(day));
      }
      return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    async orders(from, to) {
      const days = daysBetween(from, to);
      const found = new Map<string, OrderDayRow>();
      for (let n = 0; n < days.length; n += many) for (const row of await store.collection(orderDays).getMany(days.slice(n, n + many))) found.set(row._id, row);
      return found;
    },
    async close() {
      const days = daysBetween(dayOf(now() - conversationDaysKept, zone), lastClosed());
      const done = new Set((await kept.getMany(days)).map(({ _id }) => _id));
      const open = days.filter((day) => !done.has(day));
      for (const day of open) await closed(day);
      return open.length;
    },
  };
}

async function addUp(store: Store, day: string): Promise<DayFigures> {
  const figures: DayFiguresRow = { _id: day, v: 1, channels: {}, flows: {} };
  for (let after = `${day}:`; ; ) {
    const page = await store.collection(conversationDays).find({ where: { _id: { gt: after, lt: `${day};` } }, sort: { by: '_id' }, limit: pageSize });
    for (const row of page) addConversation(figures, row);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { channels: figures.channels, flows: figures.flows };
}
