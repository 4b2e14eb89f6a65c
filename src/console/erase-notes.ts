import type { Store } from '../store/store.ts';
import { notes } from './rows.ts';

/** Removes what colleagues wrote for each other about these conversations. */
export async function eraseNotes(store: Store, conversations: readonly string[]): Promise<void> {
  const rows = store.collection(notes);
  for (const conversation of conversations) {
    for (let found = await rows.find({ where: { conversation } }); found.length > 0; found = await rows.find({ where: { conversation } })) {
      await store.write(found.map(({ _id }) => ({ op: 'delete', in: notes.name, id: _id })));
    }
  }
}
