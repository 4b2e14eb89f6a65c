import { expect, test } from 'vitest';
import { AnswerTimes } from './answer-times.ts';

/** Notes `usual` 64 times, varied by up to `by` ms. */
function used(usual: number, by: number): AnswerTimes {
  const times = new AnswerTimes();
  for (let n = 0; n < 64; n++) times.heldUp(usual + (n % 8) * (by / 7));
  return times;
}

test.each([
  [2, 1, 4, 0],
  [2, 1, 40, 37],
  // Where answers vary, one that is within what is usual was not held up.
  [80, 60, 139, 0],
  [80, 60, 240, 100],
  // The provider was slow.
  [80, 0, 5_000, 250],
])('answers of %s ms and up to %s more: one after %s ms was held up for %s ms', (usual, by, ms, late) => {
  expect(used(usual, by).heldUp(ms)).toBe(late);
});

test('nothing is said of the first answers', () => {
  const times = new AnswerTimes();
  for (let n = 0; n < 15; n++) expect(times.heldUp(n * 100)).toBe(0);
});

test('what becomes usual is no hold-up any more', () => {
  const times = used(5, 1);
  expect(times.heldUp(50)).toBe(44);
  for (let n = 0; n < 64; n++) times.heldUp(50);
  expect(times.heldUp(50)).toBe(0);
});
