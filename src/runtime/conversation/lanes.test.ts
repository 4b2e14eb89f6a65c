import { describe, expect, it } from 'vitest';
import type { Clock } from '../../event-loop/clock.ts';
import { Lanes } from './lanes.ts';

/** A clock whose timeouts are fired by hand. */
function handClock(): Clock & { fire(): void; delays: number[] } {
  let due: (() => void)[] = [];
  const delays: number[] = [];
  return {
    now: () => 0,
    monotonic: () => 0,
    after(ms, run) {
      delays.push(ms);
      due.push(run);
      return () => {};
    },
    fire() {
      const now = due;
      due = [];
      for (const run of now) run();
    },
    delays,
  };
}

describe('lanes', () => {
  it('are busy, each for itself, until the work is over', async () => {
    const lanes = new Lanes();
    let finish = (_: number): void => {};
    const work = new Promise<number>((resolve) => {
      finish = resolve;
    });
    const seen: unknown[] = [];
    lanes.run(
      'send',
      work,
      (result) => seen.push(result, lanes.busy('send')),
      (error) => seen.push(error),
    );
    expect([lanes.idle, lanes.busy('send'), lanes.busy('sync')]).toEqual([false, true, false]);
    finish(7);
    await work;
    expect(seen).toEqual([7, false]);
    expect(lanes.idle).toBe(true);
  });

  it('are free again when the work failed, and hand the error on', async () => {
    const lanes = new Lanes();
    const work = Promise.reject(new Error('no store'));
    const seen: unknown[] = [];
    lanes.run(
      'send',
      work,
      (result) => seen.push(result),
      (error) => seen.push((error as Error).message, lanes.busy('send')),
    );
    await work.catch(() => {});
    expect(seen).toEqual(['no store', false]);
    expect(lanes.idle).toBe(true);
  });

  it('pause once at a time, and may pause again from the end of a pause', () => {
    const lanes = new Lanes();
    const clock = handClock();
    const ended: string[] = [];
    lanes.pause('retry', clock, 1000, () => {
      ended.push('first');
      lanes.pause('retry', clock, 50, () => ended.push('third'));
    });
    lanes.pause('retry', clock, 10, () => ended.push('second'));
    lanes.pause('album', clock, 20, () => ended.push('album'));
    expect(clock.delays).toEqual([1000, 20]);
    clock.fire();
    expect(ended).toEqual(['first', 'album']);
    expect([lanes.busy('retry'), lanes.busy('album')]).toEqual([true, false]);
    clock.fire();
    expect(ended).toEqual(['first', 'album', 'third']);
    expect(lanes.idle).toBe(true);
  });
});
