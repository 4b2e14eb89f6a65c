import { afterAll, beforeAll, expect, test } from 'vitest';
import { planPage } from '../../src/marketing/broadcast/plan.ts';
import { broadcasts, type RecipientRow, recipients } from '../../src/marketing/broadcast/rows.ts';
import { compileDraft, type ShopOfContent } from '../../src/marketing/content/compile.ts';
import { plainText } from '../../src/message.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { checkCoupon } from '../../src/shop/orders/coupons.ts';
import { coupons } from '../../src/shop/shop.ts';
import { contacts } from '../../src/store/collections.ts';
import { openTestStore } from '../shop/test-shop.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
let shop: ShopOfContent;
/** Draws the same code twice, then others. */
const draws = [7, 7, 7, 8, 9, 10, 11, 12];
beforeAll(async () => {
  opened = await openTestStore();
  shop = {
    store: opened.store,
    currency: 'CNY',
    zone: 'Asia/Shanghai',
    langs: ['zh', 'en'],
    name: { zh: '云裳' },
    templates: {},
    flows: () => new Map(),
    coupons: { prefix: 'YUN', pushes: true, random: (bytes) => new Uint8Array(bytes).fill(draws.shift() ?? 13) },
  };
});
afterAll(() => opened.close());

const now = Date.UTC(2026, 10, 30, 4);

test('each person has a code of their own, also when the draw repeats itself, and is shown it', async () => {
  const { store } = opened;
  for (const n of [1, 2, 3]) await store.collection(contacts).insert({ ...newContact(`telegram:main:${n}`, 0), lang: 'zh', consent: { marketing: true } });
  await store.collection(contacts).insert({ ...newContact('telegram:main:4', 0), consent: {} });
  const draft = {
    name: 'x',
    where: 'everyone',
    content: { text: '{{ coupon.code }}，{{ coupon.zhe }} 折，{{ coupon.until | date }} 前有效', coupon: { percent: 15, valid: '3d' } },
  };
  const compiled = await compileDraft(draft, shop);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  await store.collection(broadcasts).insert({ _id: 'x', name: 'x', state: 'sending', draft, createdAt: now, updatedAt: now });
  const row = await store.collection(broadcasts).get('x');
  if (!row) throw new Error('no row');
  const settings = { id: 'x', zone: 'shop' as const, shopZone: 'Asia/Shanghai', holdOut: 0, accounts: new Set(['telegram:main']), now };
  expect((await planPage(store, row, compiled.content, settings))?.plan?.done).toBe(true);
  // The same page planned again by a process that was behind loses its guard and gives nobody a second code.
  expect(await planPage(store, row, compiled.content, settings)).toBeNull();
  const planned: RecipientRow[] = await store.collection(recipients).find({ where: { broadcast: 'x', state: 'waiting' }, limit: 10 });
  const codes = planned.map(({ coupon }) => coupon);
  expect(new Set(codes).size).toBe(3);
  expect(await store.collection(coupons).count({ _id: { gt: '' } })).toBe(3);
  for (const one of planned) {
    expect(await checkCoupon(store, one.coupon ?? '', one.contact, now)).toMatchObject({
      ok: true,
      coupon: { percent: 15, campaign: 'broadcast:x', claim: `broadcast:x:${one.contact}`, push: now, until: now + 3 * 86_400_000 },
    });
    expect(plainText(compiled.content.said(one, 'telegram').parts)).toBe(`${one.coupon}，8.5 折，2026年12月3日 12:00 前有效`);
  }
  expect(compiled.samples('telegram:main:1', now).coupon).toMatchObject({ code: 'YUN-0000-TEST', percent: 15 });
});

test.each<[content: object, field: string, en: RegExp]>([
  [{ text: 'Sale', coupon: { percent: 10 } }, 'content.coupon', /no text shows the code/],
  [{ text: '{{ coupon.code }}' }, 'content', /none is given/],
  [{ text: '{{ coupon }}', coupon: { percent: 10 } }, 'content', /shown by its code/],
  [{ text: '{{ coupon.code }}', coupon: {} }, 'content.coupon', /one of percent/],
  [{ text: '{{ coupon.code }}', coupon: { percent: 10, amount: 5 } }, 'content.coupon', /one of percent/],
  [{ text: '{{ coupon.code }}', coupon: { percent: 0 } }, 'content.coupon.percent', /./],
  [{ text: '{{ coupon.code }}', coupon: { percent: 101 } }, 'content.coupon.percent', /./],
  [{ text: '{{ coupon.code }}', coupon: { amount: -5 } }, 'content.coupon.amount', /./],
  [{ text: '{{ coupon.code }}', coupon: { percent: 10, valid: '0d' } }, 'content.coupon.valid', /a time such as/],
  [{ text: '{{ coupon.code }}', coupon: { percent: 10, valid: 'soon' } }, 'content.coupon.valid', /a time such as/],
])('%j is refused at %s', async (content, field, en) => {
  const compiled = await compileDraft({ name: 'n', where: 'everyone', content }, shop);
  if (compiled.ok) throw new Error('was taken');
  expect(compiled.problems.find((one) => one.field === field)?.en, JSON.stringify(compiled.problems)).toMatch(en);
});
