import { afterEach, expect, test } from 'vitest';
import { eraseRecipient } from '../../src/marketing/broadcast/erase-recipient.ts';
import { markOp } from '../../src/marketing/broadcast/outcome.ts';
import { broadcastMarks, recipientId } from '../../src/marketing/broadcast/rows.ts';
import { type CastDesk, openCast } from './broadcast-desk.ts';

let desk: CastDesk;
afterEach(() => desk.close());

test('a person who is erased is in no row of a broadcast any more, and still counts', async () => {
  desk = await openCast();
  await desk.people(5);
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  await desk.broadcasts.start(id);
  await desk.work(3_000);
  const contact = 'test:main:p00002';
  const of = { recipient: recipientId(id, contact), broadcast: id, contact };
  const order = (number: string) => ({ ...markOp(of, 'ordered', 1, { order: number, money: { amount: 100, currency: 'CNY' } }) });
  const [first, second] = [order('A1'), order('A2')];
  if (first.op === 'insert' && second.op === 'insert') second.row._id += ':2';
  await desk.store.write([markOp(of, 'read', 1), first, second]);
  await eraseRecipient(desk.store, contact, 'secret');
  await eraseRecipient(desk.store, contact, 'secret');
  expect(await desk.states(id)).toEqual({ sent: 5 });
  const rows = await desk.recipientsOf(id);
  const marks = await desk.store.collection(broadcastMarks).find({ where: { broadcast: id }, limit: 100 });
  expect(JSON.stringify([rows, marks])).not.toMatch(/p00002|"P2"|A1|A2/);
  expect(marks.map(({ mark }) => mark).toSorted()).toEqual(['ordered', 'ordered', 'read']);
});

test('who is erased before it went out does not get it', async () => {
  desk = await openCast();
  await desk.people(3);
  const { _id: id } = await desk.broadcasts.create('Sale', {});
  await desk.store.write([
    {
      op: 'insert',
      in: 'broadcast_recipients',
      row: {
        _id: recipientId(id, 'test:main:p00001'),
        v: 1,
        broadcast: id,
        contact: 'test:main:p00001',
        state: 'waiting',
        waiting: `${id}|test:main`,
        at: 0,
      } as never,
    },
  ]);
  await eraseRecipient(desk.store, 'test:main:p00001', 'secret');
  expect(await desk.recipientsOf(id)).toMatchObject([{ state: 'excluded', reason: 'erased' }]);
});
