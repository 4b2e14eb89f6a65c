/**
 * Reading of a store into the program's own tables: everything once, then what webhooks name at once, and what changed since by polling, where webhooks miss
 * events. Where it stands is kept in the store, page by page, so that a new start goes on. One process does it at a time; the caller sees to that.
 */
import { backOff } from '../../../event-loop/back-off.ts';
import type { Clock } from '../../../event-loop/clock.ts';
import type { Logger } from '../../../logger.ts';
import { type StoreChangeRow, type StoreReadRow, storeReads } from '../../shop.ts';
import type { BadRow, Failure, Page, Result, StoreAdapter } from '../kit/store-adapter.ts';
import { cartEvents } from './mirror-carts.ts';
import { type MirrorTools, mirrorOrder } from './mirror-order.ts';
import { mirrorProducts, productsBeside, removeProducts } from './mirror-products.ts';
import { changeLater, changeRead, changesDue } from './store-changes.ts';
import { healthOf, type StoreHealth } from './store-health.ts';
import { pushDue } from './store-pushes.ts';

export interface SyncOptions {
  adapter: StoreAdapter;
  tools: MirrorTools;
  /** ISO 4217 of the shop. */
  currency: string;
  /** Pause between two polls, ms. */
  pollMs: number;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
}

export interface StoreSync {
  start(): void;
  stop(): Promise<void>;
  /** Looks for changes now. */
  kick(): void;
  health(): StoreHealth;
}

/** Pause between two looks for changes that webhooks named, ms. */
const lookEvery = 2_000;
/** Overlap of two passes: clocks differ, and stores index late, ms. */
const overlap = 120_000;
/** Age at which the whole catalogue is read again, so that what is gone goes, ms. */
const fullEvery = 86_400_000;
const pauses = { first: 5_000, most: 300_000 };
const atOnce = 50;
const kinds = ['products', 'orders'] as const;
type Kind = (typeof kinds)[number];

