import { expect, test } from 'vitest';
import { AccountRate, opening, windowMs, windowOf } from './account-rate.ts';

/** The most requests in any second. */
function mostInASecond(times: readonly number[]): number {
  let [from, most] = [0, 0];
  for (const [n, at] of times.entries()) {
    while (at - (times[from] ?? 0) >= 1_000) from += 1;
    most = Math.max(most, n - from + 1);
  }
  return most;
}

/** Numbers from 0 up to 1, the same at each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Promotions one after another for `ms`, each timer late by up to `late`; every `replyEvery` ms a reply comes in. */
function run(perSecond: number, ms: number, late: number, replyEvery = Number.POSITIVE_INFINITY) {
  const rate = new AccountRate(perSecond);
  const random = numbers(perSecond * 1000 + late);
  const all: number[] = [];
  const waits: number[] = [];
  let promos = 0;
  let asked = replyEvery;
  for (let now = 0; now < ms; ) {
    if (asked <= now) {
      const wait = rate.take(now, false);
      if (wait === 0) {
        all.push(now);
        waits.push(now - asked);
        asked += replyEvery;
      } else now += wait;
      continue;
    }
    const wait = rate.take(now, true);
    if (wait === 0) {
      all.push(now);
      promos += 1;
    } else now = Math.min(now + Math.ceil(wait) + random() * late, Math.max(asked, now + 0.01));
  }
  return { all, promos, waits, share: promos / ((ms / 1000) * perSecond) };
}

test.each([
  [80, 0],
  [80, 2],
  [30, 0],
  [30, 3],
  [40, 2],
  [20, 5],
  [1, 2],
  [0.5, 2],
])('%s a second for two minutes with timers up to %s ms late: at least 98 % of it, and never more in any second', (perSecond, late) => {
  const { all, share } = run(perSecond, 120_000, late);
  expect(mostInASecond(all)).toBeLessThanOrEqual(Math.max(1, perSecond));
  expect(share).toBeGreaterThanOrEqual(0.98);
  expect(share).toBeLessThanOrEqual(1);
});

test('promotions are spread over the second', () => {
  const { all } = run(80, 10_000, 1);
  const gaps = all.slice(1).map((at, n) => at - (all[n] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(22);
});

test('a reply in the middle of promotions waits for one place, and takes it from a promotion', () => {
  const { all, waits } = run(30, 60_000, 2, 701);
  expect(waits.length).toBeGreaterThan(80);
  expect(Math.max(...waits)).toBeLessThan(60);
  expect(mostInASecond(all)).toBeLessThanOrEqual(30);
});

test('after a pause replies go at once, as many as a second takes', () => {
  const rate = new AccountRate(30);
  for (let n = 0; n < 30; n++) expect(rate.take(5_000, false)).toBe(0);
  expect(rate.take(5_000, false)).toBeGreaterThan(1_000);
  expect(rate.take(5_000 + windowMs + opening.ms, false)).toBe(0);
});

test.each([
  ['as long as connections stay open', 0, windowMs],
  ['longer than that', 1, windowMs + opening.ms],
])('after a pause %s the next place is free when requests of the last one cannot be met', (_, more, wait) => {
  const rate = new AccountRate(1);
  const then = 5_000 + windowOf(1).idle + more;
  expect([rate.take(5_000, false), rate.take(then, false)]).toEqual([0, 0]);
  expect(rate.wait(then, false)).toBe(wait);
});

test.each([
  [60, 2],
  [10_000, 1],
])('after a stall of %s ms promotions make up for what a late timer costs, not for more, never two at once', (ms, made) => {
  const rate = new AccountRate(80);
  // The first second is slower.
  for (let now = 0; now < 3_000; now += 0.5) rate.take(now, true);
  const times: number[] = [];
  for (let now = 3_000 + ms; now < 3_000 + ms + 12; now += 0.5) if (rate.take(now, true) === 0) times.push(now);
  expect(times).toHaveLength(made);
  const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
  expect(Math.min(Number.POSITIVE_INFINITY, ...gaps)).toBeGreaterThan(3);
});

/** What arrives at a provider: each request is on its way for a while, longer at first, where a connection has to be opened for it. */
function arrivals(sent: readonly number[], random: () => number, way: number, open: number): number[] {
  const start = sent[0] ?? 0;
  return sent.map((at) => at + random() * way + (at - start < 400 ? open : 0)).toSorted((a, b) => a - b);
}

test.each([
  [80, 1, 0],
  [80, 3, 60],
  [80, 4, 110],
  [30, 1, 0],
  [30, 3, 60],
  [30, 6, 110],
])(
  '%s a second, timers up to %s ms late and a stall now and then, connections opened in %s ms: never more in any second at the provider',
  (perSecond, late, open) => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = numbers(seed * 7_919 + perSecond);
      const rate = new AccountRate(perSecond);
      const sent: number[] = [];
      for (let now = seed * 10_000, end = now + 120_000; now < end; ) {
        const wait = rate.take(now, random() < 0.95);
        if (wait === 0) {
          // Held up between its turn and the request, seldom.
          now += random() < 0.0005 ? 15 : 0;
          rate.left(now);
          sent.push(now);
        } else now += Math.ceil(wait) + random() * late + (random() < 0.0005 ? 20 : 0);
      }
      expect(mostInASecond(arrivals(sent, random, 10, open))).toBeLessThanOrEqual(perSecond);
      expect(sent.length / (120 * perSecond)).toBeGreaterThanOrEqual(0.98);
    }
  },
);

test('however replies and promotions come, no second has more than the rate', () => {
  const random = numbers(7);
  for (let round = 0; round < 200; round++) {
    const perSecond = 1 + Math.floor(random() * 90);
    const rate = new AccountRate(perSecond);
    const times: number[] = [];
    for (let now = 0; now < 8_000; now += random() * 15) if (rate.take(now, random() < 0.5) === 0) times.push(now);
    expect(mostInASecond(times)).toBeLessThanOrEqual(perSecond);
  }
});

test('an account without a limit keeps no window', () => {
  const rate = new AccountRate(1e9);
  expect(rate.limited).toBe(false);
  for (let n = 0; n < 20_000; n++) expect(rate.take(0, n % 2 === 0)).toBe(0);
  rate.answered(0, 100);
  rate.left(100);
  expect(rate.wait(100, true)).toBe(0);
});
