import { expect, it } from 'vitest';
import { atOnce, inSlices, type Sliced } from './slices.ts';

function* count(to: number, busyMs = 0): Sliced<number> {
  for (let n = 0; n < to; n++) {
    const until = performance.now() + busyMs;
    while (performance.now() < until);
    yield;
  }
  return to;
}

it('gives the same result at once and in slices', async () => {
  expect(atOnce(count(5))).toBe(5);
  expect(await inSlices(count(5))).toBe(5);
});

it('serves others between two slices', async () => {
  const served: number[] = [];
  const others = setInterval(() => served.push(1), 0);
  await inSlices(count(20, 4));
  clearInterval(others);
  expect(served.length).toBeGreaterThan(3);
});

it('rejects with what the work throws', async () => {
  const broken = (function* (): Sliced<number> {
    yield;
    throw new Error('no');
  })();
  await expect(inSlices(broken)).rejects.toThrow('no');
});
