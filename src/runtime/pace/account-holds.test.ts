import { expect, test } from 'vitest';
import { AccountHolds } from './account-holds.ts';

let now = 1_000_000;
let monotonic = 0;
const clock = { now: () => now, monotonic: () => monotonic };
const pass = (ms: number) => {
  now += ms;
  monotonic += ms;
};

test('lists what rests of an account, and nothing that is over', () => {
  const holds = new AccountHolds(clock);
  holds.begin('telegram:main', { scope: 'promotions', until: now + 60_000, code: 'spam_limited', detail: 'PEER_FLOOD' });
  holds.begin('telegram:main', { scope: 'account', until: now + 10_000, code: 'rate_limited' });
  holds.begin('telegram:other', { scope: 'account', until: now + 10_000, code: 'rate_limited' });
  expect(holds.list('telegram:main')).toEqual([
    { scope: 'account', until: now + 10_000, code: 'rate_limited' },
    { scope: 'promotions', until: now + 60_000, code: 'spam_limited', detail: 'PEER_FLOOD' },
  ]);
  pass(10_000);
  expect(holds.list('telegram:main').map(({ scope }) => scope)).toEqual(['promotions']);
  pass(50_000);
  expect([holds.list('telegram:main'), holds.list('nobody:main')]).toEqual([[], []]);
});

test('tells the end by the clock of now, whatever it was set to since', () => {
  const holds = new AccountHolds(clock);
  holds.begin('telegram:main', { scope: 'account', until: now + 60_000, code: 'rate_limited' });
  now -= 3_600_000;
  expect(holds.list('telegram:main')[0]?.until).toBe(now + 60_000);
});
