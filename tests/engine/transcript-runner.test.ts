import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFlows, problemLine } from '../../src/compiler/flow.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { CallSpec } from '../../src/flow-tree/flow-tree.ts';
import { parseTranscript, type RunnerLang, runCase } from '../../src/transcripts/transcript.ts';

const spec = (name: string): [string, CallSpec] => [name, { name, mode: 'reads', params: [], outcomes: ['not_found'], about: { en: name, zh: name } }];
const calls = new Map([spec('stock.of')]);
const flows = checkFlows(
  [
    {
      file: 'tea.yaml',
      text: `flow: tea
start:
  - says: [order tea]
  - event: tea.ready
steps:
  - choose: { zh: 要哪一种？, en: Which one? }
    save: kind
    options:
      - { label: { zh: 绿茶, en: Green }, value: green }
      - { label: { zh: 红茶, en: Black }, value: black }
  - ask: { zh: 几杯？, en: How many? }
    expect: number
    save: cups
  - call: stock.of
    save: stock
    else:
      not_found:
        - say: { zh: 没有了, en: We are out of it }
        - end
  - say: { zh: "还有 {{ stock }}", en: "{{ stock }} left" }
    image: https://shop.example/tea.jpg
  - tag: drinker
  - track: tea
    with: { kind: "{{ kind }}" }
  - wait: 2h
  - notify: "{{ cups }} cups of {{ kind }}"
    to: owner
  - handoff: { zh: 请同事来, en: Here is a colleague }
    team: bar
`,
    },
  ],
  { calls },
);
const set = flowSet({ flows: flows.flows, faqs: [], calls });

function play(text: string, lang: RunnerLang = 'en'): string[] {
  const { cases, problems } = parseTranscript(text, 'tea.test.yaml', lang);
  if (problems.length > 0) return problems.map(problemLine);
  return cases.map((test) => runCase(set, test, { lang })).map(({ problem }) => (problem ? problemLine(problem) : 'passed'));
}

const head = '- test: tea\n  lang: en\n  given: { stock.of: 7 }\n';
const ordered = `${head}- customer: order tea\n- bot: Which one?\n- press: Green\n- bot: How many?\n- customer: 2\n- bot: { text: 7 left, image: https://shop.example/tea.jpg }\n`;

describe('transcripts that pass', () => {
  it('compare words, choices, pictures, patterns, variables and what was done', () => {
    const text = `${head}
- customer: order tea
- bot: { text: /^which/i, choices: [Green, Black] }
- customer: black
- bot: How many?
- vars: { kind: black }
- customer: "3"
- bot: { image: /tea/ }
- bot: 7 left
- called: stock.of
- tracked: tea
  with: { kind: black }
- vars: { cups: 3, stock: 7, contact.tags: [drinker] }
- after: 2h
- notified: 3 cups of black
- bot: Here is a colleague
- handoff: { team: bar }
- customer: hello?
- bot: Got it. A colleague will read this.
- customer: are you there?
- silent: true
- handback: true
`;
    expect(play(text)).toEqual(['passed']);
  });

  it('give one result after the other, and the last again', () => {
    const text = `- test: tea
  lang: en
  given: { stock.of: [{ error: not_found }, 1] }
- customer: order tea
- bot: Which one?
- press: Green
- bot: How many?
- customer: "1"
- bot: We are out of it
- customer: order tea
- bot: Which one?
- press: Black
- bot: How many?
- customer: "1"
- bot: { text: 1 left, image: /tea/ }
`;
    expect(play(text)).toEqual(['passed']);
  });

  it('begin the flow under test when its name is given and the bot speaks first', () => {
    expect(play('- test: tea\n  flow: tea\n  lang: zh\n- bot: 要哪一种？\n- customer: 绿茶\n- bot: 几杯？\n')).toEqual(['passed']);
  });

  it('keep the lines of a case in `lines` as well', () => {
    expect(play('- test: tea\n  lang: en\n  lines:\n    - customer: order tea\n    - bot: Which one?\n')).toEqual(['passed']);
  });
});

