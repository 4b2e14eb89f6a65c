/** The first line of every transcript means the same with a menu open, behind a greeting, in traditional characters, in capitals, with a slip of the fingers. */
import { expect, it } from 'vitest';
import { rehearse } from '../../src/transcripts/rehearsal.ts';
import { type Case, parseTranscript } from '../../src/transcripts/transcript.ts';
import { traditional } from '../../src/understanding/simplified.ts';
import { shippedFiles, shippedFlows, shippedShop, shippedText } from './shipped-flows.ts';

const set = shippedFlows();
const shop = shippedShop();

/** All that the customer sees of one line, and what the world is asked to do. */
function answers(test: Case, before: readonly string[], line: string): unknown[] {
  const world = rehearse(set, test, shop);
  for (const said of before) world.say([{ type: 'text', text: said }]);
  world.forget();
  world.say([{ type: 'text', text: line }]);
  return world.effects.flatMap((effect): unknown[] => {
    if (effect.type === 'send') return [[effect.parts, effect.choices?.map(({ label }) => label)]];
    return effect.type === 'handoff' || effect.type === 'call' ? [effect.type] : [];
  });
}

const han = /\p{Script=Han}/u;
/** One letter of the longest word of Latin letters is said twice. */
function withSlip(text: string): string {
  const words = text.match(/[a-z]{6,}/gi) ?? [];
  const longest = words.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return text;
  const at = Math.floor(longest.length / 2);
  return text.replace(longest, `${longest.slice(0, at)}${longest[at]}${longest.slice(at)}`);
}

type Way = (text: string, zh: boolean) => { before?: string[]; said: string };
const ways: Record<string, Way> = {
  'with the menu open': (text, zh) => ({ before: [zh ? '菜单' : 'menu'], said: text }),
  'behind a greeting': (text, zh) => ({ said: zh ? `你好，${text}` : `Hi there, ${text}` }),
  'with a greeting and thanks, the menu open': (text, zh) => ({
    before: [zh ? '菜单' : 'menu'],
    said: zh ? `亲，在吗？${text} 谢谢` : `Hello! ${text} Thanks`,
  }),
  'in traditional characters': (text) => ({ said: traditional(text) }),
  'in capitals without punctuation': (text) => ({ said: text.replace(/[,.!?，。！？]+(?=\s|$)/g, '').toUpperCase() }),
  'with a slip of the fingers': (text) => ({ said: withSlip(text) }),
};

const cases = shippedFiles('.test.yaml')
  .flatMap((file) => parseTranscript(shippedText(file), file).cases)
  .filter(({ lines }) => lines[0]?.verb === 'customer' && typeof lines[0].value === 'string');
const rows = cases.flatMap((test) => Object.entries(ways).map(([way, make]) => ({ test, way, make, line: String(test.lines[0]?.value) })));
const inZh = (test: Case, line: string) => test.lang === 'zh' || han.test(line);
const changed = rows.filter(({ test, make, line }) => make(line, inZh(test, line)).said !== line || make(line, inZh(test, line)).before);

it.each(changed.map((row) => ({ ...row, name: `${row.line} ${row.way} (${row.test.file}: ${row.test.name})` })))('$name', ({ test, make, line }) => {
  const { before = [], said } = make(line, inZh(test, line));
  expect(answers(test, before, said)).toEqual(answers(test, [], line));
});
