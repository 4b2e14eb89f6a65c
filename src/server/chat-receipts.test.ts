import { expect, it } from 'vitest';
import type { InboundEvent } from '../message.ts';
import type { MessageRow } from '../store/collections.ts';
import { newReceipts } from './chat-receipts.ts';

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
