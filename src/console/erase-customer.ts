import type { Store } from '../store/store.ts';
import { auditLog, type DraftRow, drafts, type NoteRow, notes } from './rows.ts';

/** Id in the audit log in place of that of a customer who was erased: an id may be a phone number. */
export const erased = 'erased';

/** Removes what colleagues wrote for each other about a customer; the audit log keeps who did what, without whom it was about. */
export async function eraseFromConsole(store: Store, people: readonly string[], conversations: readonly string[]): Promise<void> {
  for (const spec of [notes, drafts]) {
    const written = store.collection<NoteRow | DraftRow>(spec);
    for (const conversation of conversations) {
      for (let found = await written.find({ where: { conversation } }); found.length > 0; found = await written.find({ where: { conversation } })) {
        await store.write(found.map(({ _id }) => ({ op: 'delete', in: spec.name, id: _id })));
      }
    }
  }
  const lines = store.collection(auditLog);
  // Ids of messages, notices and unanswered questions begin with the conversation.
  const within = conversations.map((id) => ({ gte: `${id}:`, lt: `${id};` }));
  for (const of of [...new Set([...people, ...conversations]), ...within]) {
    for (let found = await lines.find({ where: { of } }); found.length > 0; found = await lines.find({ where: { of } })) {
      await store.write(found.map(({ _id: id }) => ({ op: 'patch', in: auditLog.name, id, set: { of: erased, before: null, after: null } })));
    }
  }
}
