/** Receipts for our messages as the provider reports them: late, twice and out of order. A status never moves backwards. */
import { type ErrorCode, errorTexts } from '../../errors.ts';
import { accountId, type InboundEvent } from '../../message.ts';
import { type MessageRow, type MessageStatus, messages, type OutboxItem } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { templateOn } from '../outbox/fallback-address.ts';
import { applyProviderFailure } from '../outbox/provider-failure.ts';
import { written } from './resend.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** The dependencies that this file's functions use. */
type ReceiptsDeps = Pick<Deps, 'arrived' | 'clock' | 'enter' | 'holds' | 'hooks' | 'langs' | 'limits' | 'log' | 'pacer' | 'store' | 'templates'>;

type Receipt = Extract<InboundEvent, { type: 'receipt' }>;

const rank: Record<MessageStatus, number> = {
  withdrawn: 0,
  moved: 0,
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

/**
 * Tells whether a message in status `from` may become `to`. Failed counts only as long as it was not delivered, and is final unless it was delivered
 * after all.
 */
export function movesForward(from: MessageStatus, to: Receipt['status']): boolean {
  if (to === 'failed') return rank[from] <= rank.sent;
  if (from === 'failed') return to === 'delivered' || to === 'read';
  return rank[to] > rank[from];
}

/** Finds the messages sent under this id of the provider's by the account that the receipt is from. */
async function sentAs(deps: Pick<Deps, 'store'>, receipt: Receipt): Promise<MessageRow[]> {
  const rows = await deps.store.collection(messages).find({ where: { ref: receipt.ref }, limit: 10 });
  return rows.filter((row) => row.direction === 'out' && row.conversation.startsWith(`${accountId(receipt.from)}:`));
}

/**
 * Brings a receipt to the conversation that its message went out in: the provider may name the customer by other digits, or another id, than it was sent
 * to. `id` is that of its inbox row. False when there is no such message.
 */
export async function passOn(deps: Pick<Deps, 'enter' | 'store'>, receipt: Receipt, id: string, found?: readonly MessageRow[]): Promise<boolean> {
  const [message] = found ?? (await sentAs(deps, receipt));
  if (!message) return false;
  await deps.enter(message.conversation, receipt, `${id}:passed-on`);
  return true;
}

/** Adds a receipt to the unit of work. One that fits no message (sent from elsewhere, or removed by now) changes nothing. `id` is that of its inbox row. */
export async function applyReceipt(deps: ReceiptsDeps, work: UnitOfWork, receipt: Receipt, id: string): Promise<void> {
  const rows = await sentAs(deps, receipt);
  const message = rows.find((row) => row.conversation === work.base._id);
  if (!message) {
    if (await passOn(deps, receipt, id, rows)) return;
    deps.log.debug({ conversation: work.base._id, ref: receipt.ref }, 'receipt for a message that is not ours');
    return;
  }
  const status = earlierInDraft(work, message) ?? message.status;
  if (!movesForward(status, receipt.status)) return;
  const set: Record<string, unknown> = { status: receipt.status, trouble: null, reason: null };
  if (receipt.status === 'failed') {
    const reason: ErrorCode = receipt.code !== undefined && Object.hasOwn(errorTexts, receipt.code) ? (receipt.code as ErrorCode) : 'rejected';
    if (await sendAgain(deps, work, message, receipt, reason)) return;
    Object.assign(set, { trouble: 'failed', reason, detail: receipt.detail ?? null });
    if (reason === 'blocked') work.reachable = false;
    deps.hooks.notSent?.({
      conversation: work.base._id,
      key: message._id,
      class: message.class ?? 'reply',
      channel: work.base.address.channel,
      code: reason,
    });
  }
  work.ops.push({ op: 'patch', in: 'messages', id: message._id, set });
}

/**
 * Sends the message again when the provider took it and could not deliver it: after the hold of the whole account, or once as its template when the
 * reply window was closed; true then.
 */
async function sendAgain(deps: ReceiptsDeps, work: UnitOfWork, row: MessageRow, receipt: Receipt, code: ErrorCode): Promise<boolean> {
  if (work.again.some((item) => item.message.key === row._id)) return true;
  const { retryAfterMs, scope, refusedMarketing, detail } = receipt;
  const round = (row.round ?? 0) + 1;
  const pause = await applyProviderFailure(deps, work.base.address, `${row._id}~${round}`, { code, retryAfterMs, scope, refusedMarketing, detail });
  const now = deps.clock.now();
  const message = written(row, work.base, deps.langs);
  const asTemplate = code === 'window_closed' && row.round === undefined && templateOn(deps, message, message.to) ? true : undefined;
  if ((!pause && !asTemplate) || now - row.at > deps.limits.outboxAgeMs) return false;
  // This process remembers it as sent.
  deps.arrived.delete(row._id);
  const item: OutboxItem = { message, state: 'queued', done: 0, refs: [], tries: 0, at: now, since: row.at, round, asTemplate };
  work.again.push(pause ? { ...item, state: 'held', at: pause.until, set: now, reason: code, aside: pause.scope === 'promotions' ? true : undefined } : item);
  const set = pause ? { status: 'held', trouble: 'held', reason: code, detail: detail ?? null } : { status: 'queued', trouble: null, reason: null };
  work.ops.push({ op: 'patch', in: 'messages', id: row._id, set: { ...set, ref: null, round } });
  return true;
}

/** Several receipts of one message may come in one turn; the store does not know the first yet. */
function earlierInDraft(work: UnitOfWork, message: MessageRow): MessageStatus | undefined {
  for (const op of work.ops.toReversed()) {
    if (op.op === 'patch' && op.id === message._id && typeof op.set.status === 'string') return op.set.status as MessageStatus;
  }
  return undefined;
}
