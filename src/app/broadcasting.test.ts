import { expect, test } from 'vitest';
import { type BroadcastRow, type SegmentRow, segments } from '../marketing/broadcast/rows.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import { compiledOnce } from './broadcasting.ts';
import { allCollections } from './open-store.ts';

test('a draft is compiled once in some seconds, and again when it was changed', async () => {
  const log = { info() {}, warn() {} };
  const store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => 0, log });
  let now = 0;
  const shop = { store, currency: 'CNY', zone: 'Asia/Shanghai', langs: ['zh'], name: { zh: '店' }, templates: {}, flows: () => new Map() };
  const compile = compiledOnce(shop, { monotonic: () => now });
  const row = (text: string): BroadcastRow => ({
    _id: 'b1',
    v: 1,
    name: 'B',
    state: 'sending',
    draft: { name: 'B', segment: 'vip', content: { text } },
    createdAt: 0,
    updatedAt: 0,
  });
  const segment: Omit<SegmentRow, 'v'> = { _id: 's1', name: 'vip', where: 'tags contains "vip"', createdAt: 0, updatedAt: 0 };
  await store.collection(segments).insert(segment);
  const first = await compile(row('Hello'));
  expect(first.ok).toBe(true);
  now = 4_999;
  expect(await compile({ ...row('Hello'), v: 9, plan: { cursor: 'c', done: false, at: 0 } })).toBe(first);
  expect(await compile(row('Hallo'))).not.toBe(first);
  const again = await compile(row('Hello'));
  await store.collection(segments).delete('s1');
  now += 5_000;
  expect(again.ok).toBe(true);
  expect((await compile(row('Hello'))).ok).toBe(false);
  await store.close();
});
