import { expect, it } from 'vitest';
import { displayWidth } from './text-width.ts';

it.each([
  ['', 0],
  ['Track my order', 14],
  ['é, composed and not: e\u0301', 22],
  ['查订单', 6],
  ['查 order', 8],
  ['ＡＢ：，', 8],
  ['한국어', 6],
  ['カート', 6],
  ['、。', 4],
  ['“退款”', 6],
  ['—…·', 3],
  ['€£¥', 3],
  ['￥', 2],
  ['👍', 2],
  ['👍🏽', 2],
  ['👨\u200d👩\u200d👧', 2],
  ['🇨🇳', 2],
  ['❤️', 2],
  ['✅', 2],
  ['✓', 1],
  ['𠮷', 2],
  ['a\u200bb', 2],
  ['Привет', 6],
  ['สวัสดี', 4],
])('%j takes %i columns', (text, columns) => expect(displayWidth(text)).toBe(columns));
