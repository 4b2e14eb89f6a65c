import { expect, test } from 'vitest';
import { openSqlite } from './sqlite/sqlite.ts';
import type { CollectionSpec, Row } from './store.ts';
import { type Change, watched } from './watched.ts';

interface Thing extends Row {
  name: string;
}
const things: CollectionSpec<Thing> = { name: 'things', indexes: [] };
const others: CollectionSpec<Thing> = { name: 'others', indexes: [] };

async function opened() {
  const heard: Change[] = [];
  const store = await openSqlite({ file: ':memory:', specs: [things, others], now: () => 0, log: { info() {}, warn() {} } });
  return { store: watched(store, new Set(['things']), (change) => heard.push(change)), heard };
}

test('every way of writing a row is heard of, with what is known of it', async () => {
  const { store, heard } = await opened();
  const rows = store.collection(things);
  await rows.insert({ _id: 'a', name: 'A' });
  await rows.replace({ _id: 'a', v: 1, name: 'B' });
  await store.write([
    { op: 'insert', in: 'things', row: { _id: 'b', v: 1 } },
    { op: 'put', in: 'others', row: { _id: 'x', v: 1 } },
    { op: 'patch', in: 'things', id: 'a', set: { name: 'C' } },
    { op: 'delete', in: 'things', id: 'b' },
  ]);
  await store.write([], { in: 'things', row: { _id: 'g', v: 1 } });
  await store.insertNew('things', [{ _id: 'n', v: 1 }]);
  await rows.delete('n');
  await store.collection(others).insert({ _id: 'y', name: 'Y' });
  expect(heard.map(({ id, row }) => [id, 'name' in row ? row.name : undefined])).toEqual([
    ['a', 'A'],
    ['a', 'B'],
    ['b', undefined],
    ['a', 'C'],
    ['b', undefined],
    ['g', undefined],
    ['n', undefined],
    ['n', undefined],
  ]);
  expect((await rows.get('a'))?.name).toBe('C');
  await store.close();
});

test('a write that throws may have been done: it is heard of too', async () => {
  const { store, heard } = await opened();
  await expect(
    store.write([
      { op: 'put', in: 'nowhere', row: { _id: 'a', v: 1 } },
      { op: 'delete', in: 'things', id: 'a' },
    ]),
  ).rejects.toThrow('nowhere');
  expect(heard.map(({ id }) => id)).toEqual(['a']);
  await store.close();
});
