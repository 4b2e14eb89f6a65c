/** Takes a person out of what the reports keep, and leaves what they count. */
import { randomUUID } from 'node:crypto';
import { credits } from '../reports/rows.ts';
import type { Person } from '../runtime/base/person.ts';
import { conversationDayId, conversationDays } from '../store/conversation-days.ts';
import type { Op, Store } from '../store/store.ts';
import { holdings } from './holdings.ts';

/** Replaces the days of their conversations by days of nobody; an order keeps what it counts for, without whose it is. May be repeated. */
export async function eraseFigures(store: Store, person: Person, now: number): Promise<void> {
  for await (const found of holdings.conversation_days?.find({ store, person, country: undefined, now }) ?? []) {
    const row = await store.collection(conversationDays).get(found._id);
    if (!row) continue;
    // The country of a number decides what its messages cost: it goes with the number.
    const nobody = `${row.channel}:erased:${randomUUID()}`;
    const ops: Op[] = [
      { op: 'insert', in: conversationDays.name, row: { ...row, _id: conversationDayId(row.day, nobody), conversation: nobody } as never },
      { op: 'delete', in: conversationDays.name, id: row._id },
    ];
    await store.write(ops);
  }
  for await (const { _id } of holdings.order_credits?.find({ store, person, country: undefined, now }) ?? [])
    await store.write([{ op: 'patch', in: credits.name, id: _id, set: { contact: '', coupon: null } }]);
}
