import { expect, it } from 'vitest';
import { shopBase } from '../app/shop-base.ts';
import { checkFlows } from '../compiler/flow.ts';
import { loadConfig } from '../config/load.ts';
import { answering } from './answering.ts';

const file = `faq: f
entries:
  - { q: [always], a: yes }
  - { q: [of the demo], only_if: shop.demo, a: yes }
  - { q: [with a term], only_if: shop.terms.return_days, a: yes }
  - { q: [without it], only_if: shop.terms.return_days == nil, a: yes }
  - { q: [when open], only_if: shop.open, a: yes }
  - { q: [of a customer], only_if: [shop.demo, contact.marketing], a: yes }
`;

it.each([
  ['demo: true', ['always', 'of the demo', 'with a term', 'when open', 'of a customer']],
  ['demo: false', ['always', 'without it', 'when open', 'of a customer']],
  ['demo: false, terms: { return_days: 7 }', ['always', 'with a term', 'when open', 'of a customer']],
])('a shop with %s', (lines, asked) => {
  const { faqs, problems } = checkFlows([{ file: 'f.yaml', text: file }], { langs: ['en'] });
  expect(problems).toEqual([]);
  const config = loadConfig(`shop: { langs: [en], ${lines} }\n`, 'config.yaml');
  if (!config.ok) throw new Error(config.problems.join('\n'));
  expect(answering(faqs, shopBase(config.value)).flatMap(({ entries }) => entries.map(({ q }) => q[0]))).toEqual(asked);
});
