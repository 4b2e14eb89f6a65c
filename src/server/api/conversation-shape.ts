/** A conversation as the API shows it, and as it is once an act of a person was worked on. */
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { parseConversationId, plainText } from '../../message.ts';
import { type ContactRow, type ConversationRow, contacts, conversations, inbox } from '../../store/collections.ts';
import { untilAnswered } from '../../store/planned-act.ts';
import type { Store } from '../../store/store.ts';
import { type Answer, ok, refuse } from './route.ts';
import type { conversationSummary } from './shapes.ts';

/** A conversation as lists and the live stream show it. */
export function summary(row: ConversationRow, contact: ContactRow | undefined): z.input<typeof conversationSummary> {
  return {
    id: row._id,
    ...row.address,
    contact: { id: row.contact, name: contact?.name, lang: contact?.lang, tags: contact?.tags ?? [] },
    state: row.state,
    owner: row.owner,
    lastAt: row.lastAt,
    preview: row.preview,
    reachable: row.reachable,
    messages: row.messages,
    ...(row.waits !== undefined && { waits: row.waits }),
    ...(row.state === 'handoff' && row.cause !== undefined && { cause: row.cause }),
    ...(row.lost !== undefined && { lost: row.lost }),
    ...(row.silent && { until: row.silent.until }),
    ...(row.later !== undefined && { later: row.later === untilAnswered ? null : row.later }),
    ...(row.planned && {
      planned: row.planned.map(({ parts, template: _, going: __, ...act }) => ({ ...act, ...(parts && { text: plainText(parts) }) })),
    }),
  };
}

/** Returns what does an act in a conversation and answers with the conversation after it. */
export function actOn({ store, now }: { store: Store; now(): number }) {
  const rows = store.collection(conversations);
  const events = store.collection(inbox);
  return async (id: string, action: () => Promise<unknown>): Promise<Answer<z.input<typeof conversationSummary>>> => {
    if (!parseConversationId(id) || !(await rows.get(id))) return refuse(404, 'not_found', 'There is no such conversation', 'id');
    await action();
    // What a person does is stored at once and worked on in order; the answer shows the state after it where that comes soon.
    for (const until = performance.now() + 1_000; performance.now() < until && (await events.count({ pending: id })) > 0; ) await pause(5);
    const row = await rows.get(id);
    return row
      ? ok(summary(row, (await store.collection(contacts).get(row.contact)) ?? undefined))
      : refuse(409, 'conflict', `The conversation is gone since ${new Date(now()).toISOString()}`);
  };
}
