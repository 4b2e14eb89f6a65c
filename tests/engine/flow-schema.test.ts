import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { flowJsonSchema } from '../../scripts/docs/flow-json-schema.ts';
import { verbReference } from '../../scripts/docs/verb-reference.ts';
import { checkFlows } from '../../src/compiler/flow.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import { violations } from './schema-check.ts';

const schema = flowJsonSchema();
const root = join(import.meta.dirname, '../..');

function yamlIn(folder: string): { file: string; text: string }[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.test.yaml'))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));
}

describe('the schema for editors', () => {
  test.each([...yamlIn('tests/engine/samples'), ...yamlIn('flows')])('accepts $file', ({ text }) => {
    expect(violations(schema, schema, parse(text))).toEqual([]);
  });

  test.each([...verbs.values()].map((verb) => [verb.verb, verb.docs.example]))('accepts the example of %s', (_, example) => {
    expect(violations(schema, schema, parse(example))).toEqual([]);
  });

  test.each([
    ['an unknown key', 'flow: t\nsteps: [{ say: x, colour: red }]'],
    ['an unknown verb', 'flow: t\nsteps: [{ sya: x }]'],
    ['two verbs', 'flow: t\nsteps: [{ say: x, ask: y }]'],
    ['a missing key', 'flow: t\nsteps: [{ choose: x }]'],
    ['a bad time', 'flow: t\nsteps: [{ wait: 10 minutes }]'],
    ['two triggers in one', 'flow: t\nstart: [{ says: [x], event: y }]\nsteps: [{ say: x }]'],
    ['a FAQ without an answer', 'faq: t\nentries: [{ q: [x] }]'],
  ])('refuses %s', (_, text) => {
    expect(violations(schema, schema, parse(text))).not.toEqual([]);
  });

  test('offers all verbs at the start of a step, and then only the keys of the verb', () => {
    const text = JSON.stringify(schema);
    for (const verb of verbs.values()) expect(text).toContain(`"title":"${verb.verb}"`);
    expect(text).toContain('markdownDescription');
  });

  test('one slip in a step of the samples is told once', () => {
    const slip = 'flow: t\nsteps:\n  - say: a\n  - ask: b\n    svae: c\n  - say: d\n';
    expect(checkFlows([{ file: 't.yaml', text: slip }]).problems).toHaveLength(1);
  });
});

test('the examples of the verbs load without a problem', () => {
  for (const verb of verbs.values()) {
    const { problems } = checkFlows([{ file: `${verb.verb}.yaml`, text: verb.docs.example }]);
    expect(
      problems.filter((problem) => problem.severity === 'error' && problem.code !== 'unknown-flow'),
      verb.verb,
    ).toEqual([]);
  }
});

test('the reference names every field of every verb, in both languages', () => {
  for (const lang of ['en', 'zh'] as const) {
    const text = verbReference(lang);
    for (const verb of verbs.values()) for (const name of Object.keys(verb.fields)) expect(text).toContain(`| \`${name}\``);
  }
});
