/** A visitor of the site confirms their WhatsApp number, and their cart is followed up there; or their e-mail, and the cart goes there. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mail } from '../../src/mail/mailer.ts';
import { cartLadders } from '../../src/marketing/carts/ladder-rows.ts';
import { guestCodes } from '../../src/shop/shop.ts';
import { consents, contacts, messages as messageRows } from '../../src/store/collections.ts';
import { openStage, type Stage, textOf } from './stage.ts';

const minute = 60_000;
/** 10:00 in Shanghai. */
const morning = Date.UTC(2026, 10, 23, 2);
let now = morning;
let stage: Stage;
let said = 0;
const visitor = 'v-aaaaaaaaaaaaaaaaaaaaaa';
const writes = async (text: string): Promise<string> => {
  said += 1;
  const from = { channel: 'webchat', account: 'main', user: visitor };
  const sent = await stage.take([{ type: 'message', id: `m${said}`, from, at: now, parts: [{ type: 'text', text }] }]);
  return sent.map(textOf).join('\n');
};

beforeEach(async () => {
  now = morning;
  stage = await openStage(['webchat', 'whatsapp-cloud'], () => now, 'shop: { demo: false, langs: [en] }\ncarts: { on: true }\n');
});
afterEach(() => stage.close());

it('sends the code there, takes the right one, and brings the cart back there', async () => {
  expect(await writes('save my cart')).toContain('May we send you your cart');
  expect(await writes('yes')).toContain('Which number is your WhatsApp?');
  // The code goes out by WhatsApp, where it is the first message: without a template it is refused, and here it is read from the conversation.
  await writes('+86 138 0013 8000');
  const code = (await stage.core.store.collection(guestCodes).get(`webchat:main:${visitor}`)) ?? undefined;
  expect(code).toMatchObject({ phone: '8613800138000', tries: 0 });
  const told = await stage.core.runtime.contacts.find({ address: 'whatsapp-cloud:main:8613800138000' });
  expect(told).not.toBeNull();
  const messages = JSON.stringify(
    await stage.core.store.collection(messageRows).find({ where: { conversation: 'whatsapp-cloud:main:8613800138000' }, limit: 5 }),
  );
  const digits = /Your code is (\d{6})/.exec(messages)?.[1] ?? '';
  expect(await writes(digits === '000000' ? '000001' : '000000')).toContain('This is not the code');
  expect(await writes(digits)).toContain('Done.');
  const person = await stage.core.runtime.contacts.find({ address: `webchat:main:${visitor}` });
  expect(person).toMatchObject({ verifiedPhone: '+8613800138000', consent: { marketing: true } });
  expect(person?.addresses).toContain('whatsapp-cloud:main:8613800138000');
  const ledger = await stage.core.store.collection(consents).find({ where: { contact: `webchat:main:${visitor}` }, limit: 10 });
  expect(ledger.some(({ purpose, granted, words }) => purpose === 'marketing' && granted && words.includes('WhatsApp'))).toBe(true);

  now += minute;
  const cart = { id: 'c1', url: 'https://shop.example.com/cart', currency: 'USD', items: [{ sku: 'W', title: 'Wool beanie', quantity: 1, price: 1900 }] };
  await stage.core.intake('cart.updated', 'e1', { contact: { address: `webchat:main:${visitor}` }, data: { cart } });
  now += 45 * minute;
  await stage.core.ladders?.look();
  await stage.rest();
  const [ladder] = await stage.core.store.collection(cartLadders).find({ where: { cart: 'c1' }, limit: 1 });
  expect(ladder).toMatchObject({ conversation: 'whatsapp-cloud:main:8613800138000', sent: [{ do: 'help' }] });
});

it('says so where there is no way to a number', async () => {
  await stage.close();
  stage = await openStage(['webchat'], () => now, 'shop: { demo: false, langs: [en] }\n');
  expect(await writes('save my cart')).toContain('Codes cannot be sent here yet. Your cart stays on the site for you.');
  expect(await stage.core.store.collection(guestCodes).count({ at: { gt: 0 } })).toBe(0);
  expect(await stage.core.store.collection(contacts).count({ seenAt: { gt: 0 } })).toBe(1);
});

const cart = { id: 'c1', url: 'https://shop.example.com/cart', currency: 'USD', items: [{ sku: 'W', title: 'Wool <b> beanie', quantity: 2, price: 1900 }] };

it('mails the code and, once it is right, the cart; from then on the mailbox is theirs', async () => {
  await stage.close();
  const mails: Mail[] = [];
  let works = true;
  const mailer = {
    async send(mail: Mail) {
      if (works) mails.push(mail);
      return works ? ({ ok: true } as const) : ({ ok: false, detail: '550' } as const);
    },
  };
  stage = await openStage(['webchat', 'whatsapp-cloud'], () => now, 'shop: { demo: false, langs: [en] }\n', undefined, mailer);
  // Whom the shop knows by that address, from its own list.
  await stage.import('customers.csv', 'email,name\nmei@example.com,Mei\n');
  await writes('email me my cart');
  await stage.core.intake('cart.updated', 'e1', { contact: { address: `webchat:main:${visitor}` }, data: { cart } });
  expect(await writes('yes')).toContain('or your e-mail address');
  expect(await writes('mei@example.com, bob@example.com')).toContain('does not look right');
  expect(await writes('it is Mei@Example.com')).toContain('I have sent a code to m…@example.com');
  expect(mails).toMatchObject([{ to: 'mei@example.com', subject: expect.stringMatching(/^\d{6} is your code for /) }]);
  const digits = mails[0]?.subject.slice(0, 6) ?? '';
  expect(await writes(digits)).toContain('Your cart is in your mailbox');
  expect(mails[1]).toMatchObject({ to: 'mei@example.com', text: expect.stringContaining('Wool <b> beanie × 2  $19.00\nTotal  $38.00') });
  expect(mails[1]?.html).toContain('Wool &#60;b&#62; beanie');
  expect(mails).toHaveLength(2);
  const person = await stage.core.runtime.contacts.find({ email: 'mei@example.com' });
  expect(person).toMatchObject({ name: 'Mei', consent: { marketing: true } });
  expect(person?.addresses).toContain(`webchat:main:${visitor}`);

  works = false;
  await writes('email me my cart');
  expect(await writes('mei@example.com')).toContain('The code could not be sent');
});
