/** What became of our messages, as the provider tells it: late, twice and out of order. A status never moves backwards. */
import { type ErrorCode, errorTexts } from '../errors.ts';
import type { InboundEvent } from '../message.ts';
import { type MessageRow, type MessageStatus, messages } from '../store/collections.ts';
import type { Draft } from './draft.ts';
import type { Parts } from './parts.ts';

type Receipt = Extract<InboundEvent, { type: 'receipt' }>;

const rank: Record<MessageStatus, number> = {
  withdrawn: 0,
  received: 0,
  held: 0,
  queued: 0,
  sending: 0,
  unknown: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
};

/** May a message in status `from` become `to`? Failed counts only as long as it was not delivered, and is final unless it was delivered after all. */
export function movesForward(from: MessageStatus, to: Receipt['status']): boolean {
  if (to === 'failed') return rank[from] <= rank.sent;
  if (from === 'failed') return to === 'delivered' || to === 'read';
  return rank[to] > rank[from];
}

/** Notes a receipt in the draft. One that fits no message (sent from elsewhere, or removed by now) changes nothing. */
export async function applyReceipt(parts: Parts, draft: Draft, receipt: Receipt): Promise<void> {
  const rows = await parts.store.collection(messages).find({ where: { ref: receipt.ref }, limit: 10 });
  const message = rows.find((row) => row.conversation === draft.base._id && row.direction === 'out');
  if (!message) {
    parts.log.debug({ conversation: draft.base._id, ref: receipt.ref }, 'receipt for a message that is not ours');
    return;
  }
  const status = earlierInDraft(draft, message) ?? message.status;
  if (!movesForward(status, receipt.status)) return;
  const set: Record<string, unknown> = { status: receipt.status, trouble: null, reason: null };
  if (receipt.status === 'failed') {
    const reason: ErrorCode = receipt.code !== undefined && Object.hasOwn(errorTexts, receipt.code) ? (receipt.code as ErrorCode) : 'rejected';
    Object.assign(set, { trouble: 'failed', reason, detail: receipt.detail ?? null });
    if (reason === 'blocked') draft.reachable = false;
    parts.hooks.notSent?.({
      conversation: draft.base._id,
      key: message._id,
      class: message.class ?? 'reply',
      channel: draft.base.address.channel,
      code: reason,
    });
  }
  draft.ops.push({ op: 'patch', in: 'messages', id: message._id, set });
}

/** Several receipts of one message may come in one turn; the store does not know the first yet. */
function earlierInDraft(draft: Draft, message: MessageRow): MessageStatus | undefined {
  for (const op of draft.ops.toReversed()) {
    if (op.op === 'patch' && op.id === message._id && typeof op.set.status === 'string') return op.set.status as MessageStatus;
  }
  return undefined;
}
