/** What shares a word, or looks as if it did, with an entry that means something else: one word decides nothing. On the flows and the FAQ that ship. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { triggerIndex } from '../../src/flow-tree/trigger-index.ts';
import { shippedFlows } from '../engine/shipped-flows.ts';

const set = shippedFlows();
const entries = [...triggerIndex(set).faq.values()];
const rows = readFileSync(new URL('look-alikes.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string]);

function idOf(wanted: string): string {
  if (wanted.startsWith('flow:')) return wanted;
  const found = entries.find(({ id, q }) => id.startsWith('shop-faq') && q.some((phrase) => phrase.includes(wanted)));
  if (!found) throw new Error(`No entry has ${wanted}`);
  return found.id;
}

it.each(rows)('%s: %s', (text, outcome) => {
  const wanted = outcome.replace(/^not:/, '');
  const surely = set.rank(text, 3).filter(({ score }) => score >= set.sure);
  expect([text, surely.some(({ id }) => id === idOf(wanted))]).toEqual([text, !outcome.startsWith('not:')]);
});
