/** Tells the conversations of what a day brings: unpaid and first orders every few minutes, lower prices every hour; what is due to be bought again, long silences and birthdays once a day. */

import type { Logger } from '../logger.ts';
import { parseConversationId } from '../message.ts';
import { localTime } from '../reading/values/calendar.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { firstOrders, type OccasionRules, occasionsOf, unpaidOrders } from '../shop/orders/occasions.ts';
import { priceDrops } from '../shop/orders/price-drops.ts';
import { type SettingRow, settings } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

export interface OccasionWatchParts {
  store: Store;
  runtime: Pick<Runtime, 'enter' | 'event'>;
  rules: OccasionRules;
  log: Pick<Logger, 'info'>;
}

/** Minute of the shop's day from which the day's occasions are told: 10:00. */
const from = 600;
const hour = 3_600_000;
/** Interval between two looks for unpaid orders, ms. */
const often = 300_000;
const mark = 'occasions-told';

/** Returns what is called at each look at the clock. */
export function occasionWatch({ store, runtime, rules, log }: OccasionWatchParts): (now: number) => Promise<void> {
  let pricesAt = 0;
  let ordersAt = 0;
  let toldDay: number | undefined;
  /** Unpaid orders that were told of: the store need not be asked again. */
  let told = new Set<string>();
  const toldFirst = new Set<string>();

  async function prices(): Promise<void> {
    for (const { id, conversation, product } of await priceDrops(store, rules.lang)) {
      if (!parseConversationId(conversation)) continue;
      await runtime.enter(conversation, { type: 'engine', event: { type: 'event', id, name: 'product.price_dropped', data: { product } } }, `event:${id}`);
    }
  }

  async function unpaid(now: number): Promise<void> {
    const found = await unpaidOrders(store, rules.lang, now);
    for (const occasion of found) if (!told.has(occasion.id)) await runtime.event(occasion);
    told = new Set(found.map(({ id }) => id));
  }

  async function first(now: number): Promise<void> {
    for (const occasion of await firstOrders(store, now, toldFirst)) {
      await runtime.event(occasion);
      if (toldFirst.size >= 20_000) toldFirst.clear();
      toldFirst.add(occasion.id);
    }
  }

  return async (now) => {
    if (now - ordersAt >= often || now < ordersAt) {
      ordersAt = now;
      await unpaid(now);
      await first(now);
    }
    if (now - pricesAt >= hour || now < pricesAt) {
      pricesAt = now;
      await prices();
    }
    const { day, minute } = localTime(now, rules.zone);
    if (minute < from || day === toldDay) return;
    if ((await store.collection(settings).get(mark))?.value !== day) {
      const found = await occasionsOf(store, rules, now);
      for (const occasion of found) await runtime.event(occasion);
      const row: SettingRow = { _id: mark, v: 1, value: day };
      await store.write([{ op: 'put', in: settings.name, row }]);
      if (found.length > 0) log.info({ occasions: found.length }, 'customers were told of reorders, long silences and birthdays');
    }
    toldDay = day;
  };
}
