/** Conversation repair, pattern by pattern, in Chinese and in English: the transcripts in repair/ are the tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../src/compiler/flow.ts';
import { rehearseFolder } from '../../src/flow-folder/rehearse-folder.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';

const folder = new URL('repair/', import.meta.url);
const read = (transcripts: boolean) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name.endsWith('.test.yaml') === transcripts)
    .map((name) => ({ file: name, text: readFileSync(new URL(name, folder), 'utf8') }));

const spec = (name: string, mode: CallSpec['mode'], params: string[], outcomes: string[] = []): [string, CallSpec] => [
  name,
  { name, mode, params: params.map((param) => ({ name: param, required: true })), outcomes, about: { en: name, zh: name } },
];
const calls = new Map([
  spec('delivery.book', 'does', ['quantity', 'address']),
  spec('order.find', 'reads', ['number'], ['not_found']),
  spec('points.of', 'reads', []),
]);

const shop = { langs: ['zh', 'en'] };
const { cases, problems } = rehearseFolder(read(false), read(true), { calls, langs: ['zh', 'en'] }, { shop });

describe('conversation repair', () => {
  it('is written down without mistakes', () => {
    expect(problems.map(problemLine)).toEqual([]);
  });

  it.each(cases.map((one) => [`${one.file}: ${one.name}`, one] as const))('%s', (_, { problem }) => {
    expect(problem ? problemLine(problem) : 'passed').toBe('passed');
  });
});
