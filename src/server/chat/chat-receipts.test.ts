import { afterEach, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../../tests/runtime/desk.ts';
import type { InboundEvent } from '../../message.ts';
import type { MessageRow } from '../../store/collections.ts';
import { createReceiptFilter, newReceipts } from './chat-receipts.ts';

let desk: Desk | undefined;
afterEach(() => desk?.close());

const receipt = (ref: string, status: 'delivered' | 'read'): InboundEvent => ({
  type: 'receipt',
  id: `v-1.${status}.${ref}`,
  ref,
  status,
  from: { channel: 'webchat', account: 'main', user: 'v-1' },
  at: 1,
});
const row = (id: string, status: MessageRow['status'], more: Partial<MessageRow> = {}) => ({
  _id: id,
  conversation: 'webchat:main:v-1',
  direction: 'out' as const,
  status,
  ...more,
});

it('keeps the furthest receipt of a message of this visitor', () => {
  const kept = newReceipts(
    [receipt('k1', 'delivered'), receipt('k1', 'read'), receipt('k2', 'delivered')],
    [row('k1', 'sent'), row('a', 'sent', { ref: 'k2' })],
  );
  expect(kept.map(({ ref, status }) => [ref, status])).toEqual([
    ['k1', 'read'],
    ['k2', 'delivered'],
  ]);
});

it('drops what is invented, of somebody else, their own or known already', () => {
  const rows = [row('other', 'sent', { conversation: 'webchat:main:v-2' }), row('own', 'received', { direction: 'in' }), row('known', 'read')];
  expect(
    newReceipts(
      ['invented', 'other', 'own', 'known'].map((ref) => receipt(ref, 'read')),
      rows,
    ),
  ).toEqual([]);
});

it('finds what was sent by its reference or our own key in the real store, among 100 invented ones', async () => {
  desk = await openDesk();
  await desk.write('ann', 'hi');
  await desk.runtime.idle();
  const [, reply] = await desk.messages('ann');
  const from = { channel: 'test', account: 'main', user: 'ann' };
  const as = (ref: string, user = from) => ({ type: 'receipt' as const, id: `x.${ref}`, at: 1, from: user, ref, status: 'read' as const });
  const filter = createReceiptFilter(desk.store);
  const invented = Array.from({ length: 100 }, (_, n) => as(`invented-${n}`));
  for (const ref of [reply?.ref ?? '', reply?._id ?? '']) {
    expect((await filter([...invented, as(ref)])).map((event) => event.id)).toEqual([`x.${ref}`]);
    expect(await filter([as(ref, { ...from, user: 'ben' })])).toEqual([]);
  }
  expect(await filter([])).toEqual([]);
});
