import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFlows, parseFlow } from '../../src/compiler/flow.ts';
import { knownWorld } from './known-world.ts';

const folder = join(import.meta.dirname, 'samples');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml') && !file.endsWith('.test.yaml'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

test('the samples load without a problem', () => {
  const { flows, problems } = checkFlows(files, knownWorld);
  expect(problems).toEqual([]);
  expect(flows.map((flow) => flow.name).sort()).toEqual(['cart-ladder', 'cod-confirm', 'complaint', 'find-order', 'order-status', 'product-finder', 'returns']);
});

test('they load the same with Windows line ends, a byte order mark and decomposed characters', () => {
  for (const { file, text } of files) {
    const plain = parseFlow(text, file);
    const other = parseFlow(`\uFEFF${text.normalize('NFD').replaceAll('\n', '\r\n')}`, file);
    if (Array.isArray(plain) || Array.isArray(other)) throw new Error(file);
    const seen = (flow: typeof plain): string => JSON.stringify([...flow.steps.values()].map(({ path, verb, next, position }) => [path, verb, next, position]));
    expect(seen(other)).toBe(seen(plain));
  }
});

describe('the compiled flow', () => {
  const flow = parseFlow(readFileSync(join(folder, 'cod.yaml'), 'utf8'), 'cod.yaml');
  if (Array.isArray(flow)) throw new Error();

  test('is flat, each step knows the next', () => {
    expect([...flow.steps.values()].map((step) => [step.path, step.verb, step.next]).sort()).toEqual(
      [
        ['0', 'choose', undefined],
        ['0.no_reply.0', 'tag', '0.no_reply.1'],
        ['0.no_reply.1', 'notify', undefined],
        ['0.options.0.then.0', 'call', '0.options.0.then.1'],
        ['0.options.0.then.1', 'say', undefined],
        ['0.options.1.then.0', 'ask', '0.options.1.then.1'],
        ['0.options.1.then.1', 'call', '0.options.1.then.2'],
        ['0.options.1.then.2', 'go', undefined],
        ['0.options.2.then.0', 'confirm', '0.options.2.then.1'],
        ['0.options.2.then.1', 'call', '0.options.2.then.2'],
        ['0.options.2.then.2', 'say', undefined],
      ].sort(),
    );
  });

  test('leads to steps, and holds durations in ms', () => {
    expect(flow.steps.get('0.options.1.then.2')?.fields.go).toEqual({ step: '0' });
    expect(flow.steps.get('0')?.fields).toMatchObject({ remind: 21_600_000, within: 172_800_000, no_reply: { step: '0.no_reply.0' } });
    expect(flow.stop_on).toEqual(['order.cancelled', 'order.shipped']);
    expect(flow.start).toMatchObject([{ event: 'order.placed', if: { source: 'order.payment == "cod"' } }]);
  });
});

test('each leads back to itself, and what is below follows it', () => {
  const flow = parseFlow(
    'flow: t\nsteps:\n  - each: contact.orders\n    as: order\n    do:\n      - say: "{{ order.number }} {{ i }}"\n  - say: done\n',
    't.yaml',
  );
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  expect([...flow.steps.values()].map(({ path, next }) => [path, next])).toEqual([
    ['0.do.0', '0'],
    ['0', '1'],
    ['1', undefined],
  ]);
});

test('open values: the shortest decimal form is a number, all else stays text', () => {
  const values = [
    '5',
    '-2',
    '9.5',
    '9.90',
    '0012',
    '1e3',
    '0x1F',
    'yes',
    'no',
    'null',
    '~',
    '12345678901234567890',
    '123456789012345',
    '"5"',
    '.5',
    '5.',
    '+5',
    '-0',
  ];
  const flow = parseFlow(`flow: t\nsteps:\n  - set:\n${values.map((value, index) => `      v${index}: ${value}\n`).join('')}`, 't.yaml');
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  const set = flow.steps.get('0')?.fields.set;
  expect(Object.values(set ?? {})).toEqual(
    [5, -2, 9.5, '9.90', '0012', '1e3', '0x1F', 'yes', 'no', 'null', '~', '12345678901234567890', 123456789012345, '5', '.5', '5.', '+5', '-0'].map(
      (literal) => ({ literal }),
    ),
  );
});

describe('a folder', () => {
  const flow = (name: string, steps: string): { file: string; text: string } => ({ file: `${name}.yaml`, text: `flow: ${name}\nsteps:\n${steps}` });

  test('has one namespace', () => {
    const { problems, flows } = checkFlows([flow('a', '  - say: x\n'), { file: 'b.yaml', text: 'faq: a\nentries:\n  - q: [x]\n    a: y\n' }]);
    expect(problems).toMatchObject([{ file: 'b.yaml', line: 1, column: 6, code: 'duplicate-flow' }]);
    expect(flows).toHaveLength(1);
  });

  test('knows the flows that are broken, so that others do not break with them', () => {
    const { problems } = checkFlows([flow('a', '  - sya: x\n'), flow('b', '  - go: a\n'), flow('c', '  - say: Note: x\n  - go: b\n')]);
    expect(problems.map((problem) => `${problem.file} ${problem.code}`)).toEqual(['a.yaml unknown-verb', 'c.yaml colon-in-text']);
  });

  test('finds a circle of flows in which nothing waits', () => {
    const { problems } = checkFlows([flow('a', '  - go: b\n'), flow('b', '  - say: x\n  - go: a\n'), flow('c', '  - go: a\n')]);
    expect(problems).toMatchObject([{ code: 'endless-circle', line: 3 }]);
  });
});

test('several slips in one file are several problems, each with its repair', () => {
  const text = 'flow: t\nsteps:\n  - say: Note: x\n  - say: {{ contact.name }}\n  - ask: Your name?\n    svae: name\n  - sya: bye\n';
  const found = parseFlow(text, 't.yaml');
  expect(Array.isArray(found) ? found.map((problem) => [problem.line, problem.code, problem.fix?.text]) : []).toEqual([
    [3, 'colon-in-text', '  - say: "Note: x"'],
    [4, 'bare-braces', '  - say: "{{ contact.name }}"'],
    [6, 'unknown-key', '    save: name'],
    [7, 'unknown-verb', '  - say: bye'],
  ]);
});
