import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon, openTestShop, type TestShop } from '../../../tests/shop/test-shop.ts';
import { ownShop } from '../../shop/calls/own-shop.ts';
import { reckonHere } from '../../shop/recommending/model-apart.ts';
import { rebuild } from '../../shop/recommending/rebuild.ts';
import { recommendFor } from '../../shop/recommending/recommend-for.ts';
import { orders, products } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import { recommendationRoutes } from './recommendations.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
  const { store } = shop;
  await rebuild({ store, products: await store.collection(products).find({ limit: 100 }), reckon: reckonHere, now: () => noon });
  await store
    .collection(contacts)
    .insert({ _id: 'c1', tags: [], vars: {}, consent: {}, addresses: ['telegram:main:1'], promos: [], createdAt: noon, seenAt: noon });
  const row = (await store.collection(orders).get('SO-10001'))!;
  await store.collection(orders).replace({ ...row, contact: 'c1' });
});
afterEach(() => shop.close());

async function ask(query: Record<string, string>) {
  const { store } = shop;
  const [route] = recommendationRoutes(
    store,
    (request) => recommendFor({ store, shop: ownShop(store) }, request),
    () => noon,
  );
  if (!route) throw new Error('there is no route');
  const answer = await route.handle({ query: route.query.parse(query), params: {}, body: undefined });
  return answer.ok ? route.response.parse(answer.body) : answer;
}

test.each([
  [{ contact: 'c1', limit: '3' }, { personal: true, asOf: noon }, /^(together|also|alike)$/],
  [{ product: 'red-midi-dress' }, { personal: false, asOf: noon }, /^(together|also|alike)$/],
  [{}, { personal: false, asOf: noon }, /^popular$/],
])('%o', async (query: Record<string, string>, expected, why) => {
  expect(await ask(query)).toMatchObject(expected);
  expect(await ask(query)).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ why: expect.stringMatching(why) })]) });
});

test('is nothing personal for one who refused, and unknown for nobody', async () => {
  await shop.store.write([{ op: 'patch', in: contacts.name, id: 'c1', set: { consent: { personal: false } } }]);
  expect(await ask({ contact: 'c1' })).toMatchObject({ personal: false });
  expect(await ask({ contact: 'nobody' })).toMatchObject({ refusal: { status: 404, field: 'contact' } });
  expect(await ask({ product: 'nothing' })).toMatchObject({ refusal: { status: 404, field: 'product' } });
});
