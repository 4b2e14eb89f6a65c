/** Changes as flows call them, in the demo shop. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { good, goodList, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import type { Json } from '../../json.ts';
import { orderChanges, orders, type ProductRow, products, returns } from '../shop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

async function own(number: string): Promise<void> {
  const row = await shop.store.collection(orders).get(number);
  await shop.store.collection(orders).replace({ ...row!, contact: 'c1' });
}
const states = async (): Promise<string[]> => (await shop.store.collection(orderChanges).find({ limit: 100 })).map(({ kind, state }) => `${kind} ${state}`);

/** An order that has not left, its first item, and another variant of it in stock. */
async function unsent(): Promise<{ number: string; item: string; to: string }> {
  await own('SO-10002');
  const row = (await shop.store.collection(orders).get('SO-10002'))!;
  await shop.store.collection(orders).replace({ ...row, status: 'paid' });
  const item = row.items[0]!.sku;
  const [first] = goodList(await shop.call('order.variants', { order: 'SO-10002', item }));
  return { number: 'SO-10002', item, to: String(first?.sku) };
}

async function priced(sku: string, price: number): Promise<void> {
  const all = await shop.store.collection(products).find({ limit: 100 });
  const product = all.find(({ variants }) => variants.some((one) => one.sku === sku)) as ProductRow;
  await shop.store.collection(products).replace({ ...product, variants: product.variants.map((one) => (one.sku === sku ? { ...one, price } : one)) });
  shop.now += 700_000;
}

test('another variant is shown, made once whatever happens, and taken back', async () => {
  const { number, item, to } = await unsent();
  const preview = good(await shop.call('order.preview_change', { order: number, change: 'change_items', item, to }));
  expect(preview).toMatchObject({ change: 'change_items', number, pays: null, refund: null, undo: true });
  expect(String(preview.before)).not.toBe(String(preview.after));
  expect(await states()).toEqual([]);
  const done = good(await shop.call('order.change', { preview }, { key: 'k1' }));
  expect(done).toMatchObject({ number, undo: true, in_store: false });
  expect(good(await shop.call('order.change', { preview }, { key: 'k1' }))).toMatchObject({ number });
  const row = await shop.store.collection(orders).get(number);
  expect(row?.items.map(({ sku }) => sku)).toContain(to);
  expect(row?.items.map(({ sku }) => sku)).not.toContain(item);
  expect(await states()).toEqual(['change_items confirmed']);
  expect(good(await shop.call('order.undo_change', { order: number }))).toMatchObject({ number });
  expect((await shop.store.collection(orders).get(number))?.items.map(({ sku }) => sku)).toContain(item);
  expect(await shop.call('order.undo_change', { order: number })).toMatchObject({ ok: false, code: 'nothing' });
});

test('a price that moved between the preview and the yes is shown again', async () => {
  const { number, item, to } = await unsent();
  const preview = good(await shop.call('order.preview_change', { order: number, change: 'change_items', item, to }));
  await priced(to, 1);
  expect(await shop.call('order.change', { preview }, { key: 'k1' })).toMatchObject({ ok: false, code: 'changed' });
  expect(await shop.call('order.change', { preview }, { key: 'k1' })).toMatchObject({ ok: false, code: 'changed' });
  const again = good(await shop.call('order.preview_change', { order: number, change: 'change_items', item, to }));
  expect(again.refund).toMatchObject({ currency: 'USD' });
  expect(good(await shop.call('order.change', { preview: again }, { key: 'k2' })).refund).toEqual(again.refund);
  await priced(item, 99_999);
  expect(await shop.call('order.preview_change', { order: number, change: 'change_items', item: to, to: item })).toMatchObject({ code: 'needs_person' });
});

test('a preview is old after half an hour, and one of an order that moved does not hold', async () => {
  const { number, item, to } = await unsent();
  const preview = good(await shop.call('order.preview_change', { order: number, change: 'change_items', item, to }));
  shop.now += 31 * 60_000;
  expect(await shop.call('order.change', { preview })).toMatchObject({ code: 'changed' });
  shop.now -= 31 * 60_000;
  good(await shop.call('order.change_address', { order: number, address: '12 High Street, Leeds LS1 4AB' }));
  expect(await shop.call('order.change', { preview })).toMatchObject({ code: 'changed' });
});

