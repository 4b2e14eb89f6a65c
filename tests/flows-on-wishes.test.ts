/** What customers ask of a shop, in its slang and in English: each comes to the flow that is for it, or that is offered. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderText } from '../src/text/text.ts';
import { rehearse } from '../src/transcripts/rehearsal.ts';
import { shippedFlows, shippedShop } from './engine/shipped-flows.ts';

const set = shippedFlows();
const shop = shippedShop();
const position = { line: 1, column: 1 };

/** The flow that begins, `faq` where an answer is given, or what is offered behind `?`. */
function cameTo(said: string): string[] {
  const lang = /\p{Script=Han}/u.test(said) ? 'zh' : 'en';
  const given = { 'order.find': [{ error: 'not_found' }], 'order.list': [{ error: 'not_found' }] };
  const world = rehearse(set, { name: 'wish', file: '', position, contact: {}, given, shop: {}, lines: [], lang }, shop);
  world.say([{ type: 'text', text: said }]);
  const started = [...world.visited, ...world.notes.filter((note) => note.startsWith('faq'))];
  const labels = world.choices.map(({ label }) => label);
  const offered = [...set.live.values()].flatMap(({ name, about }) => {
    const label = about && renderText(about, lang, {}, { defaultLang: lang, zone: 'UTC', currency: 'USD' }).text;
    return label !== undefined && labels.includes(label) ? [`?${name}`] : [];
  });
  const answers = [...set.faqs.values()].some(({ entries }) => entries.some(({ q }) => q.some((one) => labels.includes(one)))) ? ['?faq'] : [];
  return [...started, ...offered, ...answers];
}

const rows = readFileSync(new URL('flows-on-wishes.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .map(([flows = '', said = '']) => ({ flows: flows.split('|'), said }));

describe('the flows that ship', () => {
  it.each(rows.map(({ flows, said }) => [said, flows] as const))('%s', (said, flows) => {
    const came = cameTo(said);
    expect([
      said,
      came,
      flows.some((flow) => came.includes(flow) || came.includes(`?${flow}`) || (flow === 'faq' && came.some((name) => name.startsWith('faq')))),
    ]).toEqual([said, came, true]);
  });
});
