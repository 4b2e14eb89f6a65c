/** Changes of a recipient when the message is marked, as steps that go with the marking in one write. Pure. */
import type { ErrorCode } from '../../errors.ts';
import { messages } from '../../store/collections.ts';
import type { Op } from '../../store/store.ts';
import { broadcastMarks, type Mark, type RecipientState, recipientOf, recipients } from './rows.ts';

/** Failures after which another address of the person is tried. */
const elsewhere: ReadonlySet<unknown> = new Set<ErrorCode>(['blocked', 'unreachable', 'window_closed', 'marketing_limited']);
/** Refusals of our own, just before the message would have gone out: it was never sent. */
const leftOut: ReadonlySet<unknown> = new Set<ErrorCode>(['opted_out', 'no_consent', 'frequency_cap']);
/** Addresses that are tried at most. */
export const attemptsMost = 5;

type Marked = { key: string; set: Record<string, unknown> };

/** The steps for recipients that follow from steps for messages. `isRunning`: the broadcast still sends, so that another address may be tried. */
export function follows(ops: readonly Op[], now: number, isRunning: (broadcast: string) => boolean): Op[] {
  const more: Op[] = [];
  for (const op of ops) {
    const marked = markedBy(op);
    if (marked) more.push(...afterwards(marked, now, isRunning));
  }
  return more;
}

function markedBy(op: Op): Marked | null {
  if (op.in !== messages.name) return null;
  if (op.op === 'patch') return { key: op.id, set: op.set };
  return op.op === 'insert' ? { key: op.row._id, set: { ...op.row } } : null;
}

function afterwards({ key, set }: Marked, now: number, isRunning: (broadcast: string) => boolean): Op[] {
  const of = typeof set.status === 'string' ? recipientOf(key) : null;
  if (!of) return [];
  const patch = (state: RecipientState, more: Record<string, unknown> = {}): Op => ({
    op: 'patch',
    in: recipients.name,
    id: of.recipient,
    set: { state, waiting: null, ...more },
  });
  const mark = (name: Mark): Op => markOp(of, name, now);
  switch (set.status) {
    case 'sent':
      return [patch('sent', { sentAt: now, reason: null, detail: null })];
    case 'delivered':
      return [patch('delivered', { reason: null, detail: null }), mark('delivered')];
    case 'read':
      return [patch('read', { reason: null, detail: null }), mark('delivered'), mark('read')];
    case 'failed': {
      const detail = set.detail ?? null;
      if (leftOut.has(set.reason)) return [patch('excluded', { reason: set.reason, detail })];
      if (elsewhere.has(set.reason) && of.attempt < attemptsMost && isRunning(of.broadcast))
        return [patch('waiting', { reason: set.reason, detail, attempt: of.attempt + 1, at: now, waiting: nextAddress(of.broadcast) })];
      return [patch('failed', { reason: set.reason ?? 'rejected', detail })];
    }
    case 'unknown':
      return [patch('unknown', { reason: 'in_doubt' })];
    case 'withdrawn':
      return [set.reason === 'opted_out' ? patch('excluded', { reason: 'opted_out' }) : patch('stopped')];
    default:
      return [];
  }
}

/** The index value of rows that wait for another address of their person. */
export function nextAddress(broadcast: string): string {
  return `${broadcast}|`;
}

/** The step that adds a mark to the recipient of a message; none for a message of no broadcast. */
export function markOf(key: string, mark: Mark, at: number): Op[] {
  const of = recipientOf(key);
  return of ? [markOp(of, mark, at)] : [];
}

/** The step that adds a mark; a second one of its kind changes nothing. */
export function markOp(
  { recipient, broadcast, contact }: { recipient: string; broadcast: string; contact: string },
  mark: Mark,
  at: number,
  more: object = {},
): Op {
  const row = { _id: `${mark}:${recipient}`, v: 1, broadcast, mark, contact, at, ...more };
  return { op: 'insert', in: broadcastMarks.name, row };
}
