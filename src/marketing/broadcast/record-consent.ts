/** Consent that was given or taken back outside of a conversation: by the merchant, or by a link in a message. */
import { type ConsentRow, conversations, type InboxEvent } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import { consentOf, mayWrite, type PersonConsent } from '../consent/ledger.ts';
import { markOf } from './outcome.ts';

export interface ConsentParts {
  store: Store;
  /** Changes the contact and writes the line in one go; null when there is no such contact. */
  agree(contact: string, line: Omit<ConsentRow, 'v' | 'contact'>): Promise<unknown>;
  enter(conversation: string, event: InboxEvent, id: string): Promise<unknown>;
  now(): number;
  newId(): string;
}

export type Entered = Pick<ConsentRow, 'purpose' | 'granted' | 'words' | 'source'> & Partial<Pick<ConsentRow, 'evidence' | 'version' | 'by'>>;

/** An opt-out within this time after a message of a broadcast came of it, ms. */
const ofBroadcastMs = 7 * 86_400_000;

/**
 * Writes it into the ledger. An opt-out of promotions also ends the runs that promote in all conversations of the person, and is counted for the broadcast
 * that came last. An opt-out of one who has opted out changes nothing. Null when there is no such contact.
 */
export async function recordConsent(parts: ConsentParts, id: string, said: Entered): Promise<PersonConsent | null> {
  const { store } = parts;
  const before = await consentOf(store, id);
  if (!before || (!said.granted && mayWrite(before, said.purpose).why === 'refused')) return before;
  const line = { _id: `entered:${parts.newId()}`, at: parts.now(), ...said };
  await parts.agree(before.contact._id, line);
  if (said.purpose === 'marketing' && !said.granted) await stop(parts, before, line);
  return consentOf(store, id);
}

async function stop({ store, enter }: ConsentParts, { contact }: PersonConsent, { _id, at }: { _id: string; at: number }): Promise<void> {
  const rows = await store.collection(conversations).getMany(contact.addresses);
  const marks = rows.flatMap(({ broadcast }): Op[] => (broadcast && at - broadcast.at < ofBroadcastMs ? markOf(broadcast.key, 'opted_out', at) : []));
  if (marks.length > 0) await store.write(marks);
  for (const row of rows) await enter(row._id, { type: 'engine', event: { type: 'consent', marketing: false } }, `${_id}:${row._id}`);
}
