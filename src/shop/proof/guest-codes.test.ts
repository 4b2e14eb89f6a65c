import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import type { Store } from '../../store/store.ts';
import { guestCodes } from '../shop.ts';
import { checkGuestCode, guestCodeIn, makeGuestCode, toMail } from './guest-codes.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const now = Date.UTC(2026, 10, 23, 4);
const minute = 60_000;
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const make = async (contact = 'g1', phone = '8613800138000', at = now): Promise<string> => {
  const made = await makeGuestCode(store, { contact }, phone, at, random);
  if (!made.ok) throw new Error(`wait ${made.wait}`);
  return made.code;
};
const other = (code: string): string => (code === '000000' ? '000001' : '000000');

test.each<[string, string | null]>([
  ['123456', '123456'],
  ['123 456', '123456'],
  ['123-456', '123456'],
  ['验证码是 123456。', '123456'],
  ['１２３４５６', '123456'],
  ['it is 123456, thanks', '123456'],
  ['1234567', null],
  ['12345', null],
  ['', null],
  ['no idea', null],
])('%j is read as %s', (text, code) => expect(guestCodeIn(text)).toBe(code));

test('the right code is taken once, and again by the same call', async () => {
  const code = await make();
  expect(await checkGuestCode(store, 'g1', code, 'k1', now)).toEqual({ ok: true, to: '8613800138000' });
  expect(await checkGuestCode(store, 'g1', code, 'k1', now)).toEqual({ ok: true, to: '8613800138000' });
  expect(await checkGuestCode(store, 'g1', code, 'k2', now)).toEqual({ ok: false, code: 'none' });
});

test('five tries, also all at once; then not even the right one', async () => {
  const code = await make();
  const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => checkGuestCode(store, 'g1', other(code), `k${n}`, now)));
  expect(tries.every((one) => !one.ok)).toBe(true);
  expect((await store.collection(guestCodes).get('g1'))?.tries).toBe(5);
  expect(await checkGuestCode(store, 'g1', code, 'k', now)).toEqual({ ok: false, code: 'too_many' });
});

test('ten minutes, and a new code takes the place of the old one', async () => {
  const first = await make();
  expect(await checkGuestCode(store, 'g1', first, 'k', now + 10 * minute)).toEqual({ ok: false, code: 'expired' });
  const second = await make('g1', '8613800138000', now + 11 * minute);
  if (first !== second) expect(await checkGuestCode(store, 'g1', first, 'k', now + 11 * minute)).toEqual({ ok: false, code: 'wrong' });
  expect(await checkGuestCode(store, 'g2', second, 'k', now + 11 * minute)).toEqual({ ok: false, code: 'none' });
});

test('a number is not flooded, whoever asks; nor does a guest try many numbers', async () => {
  for (const guest of ['a', 'b', 'c']) await make(guest, '8613900139000');
  expect(await makeGuestCode(store, { contact: 'd' }, '8613900139000', now, random)).toMatchObject({ ok: false });
  for (const phone of ['1', '2', '3']) await make('e', phone);
  expect(await makeGuestCode(store, { contact: 'e' }, '4', now, random)).toMatchObject({ ok: false });
  expect(await makeGuestCode(store, { contact: 'e' }, '4', now + 31 * minute, random)).toMatchObject({ ok: true });
});

test('the code itself is kept nowhere', async () => {
  const code = await make();
  expect(JSON.stringify(await store.collection(guestCodes).get('g1'))).not.toContain(`"${code}"`);
});

test('many guests with as many numbers get no more than the shop has for an hour', async () => {
  const ask = (n: number, at: number) => makeGuestCode(store, { contact: `many-${n}` }, `86138${String(n).padStart(8, '0')}`, at, random);
  let sent = 0;
  for (let n = 0; n < 150; n++) if ((await ask(n, now)).ok) sent++;
  expect(sent).toBe(100);
  expect(await ask(200, now)).toEqual({ ok: false, wait: 60 * minute, crowded: true });
  expect(await ask(201, now + 121 * minute)).toMatchObject({ ok: true });
});

