import { expect, it } from 'vitest';
import { type FollowedCart, followed, funnelOf } from './cart-funnel.ts';

type Ladder = Parameters<typeof followed>[0][number];
const row = (more: Partial<Ladder>): Ladder => ({ cart: 'c', startedAt: 10, sent: [], ...more });
const remind = { do: 'remind' as const, at: 20 };
const order = (placedAt: number) => ({ number: 'SO-1', placedAt });

it.each([
  ['left, and nothing sent', [row({})], undefined, 'left'],
  ['left, and too late for anything', [row({ why: 'late', endedAt: 50 })], undefined, 'left'],
  ['reminded of', [row({ sent: [remind] })], undefined, 'reminded'],
  ['reminded of to the end', [row({ sent: [remind], why: 'done', endedAt: 90 })], undefined, 'reminded'],
  ['an opt-out is no coming back', [row({ sent: [remind], why: 'opted_out', endedAt: 30 })], undefined, 'reminded'],
  ['a person of the shop who takes over is none either', [row({ sent: [remind], why: 'taken_over', endedAt: 30 })], undefined, 'reminded'],
  ['the customer wrote', [row({ sent: [remind], why: 'replied', endedAt: 30 })], undefined, 'back'],
  ['the customer emptied it', [row({ sent: [remind], why: 'emptied', endedAt: 30 })], undefined, 'back'],
  ['the customer changed it', [row({ sent: [remind], why: 'changed', endedAt: 30 }), row({ startedAt: 30 })], undefined, 'back'],
  ['changed before any reminder: still shopping', [row({ why: 'changed', endedAt: 15 }), row({ startedAt: 15 })], undefined, 'left'],
  ['ordered after it', [row({ sent: [remind], why: 'ordered', endedAt: 30 })], undefined, 'ordered'],
  ['wrote, and ordered later', [row({ sent: [remind], why: 'replied', endedAt: 30 })], order(80), 'ordered'],
  [
    'changed after a reminder, and ordered',
    [row({ sent: [remind], why: 'changed', endedAt: 30 }), row({ startedAt: 30, why: 'ordered', endedAt: 40 })],
    order(40),
    'ordered',
  ],
  ['ordered by itself', [row({ why: 'ordered', endedAt: 15 })], undefined, 'alone'],
  ['ordered before the reminder that was under way', [row({ sent: [remind], why: 'ordered', endedAt: 25 })], order(19), 'alone'],
] as const)('%s', (_name, ladders, placed, stage) => expect(followed([...ladders].reverse(), placed)?.stage).toBe(stage));

it('knows nothing of no ladder', () => expect(followed([])).toBeUndefined());

it('adds up so that each number has those behind it, and the steps and endings make up the whole', () => {
  const cart = (stage: FollowedCart['stage'], more: Partial<FollowedCart> = {}): FollowedCart => ({
    cart: 'c',
    leftAt: 1,
    lastLeftAt: 1,
    stage,
    sent: [],
    ...more,
  });
  const all = [
    cart('left', { why: 'late' }),
    cart('left'),
    cart('alone', { why: 'ordered' }),
    cart('reminded', { sent: [remind], why: 'done' }),
    cart('back', { sent: [remind], why: 'replied' }),
    cart('ordered', { sent: [remind, { do: 'offer', at: 30 }], why: 'ordered' }),
  ];
  expect(funnelOf(all)).toEqual({
    ...{ left: 6, reminded: 3, back: 2, ordered: 1, alone: 1 },
    steps: [
      { step: 'remind', carts: 2, back: 1, ordered: 0 },
      { step: 'offer', carts: 1, back: 1, ordered: 1 },
    ],
    endings: [
      { why: 'late', carts: 1 },
      { why: 'open', carts: 1 },
      { why: 'done', carts: 1 },
      { why: 'replied', carts: 1 },
    ],
  });
});
