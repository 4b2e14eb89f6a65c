/** Whatever happens in whatever order: nothing throws, the session is JSON, and what customers write is never run. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFlows, type FlowFile, parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { EngineEvent, Facts, TurnResult } from '../../src/engine/model/engine-turn.ts';
import { newSession, type Session } from '../../src/engine/model/session.ts';
import { verbs } from '../../src/engine/steps/index.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import type { Flow, FlowSet } from '../../src/flow-tree/flow-tree.ts';
import { limits } from '../../src/limits.ts';
import { knownCalls } from './known-world.ts';

const folder = (path: string): FlowFile[] =>
  readdirSync(new URL(path, import.meta.url))
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'))
    .map((name) => ({ file: name, text: readFileSync(new URL(path + name, import.meta.url), 'utf8') }));

function load(files: FlowFile[]): FlowSet {
  const { flows, faqs } = checkFlows(files, {});
  return flowSet({ flows, faqs, calls: knownCalls });
}

const examples = [...verbs.values()].map(({ verb, docs }) => ({ file: `${verb}.yaml`, text: docs.example }));
const worlds: Record<string, FlowSet> = {
  'the shop': load(folder('../../flows/')),
  repair: load(folder('repair/')),
  samples: load(folder('samples/')),
  examples: load(examples),
};

const phrases = (flows: FlowSet): string[] => [
  ...[...flows.live.values()].flatMap(({ start }) =>
    start.flatMap((trigger) => ('says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : [])),
  ),
  ...[...flows.faqs.values()].flatMap(({ entries }) => entries.flatMap(({ q }) => q.slice(0, 2))),
];
const events = (flows: FlowSet): string[] => [
  ...new Set(
    [...flows.live.values()].flatMap(({ start, stop_on }) => [...stop_on, ...start.flatMap((trigger) => ('event' in trigger ? [trigger.event] : []))]),
  ),
  'nothing.known',
];

const nasty = [
  '{{ 1 | plus: 1 }}',
  '{% if %}',
  '{% assign x = 1 %}',
  '=1+1',
  `$\{x}`,
  '<b>x</b>',
  '\u202Ex',
  'é'.repeat(300),
  '👨‍👩‍👧',
  '\u0000',
  '__proto__',
  'constructor',
  '',
];
const globals = [
  'cancel',
  '取消',
  'back',
  '上一步',
  'stop',
  '退订',
  'menu',
  '菜单',
  'start over',
  '重新开始',
  'agent',
  '人工',
  '等一下',
  '再说一遍',
  'why',
  'skip',
  '跳过',
  'more',
  '更多',
  'yes',
  '不',
  '谢谢',
  'hi',
  'no, I meant 55',
  '改地址',
  '数量改成3',
];
const answers = [
  '1',
  '２',
  '③',
  'SO-12345',
  '明天',
  '下周三',
  '三件',
  '￥99',
  'a@b.cn',
  '13800138000',
  '上海市静安区南京西路100号',
  '1, 2',
  '全部',
  '下午3点半',
  '4位，明天晚上7点',
];

type Act =
  | { say: string; edited: boolean }
  | { media: 'image' | 'audio' | 'place' | 'unsupported' }
  | { press: number }
  | { stale: string }
  | { event: string; data: string }
  | { timer: number }
  | { wait: number }
  | { started: string }
  | { agent: 'took' | 'back' | 'closed' | 'none' }
  | { result: 'ok' | 'not_found' | 'failed' }
  | { slow: true }
  | { consent: boolean };

function acts(flows: FlowSet): fc.Arbitrary<Act[]> {
  const say = fc.oneof(
    fc.constantFrom(...phrases(flows)),
    fc.constantFrom(...globals),
    fc.constantFrom(...answers),
    fc.constantFrom(...nasty),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  return fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.record({ say, edited: fc.nat(12).map((n) => n === 0) }) },
      { weight: 5, arbitrary: fc.record({ press: fc.nat(4) }) },
      { weight: 1, arbitrary: fc.record({ media: fc.constantFrom('image' as const, 'audio' as const, 'place' as const, 'unsupported' as const) }) },
      { weight: 1, arbitrary: fc.record({ stale: fc.constantFrom('1.1.0', 'zz.zz.zz', 'x', '0.1.0', '') }) },
      { weight: 2, arbitrary: fc.record({ event: fc.constantFrom(...events(flows)), data: fc.constantFrom('SO-1', '{{ 1 }}') }) },
      { weight: 3, arbitrary: fc.record({ timer: fc.nat(2) }) },
      { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(60_000, 31 * 60_000, 25 * 3_600_000) }) },
      { weight: 1, arbitrary: fc.record({ started: fc.constantFrom('', 'finder') }) },
      { weight: 2, arbitrary: fc.record({ agent: fc.constantFrom('took' as const, 'back' as const, 'closed' as const, 'none' as const) }) },
      { weight: 4, arbitrary: fc.record({ result: fc.constantFrom('ok' as const, 'not_found' as const, 'failed' as const) }) },
      { weight: 1, arbitrary: fc.constant({ slow: true as const }) },
      { weight: 1, arbitrary: fc.record({ consent: fc.boolean() }) },
    ),
    { minLength: 1, maxLength: 25 },
  );
}

const order = {
  number: 'SO-12345',
  status: 'shipped',
  total: { amount: 9900, currency: 'CNY' },
  delivered_days: 3,
  items: [{ title: 'Scarf', quantity: 1, price: { amount: 9900, currency: 'CNY' } }],
};

class World {
  session: Session = newSession();
  now = Date.UTC(2026, 10, 23, 2);
  tokens: string[] = [];
  timers: string[] = [];
  count = 0;
  results: TurnResult[] = [];
  readonly flows: FlowSet;
  constructor(flows: FlowSet) {
    this.flows = flows;
  }

  eventOf(act: Act): EngineEvent | undefined {
    const id = `e${++this.count}`;
    const call = this.results.flatMap(({ effects }) => effects.filter(({ type }) => type === 'call')).at(-1)?.id ?? 'none';
    if ('say' in act) return { type: 'message', id, parts: [{ type: 'text', text: act.say }], ...(act.edited ? { edited: true } : {}) };
    if ('media' in act) {
      const part = {
        image: { type: 'image' as const, media: { ref: 'r1' } },
        audio: { type: 'audio' as const, media: { ref: 'r2' } },
        place: { type: 'place' as const, latitude: 31, longitude: 121 },
        unsupported: { type: 'unsupported' as const, kind: 'sticker' },
      }[act.media];
      return { type: 'message', id, parts: [part] };
    }
    if ('press' in act) return { type: 'pressed', id, token: this.tokens.at(-1 - act.press) ?? '1.1.0', label: 'x' };
    if ('stale' in act) return { type: 'pressed', id, token: act.stale };
    if ('event' in act)
      return {
        type: 'event',
        id,
        name: act.event,
        data: { order: { ...order, number: act.data }, cart: { id: act.data, items: order.items, url: 'https://example.com' }, product: { title: act.data } },
      };
    if ('timer' in act) return { type: 'timer', timer: this.timers.at(-1 - act.timer) ?? 'none' };
    if ('started' in act) return { type: 'started', id, ...(act.started ? { referral: act.started } : {}) };
    if ('agent' in act) return { type: 'agent', action: act.agent };
    if ('result' in act)
      return { type: 'result', call, outcome: act.result === 'ok' ? { ok: true, value: order } : { ok: false, code: act.result, text: 'no' } };
    if ('slow' in act) return { type: 'slow', call };
    if ('consent' in act) return { type: 'consent', marketing: act.consent };
    this.now += act.wait;
    return undefined;
  }

  play(act: Act): void {
    const event = this.eventOf(act);
    if (!event) return;
    this.now += 1_000;
    const before = JSON.stringify(this.session);
    const result = advance(this.flows, this.session, event, this.facts());
    expect(JSON.stringify(this.session)).toBe(before);
    this.results.push(result);
    const read: Session = JSON.parse(JSON.stringify(result.session));
    this.session = read;
    for (const effect of result.effects) {
      if (effect.type === 'send') this.tokens.push(...(effect.choices ?? []).map(({ token }) => token));
      if (effect.type === 'timer') this.timers.push(effect.id);
    }
    check(result);
    if (result.effects.at(-1)?.type === 'call' && this.count % 4 !== 0) this.play({ result: this.count % 5 === 0 ? 'not_found' : 'ok' });
  }

  facts(): Facts {
    return {
      now: this.now,
      conversation: 'test:main:1',
      contact: { id: 'c1', tags: [], vars: {}, name: '{{ 7 | times: 6 }}' },
      channel: { name: 'webchat', page: 3 },
      shop: {
        name: 'Shop',
        currency: 'CNY',
        zone: 'Asia/Shanghai',
        langs: ['zh', 'en'],
        open: this.count % 3 !== 0,
        opens_at: this.now + 3_600_000,
        categories: ['coats', 'silk'],
      },
      seed: 's',
    };
  }
}

function check({ session, effects, trace }: TurnResult): void {
  for (const { weight, text } of trace.problems) expect(weight === 'failure' ? text : 'fine').not.toMatch(/\.ts:\d|TypeError/);
  for (const { text } of trace.problems) expect(text).not.toMatch(/Cannot read|is not a function|not iterable|undefined/);
  expect(session.background.length).toBeLessThanOrEqual(limits.background);
  expect(JSON.stringify(session).length).toBeLessThan(60_000);
  expect(new Set(effects.filter(({ type }) => type !== 'cancelTimer').map(({ id }) => id)).size).toBe(
    effects.filter(({ type }) => type !== 'cancelTimer').length,
  );
  for (const run of [...session.background, ...(session.front ? [session.front] : [])]) {
    expect(run.waiting, `run ${run.id} waits for something`).toBeDefined();
    expect(run.stack.length).toBeGreaterThan(0);
  }
  for (const effect of effects) if (effect.type === 'send') for (const { token } of effect.choices ?? []) expect(token).toMatch(/^[a-z0-9.]{1,32}$/);
}

describe('random conversations', () => {
  it.each(Object.entries(worlds))('%s', (_name, flows) => {
    expect(flows.live.size).toBeGreaterThan(5);
    fc.assert(
      fc.property(acts(flows), (list) => {
        const world = new World(flows);
        for (const act of list) world.play(act);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 200) },
    );
  });
});

describe('what customers write stays what they wrote', () => {
  const literal = ['{{ 1 | plus: 1 }}', '{% if %}', '{% for i in (1..9) %}x{% endfor %}', '=1+1', `$\{x}`, '{{ shop.name }}'];
  const echo = `flow: echo
start:
  - says: [echo]
steps:
  - ask: Say it
    save: it1
  - set: { copy: "{{ it1 }}", contact.kept: "{{ it1 }}" }
  - choose: "{{ copy }}"
    options:
      - label: "{{ contact.kept }}"
        value: one
  - form: "{{ it1 }}"
    fields:
      again: { ask: "{{ copy }}" }
  - each: message.parts
    do:
      - say: "{{ it1 }}"
  - match: copy
    cases: { nothing: end }
    else:
      - say: "{{ copy }}"
  - notify: "{{ it1 }}"
  - track: echoed
    with: { text: "{{ it1 }}" }
  - tag: "{{ it1 }}"
  - handoff: "{{ it1 }}"
    note: "{{ copy }}"
`;
  const flow = parseFlow(echo, 'echo.yaml', {});
  if (Array.isArray(flow)) throw new Error(JSON.stringify(flow));
  const flows = flowSet({ flows: [flow as Flow], faqs: [], calls: new Map() });

  it.each(literal)('%s', (text) => {
    const world = new World(flows);
    for (const say of ['echo', text, '1', text]) world.play({ say, edited: false });
    const all = JSON.stringify(world.results.flatMap(({ effects }) => effects));
    const shown = JSON.stringify(text).slice(1, -1);
    expect(all.split(shown).length).toBeGreaterThanOrEqual(10);
    expect(all).not.toMatch(/"text":"(2|xxx|Shop)/);
  });
});