export function createStoreSync({ adapter, tools, currency, pollMs, clock, log }: SyncOptions): StoreSync {
  const { store, now } = tools;
  const notes = healthOf(adapter.name);
  const reads = store.collection(storeReads);
  /** Ids of the products of a full pass that this process has read from its first page on, with those that are left out. */
  let met: Set<string> | undefined;
  let running: Promise<void> | undefined;
  let stopped = true;
  let wake = (): void => {};
  let failures = 0;

  function left(rows: readonly BadRow[]): void {
    notes.bad(rows);
    for (const { what, ref, field, message } of rows) log.warn({ what, ref, field, why: message }, 'a row of the store was left out');
  }

  async function keepOrders(page: Page<Parameters<typeof mirrorOrder>[1]>, isQuiet: boolean): Promise<void> {
    for (const order of page.items) {
      const kept = await mirrorOrder(tools, order, isQuiet);
      if ('field' in kept) left([kept]);
      else notes.fine('order', order.ref);
    }
  }

  /** The pass that is under way, or the next where its time has come. */
  async function passOf(kind: Kind): Promise<StoreReadRow | null> {
    const row = await reads.get(kind);
    if (row && row.doneAt === undefined) return row;
    const isFull = !row?.fullAt || (kind === 'products' && now() - row.fullAt >= fullEvery);
    if (row && !isFull && now() - (row.doneAt ?? 0) < pollMs) return null;
    const fresh: StoreReadRow = { _id: kind, v: 1, began: now(), count: 0, ...(row?.fullAt ? { fullAt: row.fullAt } : {}) };
    if (!isFull && row) fresh.since = row.began - overlap;
    if (isFull && kind === 'products') met = new Set();
    return fresh;
  }

  /** Reads one page; false when nothing is due. */
  async function step(kind: Kind): Promise<Failure | boolean> {
    const pass = await passOf(kind);
    if (!pass) return false;
    const isFull = pass.since === undefined;
    const wish = { ...(pass.cursor === undefined ? {} : { cursor: pass.cursor }), ...(pass.since === undefined ? {} : { since: pass.since }) };
    const { cursor: _, ...rest } = pass;
    const page: Result<Page<unknown>> = kind === 'products' ? await productPage(wish) : await orderPage(wish, isFull);
    if (!page.ok) {
      // A cursor that the store has forgotten: the pass begins anew.
      if (pass.cursor !== undefined && (page.code === 'not_allowed' || page.code === 'not_found')) await put(rest);
      return page;
    }
    const { items, bad, next } = page.value;
    left(bad);
    const count = pass.count + items.length;
    if (next !== undefined) await put({ ...rest, count, cursor: next });
    else {
      if (isFull && kind === 'products' && met) await removeProducts(tools, await productsBeside(tools, met));
      // A catalogue that was read across a new start is read again as a whole: what went meanwhile, and what moved between pages, is seen then.
      const isWhole = isFull && (kind !== 'products' || met !== undefined);
      await put({ ...rest, count, doneAt: now(), ...(isWhole ? { fullAt: now() } : {}) });
    }
    if (isFull) {
      notes.went({ [kind]: count }, 'reading', now());
      log.info({ [kind]: count, done: next === undefined }, 'reading the store');
    }
    return true;
  }

  const put = (row: StoreReadRow) => store.write([{ op: 'put', in: storeReads.name, row }]);

  async function productPage(wish: Parameters<StoreAdapter['products']>[0]): Promise<Result<Page<unknown>>> {
    const page = await adapter.products(wish);
    if (!page.ok) return page;
    await mirrorProducts(tools, page.value.items);
    for (const { _id } of page.value.items) {
      met?.add(_id);
      notes.fine('product', _id);
    }
    // What cannot be read is there all the same.
    for (const { ref } of page.value.bad) met?.add(ref);
    return page;
  }

  async function orderPage(wish: Parameters<StoreAdapter['orders']>[0], isQuiet: boolean): Promise<Result<Page<unknown>>> {
    const page = await adapter.orders(wish);
    if (page.ok) await keepOrders(page.value, isQuiet);
    return page;
  }

  async function readChange(change: StoreChangeRow): Promise<Failure | null> {
    const { kind, ref } = change;
    if (kind === 'product_gone') {
      await removeProducts(tools, [ref]);
      return null;
    }
    if (kind === 'carts') return readCarts(change.at - 3_600_000);
    if (kind === 'order') {
      const found = await adapter.order({ ref });
      if (!found.ok) return found.code === 'not_found' ? null : found;
      await keepOrders({ items: [found.value], bad: [] }, false);
      return null;
    }
    const found = await adapter.product(ref);
    if (found.ok) await mirrorProducts(tools, [found.value]);
    else if (found.code === 'not_found') await removeProducts(tools, [ref]);
    else return found;
    return null;
  }

  async function readCarts(since: number): Promise<Failure | null> {
    const found = await adapter.carts(since);
    if (!found.ok) return found;
    left(found.value.bad);
    for (const { id, body } of cartEvents(adapter.name, found.value.items)) await tools.tell('cart.abandoned', id, body);
    return null;
  }

  /** Polls carts like a pass of its own, where the store has them. */
  async function carts(): Promise<Failure | null> {
    if (!adapter.can.has('carts')) return null;
    const row = await reads.get('carts');
    if (row && now() - row.began < Math.max(pollMs, 300_000)) return null;
    const began = now();
    const failed = await readCarts((row?.began ?? began) - overlap);
    if (!failed) await put({ _id: 'carts', v: 1, began, count: 0 });
    return failed;
  }

  async function changes(): Promise<Failure | null> {
    for (const change of await changesDue(store, now(), atOnce)) {
      const failed = await readChange(change);
      // What this store cannot be asked for alone comes with the next poll.
      if (!failed || failed.code === 'not_possible') await changeRead(store, change);
      // What the store gives in a form that cannot be read holds up nothing else.
      else if (failed.code === 'invalid' || failed.code === 'not_allowed') {
        left([{ what: 'order', ref: change.ref, field: change.kind, message: failed.detail }]);
        await changeLater(store, change, now() + backOff(change.tries, { first: 60_000, most: 3_600_000 }));
      } else return failed;
    }
    return null;
  }

  /** One round; resolves to the pause before the next, ms. */
  async function round(): Promise<number | Failure> {
    const refused = (what: string, { code, detail }: Failure) => log.warn({ what, code, why: detail }, 'the store did not take this');
    const first = (await changes()) ?? (await pushDue(adapter, store, currency, now(), refused));
    if (first) return first;
    for (const kind of kinds) {
      const went = await step(kind);
      if (typeof went !== 'boolean') return went;
      if (went) return 0;
    }
    const failed = await carts();
    if (failed) return failed;
    notes.went({}, 'ok', now());
    return lookEvery;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const result = await round().catch((error: unknown): Failure => {
        log.warn({ err: error }, 'what the store says could not be kept; tried again');
        return { ok: false, code: 'unavailable', detail: 'the database of this program does not answer' };
      });
      let pause = 0;
      if (typeof result === 'number') {
        failures = 0;
        pause = result;
      } else {
        notes.failed(result);
        pause = backOff(failures, pauses, result.waitMs);
        log.warn({ code: result.code, why: result.detail, next: pause }, 'the store could not be read; tried again');
        failures += 1;
      }
      if (!stopped) await resting(pause);
    }
  }

  const resting = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  return {
    start() {
      stopped = false;
      running = run();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
      notes.stopped();
    },
    // During a pause that the store asked for, nothing is asked.
    kick: () => {
      if (failures === 0) wake();
    },
    health: notes.now,
  };
}
