/** The reference of the language is true: what it shows is played, read and rendered by the engine, and nothing is left out. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerDocs, savedOf } from '../../scripts/docs/answer-kinds-reference.ts';
import { filterDocs, shownOf } from '../../scripts/docs/filters-reference.ts';
import { faqExample } from '../../scripts/docs/language-reference.ts';
import { startDocs } from '../../scripts/docs/starts-reference.ts';
import { triggerKinds } from '../../src/compiler/fixed-words.ts';
import { problemLine } from '../../src/compiler/flow.ts';
import { rehearseFolder } from '../../src/flow-folder/rehearse-folder.ts';
import { answerTypes } from '../../src/flow-tree/fields.ts';
import { filterNames } from '../../src/text/liquid.ts';

it.each(triggerKinds)('start: %s loads and is played', (kind) => {
  const { example, transcript } = startDocs[kind];
  expect(example).toContain(`${kind}:`);
  const tests = transcript ? [{ file: 'example.test.yaml', text: transcript }] : [];
  const { problems, cases } = rehearseFolder([{ file: 'example.yaml', text: example }], tests, {}, {});
  expect(problems.map(problemLine)).toEqual([]);
  expect(cases.map(({ problem }) => problem && problemLine(problem))).toEqual(tests.map(() => undefined));
});

it.each(answerTypes)('answer: what customers write fits %s', (type) => {
  for (const said of answerDocs[type].said) expect(savedOf(type, said)).toBeDefined();
  for (const asked of answerDocs[type].asked ?? []) expect(savedOf(type, asked), asked).toBeUndefined();
});

describe('filters', () => {
  it('all are there', () => expect(Object.keys(filterDocs).sort()).toEqual(filterNames));
  it.each(Object.entries(filterDocs))('%s shows something in both languages', (name, { example }) => {
    expect(example).toMatch(new RegExp(`\\| ${name}\\b`));
    expect(shownOf(example, 'en')).not.toBe('');
    expect(shownOf(example, 'zh')).not.toBe('');
  });
});

it('the FAQ of the reference loads', () => {
  const { problems, entries } = rehearseFolder([{ file: 'tea.yaml', text: faqExample }], [], {}, {});
  expect(problems.map(problemLine)).toEqual([]);
  expect(entries).toBe(1);
});

it.each(['docs/make-it-your-shop.md', 'docs/make-it-your-shop.zh-CN.md'])('the flow of %s passes its transcript', (page) => {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const [flow = '', transcript = ''] = ['flow: brew\n', '- test: '].map((start) => blocks.find((text) => text.startsWith(start)));
  const { problems, cases } = rehearseFolder([{ file: 'brew.yaml', text: flow }], [{ file: 'brew.test.yaml', text: transcript }], { langs: ['zh', 'en'] }, {});
  expect(problems.map(problemLine)).toEqual([]);
  expect(cases.map(({ problem }) => problem && problemLine(problem))).toEqual([undefined]);
});
