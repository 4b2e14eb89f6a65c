/** Keeps recommendations current: reckoned anew when the program starts without any, after imports and syncs, and each night. */
import type { Clock } from '../event-loop/clock.ts';
import { inSlices } from '../event-loop/slices.ts';
import type { Logger } from '../logger.ts';
import { wallTime } from '../marketing/zone-time.ts';
import { type Reckoner, reckonHere } from '../shop/recommending/model-apart.ts';
import { rebuild } from '../shop/recommending/rebuild.ts';
import { holds, type ReckoningRow, reckonings } from '../shop/recommending/rows.ts';
import type { Catalogue } from '../shop/search/catalogue.ts';
import { saysTheSame } from '../shop/search/same-catalogue.ts';
import { orders, type ProductRow } from '../shop/shop.ts';
import type { Store } from '../store/store.ts';

export interface RecommendingParts {
  store: Store;
  catalogue: Pick<Catalogue, 'rows' | 'onChange'>;
  /** Reckons the model of a shop that is not small; in a thread. */
  reckon: Reckoner;
  /** IANA. */
  zone: string;
  clock: Clock;
  log: Logger;
}

export interface Recommending {
  /** Looks from now on. */
  start(): void;
  /** Reckons no more; resolves when nothing is written any more. */
  stop(): Promise<void>;
}

/** Time from the start to the first look, and between two looks, ms. */
const firstAfter = 3_000;
const lookEvery = 60_000;
/** Shortest time between two reckonings, ms. */
const rest = 600_000;
/** Goods that are reckoned without a thread: a few ms. */
const few = 200;
/** The night, minutes since midnight in the shop's zone, in which a model that is older than half a day is reckoned anew. */
const night = { from: 180, to: 300 };
const halfDay = 12 * 3_600_000;
/** Age at which a model is reckoned anew at any hour: the machine may sleep at night. */
const oldest = 36 * 3_600_000;

/** What there is to reckon with. */
export interface Stand {
  orders: number;
  products: number;
}

/** Share of the orders that has to be new, and the least number of them. */
const share = 0.01;
const least = 20;

/** Tells whether a model is to be reckoned anew. `before` is what the look before this one saw: what still changes is waited for. */
export function isDue(row: ReckoningRow | null, stand: Stand, before: Stand | undefined, textsChanged: boolean, now: number, zone: string): boolean {
  if (!row) return stand.products > 0;
  const age = now - row.at;
  if (age >= oldest || age < 0) return true;
  const { minute } = wallTime(now, zone);
  if (age >= halfDay && minute >= night.from && minute < night.to) return true;
  const isNew = textsChanged || stand.products !== row.products || Math.abs(stand.orders - row.orders) >= Math.max(least, row.orders * share);
  return isNew && age >= rest && before?.orders === stand.orders && before.products === stand.products;
}

export function watchRecommendations({ store, catalogue, reckon, zone, clock, log }: RecommendingParts): Recommending {
  let known: readonly ProductRow[] = [];
  let textsChanged = false;
  let before: Stand | undefined;
  let working = Promise.resolve();
  let cancel: (() => void) | undefined;
  let isStopped = false;
  catalogue.onChange((rows) => {
    const old = known;
    known = rows;
    if (old.length === rows.length) void inSlices(saysTheSame(old, rows)).then((same) => (textsChanged ||= !same));
  });

  async function look(): Promise<void> {
    const products = await catalogue.rows(clock.now());
    const row = await store.collection(reckonings).get(holds);
    const stand = { orders: await store.collection(orders).count({}), products: products.length };
    const due = isDue(row, stand, before, textsChanged, clock.now(), zone);
    before = stand;
    if (!due || isStopped) return;
    textsChanged = false;
    const { ms, orders: count } = await rebuild({ store, products, reckon: products.length <= few ? reckonHere : reckon, now: clock.now });
    log.info({ products: products.length, orders: count, ms }, 'recommendations were reckoned anew');
  }

  const again = (ms: number): void => {
    cancel = clock.after(ms, () => {
      working = look()
        .catch((error: unknown) => log.error({ err: error }, 'recommendations could not be reckoned; those from before go on to hold'))
        .then(() => {
          if (!isStopped) again(lookEvery);
        });
    });
  };

  return {
    start: () => {
      isStopped = false;
      again(firstAfter);
    },
    async stop() {
      isStopped = true;
      cancel?.();
      await working;
    },
  };
}
