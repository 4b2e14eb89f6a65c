import { expect, it } from 'vitest';
import { createFreeDisk, freeBytes } from './free-disk.ts';

const setUp = (floor = 500_000_000) => {
  const world = { now: 0, free: 600_000_000, looks: 0, said: [] as string[] };
  const say = (_about: unknown, text?: string) => void world.said.push(text ?? '');
  const disk = createFreeDisk({
    floor,
    free: async () => {
      world.looks += 1;
      if (world.free < 0) throw new Error('no such disk');
      return world.free;
    },
    now: () => world.now,
    log: { debug() {}, info: say, warn: say, error: say },
  });
  return { world, disk };
};

it('is low below the floor, looks every 5 s at most, and says it once', async () => {
  const { world, disk } = setUp();
  expect([await disk.low(), await disk.state()]).toEqual([false, 'ok']);
  world.free = 400_000_000;
  world.now = 4_999;
  expect(await disk.low()).toBe(false);
  world.now = 5_000;
  expect(await Promise.all([disk.low(), disk.low(), disk.low()])).toEqual([true, true, true]);
  expect(await disk.state()).toMatch(/^400 MB are free, less than 500 \(limits\.free_disk\)/);
  expect([world.looks, world.said.length]).toEqual([2, 1]);
  world.now = -3_600_000;
  world.free = 500_000_000;
  expect([await disk.low(), world.said.length]).toEqual([false, 2]);
});

it('is never low when switched off, or when the disk does not say', async () => {
  const off = setUp(0);
  off.world.free = 0;
  expect([await off.disk.low(), await off.disk.state(), off.world.looks]).toEqual([false, 'ok', 0]);
  const silent = setUp();
  silent.world.free = -1;
  expect([await silent.disk.low(), await silent.disk.state()]).toEqual([false, 'ok']);
});

it('knows how much is free on a real disk', async () => {
  expect(await freeBytes('.')).toBeGreaterThan(0);
});
