/** A seeded shop on a real store in a temporary folder, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../src/engine/session.ts';
import type { CallOutcome } from '../../src/engine/turn.ts';
import { shopCalls } from '../../src/shop/calls.ts';
import { demoTerms } from '../../src/shop/demo/terms.ts';
import { seed } from '../../src/shop/seed.ts';
import { allCollections } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';

export interface TestShop {
  store: Store;
  /** Moves on with `shop.now += ...`. */
  now: number;
  call(
    name: string,
    args?: Record<string, Json>,
    as?: { contact?: string; user?: string; channel?: string; lang?: string; key?: string },
  ): Promise<CallOutcome>;
  close(): Promise<void>;
}

/** 2026-11-23 12:00 in Shanghai. */
export const noon = Date.UTC(2026, 10, 23, 4);

export async function openTestStore(): Promise<{ store: Store; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  const silent = { info() {}, warn() {} };
  const store = await openSqlite({ file: join(folder, 'test.db'), specs: allCollections, now: () => noon, log: silent });
  return {
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function openTestShop(): Promise<TestShop> {
  const { store, close } = await openTestStore();
  await seed(store, noon);
  const calls = new Map(shopCalls(store, { terms: demoTerms }).map((call) => [call.name, call]));
  let made = 0;
  const shop: TestShop = {
    store,
    now: noon,
    close,
    async call(name, args = {}, { contact = 'c1', user = '42', channel = 'telegram', lang = 'en', key = `key-${++made}` } = {}) {
      const call = calls.get(name);
      if (!call) throw new Error(`no call ${name}`);
      const address = { channel, account: 'main', user };
      const context = {
        conversation: `${channel}:main:${user}`,
        address,
        contact: { id: contact, tags: [] },
        lang,
        key,
        now: shop.now,
        signal: new AbortController().signal,
      };
      return call.run(args, context);
    },
  };
  return shop;
}

/** The value of a good outcome as an object; throws with the outcome when it is none. */
export function good(outcome: CallOutcome): Record<string, Json> {
  if (!outcome.ok || typeof outcome.value !== 'object' || outcome.value === null || Array.isArray(outcome.value)) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** The list of a good outcome. */
export function goodList(outcome: CallOutcome): Record<string, Json>[] {
  if (!outcome.ok || !Array.isArray(outcome.value)) throw new Error(JSON.stringify(outcome));
  return outcome.value.map((entry) => good({ ok: true, value: entry }));
}
