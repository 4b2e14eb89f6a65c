/** A message that did not go out, tried once more because a person asked for it. */
import type { OutboundMessage } from '../../message.ts';
import { type ConversationRow, type MessageRow, messages, type OutboxItem } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { languageOf } from './facts.ts';

/** The dependencies that this file's functions use. */
type ResendDeps = Pick<Deps, 'arrived' | 'clock' | 'conversations' | 'langs' | 'store'>;

/** Sends a message again. `not_possible`: it is sent, withdrawn, on its way, or too old to be known in full. */
export async function resend(deps: ResendDeps, id: string): Promise<{ status: 'queued'; conversation: string } | { status: 'unknown' | 'not_possible' }> {
  const message = await deps.store.collection(messages).get(id);
  if (message?.direction !== 'out') return { status: 'unknown' };
  const { conversation } = message;
  const now = deps.clock.now();
  let queued = false;
  const status = { op: 'patch' as const, in: messages.name, id, set: { status: 'queued', trouble: null, reason: null, detail: null, ref: null } };
  if (!(await deps.conversations.get(conversation))) return { status: 'unknown' };
  await deps.conversations.update(conversation, (row) => {
    queued = true;
    const waiting = row.outbox.find((item) => item.message.key === id);
    if (waiting?.state === 'held') {
      const outbox = row.outbox.map(
        (item): OutboxItem => (item === waiting ? { ...item, state: 'queued', at: now, since: now, tries: 0, failed: undefined, reason: undefined } : item),
      );
      return { row: { ...row, outbox }, ops: [status] };
    }
    if (waiting || (message.status !== 'failed' && message.status !== 'unknown')) {
      queued = false;
      return null;
    }
    // It may have been sent once and failed at the provider: what is remembered of that must not swallow it now.
    deps.arrived.delete(id);
    const item: OutboxItem = {
      message: message.undelivered ?? written(message, row, deps.langs),
      state: 'queued',
      done: 0,
      refs: [],
      tries: 0,
      at: now,
      since: now,
      // The provider has taken it once: it would drop a repetition of the same key.
      round: message.undelivered ? message.round : (message.round ?? 0) + 1,
    };
    return { row: { ...row, outbox: [...row.outbox, item], reachable: true }, ops: [status] };
  });
  return queued ? { status: 'queued', conversation } : { status: 'not_possible' };
}

/** Returns the message from its row: one that the provider reports as failed after it took it has left the outbox for good. */
export function written(message: MessageRow, row: Pick<ConversationRow, 'address' | 'session'>, langs: readonly string[]): OutboundMessage {
  const { _id: key, parts, choices = [], tokens = [], many, form, template, class: kind = 'reply' } = message;
  const shown = choices.flatMap((label, n) => (tokens[n] === undefined ? [] : [{ label, token: tokens[n] }]));
  return {
    key,
    to: row.address,
    parts,
    ...(shown.length > 0 && { choices: shown }),
    ...(many && { many }),
    ...(form && { form }),
    ...(template && { template }),
    class: kind,
    lang: template?.lang ?? languageOf(row.session, null, langs),
  };
}
