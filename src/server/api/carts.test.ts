import { expect, it } from 'vitest';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { cartLadders } from '../../marketing/carts/ladder-rows.ts';
import { cartRoutes } from './carts.ts';

it.each([
  [{ kind: 'script' }, 'TEA-7K2M-9QXD'],
  [{ kind: 'staff', person: { role: 'owner' } }, 'TEA-7K2M-9QXD'],
  [{ kind: 'staff', person: { role: 'agent' } }, '…9QXD'],
  [{ kind: 'key', key: { scopes: ['customers:read'] } }, '…9QXD'],
])('shows %j the coupon of a cart as %s', async (by, coupon) => {
  const { store, close } = await openTestStore();
  const sent = [{ do: 'offer', at: 5, coupon: 'TEA-7K2M-9QXD' }];
  await store.collection(cartLadders).insert({ _id: 'ladder:c:v1', cart: 'c', version: 'v1', startedAt: 1, step: 0, sent } as never);
  const [list] = cartRoutes(store);
  const answer = await list?.handle({ params: {}, query: { limit: 10 }, body: undefined, by: by as never });
  expect(answer).toMatchObject({ ok: true, body: { items: [{ sent: [{ do: 'offer', coupon }] }] } });
  await close();
});
