/** Every field of every verb takes a text in several languages, or the loader refuses it where it stands: nothing is dropped in silence. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardKeys, entryKeys, fieldKeys, optionKeys, wayKeys } from '../../src/compiler/fixed-words.ts';
import { problemLine } from '../../src/compiler/flow.ts';
import { load } from '../../src/compiler/load.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import { rehearseFolder } from '../../src/flow-folder/rehearse-folder.ts';
import { answerTypes, type Kind } from '../../src/flow-tree/fields.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';

const popular: CallSpec = {
  name: 'product.popular',
  mode: 'reads',
  params: ['words', 'limit'].map((name) => ({ name, required: false })),
  outcomes: ['nothing'],
  about: { en: '', zh: '' },
};
const context = { langs: ['zh', 'en'], calls: new Map([[popular.name, popular]]) };
const both = '{ zh: 甲, en: alpha }';

/** The least that each kind takes, in one line of YAML. */
const least: Record<Kind, string> = {
  text: 'words',
  value: 'words',
  expr: 'contact.tags',
  cond: 'contact.name == "x"',
  block: 'end',
  target: 'end',
  flow: 't',
  call: 'product.popular',
  name: 'one',
  word: 'word',
  words: '[word]',
  number: '5',
  flag: 'true',
  duration: '2h',
  options: '[one, two]',
  skip: 'true',
  many: 'true',
  expect: answerTypes[0],
  fields: '{ size: Which? }',
  card: '{ title: one }',
  args: '{ words: one }',
  outcomes: 'end',
  cases: '{ one: end }',
  ways: '[{ share: 50, then: end }, { share: 50, then: end }]',
  values: '{ amount: 1 }',
  wait: '2h',
};

/** What holds texts inside a kind, with the language map in the place of each. */
const inside: Partial<Record<Kind, string[]>> = {
  card: cardKeys.map((key) => (key === 'title' ? `{ title: ${both} }` : `{ title: one, ${key}: ${both} }`)),
  options: [`[${both}, two]`, ...optionKeys.map((key) => (key === 'label' ? `[{ label: ${both} }, two]` : `[{ label: one, ${key}: ${both} }, two]`))],
  fields: [`{ size: ${both} }`, ...fieldKeys.map((key) => (key === 'ask' ? `{ size: { ask: ${both} } }` : `{ size: { ask: Which?, ${key}: ${both} } }`))],
  ways: wayKeys.map(
    (key) =>
      `[{ ${Object.entries({ share: '50', then: 'end', [key]: both })
        .map(([name, item]) => `${name}: ${item}`)
        .join(', ')} }, { share: 50, then: end }]`,
  ),
  args: [`{ words: ${both} }`],
  values: [`{ amount: ${both} }`],
  cases: [`{ one: ${both} }`],
  wait: [`{ until: ${both} }`, `{ event: ${both} }`, `{ event: order.paid, where: ${both} }`],
};

/** Kinds that are maps by name: `zh` and `en` are names like others there. */
const named: readonly Kind[] = ['fields', 'cases', 'args', 'values'];

const words: Record<string, string> = { 'consent.for': 'marketing', 'wait.wait': '{ event: order.paid }' };

interface Row {
  where: string;
  verb: string;
  field: string;
  written: string;
}
const rows: Row[] = [...verbs.values()].flatMap((verb) =>
  Object.entries(verb.fields).flatMap(([field, { kind }]) =>
    [...(named.includes(kind) ? [] : [both]), ...(inside[kind] ?? [])].map((written) => ({
      where: `${verb.verb}.${field}: ${written}`,
      verb: verb.verb,
      field,
      written,
    })),
  ),
);

/** The step with this value in the field, each field on a line of its own. */
function fileOf({ verb, field, written }: Row): string {
  const fields = verbs.get(verb)?.fields ?? {};
  const lines = Object.entries(fields).flatMap(([name, { kind, optional }]) =>
    name === field ? [`${name}: ${written}`] : optional && name !== verb ? [] : [`${name}: ${words[`${verb}.${name}`] ?? least[kind]}`],
  );
  return `flow: t\nstart:\n  - says: [x]\nsteps:\n  - ${lines.join('\n    ')}\n`;
}

