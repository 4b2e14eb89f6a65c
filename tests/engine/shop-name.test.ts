/** A shop and its departments have names in each of its languages: each customer reads them in theirs, from the first message on. */
import { expect, it } from 'vitest';
import { parseFlow } from '../../src/compiler/flow.ts';
import { advance } from '../../src/engine/advance.ts';
import type { ContactFacts } from '../../src/engine/model/engine-turn.ts';
import { newSession } from '../../src/engine/model/session.ts';
import { flowSet } from '../../src/flow-folder/flow-set.ts';
import { categoriesOf } from '../../src/shop/search/categories.ts';

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

const departments = parseFlow(
  `flow: departments
start:
  - fallback: true
steps:
  - choose: { zh: 想看哪一类？, en: Which kind? }
    options: shop.categories
    save: kind
  - call: product.search
    with: { category: "{{ kind }}" }
    else: end
`,
  'departments.yaml',
  {},
);
if (Array.isArray(departments)) throw new Error(JSON.stringify(departments));
const shelves = flowSet({ flows: [departments], faqs: [], calls: new Map() });

it.each([
  ['good morning to you', ['Dresses', 'Shoes', 'Vintage', 'Silk']],
  ['你们这里是什么店呀', ['连衣裙', '鞋', 'Vintage', '真丝']],
])('departments shown to "%s" lead to what was picked', (text, names) => {
  const categories = [{ zh: '连衣裙', en: 'Dresses' }, { zh: '鞋', en: 'Shoes' }, 'Vintage', { zh: '真丝', en: 'Silk' }];
  const shop = { name: 'S', currency: 'CNY', zone: 'Asia/Shanghai', langs: ['zh', 'en'], open: true, opens_at: 0, categories };
  const facts = { now: 1_000, conversation: 'web:main:1', contact: { id: 'c', tags: [], vars: {} }, channel: { name: 'web', page: 10 }, shop, seed: 's' };
  const first = advance(shelves, newSession(), { type: 'message', id: 'm', parts: [{ type: 'text', text }] }, facts);
  const choices = first.effects.flatMap((effect) => (effect.type === 'send' ? (effect.choices ?? []) : []));
  expect(choices.map(({ label }) => label)).toEqual(names);
  const second = advance(shelves, first.session, { type: 'pressed', id: 'p', token: choices[0]?.token ?? '' }, facts);
  expect(second.effects).toContainEqual(expect.objectContaining({ type: 'call', name: 'product.search', args: { category: names[0] } }));
  for (const name of names.slice(0, 2)) expect(categoriesOf(name)).toHaveLength(1);
});
