import { expect, test } from 'vitest';
import { AccountRate } from './account-rate.ts';
import { type Slowed, shareNow, slowedBy } from './slowed-rate.ts';

const s = 1_000;

test.each<[string, number[], number, number]>([
  ['never asked', [], 0, 1],
  ['asked once', [0], 0, 0.5],
  ['refusals that come together halve once', [0, 1 * s, 4 * s], 4 * s, 0.5],
  ['asked again after a moment', [0, 6 * s], 6 * s, 0.25],
  ['half a minute later a tenth has come back', [0], 30 * s, 0.6],
  ['not earlier', [0], 29 * s, 0.5],
  ['after two and a half minutes all of it', [0], 150 * s, 1],
  ['and not more', [0], 3_600 * s, 1],
  ['asked again on the way back', [0, 60 * s], 60 * s, 0.35],
  ['asked again and again it stops at a sixteenth', [0, 6 * s, 12 * s, 18 * s, 24 * s, 30 * s, 36 * s], 36 * s, 1 / 16],
])('%s', (_, asked, now, share) => {
  let slowed: Slowed | undefined;
  for (const at of asked) slowed = slowedBy(slowed, at);
  expect(shareNow(slowed, now)).toBeCloseTo(share, 10);
});

test.each([
  [80, 40],
  [30, 15],
  [1, 0.5],
])('an account of %s a second sends %s a second after it was slowed down, replies as well', (full, half) => {
  for (const promo of [true, false]) {
    const rate = new AccountRate(full);
    rate.slow(0);
    let sent = 0;
    for (let now = 0; now < 20 * s; now += 1) if (rate.take(now, promo) === 0) sent += 1;
    expect(sent / 20).toBeGreaterThan(half * 0.85);
    expect(sent / 20).toBeLessThanOrEqual(half * 1.1);
  }
});
