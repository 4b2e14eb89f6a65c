import type { AnswerForm, Choice, Part } from '../../message.ts';
import { type MessageRow, messages } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';

/** A message as it is read from the store for a browser. */
export interface ChatRow {
  n: number;
  state: 'shown' | 'waiting' | 'gone';
  id: string;
  from: 'me' | 'shop';
  author?: string;
  at: number;
  parts: Part[];
  choices?: (Partial<Choice> & { label: string })[];
  many?: boolean;
  form?: AnswerForm;
}

/** Rows of a conversation in rising order: those after `after`, or the newest `limit` when it is null; of those below `before`, if it is given. */
export type ChatHistory = (conversation: string, after: number | null, limit: number, before?: number) => Promise<ChatRow[]>;

const shown = new Set<MessageRow['status']>(['received', 'sent', 'delivered', 'read', 'unknown']);

/** Reads the messages collection as the web chat's queue. */
export function createChatHistory(store: Store): ChatHistory {
  const collection = store.collection(messages);
  return async (conversation, after, limit, before) => {
    const n = { ...(after !== null && { gt: after }), ...(before !== undefined && { lt: before }) };
    const where = { conversation, ...(Object.keys(n).length > 0 && { n }) };
    const rows = await collection.find({ where, sort: { by: 'n', desc: after === null }, limit });
    if (after === null) rows.reverse();
    return rows.map((row) => chatRow(row));
  };
}

function chatRow(row: MessageRow): ChatRow {
  const own = row.direction === 'in';
  return {
    n: row.n,
    state: shown.has(row.status) ? 'shown' : row.status === 'withdrawn' ? 'gone' : 'waiting',
    id: row.ref ?? row._id,
    from: own ? 'me' : 'shop',
    ...(!own && row.author !== 'bot' && { author: row.author }),
    at: row.at,
    parts: row.parts,
    ...(row.choices?.length && { choices: row.choices.map((label, i) => ({ label, token: row.tokens?.[i] })) }),
    ...(row.many && { many: true }),
    ...(row.form && { form: row.form }),
  };
}
