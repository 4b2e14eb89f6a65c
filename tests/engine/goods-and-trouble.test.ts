/**
 * What a word for goods starts, in three trades: a table of real messages with what they must come to. The flows are those that ship, with the
 * catalogue and the FAQ of the trade.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Understanding, understand } from '../../src/engine/transcripts/understand.ts';
import { flowsOf, type Trade, tradeShop, trades } from './trade-flows.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** What came of a message, in the words of the table. */
function outcomes({ notes, would, optsOut }: Understanding): string[] {
  const said = would.flatMap((one) => ('say' in one ? [one] : []));
  return [
    ...(optsOut ? ['opt-out'] : []),
    ...notes.filter((note) => note.startsWith('start:')),
    ...said.map(({ say }) => `answer:${say}`),
    ...said.flatMap(({ choices }) => (choices ?? []).map((label) => `offer:${label}`)),
    // Whoever is not understood is shown the menu.
    ...(notes.includes('unanswered') || !notes.some((note) => /^(?:start|faq|clarification)/.test(note)) ? ['none'] : []),
  ];
}

const rows = here('goods-and-trouble.tsv')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [Trade, string, string]);

describe.each(trades)('%s', (trade) => {
  const set = flowsOf(trade);
  it.each(rows.filter(([of]) => of === trade).map(([, message, outcome]) => [message, outcome] as const))('%s: %s', (message, outcome) => {
    const lang = /\p{Script=Han}/u.test(message) ? 'zh' : 'en';
    const found = outcomes(understand(set, message, { lang, shop: tradeShop }));
    const wanted = outcome.replace(/^not:/, '');
    const isThere = found.some((one) => one === wanted || (wanted.startsWith('answer:') && one.startsWith('answer:') && one.includes(wanted.slice(7))));
    expect(isThere === !outcome.startsWith('not:') ? [] : found, message).toEqual([]);
    // Who tells of trouble is shown no goods.
    if (/^start:(?:something-wrong|late-order|order-problem|returns)$/.test(outcome)) expect(found).not.toContain('start:product-search');
  });
});
