import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { orderKey } from '../numbers/order-number.ts';
import { orderProofs, orders } from '../shop/shop.ts';
import { contacts } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { isInQueue, namedBy, queues } from './queues.ts';

it.each([
  ['the bot has it', { state: 'open', owner: 'bot' }, 'bot all'],
  ['waits for anybody', { state: 'handoff', owner: 'bot', waits: 5 }, 'needs_reply unassigned all'],
  ['I have it, answered', { state: 'handoff', owner: 'Mei' }, 'mine all'],
  ['I have it, it waits', { state: 'handoff', owner: 'Mei', waits: 5 }, 'needs_reply mine all'],
  ['another has it', { state: 'handoff', owner: 'Wei' }, 'all'],
  ['closed', { state: 'closed', owner: 'bot' }, 'all'],
] as const)('%s: %o stands in %s', (_name, row, expected) => {
  expect(queues.filter((queue) => isInQueue(row, queue, 'Mei')).join(' ')).toBe(expected);
});

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  const bare = { tags: [], vars: {}, consent: {}, promos: [], createdAt: 1, seenAt: 1 };
  await store.collection(contacts).insert({ ...bare, _id: 'a', phone: '+8613800138000', addresses: ['telegram:main:1', 'webchat:main:a'] });
  await store.collection(contacts).insert({ ...bare, _id: 'b', verifiedPhone: '+447700900123', addresses: ['whatsapp-cloud:main:447700900123'] });
  const order = { _id: 'SO-77', number: 'SO-77', key: orderKey('SO-77'), digits: '77', history: [], parcels: [], items: [], placedAt: 1 };
  await store.write([{ op: 'put', in: orders.name, row: { v: 1, ...order } }]);
  await store.collection(orderProofs).insert({ _id: 'SO-77 a', contact: 'a', order: 'SO-77', at: 1 });
  await store.collection(contacts).insert({ ...bare, _id: 'c', email: 'ella@example.com', addresses: ['webchat:main:c'] });
});
afterAll(() => close());

it.each([
  ['+86 138 0013 8000', ['telegram:main:1', 'webchat:main:a']],
  ['13800138000', ['telegram:main:1', 'webchat:main:a']],
  ['+44 7700 900123', ['whatsapp-cloud:main:447700900123']],
  ['Ella@Example.com', ['webchat:main:c']],
  ['ella', []],
  ['+86 139 0013 9000', []],
  ['so 77', ['telegram:main:1', 'webchat:main:a']],
  ['NO-SUCH-ORDER-1', []],
])('%s names %s', async (q, expected) => expect(await namedBy(store, q, 'CN')).toEqual(expected));