describe('a line that fails says what came instead, at its place', () => {
  it.each([
    [
      'other words',
      `${head}- customer: order tea\n- bot: What kind?\n`,
      'tea.test.yaml:5:3: Expected "What kind?", but this came: "Which one?" | { choices: [Green, Black] }',
    ],
    ['nothing', `${ordered}- bot: More?\n`, 'tea.test.yaml:10:3: Expected "More?", but the bot said nothing more.'],
    [
      'words that are not listed',
      `${head}- customer: order tea\n- customer: green\n`,
      'tea.test.yaml:5:3: The bot also said: "Which one?" (All that the bot says must be listed; write: - bot: "Which one?")',
    ],
    [
      'words left at the end',
      `${head}- customer: order tea\n`,
      'tea.test.yaml:4:3: The bot also said: "Which one?" (All that the bot says must be listed; write: - bot: "Which one?")',
    ],
    [
      'other choices',
      `${head}- customer: order tea\n- bot: { text: Which one?, choices: [Green] }\n`,
      'tea.test.yaml:5:3: Expected { choices: [Green] }, but this came: { choices: [Green, Black] }',
    ],
    ['a button that is not there', `${head}- press: White\n`, 'tea.test.yaml:4:3: There is no button "White". On show: -'],
    [
      'words in a silence',
      `${head}- customer: order tea\n- silent: true\n`,
      'tea.test.yaml:5:3: The bot should be silent, but said: "Which one?" | { choices: [Green, Black] }',
    ],
    ['a variable', `${ordered}- vars: { cups: 3 }\n`, 'tea.test.yaml:10:3: Expected cups = 3, but it is 2'],
    ['no person', `${ordered}- handoff: true\n`, 'tea.test.yaml:10:3: No person was asked to take over.'],
    ['another call', `${ordered}- called: order.find\n`, 'tea.test.yaml:10:3: Expected called: order.find, but this was done: stock.of {}'],
    [
      'a call without a result',
      '- test: tea\n  lang: en\n- customer: order tea\n- bot: Which one?\n- press: Green\n- bot: How many?\n- customer: 2\n',
      'tea.test.yaml:7:3: The flow calls stock.of, but the test does not say what it answers. (Add under the test: given: { stock.of: ... })',
    ],
    ['a flow that is not there', '- test: x\n  flow: coffee\n- customer: hi\n', 'tea.test.yaml:1:3: There is no flow "coffee".'],
  ])('%s', (_, text, expected) => {
    expect(play(text)).toEqual([expected]);
  });

  it.each([
    ['less than a card shows', '{ card: { title: Oolong, text: $4.00 } }', false],
    ['its title alone', '{ cards: [Oolong] }', false],
    ['another price', '{ card: { title: Oolong, text: $5.00, link: "https://shop.example/o", button: View } }', false],
    ['a line that is not there', '{ card: { title: Oolong, text: $4.00, link: "https://shop.example/o", button: View, image: o.jpg } }', false],
    ['all lines', '{ card: { title: Oolong, text: $4.00, link: "https://shop.example/o", button: View } }', true],
    ['all lines, one as a pattern', '{ cards: [{ title: Oolong, text: "/^.4/", link: "https://shop.example/o", button: View }] }', true],
  ])('a card with %s', (_, line, passes) => {
    const flow = `flow: shelf
start: [{ says: [show me] }]
steps:
  - call: stock.of
    save: found
    else: end
  - say: Here
    cards: found
`;
    const shelf = checkFlows([{ file: 'shelf.yaml', text: flow }], { calls });
    const given = '{ stock.of: [[{ title: Oolong, text: $4.00, link: "https://shop.example/o", button: View }]] }';
    const { cases } = parseTranscript(`- test: a\n  given: ${given}\n- customer: show me\n- bot: Here\n- bot: ${line}\n`, 'shelf.test.yaml');
    const result = cases.map((one) => runCase(flowSet({ flows: shelf.flows, faqs: [], calls }), one));
    expect(result.map(({ passed }) => passed)).toEqual([passes]);
    if (!passes) expect(result[0]?.problem?.message).toContain('but this came: { card: { title: "Oolong", text: "$4.00"');
  });

  it('in Chinese as well', () => {
    expect(play(`${head}- customer: order tea\n- bot: What kind?\n`, 'zh')).toEqual([
      'tea.test.yaml:5:3: 应为 "What kind?"，实际是："Which one?" | { choices: [Green, Black] }',
    ]);
  });
});

describe('a file that cannot be read says where', () => {
  const unreadable: [text: string, expected: string | RegExp][] = [
    ['test: x\n', 'tea.test.yaml:1:1: A transcript file is a list: "- test: NAME", then the lines of the conversation.'],
    ['- customer: hi\n', 'tea.test.yaml:1:3: This line stands before any "- test: NAME".'],
    ['- test: x\n', 'tea.test.yaml:1:3: The test has no lines.'],
    ['- test: x\n- boot: hi\n', /^tea\.test\.yaml:2:3: Unknown line "boot"\. \(Lines are: customer, /],
    ['- test: x\n  lnag: en\n- customer: hi\n', /^tea\.test\.yaml:2:3: A test has no "lnag"\./],
    ['- test: x\n- after: soon\n', 'tea.test.yaml:2:10: "soon" is no length of time; write for example 30s, 10m, 22h, 3d.'],
    ['- test: x\n  now: soon\n- customer: hi\n', 'tea.test.yaml:2:8: "soon" is no moment; write for example 2026-11-23T10:00:00+08:00.'],
    ['- test: x\n- customer: "hi\n', /^tea\.test\.yaml:\d+:\d+: /],
    [`- test: x\n- customer: ${'['.repeat(3_000)}\n`, /^tea\.test\.yaml:2:/],
  ];
  it.each(unreadable.map(([text, expected]) => ({ name: text.slice(0, 60), text, expected })))('$name', ({ text, expected }) => {
    const [first] = play(text);
    if (typeof expected === 'string') expect(first).toBe(expected);
    else expect(first).toMatch(expected);
  });
});

describe('the example of the documentation passes', () => {
  const order = checkFlows(
    [
      {
        file: 'order.yaml',
        text: `flow: order
start:
  - says: [where is my parcel, 我的快递到哪了]
steps:
  - ask: { zh: 请告诉我订单号, en: "Your order number, please" }
    expect: order_number
    save: number
  - call: order.find
    with: [number]
    save: order
  - say: { zh: "{{ order.number }}：运输中", en: "{{ order.number }} is on its way" }
  - choose: { zh: 还需要什么？, en: Anything else? }
    options:
      - { label: { zh: 退货, en: Return it }, then: end }
      - { label: { zh: 没有了, en: That is all }, then: end }
`,
      },
    ],
    {},
  );

  it.each(['docs/transcripts.md', 'docs/transcripts.zh-CN.md'])('%s', (path) => {
    const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
    const { cases, problems } = parseTranscript(example, path);
    expect(problems).toEqual([]);
    const set = flowSet({
      flows: order.flows,
      faqs: [],
      calls: new Map([['order.find', { ...spec('order.find')[1], params: [{ name: 'number', required: true }] }]]),
    });
    const results = cases.map((test) => runCase(set, test));
    expect(results.map(({ problem }) => problem)).toEqual([undefined]);
  });
});
