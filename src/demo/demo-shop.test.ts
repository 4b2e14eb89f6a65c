import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { createChatSigner } from '../server/chat/chat-token.ts';
import type { EventOutcome } from '../server/hooks/shop-event-hook.ts';
import { numbered } from '../shop/orders/numbered.ts';
import { acceptEvent, applyEvent } from '../shop/orders/shop-events.ts';
import { orders, products } from '../shop/shop.ts';
import { demoShopRouter } from './demo-shop.ts';
import { seed } from './seed/seed.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

it('changes no order that is there already, whatever cart was made up to come out at its number', async () => {
  const { store, close } = await openTestStore();
  await seed(store, 0);
  const signer = createChatSigner({ secret: Buffer.alloc(32, 7), now: () => 0 });
  const intake = async (name: string, _id: string, body: unknown): Promise<EventOutcome> => {
    const accepted = acceptEvent(name, body);
    if (!accepted.ok) return { status: 422, ...accepted.error };
    await applyEvent(store, accepted.event, { contact: 'webchat:main:v-thief', lang: 'en' }, 0);
    return { status: 202 };
  };
  const app = express().use(demoShopRouter({ store, signer, intake, langs: ['en'], name: { en: 'Yun' }, look: {}, demo: 'clothes', now: () => 0, log }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sku = (await store.collection(products).find({ limit: 1 }))[0]?.variants.find(({ stock }) => stock > 0)?.sku;
  const checkout = async (cart: string) => {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/checkout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${signer.sign('v-thief')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cart, change: 'change01', items: [{ sku, quantity: 1 }] }),
    });
    return (await response.json()) as { order: string };
  };
  const number = `SO-${10_000_000 + (createHash('sha256').update('v-thief.cart-of-a-thief').digest().readUIntBE(0, 6) % 89_999_999)}`;
  const [one] = await store.collection(orders).find({ limit: 1 });
  const { contact: _, v: __, ...imported } = one!;
  await store.collection(orders).insert({ ...imported, ...numbered(number) });
  expect((await checkout('cart-of-a-thief')).order).toBe(number);
  const after = await store.collection(orders).get(number);
  expect(after?.contact).toBeUndefined();
  expect(after).toEqual({ ...imported, ...numbered(number), v: 1 });

  const own = await checkout('cart-of-their-own');
  expect(await store.collection(orders).get(own.order)).toMatchObject({ contact: 'webchat:main:v-thief' });
  expect((await checkout('cart-of-their-own')).order).toBe(own.order);
  server.close();
  await close();
});

it('tells a visitor who changes too much when the next change may come', async () => {
  const { store, close } = await openTestStore();
  const signer = createChatSigner({ secret: Buffer.alloc(32, 7), now: () => 0 });
  const intake = async (): Promise<EventOutcome> => ({ status: 202 });
  const server = createServer(
    express().use(demoShopRouter({ store, signer, intake, langs: ['en'], name: { en: 'Yun' }, look: {}, demo: 'clothes', now: () => 0, log })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const change = () =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/cart`, {
      method: 'POST',
      headers: { authorization: `Bearer ${signer.sign('v-quick')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cart: 'cart-of-somebody', change: 'change01', items: [] }),
    });
  for (let n = 0; n < 30; n += 1) expect((await change()).status).toBe(202);
  const refused = await change();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  server.close();
  await close();
});
