/** Removes the calls of a person's conversations, what their pages told each other, and what was kept of them. */
import { callRecordings } from '../store/call-recordings.ts';
import { callSides, callSignals, videoCalls } from '../store/call-rows.ts';
import type { CollectionSpec, Op, Row, Store } from '../store/store.ts';
import { eraseParts } from './call-recorder.ts';

const pageSize = 250;

/** Removes the calls of a contact's conversations, by `removeFile` with their files. May be repeated. */
export async function eraseCalls(store: Store, conversations: readonly string[], removeFile: (id: string) => Promise<unknown>): Promise<void> {
  for (const conversation of conversations) {
    await eraseRows(store, callRecordings, { conversation }, async (row) => {
      if (row.stored !== undefined) await removeFile(row.stored);
      await eraseParts(store, row);
    });
    await eraseRows(store, videoCalls, { conversation }, async ({ _id, stills = [] }) => {
      for (const file of stills) await removeFile(file);
      for (const side of callSides) await eraseRows(store, callSignals, { to: `${_id}:${side}` });
    });
  }
}

/** Removes rows page by page, what belongs to each before it. */
async function eraseRows<T extends Row>(
  store: Store,
  spec: CollectionSpec<T>,
  where: Record<string, string>,
  first?: (row: T) => Promise<void>,
): Promise<void> {
  for (;;) {
    const rows = await store.collection(spec).find({ where, limit: pageSize });
    if (rows.length === 0) return;
    for (const row of rows) await first?.(row);
    await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: spec.name, id: _id })));
  }
}
