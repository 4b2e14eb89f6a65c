/** A message that did not go out, tried once more because a person asked for it. */
import { messages, type OutboxItem } from '../store/collections.ts';
import type { Parts } from './parts.ts';

/** `not_possible`: it is sent, on its way, or too old to be known in full. */
export async function resend(parts: Parts, id: string): Promise<{ status: 'queued'; conversation: string } | { status: 'unknown' | 'not_possible' }> {
  const message = await parts.store.collection(messages).get(id);
  if (message?.direction !== 'out') return { status: 'unknown' };
  const { undelivered, conversation } = message;
  const now = parts.clock.now();
  let queued = false;
  const status = { op: 'patch' as const, in: messages.name, id, set: { status: 'queued', trouble: null, reason: null, detail: null } };
  if (!(await parts.conversations.get(conversation))) return { status: 'unknown' };
  await parts.conversations.update(conversation, (row) => {
    queued = true;
    const waiting = row.outbox.find((item) => item.message.key === id);
    if (waiting?.state === 'held') {
      const outbox = row.outbox.map(
        (item): OutboxItem => (item === waiting ? { ...item, state: 'queued', at: now, since: now, tries: 0, reason: undefined } : item),
      );
      return { row: { ...row, outbox }, ops: [status] };
    }
    if (waiting || !undelivered || (message.status !== 'failed' && message.status !== 'unknown')) {
      queued = false;
      return null;
    }
    const item: OutboxItem = { message: undelivered, state: 'queued', done: 0, refs: [], tries: 0, at: now, since: now };
    return { row: { ...row, outbox: [...row.outbox, item], reachable: true }, ops: [status] };
  });
  return queued ? { status: 'queued', conversation } : { status: 'not_possible' };
}
