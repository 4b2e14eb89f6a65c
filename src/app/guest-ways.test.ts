import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import type { Channel } from '../channel.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { Contacts } from '../runtime/rows/contacts.ts';
import { toMail } from '../shop/proof/guest-codes.ts';
import type { ContactRow } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { guestWays } from './guest-ways.ts';

const now = Date.UTC(2026, 10, 23, 4);
const guest = 'webchat:main:guest';
const number = '8613800138000';
const phoneChat = `whatsapp:main:${number}`;
const elsewhere = 'telegram:main:77';

let store: Store;
let contacts: Contacts;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  contacts = new Contacts(
    store,
    async () => {},
    () => now,
  );
});
afterEach(() => close());

const add = (id: string, more: Partial<ContactRow> = {}) => contacts.add({ ...newContact(id, now), ...more });
const sent: Mail[] = [];
const ways = (send: Mailer['send'] = async (mail) => ({ ok: sent.push(mail) > 0 }) as { ok: true }) =>
  guestWays({
    channels: new Map([['whatsapp:main', { capabilities: { byNumber: true } } as unknown as Channel]]),
    mailer: { send },
    patience: 20,
    shop: { en: 'Silk' },
    log: { info() {}, warn() {}, error() {}, debug() {} } as never,
    crowded: async () => {},
    runtime: () => ({ contacts, enter: async () => undefined }) as never,
  });

const somebody: [what: string, row: Partial<ContactRow>][] = [
  ['a phone number of their own', { verifiedPhone: '+8613900139000' }],
  ['a name in the shop', { externalId: 'customer-7' }],
  ['an e-mail address that they told', { email: 'else@example.com', told: ['email'] }],
  ['an e-mail address that the shop knows', { email: 'else@example.com' }],
  ['another way to write', { addresses: [guest, elsewhere] }],
];

test.each(somebody)('a guest with %s stays apart from whoever has the confirmed e-mail address', async (_what, row) => {
  await add(guest, row);
  await add(elsewhere.replace('77', '78'), { email: 'ann@example.com', verifiedPhone: '+8613700137000' });
  const before = await contacts.get(guest);
  await ways().known(guest, toMail('Ann@example.com'));
  expect(await contacts.get(guest)).toEqual(before);
});

test.each(somebody)('a guest with %s stays apart from whoever writes from the confirmed number', async (_what, row) => {
  await add(guest, row);
  await add(phoneChat, { name: 'Ann' });
  const before = await contacts.get(guest);
  await ways().known(guest, number);
  expect(await contacts.get(guest)).toEqual(before);
  expect((await contacts.get(phoneChat))?.addresses).toEqual([phoneChat]);
});

test.each([
  ['an e-mail address', toMail('ann@example.com'), { email: 'ann@example.com' } as Partial<ContactRow>],
  ['a number', number, { verifiedPhone: `+${number}` }],
])('a guest who confirmed %s becomes part of whoever is known there, also when asked again', async (_what, to, known) => {
  await add(guest, known.email === undefined ? {} : { email: known.email, told: ['email'] });
  await add(phoneChat, { name: 'Ann', email: 'ann@example.com', seenAt: now - 1 });
  for (let n = 0; n < 2; n++) await ways().known(guest, to);
  expect(await contacts.get(guest)).toMatchObject({ _id: phoneChat, name: 'Ann', ...known });
  expect((await contacts.get(guest))?.addresses.sort()).toEqual([guest, phoneChat]);
});

test('two whom the shop has taken apart stay apart', async () => {
  await add(guest);
  await add(phoneChat, { email: 'ann@example.com', apart: [guest] });
  for (const to of [toMail('ann@example.com'), number]) await ways().known(guest, to);
  expect(await contacts.get(guest)).toMatchObject({ _id: guest, addresses: [guest] });
});

test('what nobody else has is noted of them, whoever they are', async () => {
  await add(guest, { externalId: 'customer-7', email: 'else@example.com', told: ['email'] });
  await ways().known(guest, number);
  await ways().known(guest, toMail('ann@example.com'));
  expect(await contacts.get(guest)).toMatchObject({ verifiedPhone: `+${number}`, email: 'ann@example.com', told: [] });
});

const servers: [string, Mailer['send'], boolean][] = [
  ['takes', async () => ({ ok: true }), true],
  ['refuses', async () => ({ ok: false, detail: '550' }), false],
  ['keeps waiting', () => new Promise(() => {}), false],
];

test.each(servers)('a cart that the mail server %s: %s', async (_what, send, went) => {
  const cart = { items: [{ title: 'Tea', quantity: 1, price: '$5.00' }], total: '$5.00', url: '' };
  expect(await ways(send).mailCart(toMail('ann@example.com'), cart, 'en')).toBe(went);
});

test.each(servers)('a code that the mail server %s: %s', async (_what, send, went) => {
  expect(await ways(send).tell(toMail('ann@example.com'), '012345', 'en', 'k1')).toBe(went);
});
