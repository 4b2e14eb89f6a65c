import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { orderDigits, orderKey } from '../../numbers/order-number.ts';
import { candidatesIn, lookalike } from '../../pictures/candidates.ts';
import { endReading, readPicture } from '../../pictures/read-picture.ts';
import type { Store } from '../../store/store.ts';
import { coupons, orders, products } from '../shop.ts';
import { knownInPicture } from './known-in-picture.ts';

const fixtures = new URL('../../pictures/fixtures/', import.meta.url);
const shots = JSON.parse(readFileSync(new URL('numbers.json', fixtures), 'utf8')) as { file: string; numbers: [string, string?] }[];

let store: Store;
let close: () => Promise<void>;
const numbers = new Set<string>();

async function order(number: string, more: { contact?: string; parcel?: string } = {}): Promise<void> {
  if (numbers.has(number)) return;
  numbers.add(number);
  const parcels = more.parcel ? [{ carrier: 'sf', number: more.parcel, url: '', skus: [], steps: [] }] : [];
  await store.collection(orders).insert({
    _id: number,
    number,
    key: orderKey(number),
    digits: orderDigits(number),
    status: 'shipped',
    customer: { name: 'Grace' },
    currency: 'CNY',
    items: [],
    total: 100,
    payment: 'card',
    address: '',
    parcels,
    placedAt: 1,
    history: [],
    ...(more.contact && { contact: more.contact }),
  });
}
/** The number one further, which the shop has as well. */
const next = (number: string): string => number.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));

beforeAll(async () => {
  ({ store, close } = await openTestStore());
  for (const {
    numbers: [number, parcel],
  } of shots) {
    await order(number.replace('#', ''), { contact: 'grace', ...(parcel && { parcel }) });
    await order(next(number.replace('#', '')), { contact: 'other' });
  }
  for (const number of ['21', '2026', '18', 'A-1', '100', '599', '1998', 'SO-1OO99', 'SO-10099', '77001', '77002']) await order(number, { contact: 'other' });
  await order('77003', { contact: 'ann' });
  await order('55-0001', { contact: 'ann', parcel: 'SF5550001112223' });
  await store.collection(coupons).insert({
    _id: 'YUN-7KQ2-MD4X',
    code: 'YUN-7KQ2-MD4X',
    campaign: 'x',
    contact: 'ann',
    claim: 'x:ann',
    kind: 'percent',
    percent: 10,
    until: 9e12,
    issuedAt: 1,
  });
  await store.collection(products).insert({
    _id: 'heavy-tee',
    title: { en: 'Heavy tee', zh: '重磅T恤' },
    text: {},
    category: 'tops',
    currency: 'CNY',
    price: 9900,
    image: '',
    url: '',
    tags: [],
    variants: [],
    sold: 0,
  });
});
afterAll(async () => {
  await endReading();
  await close();
});

const know = (lines: string[], { contact = 'stranger', codes = [] as string[], lang = 'en' } = {}) => knownInPicture(store, { lines, codes }, contact, lang);

describe('screenshots, beside orders whose numbers are one further', () => {
  it.each(shots)('$file', async ({ file, numbers: all }) => {
    const read = await readPicture(readFileSync(new URL(file, fixtures)));
    if (!read.ok) throw new Error(read.why);
    const looks = candidatesIn(read.writing).map(({ text }) => lookalike(text));
    expect(all.filter((number) => !looks.includes(lookalike(number ?? '')))).toEqual([]);
    expect(await knownInPicture(store, read.writing, 'grace', 'en')).toEqual({ ok: true, known: { text: all[0].replace('#', ''), of: 'order' } });
  });
});

describe('orders', () => {
  it.each([
    ['as it is written', ['Order 112-7493820-5561034'], '112-7493820-5561034'],
    ['with signs that look alike', ['订单 S0-1OO23 复制'], 'SO-10023'],
    ['the one that was read as it is written, of two that look alike', ['SO-10099'], 'SO-10099'],
    ['behind a word that says so', ['Order #21 was placed'], '21'],
    ['over two lines', ['Order # 112-', '7493820-5561034'], '112-7493820-5561034'],
  ])('%s', async (_name, lines, text) => expect(await know(lines)).toEqual({ ok: true, known: { text, of: 'order' } }));

  it.each([
    ['a price, a date and a time', ['¥599.00 x1', 'Nov 21, 2026', '18:21', 'Qty 100']],
    ['a number that the shop does not have', ['Order SO-99999']],
    ['a part of a number', ['7493820-5561034']],
    ['nothing', []],
  ])('%s is none', async (_name, lines) => expect(await know(lines)).toEqual({ ok: false, why: 'nothing' }));

  it('several are none, unless one of them is the customer’s', async () => {
    const lines = ['#77001 shipped', '#77002', 'Order 77003'];
    expect(await know(lines)).toEqual({ ok: false, why: 'several' });
    expect(await know(lines, { contact: 'ann' })).toEqual({ ok: true, known: { text: '77003', of: 'order' } });
  });

  it('a list of guesses tells a stranger nothing, and its owner what is theirs', async () => {
    const lines = ['SO-10021', 'SO-10022', 'SO-10023', 'SO-10024', 'SO-10025'].map((number) => `Order ${number}`).filter((line) => !line.endsWith('24'));
    expect(await know(lines)).toEqual({ ok: false, why: 'several' });
    expect(await know(lines, { contact: 'grace' })).toEqual({ ok: true, known: { text: 'SO-10023', of: 'order' } });
  });

  it('a parcel is known to the one whose it is', async () => {
    const lines = ['顺丰 SF5550001112223 运输中'];
    expect(await know(lines, { contact: 'ann' })).toEqual({ ok: true, known: { text: '55-0001', of: 'order' } });
    expect(await know(lines)).toEqual({ ok: false, why: 'nothing' });
  });
});

describe('codes', () => {
  it.each([
    ['YUN-7KQ2-MD4X', 'coupon', 'YUN-7KQ2-MD4X'],
    ['https://shop.example/p/heavy-tee?utm=1', 'product', 'Heavy tee'],
    ['heavy-tee', 'product', 'Heavy tee'],
    ['SO-10023', 'order', 'SO-10023'],
  ])('%s is a %s', async (code, of, text) => expect(await know([], { codes: [code] })).toEqual({ ok: true, known: { of, text } }));

  it('names a product in the language of the customer', async () => {
    expect(await know([], { codes: ['heavy-tee'], lang: 'zh' })).toEqual({ ok: true, known: { of: 'product', text: '重磅T恤' } });
  });

  it.each(['https://shop.example/%E0%A4%A', 'weixin://dl/business/?t=1', 'x'.repeat(4_000), 'BEGIN:VCARD', '{"$gt":""}'])('%s is none', async (code) => {
    expect(await know([], { codes: [code] })).toEqual({ ok: false, why: 'nothing' });
  });
});
