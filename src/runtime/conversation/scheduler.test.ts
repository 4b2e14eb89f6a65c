import { expect, test } from 'vitest';
import { type Actor, Scheduler } from './scheduler.ts';

test('many turns that are due at once let others be served between them, and stay in their order', async () => {
  let now = 0;
  let inARow = 0;
  let most = 0;
  const order: number[] = [];
  const scheduler = new Scheduler(64, () => now);
  let watching = true;
  const watch = () => {
    inARow = 0;
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  await new Promise<void>((done) => {
    for (let n = 0; n < 200; n++) {
      const actor: Actor = {
        scheduled: 'no',
        async step() {
          now += 3;
          order.push(n);
          most = Math.max(most, ++inARow);
          return false;
        },
        rested() {
          if (order.length === 200) done();
        },
      };
      scheduler.wake(actor);
    }
  });
  watching = false;
  expect(order).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(most).toBeLessThanOrEqual(6);
});
