/** Every verb's own example is checked by the loader and played with its transcript. */
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../src/compiler/flow.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import { rehearseFolder } from '../../src/flow-folder/rehearse-folder.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';

const find: CallSpec = { name: 'order.find', mode: 'reads', params: [{ name: 'number', required: true }], outcomes: ['not_found'], about: { en: '', zh: '' } };
const calls = new Map([[find.name, find]]);

describe('the example of each verb', () => {
  it('is there for all 25 verbs', () => {
    expect(verbs.size).toBe(25);
  });

  it.each([...verbs.values()].map((verb) => [verb.verb, verb] as const))('%s', (name, { docs }) => {
    expect(docs.example).toContain(name);
    const { cases, problems } = rehearseFolder(
      [{ file: `${name}.yaml`, text: docs.example }],
      [{ file: `${name}.test.yaml`, text: docs.transcript }],
      { calls },
      {},
    );
    expect(problems.map(problemLine)).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
    for (const { problem } of cases) expect(problem ? problemLine(problem) : 'passed').toBe('passed');
  });
});
