import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { newContact } from '../../runtime/rows/contact-change.ts';
import { coupons } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import type { Caller } from './route.ts';
import { shopRoutes } from './shop.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  await store.collection(contacts).insert({ ...newContact('webchat:main:ann', 1), name: 'Ann' });
  for (const [code, contact] of [
    ['A', 'webchat:main:ann'],
    ['B', '*'],
    ['C', 'webchat:main:gone'],
  ] as const)
    await store
      .collection(coupons)
      .insert({ ...{ _id: code, code, campaign: 'tea', contact, claim: code, kind: 'percent', percent: 10 }, ...{ until: 9, issuedAt: 5 } });
});
afterEach(() => close());

const listed = z.object({ items: z.array(z.object({ facts: z.object({ contact: z.string(), customer: z.string(), issued: z.number() }).partial() })) });
const staff = (role: string) => ({ kind: 'staff', person: { role }, ip: '', agent: '' }) as unknown as Caller;
const key = (...scopes: string[]) => ({ kind: 'key', key: { scopes }, ip: '', agent: '' }) as unknown as Caller;
const known = [{ contact: 'webchat:main:ann', customer: 'Ann' }, {}, { contact: 'webchat:main:gone' }];
const unknown = [{}, {}, {}];
it.each([
  ['the owner', staff('owner'), known],
  ['an editor, who may not know customers', staff('editor'), unknown],
  ['a key for coupons alone', key('coupons:read'), unknown],
  ['a key for customers too', key('coupons:read', 'customers:read'), known],
])('tells who holds a coupon to %s', async (_name, by, expected) => {
  const list = shopRoutes(store, () => 9).find(({ path, method }) => path === '/coupons' && method === 'get');
  const answer = await list?.handle({ params: {}, query: list.query.parse({}), body: undefined, by });
  const { items } = listed.parse(answer?.ok ? answer.body : undefined);
  const holders = items.map(({ facts: { contact, customer } }) => ({ ...(contact && { contact }), ...(customer && { customer }) }));
  expect(holders).toEqual(expected);
  expect(items[0]?.facts.issued).toBe(5);
});

it.each([
  ['the owner', staff('owner'), true],
  ['an editor', staff('editor'), false],
  ['a key for coupons alone', key('coupons:read'), false],
])('tells the holder of one coupon, and finds coupons by them, for %s: %s', async (_name, by, knows) => {
  const [one, list] = ['/coupons/:id', '/coupons'].map((wanted) => shopRoutes(store, () => 9).find(({ path, method }) => path === wanted && method === 'get'));
  const whole = await one?.handle({ params: { id: 'A' }, query: {}, body: undefined, by });
  expect(JSON.stringify(whole).includes('webchat:main:ann')).toBe(knows);
  const found = await list?.handle({ params: {}, query: list.query.parse({ q: 'main:ann' }), body: undefined, by });
  expect(listed.parse(found?.ok ? found.body : undefined).items).toHaveLength(knows ? 1 : 0);
});
