/** Flows that would never end, or grow without end: the turn ends, the customer hears that something went wrong, the trace names flow and step. */
import { expect, test } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { Facts } from '../../src/engine/model/engine-turn.ts';
import { newSession } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { limits } from '../../src/limits.ts';

const list = Array.from({ length: 100 }, (_, n) => ({ number: `SO-${n}` }));
const loop = '{% for a in contact.list %}{{ a.number | upcase | downcase }}{% endfor %}';
const begin = (name: string, steps: string) => `flow: ${name}\nstart:\n  - says: [${name}]\nsteps:\n${steps}`;

/** Files by what is nasty about them; the first one begins with its name. */
const nasty: Record<string, string[]> = {
  'a step that goes to itself': [begin('one', '  - set: { a: 1 }\n  - go: again\n')],
  'two flows that go to each other': [begin('one', '  - go: two\n'), begin('two', '  - go: one\n')],
  'a flow that does itself': [begin('one', '  - do: one\n')],
  'flows that do each other': [begin('one', '  - do: two\n'), begin('two', '  - do: one\n')],
  'a counter that never arrives': [begin('one', '  - add: { n: 1 }\n  - if: n < 0\n    then:\n      - end\n    else:\n      - go: again\n')],
  'a speaker without end': [begin('one', '  - say: la\n  - go: again\n')],
  'loops in loops': [
    begin(
      'one',
      '  - each: contact.list\n    as: a\n    do:\n      - each: contact.list\n        as: b\n        do:\n          - each: contact.list\n            as: c\n            do:\n              - set: { n: 1 }\n',
    ),
  ],
  'heavy words again and again': [begin('one', `  - set: { a: "${loop}" }\n  - go: again\n`)],
  'a text that doubles at each step': [begin('one', `  - set: { contact.a: "{{ contact.a | default: 'abcdefghij' }}{{ contact.a }}" }\n  - go: again\n`)],
  'a list that doubles at each step': [begin('one', '  - set: { contact.list: "{{ contact.list | concat: contact.list }}" }\n  - go: again\n')],
  'a heavy condition again and again': [
    begin('one', `  - if: "(contact.list | map: 'number' | sort | join | size) > 100000"\n    then:\n      - end\n  - go: again\n`),
  ],
};

test.each(Object.entries(nasty))('%s', (_, files) => {
  const flows = files.map((text) => {
    const parsed = parseFlow(text, 'f.yaml', {});
    if (Array.isArray(parsed)) throw new Error(parsed.map(({ line, message }) => `${line}: ${message}`).join('\n'));
    return parsed;
  });
  const facts: Facts = {
    now: Date.UTC(2026, 10, 23, 2),
    conversation: 'web:main:1',
    contact: { id: 'c', tags: [], vars: { list } },
    channel: { name: 'web', page: 10 },
    shop: { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en', 'zh'], open: true, opens_at: 0, categories: [] },
    seed: 's',
  };
  const set = flowSet({ flows, faqs: [], calls: new Map() });
  const { effects, trace, session } = advance(set, newSession(), { type: 'message', id: 'm', parts: [{ type: 'text', text: 'one' }] }, facts);
  const said = effects.flatMap((effect) => (effect.type === 'send' ? effect.parts : [])).at(-1);
  expect(said).toMatchObject({ type: 'text', text: expect.stringContaining('Sorry') });
  const problem = trace.problems.find(({ weight, flow }) => weight !== 'warning' && flow !== undefined);
  expect(problem).toMatchObject({ flow: expect.stringMatching(/^(?:one|two)$/), at: expect.any(String) });
  expect(trace.steps.length).toBeLessThanOrEqual(limits.steps);
  expect(effects.length).toBeLessThanOrEqual(limits.effects + 5);
  expect(JSON.stringify(session).length).toBeLessThan(100_000);
});
