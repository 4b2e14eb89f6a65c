/**
 * A change that is cut off at every point where the program waits, before and after each thing it does, against a store that counts and knows no keys. What is
 * cut off never goes on; a new start comes to the same call again, and later settles what is open.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { isApplied } from '../../src/shop/changes/decide.ts';
import { changeId, ledgerOf } from '../../src/shop/changes/ledger.ts';
import { planSchema } from '../../src/shop/changes/plan.ts';
import { orders } from '../../src/shop/shop.ts';
import type { StoreAdapter } from '../../src/shop/stores/kit/store-adapter.ts';
import type { Collection, Row, Store } from '../../src/store/store.ts';
import { sqliteKinds } from '../contract/store-kinds.ts';
import { restServer } from '../stores/http-servers.ts';
import { type Goods, type StandIn, standIn } from '../stores/stand-in.ts';
import { adapterAt, deskOn, fillFrom, wishOf } from './changes-shop.ts';
import { docsMapping } from './docs-mapping.ts';

const troubles = ['none', '500', 'lost', 'broken', 'html', '401', '429'] as const;
const most = 2_400;
const start = Date.UTC(2026, 10, 29, 12);
let state: Goods;
let server: StandIn;
let store: Store;
let adapter: StoreAdapter;

beforeAll(async () => {
  const order = (n: number): Goods['orders'][number] => ({ id: 10_000 + n, state: 'paid', updated: '2026-11-29T10:00:00Z', address: 'Hauptstr. 1' });
  state = { orders: Array.from({ length: most }, (_, n) => order(n)), coupons: [] };
  server = await standIn(restServer(state, true));
  const [kind] = sqliteKinds;
  if (!kind) throw new Error('no store');
  store = await kind.open(kind.place(), allCollections);
  adapter = adapterAt(docsMapping(), server.url, 2_000);
  await fillFrom(store, adapter, () => start);
});
afterAll(async () => {
  await store?.close();
  await server?.close();
});

/** Counts what is done, and stops for good at the cut: before the thing itself when the cut is even, after it when it is odd. */
class Cut {
  #steps = 0;
  readonly #at: number;
  readonly killed: Promise<'killed'>;
  #kill: () => void = () => {};

  constructor(at: number) {
    this.#at = at;
    this.killed = new Promise((resolve) => {
      this.#kill = () => resolve('killed');
    });
  }

  async point(): Promise<void> {
    if (this.#steps++ !== this.#at) return;
    this.#kill();
    await new Promise(() => {});
  }

  through<A extends unknown[], T>(act: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    return async (...args) => {
      await this.point();
      const result = await act(...args);
      await this.point();
      return result;
    };
  }
}

function cutStore(real: Store, cut: Cut): Store {
  return {
    ...real,
    collection: (spec) => {
      const rows = real.collection(spec);
      const wrapped: Collection<Row> = {
        get: cut.through((id: string) => rows.get(id)),
        getMany: cut.through((ids: readonly string[]) => rows.getMany(ids)),
        find: cut.through((query: Parameters<typeof rows.find>[0]) => rows.find(query)),
        count: cut.through((where: Parameters<typeof rows.count>[0]) => rows.count(where)),
        insert: cut.through((row: Parameters<typeof rows.insert>[0]) => rows.insert(row)),
        replace: cut.through((row: Parameters<typeof rows.replace>[0]) => rows.replace(row)),
        delete: cut.through((id: string) => rows.delete(id)),
      } as unknown as Collection<Row>;
      return wrapped as never;
    },
    write: cut.through((...args: Parameters<Store['write']>) => real.write(...args)),
  };
}

const cutAdapter = (real: StoreAdapter, cut: Cut): StoreAdapter => ({ ...real, order: cut.through(real.order), change: cut.through(real.change) });

it('is never made twice, never half, and never told of when it was not made', async () => {
  let n = 0;
  let kills = 0;
  const faults: string[] = [];
  const ends: Record<string, number> = {};
  for (const trouble of troubles) {
    for (let kindOf = 0; kindOf < 4; kindOf++) {
      for (let at = 0; n < most; at++) {
        const id = 10_000 + n;
        const order = await store.collection(orders).get(String(id));
        if (!order) throw new Error(`no order ${id}`);
        const wish = wishOf(kindOf);
        const who = { contact: `c${n}`, conversation: `c${n}` };
        const key = `c${n}:1:0`;
        const cut = new Cut(at);
        server.before = ({ method }) => (method === 'GET' || trouble === 'none' ? undefined : trouble);
        const first = deskOn(cutStore(store, cut), cutAdapter(adapter, cut), () => start);
        const result = await Promise.race([first.changes.apply(order, wish, who, key, undefined, start), cut.killed]);
        server.before = undefined;
        // The runtime makes the call again a moment after the new start; what is open then is settled when its time has come.
        let now = start + 2_000;
        const second = deskOn(store, adapter, () => now);
        const again = await second.changes.apply(order, wish, who, key, undefined, now);
        for (let look = 0; look < 4; look++) {
          now += 20 * 60_000;
          await second.changes.settleDue(now);
        }
        const row = await ledgerOf(store).get(changeId(key));
        const made = state.orders.find((one) => one.id === id)?.effects?.length ?? 0;
        const told = [result, again].some((one) => one !== 'killed' && one.ok);
        const shown = await adapter.order({ number: String(id) });
        const say = (what: string): void => void faults.push(`${trouble} ${wish.do} cut ${at} (${id}): ${what}; ledger ${row?.state}, made ${made}`);
        if (made > 1) say('made twice');
        if (told && made === 0) say('told as done and not made');
        if (row?.state !== 'confirmed' && row?.state !== 'refused') say('left open');
        if (row?.open !== undefined) say('holds up the order');
        if (row?.state === 'confirmed' && made !== 1) say('confirmed and not made');
        if (row?.state === 'refused' && made !== 0) say('made and refused');
        const change = row?.plan === undefined ? undefined : planSchema.parse(row.plan).change;
        if (row?.state === 'confirmed' && shown.ok && change && change.do !== 'return' && change.do !== 'exchange')
          if (!isApplied({ ...order, ...shown.value }, change)) say('half');
        ends[`${trouble}: ${row?.state}`] = (ends[`${trouble}: ${row?.state}`] ?? 0) + 1;
        n += 1;
        if (result !== 'killed') break;
        kills += 1;
      }
    }
  }
  console.log(`${kills} cuts`, ends);
  expect(faults).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(1_000);
}, 300_000);
