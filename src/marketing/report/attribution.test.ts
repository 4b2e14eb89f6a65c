import { beforeEach, describe, expect, it } from 'vitest';
import { coupons, type OrderRow } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type RecipientRow, recipientId, recipients } from '../broadcast/rows.ts';
import { attributed, attributeOrder, couponCampaign, ordersOf } from './attribution.ts';
import { csvField, listRecipients, notSentCsv } from './recipient-lists.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = 100 * day;
const to = (broadcast: string, contact: string, more: Partial<RecipientRow> = {}): RecipientRow => ({
  _id: recipientId(broadcast, contact),
  v: 1,
  broadcast,
  contact,
  state: 'delivered',
  at: 0,
  ...more,
});
const order = (more: Partial<OrderRow>): OrderRow => ({
  _id: '1001',
  v: 1,
  number: '1001',
  key: '1001',
  digits: '1001',
  status: 'placed',
  customer: { name: 'Li' },
  currency: 'CNY',
  items: [],
  total: 19_900,
  payment: 'card',
  address: '',
  parcels: [],
  placedAt: now,
  history: [],
  contact: 'a',
  ...more,
});

describe('what an order counts for', () => {
  const x = to('x', 'a', { sentAt: now - hour });
  const y = to('y', 'a', { sentAt: now - 2 * hour });
  it.each<[string, Parameters<typeof attributed>[1], { broadcast: string; by: string } | null]>([
    ['nothing', { clicks: [], got: [] }, null],
    ['a coupon before all', { coupon: y, clicks: [{ recipient: x, at: now - 1 }], got: [x] }, { broadcast: 'y', by: 'coupon' }],
    ['a click before a delivery', { clicks: [{ recipient: y, at: now - hour }], got: [x, y] }, { broadcast: 'y', by: 'click' }],
    [
      'the latest click',
      {
        clicks: [
          { recipient: y, at: now - hour },
          { recipient: x, at: now - 2 * hour },
        ],
        got: [],
      },
      { broadcast: 'y', by: 'click' },
    ],
    ['a click 7 days before', { clicks: [{ recipient: x, at: now - 7 * day }], got: [] }, { broadcast: 'x', by: 'click' }],
    ['a click more than 7 days before', { clicks: [{ recipient: x, at: now - 7 * day - 1 }], got: [] }, null],
    ['a click after the order', { clicks: [{ recipient: x, at: now + 1 }], got: [] }, null],
    ['the latest delivery', { clicks: [], got: [y, x] }, { broadcast: 'x', by: 'delivery' }],
    ['a delivery a day before', { clicks: [], got: [to('x', 'a', { sentAt: now - day })] }, { broadcast: 'x', by: 'delivery' }],
    ['a delivery more than a day before', { clicks: [], got: [to('x', 'a', { sentAt: now - day - 1 })] }, null],
    ['one that failed', { clicks: [], got: [to('x', 'a', { sentAt: now - hour, state: 'failed' })] }, null],
    ['one that is unknown', { clicks: [], got: [to('x', 'a', { sentAt: now - hour, state: 'unknown' })] }, null],
    ['one that was never sent', { clicks: [], got: [to('x', 'a', { state: 'excluded' })] }, null],
  ])('%s', (_, told, expected) => {
    const found = attributed(now, told);
    expect(found && { broadcast: found.recipient.broadcast, by: found.by }).toEqual(expected);
  });
});

describe('rows', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqlite({ file: ':memory:', specs: [recipients, broadcastMarks, coupons, contacts], now: () => now, log: { info() {}, warn() {} } });
    await store.collection(recipients).insert(to('x', 'a', { sentAt: now - hour, variant: 'b' }));
    await store.collection(recipients).insert(to('x', 'a1', { state: 'failed', reason: 'blocked', detail: '=cmd()' }));
    await store.collection(recipients).insert(to('x', 'c', { state: 'excluded', reason: 'no_consent' }));
  });

  it('counts an order once, however often it is told, and takes it back when it is cancelled', async () => {
    await attributeOrder(store, order({}), now);
    await attributeOrder(store, order({ status: 'paid' }), now + 1);
    await attributeOrder(store, order({ number: '1002', total: 100 }), now);
    expect(await ordersOf(store, 'x')).toEqual({ count: 2, revenue: [{ amount: 20_000, currency: 'CNY' }], by: { coupon: 0, click: 0, delivery: 2 } });
    await attributeOrder(store, order({ status: 'cancelled' }), now + 2);
    expect(await ordersOf(store, 'x')).toMatchObject({ count: 1, revenue: [{ amount: 100, currency: 'CNY' }] });
  });

  it('finds the broadcast of a coupon, also where nobody knows who ordered', async () => {
    const coupon = { _id: 'YUN-1', code: 'YUN-1', campaign: couponCampaign('x'), contact: 'a', claim: 'x', kind: 'percent' as const, until: now, issuedAt: 0 };
    await store.collection(coupons).insert(coupon);
    const { contact: _, ...anonymous } = order({ coupon: 'YUN-1', placedAt: now + 90 * day });
    expect(await attributeOrder(store, anonymous, now)).toMatchObject({ broadcast: 'x', contact: 'a', by: 'coupon', variant: 'b', order: '1001' });
    await attributeOrder(store, anonymous, now);
    expect(await ordersOf(store, 'x')).toMatchObject({ count: 1 });
  });

  it('lists recipients by state, reason and mark, page by page', async () => {
    const ids = (page: { items: RecipientRow[] }) => page.items.map(({ contact }) => contact);
    expect(ids(await listRecipients(store, 'x', {}, '', 10))).toEqual(['a', 'a1', 'c']);
    expect(ids(await listRecipients(store, 'x', { state: 'failed' }, '', 10))).toEqual(['a1']);
    expect(ids(await listRecipients(store, 'x', { state: 'excluded', reason: 'no_consent' }, '', 10))).toEqual(['c']);
    expect(ids(await listRecipients(store, 'x', { state: 'excluded', reason: 'opted_out' }, '', 10))).toEqual([]);
    for (const contact of ['a', 'a1']) {
      const mark = { _id: `clicked:${recipientId('x', contact)}`, broadcast: 'x', mark: 'clicked' as const, contact, at: now };
      await store.collection(broadcastMarks).insert(mark);
    }
    const first = await listRecipients(store, 'x', { mark: 'clicked' }, '', 1);
    expect(ids(first)).toEqual(['a']);
    const second = await listRecipients(store, 'x', { mark: 'clicked' }, first.next ?? '', 1);
    expect([ids(second), second.next]).toEqual([['a1'], undefined]);
  });

  it('writes who did not get it, with reasons that no spreadsheet runs', async () => {
    let file = '';
    for await (const line of notSentCsv(store, 'x', 'zh')) file += line;
    expect(file.split('\r\n')).toEqual([
      '\uFEFF联系人,姓名,地址,状态,原因代码,原因,详情',
      'c,,,不发送,no_consent,顾客没有同意接收推广。,',
      "a1,,,失败,blocked,顾客已拉黑或离开。,'=cmd()",
      '',
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+86 138', "'+86 138"],
    ['-2', "'-2"],
    ['@x', "'@x"],
    [' =1', "' =1"],
    ['a,"b"', '"a,""b"""'],
    ['plain', 'plain'],
  ])('%s', (value, written) => expect(csvField(value)).toBe(written));
});
