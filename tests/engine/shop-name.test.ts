/** A shop has a name in each of its languages: each customer reads it in theirs, from the first message on. */
import { expect, it } from 'vitest';
import { advance } from '../../src/engine/advance.ts';
import { parseFlow } from '../../src/engine/flow.ts';
import { newSession } from '../../src/engine/session.ts';
import type { ContactFacts } from '../../src/engine/turn.ts';
import { flowSet } from '../../src/runtime/flow-set.ts';

const welcome = parseFlow(
  `flow: welcome
start:
  - fallback: true
steps:
  - say: { zh: "欢迎光临{{ shop.name }}", en: "Welcome to {{ shop.name }}" }
`,
  'welcome.yaml',
  {},
);
if (Array.isArray(welcome)) throw new Error(JSON.stringify(welcome));
const flows = flowSet({ flows: [welcome], faqs: [], calls: new Map() });

it.each([
  [{ zh: '云裳', en: 'Yun & Co.' }, 'good morning to you', undefined, 'Welcome to Yun & Co.'],
  [{ zh: '云裳', en: 'Yun & Co.' }, '你们这里是什么店呀', undefined, '欢迎光临云裳'],
  [{ zh: '云裳' }, 'good morning to you', undefined, 'Welcome to 云裳'],
  ['Atelier', '你们这里是什么店呀', 'zh-CN', '欢迎光临Atelier'],
])('%j said to "%s" (%s)', (name, text, lang, expected) => {
  const contact: ContactFacts = { id: 'c', tags: [], vars: {}, ...(lang && { lang }) };
  const shop = { name, currency: 'CNY', zone: 'Asia/Shanghai', langs: ['zh', 'en'], open: true, opens_at: 0, categories: [] };
  const facts = { now: 1_000, conversation: 'web:main:1', contact, channel: { name: 'web', page: 10 }, shop, seed: 's' };
  const { effects } = advance(flows, newSession(), { type: 'message', id: 'm', parts: [{ type: 'text', text }] }, facts);
  expect(effects.find((effect) => effect.type === 'send')?.parts).toEqual([{ type: 'text', text: expected }]);
});
