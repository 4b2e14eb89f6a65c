import { afterAll, beforeAll, expect, test } from 'vitest';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { type ContactRow, type ConversationRow, contacts, conversations } from '../../store/collections.ts';
import { compileDraft, type ShopOfContent } from './compile.ts';
import { budgetMoney } from './draft.ts';
import { preview } from './preview.ts';
import { budgetProblem } from './warnings.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let shop: ShopOfContent;
const now = Date.UTC(2026, 10, 30, 4);
const channels = new Map([
  ['whatsapp-cloud:main', new RecordingChannel('whatsapp-cloud', { byNumber: true, window: { ms: 86_400_000 } })],
  ['telegram:main', new RecordingChannel('telegram')],
]);
const policy = { caps: [{ count: 1, ms: 86_400_000 }], zone: 'Asia/Shanghai', quiet: { from: 21 * 60, to: 9 * 60, classes: ['promo' as const] } };

beforeAll(async () => {
  opened = await openTestStore();
  shop = {
    store: opened.store,
    currency: 'CNY',
    zone: 'Asia/Shanghai',
    langs: ['en', 'zh'],
    name: { en: 'Yun' },
    templates: { sale: { channels: ['whatsapp-cloud'] } },
    channels,
    flows: () => new Map(),
  };
  const add = async (id: string, set: Partial<ContactRow> = {}, lastInAt = now - 3_600_000) => {
    await opened.store.collection(contacts).insert({ ...newContact(id, 0), consent: { marketing: true }, ...set });
    if (!id.startsWith('import:'))
      await opened.store
        .collection(conversations)
        .insert({ _id: id, contact: id, reachable: true, lastInAt, sentSince: 0 } as Partial<ConversationRow> as ConversationRow);
  };
  await add('telegram:main:1', { name: 'Ann' });
  await add('telegram:main:2', { promos: [now - 3_600_000] });
  await add('telegram:main:3', { zone: 'America/New_York' });
  await add('whatsapp-cloud:main:5511987654321');
  await add('whatsapp-cloud:main:5511987654322', {}, now - 3 * 86_400_000);
  await add('whatsapp-cloud:main:14155552671');
  await add('import:a', { addresses: [], phone: '+5511987654333' });
  await add('import:b', { addresses: [], phone: '+447911123456' });
});
afterAll(() => opened.close());

const noTier =
  'Meta has not told yet to how many people this number may write first in 24 hours: 250 are assumed, 250 of them left. Those who wrote within 24 hours do not count.';

async function previewOf(written: object) {
  const compiled = await compileDraft({ name: 'n', where: 'everyone', ...written }, shop);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return { compiled, found: await preview(compiled, { shop, channels, policy, id: 'x', now, examples: 1 }) };
}

test('decides as the release will, and counts each exclusion by its reason', async () => {
  const { found } = await previewOf({ content: { text: 'Sale https://shop.example/a' } });
  expect(found).toEqual({
    count: 8,
    reachable: 3,
    later: 1,
    forms: { 'whatsapp-cloud': ['Sale https://shop.example/a'], telegram: ['Sale https://shop.example/a'] },
    byChannel: { telegram: 2, 'whatsapp-cloud': 1 },
    excluded: { frequency_cap: 1, window_closed: 1, not_allowed_there: 1, no_address: 2 },
    cost: { sums: expect.arrayContaining([{ amount: 7, currency: 'USD' }]), unknown: {} },
    warnings: [
      { en: 'Clicks are not counted: set PUBLIC_URL in .env.', zh: '不会统计点击：请在 .env 里设置 PUBLIC_URL。' },
      { account: 'whatsapp-cloud:main', en: noTier, zh: expect.stringContaining('250') },
    ],
    examples: [{ contact: 'telegram:main:1', name: 'Ann', channel: 'telegram', lang: 'en', shown: ['Sale https://shop.example/a'] }],
  });
});

test('with a template also those whose window is closed, and those who never wrote; a price that is not known is said', async () => {
  const { found, compiled } = await previewOf({ content: { text: 'Sale', template: { name: 'sale' } }, budget: 1_000 });
  expect(found).toMatchObject({
    reachable: 6,
    byChannel: { telegram: 2, 'whatsapp-cloud': 4 },
    excluded: { frequency_cap: 1, not_allowed_there: 1 },
    cost: { sums: [{ amount: 19, currency: 'USD' }], unknown: { 'whatsapp-cloud GB': 1 } },
  });
  expect(found.warnings.map(({ en }) => en)).toEqual([
    'The template sale could not be checked: no account that is on knows its templates now.',
    'The price of 1 messages is not known (whatsapp-cloud GB): look it up at the provider.',
    noTier,
  ]);
  expect(budgetProblem(compiled, shop, found.cost)?.en).toBe('the provider charges in USD: write the budget in it; all of them would cost about 0.19 USD');
});

test('says when the budget is too small', async () => {
  const { found, compiled } = await previewOf({ content: { text: 'Sale', template: { name: 'sale' } }, budget: '0.10 USD' });
  expect(found.warnings.at(-2)).toEqual({
    en: 'All of them would cost $0.19, the budget is $0.10: it will pause before the end.',
    zh: '全部发完需要 $0.19，预算是 $0.10：会在发完之前暂停。',
  });
  expect(budgetProblem(compiled, shop, found.cost)).toBeNull();
});

test.each<[written: number | string, money: object | null]>([
  [500, { amount: 500, currency: 'CNY' }],
  ['20 USD', { amount: 2_000, currency: 'USD' }],
  ['99.5 CNY', { amount: 9_950, currency: 'CNY' }],
  ['1000 JPY', { amount: 1_000, currency: 'JPY' }],
  ['10.5 JPY', null],
  ['0 USD', null],
  ['20 usd', null],
  ['20 ABC', null],
  ['$20', null],
  ['-5 USD', null],
  ['1e3 USD', null],
  ['', null],
])('budget %j', (written, money) => {
  expect(budgetMoney(written, 'CNY')).toEqual(money);
});
