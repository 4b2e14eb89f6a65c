/**
 * What a word for goods starts, in three trades: a table of real messages with what they must come to. The flows are those that ship, with the
 * catalogue and the FAQ of the trade.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checksFor, filesOf } from '../../src/commands/flow-files.ts';
import { loadConfig } from '../../src/config/load.ts';
import { checkFlows, type FlowFile } from '../../src/engine/flow.ts';
import { type Understanding, understand } from '../../src/engine/transcripts/understand.ts';
import { flowSet } from '../../src/runtime/flow-set.ts';
import { goodsReading } from '../../src/shop/goods-said.ts';
import { atOnce } from '../../src/slices.ts';
import { trades } from '../shop/trades.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

type Trade = keyof typeof trades;
const names = ['phones', 'tea', 'furniture'] as const satisfies Trade[];

const config = loadConfig('', 'default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const { context, shop } = await checksFor(config.value, 'en', 'flows');
const shipped = await filesOf('flows', 'flows');

function inTrade(trade: Trade): ReturnType<typeof flowSet> {
  const files = shipped
    .filter(({ file }) => file !== 'faq-demo.yaml')
    .map(({ file, text }): FlowFile => {
      if (file === 'faq.yaml') return { file, text: here(`trades/${trade}.yaml`) };
      return { file, text };
    });
  const { flows, faqs, problems } = checkFlows(files, context);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return flowSet({ flows, faqs, calls: context.calls, goods: atOnce(goodsReading(trades[trade])) });
}

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

describe.each(names)('%s', (trade) => {
  const set = inTrade(trade);
  it.each(rows.filter(([of]) => of === trade).map(([, message, outcome]) => [message, outcome] as const))('%s: %s', (message, outcome) => {
    const lang = /\p{Script=Han}/u.test(message) ? 'zh' : 'en';
    const found = outcomes(understand(set, message, { lang, shop }));
    const wanted = outcome.replace(/^not:/, '');
    const isThere = found.some((one) => one === wanted || (wanted.startsWith('answer:') && one.startsWith('answer:') && one.includes(wanted.slice(7))));
    expect(isThere === !outcome.startsWith('not:') ? [] : found, message).toEqual([]);
    // Who tells of trouble is shown no goods.
    if (/^start:(?:something-wrong|late-order|order-problem|returns)$/.test(outcome)) expect(found).not.toContain('start:product-search');
  });
});
