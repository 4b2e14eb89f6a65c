import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Driver } from './driver.ts';
import { groupCommit } from './group-commit.ts';

/** A driver that writes down what it is told. */
function recorder() {
  const said: string[] = [];
  const db: Driver = {
    name: '@photostructure/sqlite',
    exec: (sql) => void said.push(sql),
    prepare: (sql) => ({
      run: () => {
        said.push(sql);
        return 0;
      },
      get: () => undefined,
      all: () => [],
    }),
    close() {},
  };
  const counts = { committed: 0, rolledBack: 0 };
  const hooks = { committed: () => void counts.committed++, rolledBack: () => void counts.rolledBack++ };
  return { db, said, counts, hooks };
}

it('commits a lone write in the same turn of the event loop', async () => {
  const { db, said, hooks } = recorder();
  const group = groupCommit(db, hooks, () => 0);
  const result = group.add(() => 42);
  expect(said).toEqual([]);
  await nextTurn();
  expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
  expect(await result).toBe(42);
});

it('shares a commit among the writes of one turn, up to the size of a group', async () => {
  const { db, said, counts, hooks } = recorder();
  const group = groupCommit(db, hooks, () => 0);
  const results = await Promise.all(Array.from({ length: 1_200 }, (_, n) => group.add(() => n)));
  expect(results).toEqual(Array.from({ length: 1_200 }, (_, n) => n));
  expect(said.filter((sql) => sql === 'COMMIT')).toHaveLength(2);
  expect(counts.committed).toBe(2);
});

it('gathers writes that keep coming, but not for longer than 8 ms', async () => {
  const { db, said, hooks } = recorder();
  let now = 0;
  const group = groupCommit(db, hooks, () => now);
  void group.add(() => 1);
  void group.add(() => 2);
  for (let turn = 0; turn < 9; turn++) {
    await nextTurn();
    void group.add(() => 3);
    now += 1;
  }
  expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
});

it('undoes only the write that throws', async () => {
  const { db, said, counts, hooks } = recorder();
  const group = groupCommit(db, hooks, () => 0);
  const results = await Promise.allSettled([
    group.add(() => 'a'),
    group.add(() => {
      throw new Error('bug');
    }),
    group.add(() => 'c'),
  ]);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual(['a', 'Error: bug', 'c']);
  expect(said.filter((sql) => sql === 'ROLLBACK')).toHaveLength(3);
  expect(counts).toEqual({ committed: 2, rolledBack: 3 });
});

it('does not touch the database any more once all was flushed, as before it is closed', async () => {
  const { db, said, hooks } = recorder();
  const group = groupCommit(db, hooks, () => 0);
  const written = group.add(() => 1);
  group.flush();
  await written;
  await nextTurn();
  expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
});
