import { expect, test } from 'vitest';
import { remedyIn, wantsRemedy } from './remedy.ts';

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

test.each([
  ['can you just send a new one', 'new'],
  ['could I get a replacement instead', 'new'],
  ['just replace it please', 'new'],
  ['补发就行', 'new'],
  ['再寄一个给我就好', 'new'],
  ['不用退，重新发一件吧', 'new'],
  ['keep it for a discount?', 'part'],
  ['can i keep them if you give me some money off', 'part'],
  ['would a partial refund be possible', 'part'],
  ['10% off and I keep it', 'part'],
  ['能不能补点差价不退了', 'part'],
  ['便宜点我就留着', 'part'],
  ['退一半钱算了', 'part'],
  ['补偿一点就不退了', 'part'],
  ['send me another one in blue', undefined],
  ['换个新的颜色', undefined],
  ['换的时候可以补差价换贵的吗', undefined],
  ['can I keep it until friday', undefined],
  ['补发票', undefined],
  ['I want my money back', undefined],
] as const)('%s: %s in place of a return', (text, remedy) => expect(remedyIn(text)).toBe(remedy));
