/**
 * Erases one customer: contact, conversations, and all that is kept of them. May be repeated when it broke off half-way, since
 * the contact goes last. What the customer writes meanwhile or later begins a new conversation, as from somebody unknown.
 */

import { consents, contacts, conversations, inbox, messages, notices, traces, tracks, unanswered } from '../store/collections.ts';
import { everyRow } from '../store/every-row.ts';
import type { CollectionSpec, Condition, Op, Row, Store } from '../store/store.ts';
import type { Person } from './base/person.ts';
import type { Deps } from './deps/deps.ts';
import { newContact } from './rows/contact-change.ts';
import { filesOf, personOf, storedIn } from './rows/person-of.ts';

const slice = 200;

/** Erases a contact; `unknown` when there is no such contact. `others` removes what other modules keep of the person. `newId` names rows that lose theirs. */
export async function erase(
  deps: Pick<Deps, 'clock' | 'contacts' | 'conversations' | 'store'>,
  id: string,
  newId: () => string,
  others: (person: Person) => Promise<void>,
): Promise<'done' | 'unknown'> {
  const { store } = deps;
  const first = await deps.contacts.get(id);
  if (!first) return 'unknown';
  const person = await personOf(store, first);
  for (const conversation of person.conversations) {
    await deps.conversations.remove(conversation, async () => {
      const said = await removeWhere(store, messages, { conversation });
      person.media.push(...said.flatMap(filesOf));
      await removeWhere(store, traces, { conversation });
      await removeWhere(store, unanswered, { conversation });
    });
  }
  const gone = new Set(person.conversations);
  for (const contact of person.contacts) {
    await removeWhere(store, tracks, { contact });
    await removeWhere(store, unanswered, { contact });
    await anonymise(store, contact, newId);
  }
  await removeEvery(store, notices, (row) => gone.has(row.conversation));
  await removeEvery(store, inbox, (row) => gone.has(row.conversation) && !row.pending);
  await removeFromApart(deps, person.contacts);
  await others({ ...person, media: await shownToNobody(store, new Set(person.media)) });
  for (const contact of [...person.contacts].reverse()) await deps.contacts.locked(contact, () => removeContact(deps, contact));
  return 'done';
}

/** Removes the contact. Somebody who wrote again meanwhile has a new conversation, and is known by nothing else. */
async function removeContact({ store, clock }: Pick<Deps, 'clock' | 'store'>, contact: string): Promise<void> {
  const [again] = await store.collection(conversations).find({ where: { contact }, limit: 1 });
  const row = again && { ...newContact(again._id, clock.now()), _id: contact };
  await store.write([row ? { op: 'put', in: contacts.name, row } : { op: 'delete', in: contacts.name, id: contact }]);
}

/** Returns the files that nobody else has in a message: a file is kept once for all customers who sent it. */
async function shownToNobody(store: Store, files: Set<string>): Promise<string[]> {
  if (files.size === 0) return [];
  for await (const { parts } of everyRow(store, messages)) for (const file of storedIn(parts)) files.delete(file);
  for await (const { event } of everyRow(store, inbox)) if ('parts' in event) for (const file of storedIn(event.parts ?? [])) files.delete(file);
  return [...files];
}

/** Removes the ids from the `apart` lists of other contacts: the id of a contact can be a phone number. */
async function removeFromApart(deps: Pick<Deps, 'contacts' | 'store'>, gone: readonly string[]): Promise<void> {
  for await (const { _id, apart } of everyRow(deps.store, contacts)) {
    if (gone.includes(_id) || !apart?.some((one) => gone.includes(one))) continue;
    await deps.contacts.update(_id, (row) => ({ ...row, apart: row.apart?.filter((one) => !gone.includes(one)) }));
  }
}

/** Removes the rows in slices; resolves to them. */
async function removeWhere<T extends Row>(store: Store, spec: CollectionSpec<T>, where: Record<string, Condition>): Promise<T[]> {
  const removed: T[] = [];
  for (;;) {
    const rows = await store.collection(spec).find({ where, limit: slice });
    await store.write(rows.map(({ _id }) => ({ op: 'delete', in: spec.name, id: _id })));
    removed.push(...rows);
    if (rows.length < slice) return removed;
  }
}

async function removeEvery<T extends Row>(store: Store, spec: CollectionSpec<T>, theirs: (row: T) => boolean): Promise<void> {
  for await (const row of everyRow(store, spec)) if (theirs(row)) await store.collection(spec).delete(row._id);
}

/** Makes the ledger anonymous: it keeps that somebody agreed or refused, and when; neither who nor in what words. */
export async function anonymise(store: Store, contact: string, newId: () => string): Promise<void> {
  for (;;) {
    const rows = await store.collection(consents).find({ where: { contact }, limit: slice });
    const ops = rows.flatMap((row): Op[] => [
      { op: 'insert', in: consents.name, row: { ...row, _id: `erased:${newId()}`, contact: 'erased', words: '', source: 'erased' } as Row },
      { op: 'delete', in: consents.name, id: row._id },
    ]);
    await store.write(ops);
    if (rows.length < slice) return;
  }
}
