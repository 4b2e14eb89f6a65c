/** Filter of the receipts of browsers: anybody can invent references, and what is stored is kept for everybody. */
import { conversationId, type InboundEvent } from '../../message.ts';
import { movesForward } from '../../runtime/turn/receipts.ts';
import { type MessageRow, messages } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';

/** Answers those receipts that tell something new about a message that went to who sends them; never more than one for a message. */
export type ReceiptFilter = (events: readonly InboundEvent[]) => Promise<InboundEvent[]>;

/** Finds what the receipts refer to in the store: two reads for a whole batch, and no write. */
export function createReceiptFilter(store: Store): ReceiptFilter {
  const rows = store.collection(messages);
  return async (events) => {
    const refs = [...new Set(events.flatMap((event) => (event.type === 'receipt' ? [event.ref] : [])))];
    if (!refs.length) return [];
    // A browser may be faster than the row that notes the provider's id; until then our own id is all that it has.
    const [byRef, byId] = await Promise.all([
      rows.find({ where: { ref: { in: refs } }, limit: refs.length * 2 }),
      rows.find({ where: { _id: { in: refs } }, limit: refs.length }),
    ]);
    return newReceipts(events, [...byRef, ...byId]);
  };
}

/** Returns the furthest receipt for each message of `rows`, where it is further than the message is already. Pure. */
export function newReceipts(events: readonly InboundEvent[], rows: readonly Pick<MessageRow, '_id' | 'ref' | 'conversation' | 'direction' | 'status'>[]) {
  const sent = rows.filter((row) => row.direction === 'out');
  const kept = new Map<string, Extract<InboundEvent, { type: 'receipt' }>>();
  for (const event of events) {
    if (event.type !== 'receipt') continue;
    const conversation = conversationId(event.from);
    const row = sent.find((one) => one.conversation === conversation && (one.ref === event.ref || one._id === event.ref));
    if (!row) continue;
    if (movesForward(kept.get(row._id)?.status ?? row.status, event.status)) kept.set(row._id, event);
  }
  return [...kept.values()];
}
