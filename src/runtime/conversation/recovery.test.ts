import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Desk, message, openDesk } from '../../../tests/runtime/desk.ts';
import { realClock } from '../../event-loop/clock.ts';

let desk: Desk;
afterEach(() => desk.close());

test('10,000 messages that wait at the start leave the door open: the start ends at once, a new one is stored and answered amid them, all are answered', async () => {
  desk = await openDesk();
  await desk.runtime.stop(0);
  for (let n = 0; n < 10_000; n += 500) await desk.runtime.receive(Array.from({ length: 500 }, (_, k) => message(`c${n + k}`, 'hi', `w${n + k}`)));
  const clock = realClock(desk.clock.now);
  const began = performance.now();
  desk = await desk.restart({ clock });
  const started = performance.now() - began;
  let stall = 0;
  let over = false;
  const watch = (async () => {
    let last = performance.now();
    while (!over) {
      await nextRound();
      stall = Math.max(stall, performance.now() - last);
      last = performance.now();
    }
  })();
  const asked = performance.now();
  await desk.write('ann', 'hello');
  const stored = performance.now() - asked;
  while (desk.channel.textsOf('test:main:ann').length === 0) await nextRound();
  const answered = performance.now() - asked;
  const before = desk.channel.sent.length;
  await desk.runtime.idle();
  over = true;
  await watch;
  const all = performance.now() - began;
  if (process.env.FIGURES) console.log({ started, stored, answered, before, stall, all });
  expect(before).toBeLessThan(5_000);
  expect(desk.channel.sent).toHaveLength(10_001);
  expect(new Set(desk.channel.sent.map(({ conversation }) => conversation)).size).toBe(10_001);
  expect(started).toBeLessThan(all / 4);
  expect(stored).toBeLessThan(all / 4);
}, 120_000);

test('what waits when the program is killed amid the backlog is answered by the next start', async () => {
  desk = await openDesk();
  await desk.runtime.stop(0);
  await desk.runtime.receive(Array.from({ length: 300 }, (_, n) => message(`c${n}`, 'hi', `w${n}`)));
  desk = await desk.restart();
  await nextRound();
  desk = await desk.restart();
  await desk.runtime.idle();
  expect(new Set(desk.channel.sent.map(({ conversation }) => conversation)).size).toBe(300);
  // Only what was on its way at the kill may come twice.
  expect(desk.channel.sent.length).toBeLessThan(450);
});
