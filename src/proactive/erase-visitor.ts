/** Removes what speaking first keeps of a person. */
import { parseConversationId } from '../message.ts';
import type { Op, Store } from '../store/store.ts';
import { moments, visitors } from './rows.ts';

const pageSize = 250;

/** May be repeated. */
export async function eraseVisitors(store: Store, conversations: readonly string[]): Promise<void> {
  for (const conversation of conversations) {
    const address = parseConversationId(conversation);
    if (!address) continue;
    for (;;) {
      const rows = await store.collection(moments).find({ where: { visitor: address.user }, limit: pageSize });
      if (rows.length === 0) break;
      await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: moments.name, id: _id })));
    }
    await store.collection(visitors).delete(address.user);
  }
}
