import { afterEach, expect, test } from 'vitest';
import { broadcastMarks } from '../../src/marketing/broadcast/rows.ts';
import { openShopCast, type ShopCast } from './shop-cast.ts';

const spring = `flow: spring
about: Spring sale
steps:
  - say: "Spring: you said {{ message }}"
  - ask: How many packets?
    save: packets
    expect: number
  - say: "Noted, {{ packets }}"
`;
const gift = `flow: gift
steps:
  - say: "Gift: {{ message }}"
`;
const order = `flow: order-status
start:
  - says: [where is my order, order status]
steps:
  - say: Your order is on its way.
`;
const faq = `faq: shop
entries:
  - q: [how much is shipping, what does shipping cost]
    a: Shipping is free.
`;
const draft = { content: { text: 'Sale', flow: 'spring', buttons: [{ label: 'Tell me more' }, { label: 'As a gift', flow: 'gift' }] } };

let shop: ShopCast;
afterEach(() => shop.close());

const open = async (): Promise<string> => {
  shop = await openShopCast([spring, gift, order, faq]);
  await shop.people(3);
  const id = await shop.send(draft);
  expect(shop.heard('p00000')).toEqual(['Sale']);
  return id;
};
const press = (id: string, button: number, label?: string) =>
  shop.runtime.receive([
    {
      type: 'pressed',
      id: `press-${button}-${shop.clock.now()}`,
      from: { channel: 'test', account: 'main', user: 'p00000' },
      at: shop.clock.now(),
      token: `bc.${id}.${button}`,
      ...(label && { label }),
    },
  ]);

test.each<[string, RegExp[]]>([
  ['yes please', [/^Spring: you said yes please/, /How many/]],
  ['有兴趣', [/^Spring: you said 有兴趣/, /./]],
  ['I like it', [/^Spring: you said I like it/, /How many/]],
  ['how much is shipping?', [/Shipping is free/, /^Spring/, /How many/]],
  ['where is my order', [/on its way/]],
  ['Could you tell me where is my order?', [/on its way/]],
  ['stop sending me ads', [/no more|won't|will not|unsubscribed/i]],
  ['I want to talk to a human', [/./]],
  ['menu', [/./]],
])('"%s" after a broadcast', async (said, heard) => {
  await open();
  await shop.write('p00000', said);
  await shop.work(4_000);
  const texts = shop.heard('p00000');
  for (const [n, pattern] of heard.entries()) expect(texts[n], texts.join(' | ')).toMatch(pattern);
  expect(texts.some((text) => text.startsWith('Spring'))).toBe(heard.some((pattern) => pattern.source.startsWith('^Spring')));
});

test('the flow begins once; its questions are answered like any', async () => {
  const id = await open();
  await shop.write('p00000', 'yes please');
  await shop.work(1_000);
  shop.heard('p00000');
  await shop.write('p00000', '3');
  await shop.work(1_000);
  expect(shop.heard('p00000')).toEqual(['Noted, 3']);
  await shop.write('p00000', 'hmm interesting');
  await shop.work(4_000);
  expect(shop.heard('p00000').join()).not.toMatch(/Spring/);
  expect(await shop.store.collection(broadcastMarks).count({ broadcast: id, mark: 'replied' })).toBe(1);
});

test('after more than seven days it is a message like any', async () => {
  await open();
  shop.clock.stall(7 * 86_400_000 + 1_000);
  await shop.write('p00000', 'yes please');
  await shop.work(4_000);
  expect(shop.heard('p00000').join()).not.toMatch(/Spring/);
});

test('an open question takes its answer, and any other word of the customer', async () => {
  await open();
  await shop.write('p00000', 'yes please');
  await shop.work(1_000);
  await shop.send({ content: { text: 'Another', flow: 'gift' } });
  shop.heard('p00000');
  await shop.write('p00000', '2');
  await shop.work(1_000);
  expect(shop.heard('p00000')).toEqual(['Noted, 2']);
});

test.each<[string, number, string | undefined, RegExp]>([
  ['a button leads to the flow of the content, with its label', 0, 'Tell me more', /^Spring: you said Tell me more/],
  ['a button with a flow of its own leads there', 1, 'As a gift', /^Gift: As a gift/],
  ['the label is known where the provider does not tell it', 1, undefined, /^Gift: As a gift/],
])('%s', async (_, button, label, heard) => {
  const id = await open();
  await press(id, button, label);
  await shop.work(1_000);
  expect(shop.heard('p00000')[0]).toMatch(heard);
});

test('a button can be pressed again, also in the middle of a question', async () => {
  const id = await open();
  await press(id, 0);
  await shop.work(1_000);
  await press(id, 1);
  await shop.work(1_000);
  const texts = shop.heard('p00000');
  expect(texts[0]).toMatch(/^Spring/);
  expect(texts.join(' | ')).toMatch(/Gift: As a gift/);
});

test('while a person has the conversation nobody but that person answers', async () => {
  await open();
  await shop.runtime.takeOver('test:main:p00000', 'Mei');
  await shop.write('p00000', 'yes please');
  await shop.work(4_000);
  expect(shop.heard('p00000')).toEqual([]);
});
