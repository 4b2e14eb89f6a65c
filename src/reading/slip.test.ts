import { expect, it } from 'vitest';
import { undoubled } from './slip.ts';

const known = new Set(['cancel', 'offers', 'australia', 'birthday', 'exchange', 'later']);

it.each([
  ['canncel my order SO-10008', 'cancel my order SO-10008'],
  ['Any Offfers?', 'Any Offers?'],
  ['how much to ship to AUSTRRALIA', 'how much to ship to AUSTRALIA'],
  ['cancel it', 'cancel it'],
  ['offfers@shop.com', 'offfers@shop.com'],
  ['Miss Hannah Barrett', 'Miss Hannah Barrett'],
  ['exxchange-12', 'exxchange-12'],
  ['取消 canncel 吧', '取消 cancel 吧'],
])('%s', (text, plain) => {
  expect(undoubled(text, known)).toBe(plain);
});
