import { expect, test } from 'vitest';
import { ManualClock } from '../../../tests/runtime/manual-clock.ts';
import type { MessageClass } from '../../message.ts';
import { Pacer } from './pacer.ts';

const settle = async (): Promise<void> => {
  for (let n = 0; n < 30; n++) await Promise.resolve();
};

function paced(rate = { account: 2, conversation: 100, burst: 100 }) {
  const clock = new ManualClock(0);
  const pacer = new Pacer(clock);
  const went: [number, string][] = [];
  const ask = (name: string, kind: MessageClass = 'reply', conversation = name): void => {
    const wait = pacer.turn('test:main', conversation, kind, rate);
    if (wait) void wait.then(() => went.push([clock.now(), name]));
    else went.push([clock.now(), name]);
  };
  return { clock, pacer, went, ask, rate };
}

test('the account: its rate, and replies ahead of service messages ahead of promotions', async () => {
  const { clock, went, ask } = paced();
  for (const name of ['p1', 'p2', 'p3']) ask(name, 'promo');
  ask('s', 'service');
  ask('r', 'reply');
  await settle();
  await clock.turn(2000, settle);
  expect(went).toEqual([
    [0, 'p1'],
    // The place that is left is for who does not have to be spread.
    [0, 's'],
    [1130, 'r'],
    [1130, 'p2'],
  ]);
  await clock.turn(1000, settle);
  expect(went.at(-1)).toEqual([2140, 'p3']);
});

test('a reply that comes while promotions wait takes the next place, or one that is free', async () => {
  const { clock, went, ask } = paced({ account: 10, conversation: 100, burst: 100 });
  for (let n = 0; n < 40; n++) ask(`p${n}`, 'promo');
  await clock.turn(500, settle);
  ask('r1');
  expect(went.at(-1)).toEqual([500, 'r1']);
  await clock.turn(1_530, settle);
  const before = clock.now();
  ask('r2');
  await clock.turn(110, settle);
  const at = went.find(([, name]) => name === 'r2')?.[0] ?? Number.POSITIVE_INFINITY;
  expect(at - before).toBeLessThan(110);
});

test('promotions that share the rate with other processes ask one after another, and do not wait behind one that is paused', async () => {
  const clock = new ManualClock(0);
  const asked: string[] = [];
  const pacer = new Pacer(clock, {
    shared: true,
    async take(_account, conversation) {
      asked.push(conversation);
      return conversation === 'paused' && clock.now() < 60_000 ? 60_000 - clock.now() : 0;
    },
    pause() {},
  });
  const went: string[] = [];
  const rate = { account: 80, conversation: 100, burst: 100 };
  for (const name of ['a', 'paused', 'b', 'c']) void pacer.turn('test:main', name, 'promo', rate)?.then(() => went.push(name));
  await clock.turn(200, settle);
  await settle();
  expect(went).toEqual(['a', 'b', 'c']);
  await clock.turn(61_000, settle);
  await settle();
  expect(went).toEqual(['a', 'b', 'c', 'paused']);
  expect(asked.filter((name) => name === 'paused')).toHaveLength(2);
});

test('one conversation is slowed down without taking from the others', async () => {
  const { clock, went, ask } = paced({ account: 100, conversation: 1, burst: 2 });
  for (const name of ['a1', 'a2', 'a3', 'a4']) ask(name, 'reply', 'a');
  ask('b', 'reply', 'b');
  await clock.turn(3000, settle);
  expect(went).toEqual([
    [0, 'a1'],
    [0, 'a2'],
    [0, 'b'],
    [1000, 'a3'],
    [2000, 'a4'],
  ]);
});

test('a pause asked of one conversation leaves the others alone; asked of two it holds for all', async () => {
  const { clock, pacer, went, ask, rate } = paced();
  pacer.pause('test:main', 'a', 5000, rate);
  ask('b');
  expect(went).toEqual([[0, 'b']]);
  pacer.pause('test:main', 'b', 3000, rate);
  ask('c');
  await clock.turn(4000, settle);
  expect(went).toEqual([
    [0, 'b'],
    [3000, 'c'],
  ]);
});
