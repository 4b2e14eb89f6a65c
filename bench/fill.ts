/** A store with many conversations of earlier days in it: each with its contact, an event, two messages and a trace. */
import { newContact } from '../src/runtime/rows/contact-change.ts';
import { newConversation } from '../src/runtime/rows/conversations.ts';
import type { ConversationRow, InboxRow, MessageRow, TraceRow } from '../src/store/collections.ts';
import type { Op, Row, Store } from '../src/store/store.ts';

/** Customer n is `SO-` and this number plus n steps: room for others between any two. */
export const firstNumber = 10_000_000;
export const fillStep = 20;

const at = Date.UTC(2026, 9, 1);
const text = 'Hello, I would like to know where my parcel is. 你好，我想查一下订单到哪里了。';

function rowsOf(n: number): Op[] {
  const user = `SO-${firstNumber + n * fillStep}`;
  const id = `bench:main:${user}`;
  const seen = `bench:main:${user}.0`;
  const conversation: ConversationRow = { ...newConversation(id, at + n), v: 1, seen: [seen], messages: 2, lastInAt: at + n, preview: text };
  Object.assign(conversation.session, { turn: 1, lang: 'en', last: { id: seen, text }, lastAt: at + n, fired: { welcome: [at + n] } });
  const inbox: InboxRow = {
    _id: seen,
    v: 1,
    conversation: id,
    seq: n,
    at: at + n,
    event: { type: 'message', id: `${user}.0`, from: conversation.address, at: at + n, parts: [{ type: 'text', text }] },
  };
  const message = (k: number, direction: 'in' | 'out'): MessageRow => ({
    _id: direction === 'in' ? `${id}:in:${user}.0` : `${id}:1:0`,
    v: 1,
    conversation: id,
    n: k,
    at: at + n,
    direction,
    author: direction === 'in' ? 'customer' : 'bot',
    parts: [{ type: 'text', text }],
    status: direction === 'in' ? 'received' : 'sent',
    ref: direction === 'in' ? undefined : `old${n}`,
  });
  const trace: TraceRow = {
    _id: `${at + n}:${id}:1`,
    v: 1,
    conversation: id,
    at: at + n,
    ms: 1,
    effects: [{ type: 'send', id: `${id}:1:0`, summary: '' }],
    trace: { turn: 1, at: at + n, event: { type: 'message', text }, steps: [], vars: {}, notes: ['start:welcome'], problems: [] },
  };
  const insert = (name: string, row: Row): Op => ({ op: 'insert', in: name, row });
  return [
    insert('conversations', conversation),
    insert('contacts', newContact(id, at + n)),
    insert('inbox', inbox),
    insert('messages', message(1, 'in')),
    insert('messages', message(2, 'out')),
    insert('traces', trace),
  ];
}

export async function fill(store: Store, count: number, progress: (done: number) => void): Promise<void> {
  const step = 1000;
  for (let n = 0; n < count; n += step) {
    const size = Math.min(step, count - n);
    await store.write(Array.from({ length: size }, (_, k) => rowsOf(n + k)).flat());
    if ((n + size) % 50_000 === 0) progress(n + size);
  }
}
