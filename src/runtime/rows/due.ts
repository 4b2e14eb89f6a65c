/** Time at which a conversation has to be looked at although nothing came in. */
import type { ConversationRow, OutboxItem } from '../../store/collections.ts';
import { untilAnswered } from '../../store/planned-act.ts';

/** Time after which a conversation with a try or a call under way is looked at again, in case the process that makes it is over, ms. */
export const lease = 10_000;

const nonBlocking: ReadonlySet<OutboxItem['reason']> = new Set(['quiet_hours', 'window_closed', 'broadcast_rests']);

/** Tells whether the message is held for a reason of its own: those behind it need not wait. */
export function isNonBlocking(item: OutboxItem): boolean {
  return item.state === 'held' && (item.aside === true || nonBlocking.has(item.reason));
}

/** Returns the earliest time at which the row has to be looked at although nothing came in, epoch ms; undefined: never. */
export function dueAt(row: ConversationRow, now: number): number | undefined {
  let due = Number.POSITIVE_INFINITY;
  for (const timer of row.timers) due = Math.min(due, timer.at);
  for (const item of row.outbox) {
    due = Math.min(due, item.state === 'held' ? item.at : now + lease);
    if (item.state === 'held' && !isNonBlocking(item)) break;
  }
  if (row.tell) due = Math.min(due, row.tell.at);
  for (const act of row.planned ?? []) if (!act.asks) due = Math.min(due, act.at);
  if (row.later !== undefined && row.later !== untilAnswered) due = Math.min(due, row.later);
  if (row.silent) due = Math.min(due, row.silent.until);
  for (const call of row.calls) due = Math.min(due, now + call.timeoutMs + lease);
  return due === Number.POSITIVE_INFINITY ? undefined : due;
}
