/** Removes the calls of a person's conversations, and what their pages told each other. */
import { callSides, callSignals, videoCalls } from '../store/collections.ts';
import type { Op, Store } from '../store/store.ts';

const pageSize = 250;

/** Removes the calls of a contact's conversations. May be repeated. */
export async function eraseCalls(store: Store, conversations: readonly string[]): Promise<void> {
  for (const conversation of conversations) {
    for (;;) {
      const calls = await store.collection(videoCalls).find({ where: { conversation }, limit: pageSize });
      if (calls.length === 0) break;
      for (const { _id } of calls) for (const side of callSides) await eraseSignals(store, `${_id}:${side}`);
      await store.write(calls.map(({ _id }): Op => ({ op: 'delete', in: videoCalls.name, id: _id })));
    }
  }
}

async function eraseSignals(store: Store, to: string): Promise<void> {
  for (;;) {
    const signals = await store.collection(callSignals).find({ where: { to }, limit: pageSize });
    if (signals.length === 0) return;
    await store.write(signals.map(({ _id }): Op => ({ op: 'delete', in: callSignals.name, id: _id })));
  }
}
