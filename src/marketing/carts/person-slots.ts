/** One ladder a person: who was written to last, by any of the keys that a person is known by. */
import { createHash } from 'node:crypto';
import type { Op, Store } from '../../store/store.ts';
import { type LadderSlotRow, ladderSlots, type PersonKeys } from './ladder-rows.ts';

/** Returns the ids of the slots of a person: hashes, as an e-mail address need not stand here once more. `contacts` are all that were merged. */
export function slotIds({ contact, ...rest }: PersonKeys, contacts: readonly string[] = []): string[] {
  const values = [...[...new Set([...contacts, ...(contact === undefined ? [] : [contact])])].map((id) => ['contact', id] as const), ...Object.entries(rest)];
  return values.flatMap(([kind, value]) => (value ? [`${kind}:${createHash('sha256').update(`slot ${kind} ${value}`).digest('base64url').slice(0, 22)}`] : []));
}

/** Tells whether another ladder than `ladder` wrote to the person since a moment, epoch ms. */
export async function isTaken(store: Store, ids: readonly string[], ladder: string, since: number): Promise<boolean> {
  return (await store.collection(ladderSlots).getMany(ids)).some((slot) => slot.ladder !== ladder && slot.at > since);
}

/** Takes the slots of a person for a ladder; false when another one has any of them since `since`. Of two at once, at most one gets all. */
export async function takeSlots(
  store: Store,
  ids: readonly string[],
  { ladder, contact, since, now }: { ladder: string; contact: string; since: number; now: number },
): Promise<boolean> {
  const rows = store.collection(ladderSlots);
  // In one order for everybody, so that of two persons who share several keys one is first with all of them.
  for (const _id of [...ids].sort()) {
    for (;;) {
      const slot = await rows.get(_id);
      if (!slot) {
        if ((await rows.insert({ _id, ladder, contact, at: now })) === 'done') break;
        continue;
      }
      if (slot.ladder === ladder) break;
      if (slot.at > since) return false;
      const taken: LadderSlotRow = { ...slot, ladder, contact, at: now };
      if (await rows.replace(taken)) break;
    }
  }
  return true;
}

/** Forgets the slots of contacts who are erased. */
export async function eraseSlots(store: Store, contacts: readonly string[]): Promise<void> {
  for (const contact of contacts) {
    for (;;) {
      const rows = await store.collection(ladderSlots).find({ where: { contact }, limit: 500 });
      if (rows.length === 0) break;
      await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: ladderSlots.name, id: _id })));
    }
  }
}
