/** Tells whether somebody may be recommended things by what they bought: China's PIPL, article 24, gives everybody an offer without it, and a way to refuse. */
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';

/** Merges that are followed from one contact to the one that stands for it. */
const mergeDepth = 8;

/** Tells whether the contact did not refuse personal recommendations. */
export async function mayBePersonal(store: Store, contact: string): Promise<boolean> {
  const rows = store.collection(contacts);
  let row = await rows.get(contact);
  for (let depth = 0; row?.mergedInto !== undefined && depth < mergeDepth; depth++) {
    if (row.consent.personal === false) return false;
    row = await rows.get(row.mergedInto);
  }
  return row?.consent.personal !== false;
}
