/** An answer that may be two things is asked again, and the doubt is named. */
import { expect, it } from 'vitest';
import { parseFlow } from '../../../src/compiler/flow.ts';
import { advance } from '../../../src/engine/advance.ts';
import type { Facts } from '../../../src/engine/model/engine-turn.ts';
import { newSession } from '../../../src/engine/model/session.ts';
import { flowSet } from '../../../src/flow-folder/flow-set.ts';
import type { FlowSet } from '../../../src/flow-tree/flow-tree.ts';

const flow = parseFlow(
  `flow: order
start:
  - says: [begin now]
steps:
  - ask: { zh: 要几件？, en: How many? }
    expect: number
    save: qty
  - ask: { zh: 预算多少？, en: What is your budget? }
    expect: money
    save: budget
  - confirm: { zh: 下单吗？, en: Place the order? }
    then:
      - say: { zh: 已下单。, en: Ordered. }
    else:
      - say: { zh: 没有下单。, en: Not ordered. }
`,
  'order.yaml',
  {},
);
const flows = flowSet({ flows: Array.isArray(flow) ? [] : [flow], faqs: [], calls: new Map() });

/** The last text that the bot says after these messages. */
function after(lang: string, set: FlowSet, ...messages: string[]): string | undefined {
  let session = newSession();
  let said: string | undefined;
  for (const [index, text] of ['begin now', ...messages].entries()) {
    const facts: Facts = {
      now: Date.UTC(2026, 10, 23, 2) + index * 1_000,
      conversation: 'web:main:1',
      contact: { id: 'c', tags: [], vars: {}, lang },
      channel: { name: 'web', page: 10 },
      shop: { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['en', 'zh'], open: true, opens_at: 0, categories: [] },
      seed: 's',
    };
    const turn = advance(set, session, { type: 'message', id: `m${index}`, parts: [{ type: 'text', text }] }, facts);
    session = turn.session;
    said = turn.effects.flatMap((effect) => (effect.type === 'send' ? effect.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : [])).at(-1);
  }
  return said;
}

it.each([
  ['en', ['3 or 4'], 'Is it 3 or 4? Just one number, please.'],
  ['en', ['2, 3 or 4'], 'Is it 2, 3 or 4? Just one number, please.'],
  ['en', ['3, no wait, 4'], 'Is it 3 or 4? Just one number, please.'],
  ['en', ['2-3'], 'Please give me one exact number, for example 3.'],
  ['en', ['a couple'], 'Please give me one exact number, for example 3.'],
  ['en', ['no idea'], 'I couldn’t find a number in that. For example: 2'],
  ['en', ['3 please'], 'What is your budget?'],
  ['en', ['3, please. Thanks!'], 'What is your budget?'],
  ['en', ['3', '$20 or $30'], 'Is it 20 or 30? Just one number, please.'],
  ['en', ['3', 'at least 100'], 'Please give me one exact amount, for example 199.'],
  ['en', ['3', '€1.299,00'], 'Place the order?'],
  ['en', ['3', '100', 'no problem'], 'Ordered.'],
  ['en', ['3', '100', 'ok no thanks'], 'Not ordered.'],
  ['en', ['3', '100', 'yeah no'], 'I didn’t quite get that. A simple yes or no will do.'],
  ['en', ['3', '100', '👍🏻'], 'Ordered.'],
  ['zh', ['3还是4'], '是 3 还是 4？回复一个数就行。'],
  ['zh', ['两三个'], '是 2 还是 3？回复一个数就行。'],
  ['zh', ['3个，不，4个'], '是 3 还是 4？回复一个数就行。'],
  ['zh', ['十几个'], '请给一个确切的数字，例如 3。'],
  ['zh', ['兩個'], '预算多少？'],
  ['zh', ['三', '几百块'], '请给一个确切的金额，例如 199。'],
  ['zh', ['三', '五块八'], '下单吗？'],
  ['zh', ['三', '五块八', '好的不用了'], '没有下单。'],
  ['zh', ['三', '五块八', '可以不?'], '没太明白您的意思，点一下按钮就行，也可以回复“是”或“不是”。'],
  ['zh', ['三', '五块八', '好好好'], '已下单。'],
] as const)('%s %j: %s', (lang, messages, said) => {
  expect(after(lang, flows, ...messages)).toBe(said);
});

const days = parseFlow(
  'flow: day\nstart:\n  - says: [begin now]\nsteps:\n  - ask: { zh: 哪天？, en: Which day? }\n    expect: date\n    save: day\n',
  'day.yaml',
  {},
);
const dayFlows = flowSet({ flows: Array.isArray(days) ? [] : [days], faqs: [], calls: new Map() });

it.each([
  ['en', 'Tuesday or Wednesday', 'Is it Tuesday, November 24 or Wednesday, November 25?'],
  ['en', '24 Nov or maybe the 26 Nov', 'Is it Tuesday, November 24 or Thursday, November 26?'],
  ['en', 'Tuesday 25 November', 'Is it Tuesday, November 24 or Wednesday, November 25?'],
  ['en', 'whenever', 'I couldn’t find a date in that. For example: tomorrow, next Wednesday or 20 May'],
  ['zh', '周二或者周三', '是11月24日星期二，还是11月25日星期三？'],
  ['zh', '明天还是后天', '是11月24日星期二，还是11月25日星期三？'],
] as const)('the day, %s %s: %s', (lang, message, said) => {
  expect(after(lang, dayFlows, message)).toBe(said);
});
