import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFile } from '../compiler/flow.ts';
import { productRows } from '../demo/seed/rows.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import { carts } from '../shop/shop.ts';
import { conversations } from '../store/collections.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { eraseVisitors } from './erase-visitor.ts';
import { type Reported, reportSchema } from './reported.ts';
import { moments, visitors } from './rows.ts';
import { createSpeakingFirst, type SpeakingFirst } from './speaking-first.ts';

const minute = 60_000;
let desk: { store: Store; folder: string };
let now: number;
let rules: ProactiveRule[];
let speaking: SpeakingFirst;
const goods = productRows();
const trench = goods[0]!;

const rule = (text: string): ProactiveRule => {
  const { proactive, problems } = parseFile(text, 'rule.yaml', { langs: ['zh', 'en'] });
  if (!proactive) throw new Error(JSON.stringify(problems));
  return proactive;
};
const hello =
  'proactive: hello\nwhen: { product: any }\nshow: teaser\nsay: { zh: "{{ product.title }}喜欢吗？", en: "Do you like {{ product.title }}?" }\nflow: help\n';
const report = (more: Partial<Reported> = {}): Reported => ({
  address: trench.url,
  onPage: 1_000,
  idle: 0,
  scroll: 10,
  left: false,
  lang: 'en-GB',
  typing: false,
  open: false,
  ...more,
});
const talk = { _id: 'webchat:main:v-1', v: 1, owner: 'bot', state: 'open', session: { background: [] }, lastInAt: 0, lastAt: 0 };

beforeEach(async () => {
  now = 1_000_000_000_000;
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-visitors-'));
  desk = {
    folder,
    store: await openSqlite({ file: join(folder, 'x.db'), specs: [conversations, visitors, moments, carts], now: () => now, log: { info() {}, warn() {} } }),
  };
  rules = [rule(hello)];
  const live = new Map([['help', {}]]) as unknown as FlowSet['live'];
  speaking = createSpeakingFirst({
    store: desk.store,
    flows: { set: () => ({ rules, live }) },
    products: async () => goods,
    shop: () => ({ name: 'Yun', currency: 'USD', zone: 'Asia/Shanghai', langs: ['zh', 'en'], open: true, opens_at: 0, categories: [] }),
    perDay: 3,
    now: () => now,
  });
});
afterEach(async () => {
  await desk.store.close();
  await rm(desk.folder, { recursive: true });
});

