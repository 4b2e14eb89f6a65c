import { expect, it } from 'vitest';
import { praises } from './praise.ts';

it.each([
  'the tea is lovely',
  'it looks amazing!',
  'the sofa is just perfect',
  'everything was great',
  'I love it',
  '茶很好喝',
  '真不错！',
  '衣服特别合身',
  '收到了 很好喝',
  '货已经收到了，非常满意',
])('%s', (text) => {
  expect(praises(text)).toBe(true);
});

it.each([
  'is the tea lovely',
  'the tea is lovely but the pot is broken',
  'I would love to return this',
  'the tea is great, do you have more',
  'the parcel is late',
  '这个茶很好喝吗',
  '茶很好喝，还有吗',
  '太贵了',
  '我不是很满意',
])('not: %s', (text) => {
  expect(praises(text)).toBe(false);
});
