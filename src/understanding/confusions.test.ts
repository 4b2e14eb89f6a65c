import { expect, it } from 'vitest';
import { atOnce } from '../event-loop/slices.ts';
import { findingConfusions } from './confusions.ts';
import { maybe, sure } from './index.ts';

const returns = { id: 'returns', texts: ['what is your return policy', 'can I return this dress', 'how do I send a dress back', 'is returning free'] };
const pay = { id: 'pay', texts: ['how can I pay', 'can I pay by card', 'do you take paypal payments', 'which ways to pay are there'] };

it('finds nothing where each entry keeps to itself', () => {
  expect(
    atOnce(findingConfusions([pay, { id: 'hours', texts: ['几点开门', '你们几点开门', '几点关门'] }], { sure, maybe })).filter(({ taken }) => taken),
  ).toEqual([]);
});

it('names a phrase that another entry would answer, and by whom', () => {
  const wrong = { id: 'hours', texts: ['when do you open', 'what are your opening hours', 'can I pay by credit card'] };
  const found = atOnce(findingConfusions([returns, pay, wrong], { sure, maybe }));
  expect(found.filter(({ taken }) => taken)).toEqual([{ id: 'hours', phrase: 'can I pay by credit card', taken: { id: 'pay', score: expect.any(Number) } }]);
});

it('names a phrase that nothing is near to', () => {
  const odd = { id: 'odd', texts: ['do you ship abroad', 'international shipping', 'zebra crossing trumpet'] };
  expect(atOnce(findingConfusions([returns, pay, odd], { sure, maybe }))).toContainEqual({ id: 'odd', phrase: 'zebra crossing trumpet' });
});

it('does not ask a phrase that stands alone', () => {
  expect(atOnce(findingConfusions([{ id: 'one', texts: ['purple'] }], { sure, maybe }))).toEqual([]);
});
