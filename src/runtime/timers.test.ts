import { afterEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../tests/runtime/desk.ts';
import { type Script, saidBy } from '../../tests/runtime/scripted-engine.ts';

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
