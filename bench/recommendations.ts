/** Recommendations at 20,000 products and 100,000 orders: how long a reckoning and a question take, and how often the next order has what was recommended. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allCollections } from '../src/app/open-store.ts';
import { atOnce } from '../src/event-loop/slices.ts';
import { reckonApart } from '../src/shop/recommending/model-apart.ts';
import type { Basket } from '../src/shop/recommending/purchases.ts';
import { rebuild } from '../src/shop/recommending/rebuild.ts';
import { recommend } from '../src/shop/recommending/recommend.ts';
import { indexing } from '../src/shop/search/catalogue-index.ts';
import { type OrderRow, orders, type ProductRow, products } from '../src/shop/shop.ts';
import { openSqlite } from '../src/store/sqlite/sqlite.ts';
import type { Op, Store } from '../src/store/store.ts';
import type { History } from './purchase-history.ts';
import { builtThread, watchedWork } from './watched-work.ts';

const log = { info() {}, warn() {} };

export interface RecommendationFigures {
  products: number;
  orders: number;
  rebuildS: number;
  stallMs: number;
  stallCpuMs: number;
  /** Memory that the reckoning takes while it works, and that stays, MB. */
  peakMb: number;
  /** A question whose lists were not read yet, ms by the clock and of CPU. */
  p50: number;
  p99: number;
  cpu50: number;
  cpu99: number;
  rebuildCpuS: number;
  /** Share of the customers, whose last order was held back, who bought one of ten things in it, %. */
  hits: number;
  popularHits: number;
  asked: number;
}

/** The order of a basket, with all that orders of the shop have. */
export function orderOf({ customer, at, products: places }: Basket, n: number, goods: readonly ProductRow[]): OrderRow {
  const number = `B-${100_000 + n}`;
  const items = places.map((place) => {
    const { variants, title, price } = goods[place]!;
    return { sku: variants[0]!.sku, title, quantity: 1, price, image: 'https://shop.example.com/img/a-picture-of-it.jpg' };
  });
  return {
    ...{ _id: number, v: 1, number, key: number.replace('-', ''), digits: String(100_000 + n), status: 'delivered', currency: 'USD', items, payment: 'card' },
    customer: { name: `Customer ${customer}`, email: `${customer}@example.com`, phone: '+8613900000000', contact: customer },
    ...{ total: 1_000, address: '1 Example Street, Example Town, 12345', contact: customer, placedAt: at, shippedAt: at, deliveredAt: at },
    parcels: [{ carrier: 'DHL', number: `T${n}`, url: `https://track.example.com/T${n}`, skus: items.map(({ sku }) => sku), steps: [] }],
    history: [
      { at, status: 'paid' },
      { at, status: 'shipped' },
      { at, status: 'delivered' },
    ],
  };
}

export async function fill(store: Store, name: string, rows: readonly { _id: string; v: number }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await store.write(rows.slice(at, at + 500).map((row): Op => ({ op: 'put', in: name, row })));
}

/** Tries of each question, of which the fewest ms count: other programs only ever make it longer. */
const tries = 3;
/** Customers whose last order is held back. */
const mostHeld = 3_000;

export async function benchRecommendations(history: History, progress: (text: string) => void): Promise<RecommendationFigures> {
  const { products: goods, baskets } = history;
  const ofCustomer = new Map<string, number[]>();
  for (const [n, { customer }] of baskets.entries()) ofCustomer.set(customer, [...(ofCustomer.get(customer) ?? []), n]);
  const held = [...ofCustomer.values()].filter((own) => own.length > 1).slice(0, mostHeld);
  const heldBack = new Set(held.map((own) => own.at(-1)));
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-recommendations-'));
  const store = await openSqlite({ file: join(folder, 'data.db'), specs: allCollections, now: Date.now, log });
  try {
    await fill(store, products.name, goods);
    // Piece by piece: a heap full of orders would make the garbage collector stop this thread, which the program's does not.
    let known = 0;
    for (let from = 0; from < baskets.length; from += 500) {
      const rows = baskets.slice(from, from + 500).flatMap((basket, n) => (heldBack.has(from + n) ? [] : [orderOf(basket, from + n, goods)]));
      known += rows.length;
      await fill(store, orders.name, rows);
    }
    progress(`${goods.length.toLocaleString('en')} products, ${known.toLocaleString('en')} orders`);
    const reckon = reckonApart(await builtThread(folder, 'shop/recommending/model-thread.ts'));
    const cpuBefore = process.cpuUsage();
    const { result, stallMs, stallCpuMs, peakMb } = await watchedWork(() => rebuild({ store, products: goods, reckon, now: Date.now }));
    const { user, system } = process.cpuUsage(cpuBefore);
    const rebuildCpuS = (user + system) / 1e6;
    progress(`reckoned in ${(result.ms / 1_000).toFixed(1)} s, longest stall ${stallMs.toFixed(0)} ms, of CPU ${stallCpuMs.toFixed(0)}`);
    // The program has the catalogue indexed for searches at this time.
    atOnce(indexing(goods));
    const times: number[] = [];
    const cpuTimes: number[] = [];
    let [hits, popularHits, asked] = [0, 0, 0];
    for (const own of held) {
      const before = own
        .slice(0, -1)
        .reverse()
        .flatMap((n) => baskets[n]!.products.map((place) => goods[place]!._id));
      const not = new Set(before);
      const next = new Set(baskets[own.at(-1)!]!.products.map((place) => goods[place]!._id).filter((id) => !not.has(id)));
      let found: Awaited<ReturnType<typeof recommend>> = [];
      let [least, leastCpu] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let n = 0; n < tries; n++) {
        // Of another store nothing is kept: each try reads all lists anew.
        const unread = { ...store };
        const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
        found = await recommend(unread, goods, { seeds: before, not, limit: 10 });
        least = Math.min(least, performance.now() - begun);
        const { user, system } = process.cpuUsage(cpuBegun);
        leastCpu = Math.min(leastCpu, (user + system) / 1_000);
      }
      times.push(least);
      cpuTimes.push(leastCpu);
      if (next.size === 0) continue;
      asked++;
      if (found.some(({ product }) => next.has(product._id))) hits++;
      if (
        result.popular
          .filter((id) => !not.has(id))
          .slice(0, 10)
          .some((id) => next.has(id))
      )
        popularHits++;
    }
    for (const all of [times, cpuTimes]) all.sort((a, b) => a - b);
    const at = (share: number, times: readonly number[]): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return {
      ...{
        products: goods.length,
        orders: known,
        rebuildCpuS,
        rebuildS: result.ms / 1_000,
        stallMs,
        stallCpuMs,
        peakMb,
        p50: at(0.5, times),
        p99: at(0.99, times),
        cpu50: at(0.5, cpuTimes),
        cpu99: at(0.99, cpuTimes),
      },
      ...{ hits: (hits / asked) * 100, popularHits: (popularHits / asked) * 100, asked },
    };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