/** Whether texts in both languages are in what was compiled, and no such map as bare data. */
function kept(compiled: unknown): { texts: number; bare: number } {
  if (compiled === null || typeof compiled !== 'object') return { texts: 0, bare: 0 };
  const isText = 'langs' in compiled && JSON.stringify(compiled.langs) === JSON.stringify({ zh: '甲', en: 'alpha' });
  if (isText) return { texts: 1, bare: 0 };
  const inner = Object.values(compiled).map(kept);
  return { texts: inner.reduce((sum, one) => sum + one.texts, 0), bare: inner.reduce((sum, one) => sum + one.bare, 'zh' in compiled ? 1 : 0) };
}

describe('a text in two languages', () => {
  it.each(rows)('$where', (row) => {
    const text = fileOf(row);
    const { flow, problems } = load(text, 't.yaml', context);
    const errors = problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) {
      const line = text.split('\n').findIndex((one) => one.includes('甲')) + 1;
      expect(errors.map((problem) => problem.line)).toEqual(errors.map(() => line));
      expect(errors.every((problem) => problem.column > 4)).toBe(true);
      return;
    }
    expect(kept([...(flow?.steps.values() ?? [])].map((step) => step.fields))).toEqual({ texts: 1, bare: 0 });
  });
});

describe('a text in two languages in a FAQ', () => {
  it.each(entryKeys.map((key) => [key]))('%s', (key) => {
    const entry = Object.entries({ q: '[x]', a: 'words', [key]: both }).map(([name, item]) => `${name}: ${item}`);
    const text = `faq: t\nentries:\n  - ${entry.join('\n    ')}\n`;
    const { faq, problems } = load(text, 't.yaml', context);
    const line = text.split('\n').findIndex((one) => one.includes('甲')) + 1;
    if (faq) expect(kept(faq.entries)).toEqual({ texts: 1, bare: 0 });
    else expect(problems.map((problem) => problem.line)).toEqual([line]);
  });
});

const cards = `flow: c
start:
  - says: [show cards, 看卡片]
steps:
  - call: product.popular
    save: found
    else: handoff
  - say: { zh: 看, en: look }
    cards: found
    card:
      title: "{{ it.title }}"
      text: { zh: "价 {{ it.price | money }}", en: "price {{ it.price | money }}" }
      link: { zh: "{{ it.url }}?l=zh", en: "{{ it.url }}" }
      button: { zh: 看看, en: View }
`;
const given = `given: { product.popular: [[{ title: Tee, price: { amount: 1990, currency: USD }, url: "https://shop.example/tee" }]] }`;

it('is shown on a card, each in its language', () => {
  const transcript = `- test: two languages
  lang: en
  ${given}
- customer: show cards
- bot: look
- bot: { card: { title: Tee, text: price $19.90, link: "https://shop.example/tee", button: View } }

- test: 两种语言
  lang: zh
  ${given}
- customer: 看卡片
- bot: 看
- bot: { card: { title: Tee, text: "/^价 .*19.90$/", link: "https://shop.example/tee?l=zh", button: 看看 } }
`;
  const { cases, problems } = rehearseFolder([{ file: 'c.yaml', text: cards }], [{ file: 'c.test.yaml', text: transcript }], context, {});
  expect([...problems, ...cases.flatMap(({ problem }) => problem ?? [])].map(problemLine)).toEqual([]);
  expect(cases).toHaveLength(2);
});

it('is shown on the card of the report, with its price and its button', () => {
  const text = readFileSync(new URL('../cases/hooks/flow-card-text-in-two-languages.yaml', import.meta.url), 'utf8');
  const transcript = `- test: the report
  lang: en
  ${given}
- customer: show cards
- bot: look
- bot: { card: { title: Tee, text: price $19.90, link: "https://shop.example/tee", button: View } }
`;
  const { cases, problems } = rehearseFolder([{ file: 'c.yaml', text }], [{ file: 'c.test.yaml', text: transcript }], context, {});
  expect([...problems, ...cases.flatMap(({ problem }) => problem ?? [])].map(problemLine)).toEqual([]);
  expect(cases).toHaveLength(1);
});