describe('speaking first', () => {
  it('shows the line in the language of the page, with the card of its product, and begins the flow with the product when it is followed', async () => {
    const shown = await speaking.report('v-1', report());
    expect(shown).toMatchObject({
      as: 'teaser',
      text: `Do you like ${trench.title.en}?`,
      card: { title: trench.title.en, link: trench.url, image: trench.image },
    });
    expect(shown?.card?.price).toMatch(/^\$\d/);
    expect(await speaking.opened('v-2', shown?.id ?? '')).toBeNull();
    expect(await speaking.opened('v-1', shown?.id ?? '')).toEqual({
      lang: 'en-GB',
      page: { flow: 'help', path: expect.stringMatching(/^\/p\//), product: trench._id },
    });
    expect(await speaking.opened('v-1', shown?.id ?? '')).toBeNull();
    expect(await speaking.report('v-9', report({ lang: 'zh-CN' }))).toMatchObject({ text: `${trench.title.zh}喜欢吗？` });
  });

  it('is never said twice, not by many tabs at once either', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => speaking.report('v-1', report())));
    expect(all.filter(Boolean)).toHaveLength(1);
    now += 400 * 86_400_000;
    expect(await speaking.report('v-1', report())).toBeNull();
    expect(await desk.store.collection(moments).count({ visitor: 'v-1' })).toBe(1);
  });

  it.each<[string, object]>([
    ['a person has it', { owner: 'Li' }],
    ['somebody waits for a person', { state: 'handoff' }],
    ['the flow waits for a person', { session: { background: [], handoff: {} } }],
    ['the customer wrote lately', { lastInAt: 999_999_999_000 }],
  ])('is quiet while %s', async (_, changed) => {
    await desk.store.collection(conversations).insert({ ...talk, ...changed } as never);
    expect(await speaking.report('v-1', report())).toBeNull();
  });

  it('is quiet while the customer types in another tab', async () => {
    speaking.types('v-1');
    expect(await speaking.report('v-1', report())).toBeNull();
    now += 10_000;
    expect(await speaking.report('v-1', report())).not.toBeNull();
  });

  it('counts a return after half an hour as another visit', async () => {
    rules = [rule(hello.replace('product: any', 'visits: 2').replace('teaser', 'bubble'))];
    expect(await speaking.report('v-1', report())).toBeNull();
    now += 29 * minute;
    expect(await speaking.report('v-1', report())).toBeNull();
    now += 31 * minute;
    expect(await speaking.report('v-1', report())).toMatchObject({ as: 'bubble' });
  });

  it('notes the moment of who is held out, shows nothing, and counts what they do by themselves', async () => {
    rules = [rule(`${hello}hold_out: 90\n`)];
    const people = Array.from({ length: 30 }, (_, n) => `v-${n}`);
    const shown: string[] = [];
    for (const person of people) if (await speaking.report(person, report())) shown.push(person);
    expect(shown.length).toBeLessThan(12);
    const held = people.find((person) => !shown.includes(person)) ?? '';
    await speaking.wrote(held);
    const [row] = await desk.store.collection(moments).find({ where: { visitor: held } });
    expect(row).toMatchObject({ held: 1, answered: now });
    expect(await speaking.opened(held, row?._id ?? '')).toBeNull();
  });

  it('shows a teaser without a product as a line, and does nothing on a page of nobody', async () => {
    rules = [rule('proactive: hello\nwhen: {}\nshow: teaser\nsay: Hello\n')];
    expect(await speaking.report('v-1', report({ address: '/about' }))).toEqual({ id: 'v-1:1', flow: false, as: 'bubble', text: 'Hello' });
    expect(await speaking.report('v-2', report({ address: 'javascript:alert(1)' }))).toBeNull();
    expect(await speaking.report('v-3', report({ address: '/', product: trench._id }))).toMatchObject({ as: 'teaser' });
    expect(await speaking.report('v-4', report({ address: '/', product: 'nothing of ours' }))).toMatchObject({ as: 'bubble' });
  });

  it.each<[string, object | null, Reported['cart'], boolean]>([
    ['what the shop told', { items: [{ sku: 'a', title: 'A', quantity: 2, price: 6_000 }] }, undefined, true],
    ['what the shop told, not what the page kept', { items: [], order: 'SO-1' }, { count: 3, value: 300 }, false],
    ['what the shop told, though the page knows of nothing', { items: [{ sku: 'a', title: 'A', quantity: 1, price: 12_000 }] }, { count: 0, value: 0 }, true],
    ['a value below', { items: [{ sku: 'a', title: 'A', quantity: 1, price: 9_999 }] }, undefined, false],
    ['the page where the shop told of nothing', null, { count: 1, value: 101 }, true],
    [
      'the page where the shop told of another currency',
      { currency: 'JPY', items: [{ sku: 'a', title: 'A', quantity: 9, price: 9_999 }] },
      { count: 1, value: 101 },
      true,
    ],
    ['nothing', null, undefined, false],
    ['a cart of months ago', { updatedAt: 0, items: [{ sku: 'a', title: 'A', quantity: 2, price: 60_000 }] }, undefined, false],
    ['the cart of another', { contact: 'webchat:main:v-2', items: [{ sku: 'a', title: 'A', quantity: 2, price: 60_000 }] }, undefined, false],
  ])('knows the cart: %s', async (_, told, page, fits) => {
    rules = [rule('proactive: hello\nwhen: { cart: filled, cart_value: "> 100" }\nshow: bubble\nsay: Hello {{ cart.count }}\n')];
    const cart = { _id: 'c1', contact: 'webchat:main:v-1', url: '', currency: 'USD', updatedAt: now, items: [], ...told };
    if (told) await desk.store.collection(carts).insert(cart);
    expect((await speaking.report('v-1', report({ ...(page && { cart: page }) }))) !== null).toBe(fits);
  });

  it('asks pages to watch for what the rules need, and for nothing without rules', async () => {
    rules = [
      rule(hello.replace('product: any', 'on_page: 40s, idle: 20s, leaves: true')),
      rule(hello.replace('hello', 'b').replace('product: any', 'scroll: 60, event: chart')),
    ];
    expect(speaking.thresholds()).toEqual({ onPage: [40_000], idle: [20_000], scroll: [60], leaves: true, events: ['chart'] });
    rules = [];
    expect(speaking.thresholds()).toBeNull();
    expect(await speaking.report('v-1', report())).toBeNull();
    expect(await desk.store.collection(visitors).count({})).toBe(0);
  });

  it('forgets a person whole', async () => {
    await speaking.report('v-1', report());
    await eraseVisitors(desk.store, ['webchat:main:v-1']);
    expect([await desk.store.collection(visitors).get('v-1'), await desk.store.collection(moments).count({ visitor: 'v-1' })]).toEqual([null, 0]);
  });
});

describe('a report', () => {
  it.each<[string, object]>([
    ['negative time', { onPage: -1 }],
    ['time of years', { onPage: 1e12 }],
    ['no number', { scroll: Number.NaN }],
    ['a fraction', { scroll: 1.5 }],
    ['scrolled beyond the end', { scroll: 101 }],
    ['an endless cart', { cart: { count: 1, value: Number.POSITIVE_INFINITY } }],
    ['a negative cart', { cart: { count: -1, value: 0 } }],
    ['a huge address', { address: `/${'x'.repeat(3_000)}` }],
    ['no address', { address: '' }],
    ['an object as text', { lang: { $gt: '' } }],
    ['a key of ours', { used: [] }],
    ['a visitor', { visitor: 'v-2' }],
    ['nested data', { data: { a: { b: 1 } } }],
    ['names that are none', { data: { '__proto__ x': 1 } }],
    ['much data', { data: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 1])) }],
    ['long data', { data: { a: 'x'.repeat(201) } }],
    ['yes in words', { typing: 'yes' }],
  ])('with %s is refused', (_, more) => {
    expect(reportSchema.safeParse({ ...report(), ...more }).success).toBe(false);
    expect(reportSchema.safeParse(report()).success).toBe(true);
  });
});
