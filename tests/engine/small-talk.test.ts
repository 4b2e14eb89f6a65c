/** Small talk, foreign tongues and moods in the shipped flows: small-talk.tsv says what the first answer is: a phrase by its name, or words; `!` in front: what it is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shopBase } from '../../src/app/shop-base.ts';
import { checkFlows } from '../../src/compiler/flow.ts';
import { loadConfig } from '../../src/config/load.ts';
import { demoGoods } from '../../src/demo/demo-goods.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';
import { shopCalls } from '../../src/shop/calls/calls.ts';
import { noData } from '../../src/store/no-data.ts';
import type { PhraseKey } from '../../src/text/phrases/phrase-keys.ts';
import { phrase, phraseKeys } from '../../src/text/phrases.ts';
import { rehearse } from '../../src/transcripts/rehearsal.ts';
import { parseTranscript } from '../../src/transcripts/transcript.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const config = loadConfig(read('config/default.yaml'), 'default.yaml');
if (!config.ok) throw new Error(config.problems.join('\n'));
const { langs } = config.value.shop;
const base = shopBase(config.value);
const calls = new Map<string, CallSpec>(shopCalls(noData(), config.value.shop).map((call) => [call.name, call]));
const names = readdirSync(new URL('../../flows/', import.meta.url)).filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'));
const { flows, faqs } = checkFlows(
  names.map((file) => ({ file, text: read(`flows/${file}`) })),
  { langs, calls },
);
const set = flowSet({ flows, faqs, calls, goods: demoGoods() });

const before: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  menu: { zh: '菜单', en: 'menu' },
  form: { zh: '查订单', en: 'where is my order' },
};

/** The texts of the answer to a line, said in a state. */
function answer(state: string, lang: string, line: string): string[] {
  const [test] = parseTranscript(`- test: a\n  lang: ${lang}\n- customer: hi\n`, 'a.test.yaml').cases;
  if (!test) throw new Error('no case');
  const world = rehearse(set, test, base);
  const first = before[state]?.[lang];
  if (first !== undefined) world.say([{ type: 'text', text: first }]);
  world.forget();
  world.say([{ type: 'text', text: line }]);
  return world.effects.flatMap((effect) => (effect.type === 'send' ? effect.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : []));
}

const rows = read('tests/engine/small-talk.tsv')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([state = '', lang = '', line = '', expected = '']) => ({ state, lang, line, expected }));

it.each(rows)('$state, $lang: $line → $expected', ({ state, lang, line, expected }) => {
  const said = answer(state, lang, line);
  const not = expected.startsWith('!');
  const wanted = expected.replace('!', '');
  const known = phraseKeys.find((one): one is PhraseKey => one === wanted);
  const words = known ? phrase(known, lang, {}, langs) : wanted;
  const found = known ? said.some((text) => text.includes(words)) : words !== '' && new RegExp(words).test(said.join('\n'));
  expect(said.length, 'says something').toBeGreaterThan(0);
  expect(found, said.join(' / ')).toBe(!not);
});

it('tells the languages once; the second time a person is offered', () => {
  const [test] = parseTranscript('- test: a\n  lang: en\n- customer: hi\n', 'a.test.yaml').cases;
  if (!test) throw new Error('no case');
  const world = rehearse(set, test, base);
  const say = (text: string): string => {
    world.forget();
    world.say([{ type: 'text', text }]);
    return JSON.stringify(world.effects);
  };
  expect(say('¿tienen envíos a México?')).toContain('Aquí atendemos en chino e inglés');
  expect(say('¿pero qué me dices?')).not.toContain('Aquí atendemos');
  expect(say('¿hola? no entiendo nada')).toContain(phrase('ask_colleague', 'en'));
});
