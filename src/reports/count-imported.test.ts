import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import { broadcastMarks, broadcasts, recipientId, recipients } from '../marketing/broadcast/rows.ts';
import { newContact } from '../runtime/rows/contact-change.ts';
import { importFile } from '../shop/importing/import.ts';
import { contacts } from '../store/collections.ts';
import { countImported } from './count-imported.ts';

let opened: Awaited<ReturnType<typeof openTestStore>>;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

const now = Date.UTC(2026, 10, 30, 12);
const people: [id: string, set: object][] = [
  ['telegram:main:1', { email: 'ann@example.com' }],
  ['telegram:main:2', { verifiedPhone: '+8613800138000' }],
  ['telegram:main:3', { phone: '+8613900139000', told: ['phone'] }],
  ['telegram:main:4', { email: 'dan@example.com' }],
];

test('orders of a file count for the broadcast that their customers got, once', async () => {
  const { store } = opened;
  for (const [id, set] of people) {
    await store.collection(contacts).insert({ ...newContact(id, 0), ...set });
    const sentAt = id.endsWith('4') ? now - 30 * 3_600_000 : now - 3_600_000;
    await store.collection(recipients).insert({ _id: recipientId('x', id), broadcast: 'x', contact: id, state: 'sent', at: sentAt, sentAt });
  }
  const file = [
    'number,email,phone,status,price,currency,date,item,quantity',
    'A-1,ann@example.com,,paid,10.00,CNY,2026-11-30 19:30,tea,1',
    'A-2,,13800138000,paid,20.00,CNY,2026-11-30 19:30,tea,1',
    'A-3,,13900139000,paid,40.00,CNY,2026-11-30 19:30,tea,1',
    'A-4,dan@example.com,,paid,80.00,CNY,2026-11-30 19:30,tea,1',
    'A-5,ann@example.com,,paid,160.00,CNY,2026-10-01 10:00,tea,1',
  ].join('\n');
  const result = await importFile(store, { file: 'orders.csv', bytes: Buffer.from(file), now, currency: 'CNY', zone: 'Asia/Shanghai', country: 'CN' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(await countImported(store, result.ids, now, 'Asia/Shanghai', 'CN')).toBe(0);
  await store.collection(broadcasts).insert({ _id: 'x', name: 'x', state: 'completed', draft: {}, createdAt: now - 2 * 86_400_000, updatedAt: now });
  for (let times = 0; times < 2; times++) expect(await countImported(store, result.ids, now, 'Asia/Shanghai', 'CN')).toBe(4);
  const marks = await store.collection(broadcastMarks).find({ where: { broadcast: 'x', mark: 'ordered' }, limit: 100 });
  expect(marks.map(({ order, contact, by }) => [order, contact, by]).sort()).toEqual([
    ['A-1', 'telegram:main:1', 'delivery'],
    ['A-2', 'telegram:main:2', 'delivery'],
  ]);
});
