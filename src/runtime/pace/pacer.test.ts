import { expect, test } from 'vitest';
import { ManualClock } from '../../../tests/runtime/manual-clock.ts';
import type { MessageClass } from '../../message.ts';
import { Pacer } from './pacer.ts';

const settle = async (): Promise<void> => {
  for (let n = 0; n < 5; n++) await Promise.resolve();
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
    [0, 'p2'],
    [500, 'r'],
    [1000, 's'],
    [1500, 'p3'],
  ]);
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
