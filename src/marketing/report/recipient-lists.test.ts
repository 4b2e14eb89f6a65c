import { beforeEach, describe, expect, it } from 'vitest';
import { contacts } from '../../store/collections.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { broadcastMarks, type RecipientRow, recipientId, recipients } from '../broadcast/rows.ts';
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
describe('rows', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqlite({ file: ':memory:', specs: [recipients, broadcastMarks, contacts], now: () => now, log: { info() {}, warn() {} } });
    await store.collection(recipients).insert(to('x', 'a', { sentAt: now - hour, variant: 'b' }));
    await store.collection(recipients).insert(to('x', 'a1', { state: 'failed', reason: 'blocked', detail: '=cmd()' }));
    await store.collection(recipients).insert(to('x', 'c', { state: 'excluded', reason: 'no_consent' }));
  });

  it('lists recipients by state, reason and mark, page by page', async () => {
    const ids = (page: { items: RecipientRow[] }) => page.items.map(({ contact }) => contact);
    expect(ids(await listRecipients(store, 'x', {}, '', 10))).toEqual(['a', 'a1', 'c']);
    expect(ids(await listRecipients(store, 'x', { states: ['failed'] }, '', 10))).toEqual(['a1']);
    expect(ids(await listRecipients(store, 'x', { states: ['excluded'], reason: 'no_consent' }, '', 10))).toEqual(['c']);
    expect(ids(await listRecipients(store, 'x', { states: ['excluded'], reason: 'opted_out' }, '', 10))).toEqual([]);
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
    ['1;2', '"1;2"'],
    ['x;=1+1', '"x;\'=1+1"'],
    ['x; @x;\t-2', '"x; \'@x;\t\'-2"'],
    ['x;"=1', '"x;""\'=1"'],
    ['x\n=1\t+1', '"x\n\'=1\t\'+1"'],
    ['a-b; c=d', '"a-b; c=d"'],
  ])('%s', (value, written) => expect(csvField(value)).toBe(written));
});
