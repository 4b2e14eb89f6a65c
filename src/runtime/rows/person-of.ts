/** Everything by which a person is known: for those who ask for their data, or to be erased. */
import type { Part } from '../../message.ts';
import { type ContactRow, contacts, conversations, type MessageRow } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import type { Person } from '../base/person.ts';

/** The contact, those that were merged into it, and their conversations; the contact itself first. Its files are not looked for. */
export async function personOf(store: Store, first: Pick<ContactRow, '_id'>): Promise<Person> {
  const rows = store.collection(contacts);
  const ids = [first._id];
  const addresses = new Set<string>();
  for (const contact of ids) {
    const row = await rows.get(contact);
    for (const address of row?.addresses ?? []) addresses.add(address);
    const merged = await rows.find({ where: { mergedInto: contact }, limit: 1000 });
    ids.push(...merged.map(({ _id }) => _id).filter((one) => !ids.includes(one)));
  }
  const theirs = await store.collection(conversations).find({ where: { contact: { in: ids } }, limit: 1000 });
  for (const { _id } of theirs) addresses.add(_id);
  return { contacts: ids, conversations: [...addresses], media: [] };
}

/** Files of ours that the customer sent. */
export function filesOf({ direction, parts }: MessageRow): string[] {
  return direction === 'in' ? storedIn(parts) : [];
}

export function storedIn(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => ('media' in part && part.media.stored !== undefined ? [part.media.stored] : []));
}
