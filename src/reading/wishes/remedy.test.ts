import { expect, test } from 'vitest';
import { wantsRemedy } from './remedy.ts';

test.each([
  'just send me a new one',
  'id rather have my money back',
  'can you send a replacement',
  'I want compensation',
  'could you ship me another one',
  '能不能直接赔我钱',
  '补寄一个扣子就行',
  '给我换个新的吧',
  '重新发一件给我',
  '退我一点钱算了',
])('%s says what should be done', (text) => expect(wantsRemedy(text)).toBe(true));

test.each(['where is the number', '20260012', '要拍照吗', 'do you want photos', '订单号在哪看', 'hello'])('%s does not', (text) =>
  expect(wantsRemedy(text)).toBe(false),
);
