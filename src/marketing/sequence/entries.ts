/** Entries of people into flows that begin by a segment, as they are kept. */
import type { CollectionSpec, Op, Row, Store } from '../../store/store.ts';

/**
 * existing: fulfilled the condition when the flow went live, and does not enter by that. waiting: fulfils it and enters when the moment fits. entered: is in
 * the flow or was. out: entered once, and does not fulfil it any more.
 */
export const entryStates = ['existing', 'waiting', 'entered', 'out'] as const;
export type EntryState = (typeof entryStates)[number];

/** `_id` is `entry:<flow>:<contact>`, so that nobody enters twice. */
export interface EntryRow extends Row {
  flow: string;
  contact: string;
  state: EntryState;
  /** Number of times that they entered. */
  times: number;
  /** Time of the last entry, epoch ms. */
  enteredAt?: number;
  /** Conversation that it was in. */
  conversation?: string;
}

export const sequenceEntries: CollectionSpec<EntryRow> = { name: 'sequence_entries', indexes: [{ fields: ['flow', 'state'] }, { fields: ['contact'] }] };

export function entryId(flow: string, contact: string): string {
  return `entry:${flow}:${contact}`;
}

/** Forgets the entries of a contact who is erased. */
export async function eraseEntries(store: Store, contact: string): Promise<void> {
  for (;;) {
    const rows = await store.collection(sequenceEntries).find({ where: { contact }, limit: 500 });
    if (rows.length === 0) return;
    await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: sequenceEntries.name, id: _id })));
  }
}
