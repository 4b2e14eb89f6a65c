/** What waits in the store while the wall clock is set, and what it comes to. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Desk, type DeskOptions, openDesk } from '../../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';

let desk: Desk;
afterEach(() => desk.close());

const hour = 3_600_000;
const day = 24 * hour;
const jumps: [string, number[]][] = [
  ['an hour back', [-hour]],
  ['two days ahead and back', [2 * day, -2 * day]],
];
/** Timers look at the store at least this often, ms. */
const look = 30_000;

/** "10" sets a timer of ten seconds; "date" one for a day. */
const date = Date.UTC(2026, 10, 26);
const alarm: Script = (event, _session, facts) => {
  if (event.type === 'timer') return { steps: ['rang'] };
  const text = saidBy(event) ?? '';
  if (text === 'date') return { steps: [{ type: 'timer', at: date, date: true }] };
  return { steps: /^\d+$/.test(text) ? [{ type: 'timer', at: facts.now + Number(text) * 1000 }] : ['hello'] };
};
const open = async (options: DeskOptions = {}): Promise<void> => {
  desk = await openDesk({ script: alarm, ...options });
};
const rang = (user: string): number => desk.channel.textsOf(`test:main:${user}`).filter((text) => text === 'rang').length;

describe.each(jumps)('the clock is set %s', (_, set) => {
  test('a timer of ten minutes rings within ten and a half, once, whenever it was set', async () => {
    await open();
    const users = ['before'];
    await desk.write('before', '600');
    await desk.runtime.idle();
    for (const [n, by] of set.entries()) {
      desk.clock.jump(by);
      users.push(`after ${n}`);
      await desk.write(`after ${n}`, '600');
      await desk.runtime.idle();
    }
    await desk.pass(600_000 + look);
    expect(users.map(rang)).toEqual(users.map(() => 1));
    await desk.pass(3 * day);
    expect(users.map(rang)).toEqual(users.map(() => 1));
  });

  test.each([...Array(set.length + 1).keys()])('a message that is held goes out after its pause, held after %i of them', async (before) => {
    await open();
    for (const by of set.slice(0, before)) desk.clock.jump(by);
    desk.channel.fail('*', { kind: 'rate_limited', retryAfterMs: 5_000 });
    await desk.write('ann', 'hi');
    await desk.runtime.idle();
    expect((await desk.row('ann')).outbox).toMatchObject([{ state: 'held' }]);
    for (const by of set.slice(before)) desk.clock.jump(by);
    await desk.passBusy(look + 6_000);
    expect(desk.channel.textsOf('test:main:ann')).toEqual(['hello']);
  });

  test('a conversation goes on with the next message', async () => {
    await open();
    await desk.write('ann', 'hi');
    await desk.runtime.idle();
    for (const by of set) {
      desk.clock.jump(by);
      await desk.write('ann', 'hi');
      await desk.runtime.idle();
    }
    expect(desk.channel.textsOf('test:main:ann')).toHaveLength(1 + set.length);
  });
});

test('a clock that was set back while the program was down leaves nothing asleep', async () => {
  await open();
  desk.clock.jump(2 * day);
  await desk.write('timer', '600');
  desk.channel.faults.set('*', [{ kind: 'rate_limited', retryAfterMs: 5_000 }]);
  await desk.write('held', 'hi');
  await desk.runtime.idle();
  desk.clock.jump(-2 * day);
  desk = await desk.restart({ script: alarm });
  await desk.pass(600_000 + look);
  expect([rang('timer'), desk.channel.textsOf('test:main:held')]).toEqual([1, ['hello']]);
});

test('many timers are found again, also where one moment has more than a page of them', async () => {
  await open();
  desk.clock.jump(2 * day);
  const users = Array.from({ length: 650 }, (_, n) => `u${n}`);
  await Promise.all(users.map((user) => desk.write(user, '600')));
  await desk.runtime.idle();
  desk.clock.jump(-2 * day);
  await desk.pass(600_000 + look + 5_000);
  expect(users.filter((user) => rang(user) !== 1)).toEqual([]);
});

test('a timer for a date keeps its date', async () => {
  await open();
  desk.clock.jump(2 * day);
  await desk.write('ann', 'date');
  await desk.runtime.idle();
  desk.clock.jump(-2 * day);
  await desk.pass(date - desk.clock.now() - 1_000);
  expect(rang('ann')).toBe(0);
  await desk.pass(1_000);
  expect(rang('ann')).toBe(1);
});

test('what is held is not given up because the clock was two days ahead for a moment', async () => {
  await open();
  desk.channel.fail('*', { kind: 'rate_limited', retryAfterMs: 50_000 });
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  desk.clock.jump(2 * day);
  await desk.pass(look);
  desk.clock.jump(-2 * day);
  await desk.passBusy(60_000 + look);
  expect([desk.channel.textsOf('test:main:ann'), (await desk.messages('ann')).at(-1)?.status]).toEqual([['hello'], 'sent']);
});
