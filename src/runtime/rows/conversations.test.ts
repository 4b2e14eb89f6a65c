import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk, quiet } from '../../../tests/runtime/desk.ts';
import { ManualClock } from '../../../tests/runtime/manual-clock.ts';
import type { ConversationRow } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { Conversations } from './conversations.ts';
import { dueAt } from './due.ts';

let desk: Desk;
afterEach(() => desk.close());

function rowsOf(store: Store): Conversations {
  return new Conversations({ store, cached: 10, clock: new ManualClock(), due: dueAt, log: quiet, shared: true });
}
const named = (preview: string) => (row: ConversationRow) => ({ row: { ...row, preview: row.preview + preview } });

test('two processes that write the same row lose nothing of each other', async () => {
  desk = await openDesk();
  const [one, two] = [rowsOf(desk.store), rowsOf(desk.store)];
  await Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? one : two).make('a:b:c', named('x'))));
  one.forget('a:b:c');
  expect((await one.get('a:b:c'))?.preview).toBe('x'.repeat(50));
});

test('changes that come while one is written share the next write', async () => {
  desk = await openDesk();
  let writes = 0;
  const store: Store = {
    ...desk.store,
    write: (ops, guard) => {
      writes += 1;
      return desk.store.write(ops, guard);
    },
  };
  const rows = rowsOf(store);
  await Promise.all(Array.from({ length: 20 }, () => rows.make('a:b:c', named('x'))));
  expect(writes).toBe(2);
  expect(rows.peek('a:b:c')?.preview).toBe('x'.repeat(20));
});

test('a change that throws harms only itself, one without change writes nothing', async () => {
  desk = await openDesk();
  const rows = rowsOf(desk.store);
  const bad = rows.make('a:b:c', () => {
    throw new Error('a bug');
  });
  const [first, , third] = await Promise.allSettled([rows.make('a:b:c', named('1')), bad, rows.make('a:b:c', named('3'))]);
  expect([first?.status, third?.status]).toEqual(['fulfilled', 'fulfilled']);
  await expect(bad).rejects.toThrow('a bug');
  const version = rows.peek('a:b:c')?.v;
  await rows.make('a:b:c', () => null);
  expect(rows.peek('a:b:c')).toMatchObject({ preview: '13', v: version });
  await expect(rows.make('nonsense', named('x'))).rejects.toThrow('no conversation id');
});

test('while the store fails nothing is acknowledged; afterwards everything is answered once', async () => {
  desk = await openDesk();
  let broken = false;
  const real = desk.store;
  const store: Store = {
    ...real,
    write: (ops, guard) => (broken ? Promise.reject(new Error('disk full')) : real.write(ops, guard)),
    insertNew: (name, rows) => (broken ? Promise.reject(new Error('disk full')) : real.insertNew(name, rows)),
  };
  await desk.runtime.stop(0);
  desk = await openDesk({ store }, undefined, desk.clock);
  await desk.write('ann', 'one', 'm1');
  broken = true;
  await expect(desk.write('ann', 'two', 'm2')).rejects.toThrow('disk full');
  await desk.passBusy(3000);
  expect(desk.channel.sent).toEqual([]);
  broken = false;
  await desk.write('ann', 'two', 'm2');
  await desk.passBusy(3000);
  await desk.runtime.idle();
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['you said one', 'you said two']);
});