test('codes for e-mail leave those for phones as many as they were', async () => {
  for (let n = 0; n < 100; n++) await makeGuestCode(store, { contact: `mail-${n}`, purpose: 'mail' }, `mail:${n}@gmail.com`, now, random);
  const over = { ok: false, wait: 60 * minute, crowded: true };
  expect(await makeGuestCode(store, { contact: 'mail-x', purpose: 'mail' }, 'mail:x@gmail.com', now, random)).toEqual(over);
  expect(await makeGuestCode(store, { contact: 'phone-x' }, '8613800138001', now, random)).toMatchObject({ ok: true });
  // Those of carts are no conversations by e-mail.
  for (let n = 0; n < 100; n++) expect(await makeGuestCode(store, { contact: `cart-${n}` }, `mail:c${n}@gmail.com`, now, random)).toMatchObject({ ok: true });
  expect(await makeGuestCode(store, { contact: 'cart-x' }, 'mail:y@gmail.com', now, random)).toEqual(over);
});

test.each([
  ['n%d@silk.example', 10],
  ['ann@n%d.silk.example', 10],
  ['n%d@shop.co.uk', 10],
  ['n%d@gmail.com', 15],
  ['n%d@qq.com', 15],
])('of 15 mailboxes as %s get a code within an hour: %d', async (form, most) => {
  const ask = (n: number) => makeGuestCode(store, { contact: `domain-${n}` }, toMail(form.replace('%d', String(n))), now, random);
  const made = [];
  for (let n = 0; n < 15; n++) made.push(await ask(n));
  expect(made.filter(({ ok }) => ok)).toHaveLength(most);
  // It is the domain's limit, and others are not kept waiting.
  if (most < 15) expect(made.at(-1)).toEqual({ ok: false, wait: 60 * minute });
  expect(await makeGuestCode(store, { contact: 'other' }, toMail('ann@other.example'), now, random)).toMatchObject({ ok: true });
});

test('one mailbox is one address, whatever stands behind a plus', async () => {
  const ask = (n: number, to: string) => makeGuestCode(store, { contact: `plus-${n}`, purpose: 'mail' }, `mail:${to}`, now, random);
  for (const [n, to] of ['bob@example.com', 'bob+1@example.com', 'bob+2+3@example.com'].entries()) expect(await ask(n, to)).toMatchObject({ ok: true });
  expect(await ask(3, 'bob+4@example.com')).toMatchObject({ ok: false });
  expect(await ask(4, 'bobby@example.com')).toMatchObject({ ok: true });
});

test.each([
  ['b.ob+x@gmail.com', 'bob@googlemail.com', true],
  ['Bob@Example.com', 'bob@example.com', true],
  ['b.ob@example.com', 'bob@example.com', false],
  ['bob@example.com', 'bob@example.org', false],
])('%s and %s are one mailbox: %s', async (one, other, same) => {
  const ask = (n: number, to: string) => makeGuestCode(store, { contact: `box-${n}` }, toMail(to), now, random);
  for (const n of [0, 1, 2]) expect(await ask(n, one)).toMatchObject({ ok: true });
  expect(await ask(3, other)).toMatchObject({ ok: !same });
});

test('what a guest asks for by e-mail leaves their codes by phone as many as they were, and the other way', async () => {
  for (const n of [0, 1, 2]) expect(await makeGuestCode(store, { contact: 'g' }, toMail(`g${n}@example.com`), now, random)).toMatchObject({ ok: true });
  expect(await makeGuestCode(store, { contact: 'g' }, toMail('g3@example.com'), now, random)).toMatchObject({ ok: false });
  for (const phone of ['1', '2', '3']) await make('g', phone);
  expect(await makeGuestCode(store, { contact: 'g' }, '4', now, random)).toMatchObject({ ok: false });
});

test('a guest has one code: that for an address takes the place of that for a number', async () => {
  const first = await make('g');
  const made = await makeGuestCode(store, { contact: 'g' }, toMail('G@example.com'), now, random);
  const second = made.ok ? made.code : '';
  if (first !== second) expect(await checkGuestCode(store, 'g', first, 'k', now)).toMatchObject({ ok: false });
  expect(await checkGuestCode(store, 'g', second, 'k', now)).toEqual({ ok: true, to: 'mail:g@example.com' });
});
