import { describe, expect, it } from 'vitest';
import { ruleDocs, ruleExample, whenDocs } from '../../scripts/docs/proactive-reference.ts';
import type { ProactiveRule, ProactiveWhen } from '../flow-tree/proactive-rule.ts';
import { checkFlows, type LoadContext, parcelsOf, parseFile, problemLine, unpacking } from './flow.ts';

const context: LoadContext = { langs: ['zh', 'en'], flows: new Map([['menu', { name: 'menu', takes: {} }]]) };
const base = 'proactive: hello\nwhen: {}\nshow: bubble\nsay: { zh: 你好, en: Hello }\n';
const ruleOf = (text: string): ProactiveRule => {
  const { proactive, problems } = parseFile(text, 'hello.yaml', context);
  if (!proactive) throw new Error(problems.map(problemLine).join('\n'));
  return proactive;
};
const withWhen = (when: string): string => base.replace('when: {}', `when: { ${when} }`);

describe('a rule for speaking first', () => {
  it('reads every key that the reference names', () => {
    const rule = ruleOf(ruleExample);
    expect(rule).toMatchObject({
      name: 'size-help',
      show: 'teaser',
      flow: 'menu',
      at_most: { times: 1, ms: 604_800_000 },
      not_after: 172_800_000,
      hold_out: 10,
    });
    expect(rule.when).toEqual({ product: 'any', on_page: 40_000, lang: ['zh', 'en'] });
    for (const [key, { example }] of Object.entries(whenDocs)) expect(Object.keys(ruleOf(withWhen(`${key}: ${example}`)).when)).toEqual([key]);
    for (const key of Object.keys(ruleDocs)) expect(ruleExample).toMatch(new RegExp(`^${key}:`, 'm'));
  });

  it('is silent for an hour after an answer and comes once a day unless it says otherwise', () => {
    expect(ruleOf(base)).toMatchObject({ at_most: { times: 1, ms: 86_400_000 }, not_after: 3_600_000, hold_out: 0 });
  });

  it.each<[string, ProactiveWhen]>([
    ['path: /sale', { path: ['/sale'] }],
    ['path: [/a, /b/*]', { path: ['/a', '/b/*'] }],
    ['product: [dress, coat]', { product: ['dress', 'coat'] }],
    ['on_page: 2m', { on_page: 120_000 }],
    ['scroll: 60%', { scroll: 60 }],
    ['cart_value: "> 200"', { cart_value: { above: 200 } }],
    ['cart_value: "<99.5"', { cart_value: { below: 99.5 } }],
    ['cart_value: 100 .. 300', { cart_value: { above: 100, below: 300 } }],
    ['hours: 22:00-06:00', { hours: { from: 1320, to: 1800 } }],
    ['hours: 9:00 至 18:00', { hours: { from: 540, to: 1080 } }],
    ['source: [Google, XiaoHongShu]', { source: ['google', 'xiaohongshu'] }],
  ])('%s', (when, expected) => {
    expect(ruleOf(withWhen(when)).when).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['show: bubbel', 'hello.yaml:3:7', 'show: bubble'],
    ['show: popup', 'hello.yaml:3:7', 'bubble, teaser, chat'],
    ['when: { on_page: soon }', 'hello.yaml:2:18', 'a number and s, m, h'],
    ['when: { scroll: 140 }', 'hello.yaml:2:17', '1 to 100'],
    ['when: { scrol: 40 }', 'hello.yaml:2:9', 'scroll: 40'],
    ['when: { leaves: maybe }', 'hello.yaml:2:17', 'true'],
    ['when: { visits: 0 }', 'hello.yaml:2:17', '1 to 1000'],
    ['when: { cart: full }', 'hello.yaml:2:15', 'filled, empty'],
    ['when: { cart_value: lots }', 'hello.yaml:2:21', '> 200'],
    ['when: { hours: 9-18 }', 'hello.yaml:2:16', '09:00-18:00'],
    ['when: { shop: maybe }', 'hello.yaml:2:15', 'open, closed'],
    ['when: { path: sale }', 'hello.yaml:2:15', 'path: /sale'],
    ['when: { path: "https://shop.example/sale/*" }', 'hello.yaml:2:15', 'path: "/sale/*"'],
    ['at_most: often', 'hello.yaml:5:10', '1 in 7d'],
    ['not_after: answer', 'hello.yaml:5:12', 'a number and s'],
    ['hold_out: 95', 'hello.yaml:5:11', '0 to 90'],
    ['flow: menue', 'hello.yaml:5:7', 'flow: menu'],
    ['say: "{{ produkt.title }}"', 'hello.yaml:4:10', 'product'],
    ['say: { en: Hello }', 'hello.yaml:4:6', 'zh'],
    ['show: chat', 'hello.yaml:1:1', 'flow'],
    ['steps: []', 'hello.yaml:5:1', 'hold_out'],
  ])('%s is a problem with its place and what to write', (line, place, hint) => {
    const key = line.split(':')[0] ?? '';
    const own = new RegExp(`^${key}:.*$`, 'm');
    const text = own.test(base) ? base.replace(own, line) : `${base}${line}\n`;
    const { problems } = parseFile(text, 'hello.yaml', context);
    expect(problems.map(problemLine).join('\n')).toContain(`${place}:`);
    expect(problems.map((problem) => `${problem.message} ${problem.hint ?? ''}`).join('\n')).toContain(hint);
    for (const { message, hint: said } of parseFile(text, 'hello.yaml', { ...context, lang: 'zh' }).problems)
      expect(`${message}${said ?? ''}`).toMatch(/[一-鿿]/);
  });

  it('has one namespace with the flows, and its flow has to be there', () => {
    const flow = { file: 'menu.yaml', text: 'flow: menu\nsteps:\n  - say: Hello\n' };
    const rule = { file: 'hello.yaml', text: `${base}flow: menu\n` };
    expect(checkFlows([flow, rule]).rules.map(({ name }) => name)).toEqual(['hello']);
    expect(checkFlows([rule]).problems.map(({ code }) => code)).toEqual(['unknown-flow']);
    expect(checkFlows([{ ...flow, text: flow.text.replace('menu', 'hello') }, rule]).problems.map(({ code }) => code)).toContain('duplicate-flow');
  });

  it('is the same when another thread has checked it', () => {
    const files = [{ file: 'hello.yaml', text: ruleExample.replace('flow: menu\n', '') }];
    const checked = checkFlows(files);
    const parcels = structuredClone([...parcelsOf(checked)]);
    const work = unpacking(() => parcels.shift(), files);
    let step = work.next();
    while (!step.done) step = work.next();
    expect(step.value).toEqual(checked);
  });
});
