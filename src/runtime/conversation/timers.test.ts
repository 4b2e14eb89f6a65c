import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../../tests/runtime/scripted-engine.ts';

let desk: Desk;
afterEach(() => desk.close());

/** "10" sets a timer of ten seconds, "stop" takes it back. */
const alarm: Script = (event, _session, facts) => {
  if (event.type === 'timer') return { steps: [`rang ${event.timer}`] };
  const text = saidBy(event) ?? '';
  if (text === 'stop') return { steps: [{ type: 'cancelTimer' }] };
  return { steps: /^\d+$/.test(text) ? [{ type: 'timer', at: facts.now + Number(text) * 1000 }] : [] };
};

test('a timer rings once, at its time', async () => {
  desk = await openDesk({ script: alarm });
  await desk.write('ann', '10');
  await desk.runtime.idle();
  await desk.pass(9999);
  expect(desk.channel.sent).toEqual([]);
  await desk.pass(1);
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['rang test:main:ann:1:0']);
  await desk.pass(100_000);
  expect(desk.channel.sent).toHaveLength(1);
  expect((await desk.row('ann')).due).toBeUndefined();
});

test('timers of many conversations ring in their order, with a few timeouts of the machine in all', async () => {
  desk = await openDesk({ script: alarm });
  for (let n = 300; n >= 1; n--) await desk.write(`user${n}`, String(n * 10));
  await desk.runtime.idle();
  expect(desk.clock.waiting).toBeLessThan(10);
  await desk.pass(3_000_000);
  expect(desk.channel.sent.map((one) => one.conversation)).toEqual(Array.from({ length: 300 }, (_, n) => `test:main:user${n + 1}`));
});

test('a timer that fell due while the program was down rings at the start, after messages that came before it', async () => {
  desk = await openDesk({ script: (event, session, facts) => (saidBy(event) === 'hello' ? { steps: ['hello'] } : alarm(event, session, facts)) });
  await desk.write('ann', '10');
  await desk.runtime.idle();
  await desk.runtime.stop(0);
  await desk.write('ann', 'hello');
  await desk.pass(60_000);
  desk = await desk.restart();
  await desk.pass(100);
  expect(desk.channel.textsOf('test:main:ann')).toEqual(['hello', 'rang test:main:ann:1:0']);
});

const together = Date.UTC(2026, 10, 23, 3);
/** Sets a timer for one moment that all share; "1" to "3" stand for the order in which they were set. */
const sharp: Script = (event) => {
  if (event.type === 'timer') return { steps: [`rang ${event.timer.split(':').at(-2)}`] };
  return { steps: saidBy(event) === 'set' ? [{ type: 'timer', at: together, date: true }] : [] };
};

test('450 timers of one millisecond all ring once, a page of them at a time, and those of one conversation in their order', async () => {
  let most = 0;
  desk = await openDesk({
    script: (...given) => {
      most = Math.max(most, desk.runtime.gauges().active);
      return sharp(...given);
    },
  });
  const users = Array.from({ length: 150 }, (_, n) => `user${n}`);
  for (let n = 0; n < 3; n++) await Promise.all(users.map((user) => desk.write(user, 'set')));
  await desk.runtime.idle();
  most = 0;
  await desk.pass(together - desk.clock.now() + 1_000);
  for (const user of users) expect(desk.channel.textsOf(`test:main:${user}`)).toEqual(['rang 1', 'rang 2', 'rang 3']);
  expect(most).toBeLessThanOrEqual(200);
  await desk.pass(100_000);
  expect(desk.channel.sent).toHaveLength(450);
});

test('of 100 timers of one millisecond none is lost when the program is killed while they ring', async () => {
  let rings = 0;
  desk = await openDesk({
    script: (event, ...given) => {
      // From here on nothing gets out: the process is killed with turns written, and with messages begun and not begun.
      if (event.type === 'timer' && ++rings === 30) desk.channel.gate = new Promise(() => {});
      return sharp(event, ...given);
    },
  });
  const users = Array.from({ length: 100 }, (_, n) => `user${n}`);
  await Promise.all(users.map((user) => desk.write(user, 'set')));
  await desk.runtime.idle();
  await desk.pass(together - 1 - desk.clock.now());
  await desk.passBusy(1);
  const before = desk.channel.sent.length;
  expect(before).toBeLessThan(100);
  desk.channel.gate = undefined;
  desk = await desk.restart();
  await desk.pass(60_000);
  const rung = users.map((user) => desk.channel.textsOf(`test:main:${user}`).length);
  expect(rung.filter((count) => count === 0)).toEqual([]);
  // What was sent and not yet marked when it died may come again, and only that.
  expect(desk.channel.sent.length - 100).toBeLessThanOrEqual(before);
  await desk.pass(60_000);
  expect(users.map((user) => desk.channel.textsOf(`test:main:${user}`).length)).toEqual(rung);
});