test.each<[string, Record<string, Json>]>([
  ['no change', {}],
  ['an unknown one', { change: 'steal' }],
  ['no address', { change: 'change_address', to: 'x' }],
  ['no variant', { change: 'change_items' }],
  ['a payment that is none', { change: 'change_payment', to: 'shells' }],
])('%s is refused and nothing is kept', async (_, args) => {
  const { number } = await unsent();
  expect(await shop.call('order.preview_change', { order: number, ...args })).toMatchObject({ ok: false, code: 'invalid_change' });
  expect(await shop.call('order.change', { preview: { ...args } })).toMatchObject({ ok: false, code: 'invalid_change' });
  expect(await states()).toEqual([]);
});

test('nobody changes an order of somebody else, not with a preview of theirs either', async () => {
  const { number, item, to } = await unsent();
  const preview = good(await shop.call('order.preview_change', { order: number, change: 'change_items', item, to }));
  const stranger = { contact: 'c2', user: '43' };
  expect(await shop.call('order.preview_change', { order: number, change: 'cancel' }, stranger)).toMatchObject({ code: 'proof_needed' });
  expect(await shop.call('order.change', { preview }, stranger)).toMatchObject({ code: 'proof_needed' });
  expect(await shop.call('order.undo_change', { order: number }, stranger)).toMatchObject({ code: 'proof_needed' });
  expect(await states()).toEqual([]);
});

test('two at once are one after the other: only one of them is made', async () => {
  const { number } = await unsent();
  const preview = good(await shop.call('order.preview_change', { order: number, change: 'cancel' }));
  const both = await Promise.all(['a', 'b'].map((key) => shop.call('order.change', { preview }, { key })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await shop.store.collection(orders).get(number))?.history.filter(({ status }) => status === 'cancelled')).toHaveLength(1);
});

test('an exchange for another variant has its number and its difference; the refund has a state', async () => {
  await own('SO-10007');
  const row = (await shop.store.collection(orders).get('SO-10007'))!;
  const item = row.items[0]!.sku;
  const [other] = goodList(await shop.call('order.variants', { order: 'SO-10007', item }));
  expect(good(await shop.call('order.refund_state', { order: 'SO-10007' }))).toMatchObject({ state: 'none' });
  const preview = good(
    await shop.call('order.preview_change', { order: 'SO-10007', change: 'exchange', items: [item], to: String(other?.sku), reason: 'size' }),
  );
  const done = good(await shop.call('order.change', { preview }, { key: 'k1' }));
  expect(String(done.case)).toMatch(/^RT-/);
  expect(good(await shop.call('order.change', { preview }, { key: 'k1' })).case).toBe(done.case);
  expect(await shop.store.collection(returns).find({ limit: 10 })).toMatchObject([{ kind: 'exchange', to: { sku: other?.sku }, difference: 0 }]);
  expect(await shop.call('return.create', { order: 'SO-10007', reason: 'size' })).toMatchObject({ code: 'already_open', text: done.case });
});

test('orders are found without a number, and a guess learns nothing', async () => {
  const row = (await shop.store.collection(orders).get('SO-10001'))!;
  const email = row.email ?? '';
  const digits = (row.customer.phone ?? '').replace(/\D/g, '').slice(-4);
  const asked = (who: string, proof?: string, as: object = {}) => shop.call('order.find_mine', { who, ...(proof === undefined ? {} : { proof }) }, as);
  expect(await asked(email)).toMatchObject({ code: 'proof_needed' });
  expect(await asked('nobody@example.com')).toMatchObject({ code: 'proof_needed' });
  expect(await asked('hello there')).toMatchObject({ code: 'not_found' });
  expect(await asked(email, email)).toMatchObject({ code: 'wrong_proof' });
  expect(await asked('nobody@example.com', digits)).toMatchObject({ code: 'wrong_proof' });
  expect(goodList(await asked(email, digits)).map(({ number }) => number)).toContain('SO-10001');
  const phone = row.customer.phone ?? '';
  expect(await asked(phone, digits, { contact: 'c3', user: '44' })).toMatchObject({ code: 'wrong_proof' });
  expect(goodList(await asked(phone, email, { contact: 'c4', user: '45' })).length).toBeGreaterThan(0);
  const wrong: string[] = [];
  for (let n = 0; n < 12; n++) wrong.push(((await asked(email, String(1_000 + n), { contact: 'c5', user: '46' })) as { code: string }).code);
  expect(wrong.at(-1)).toMatch(/too_many|stronger_proof/);
});
