import type { ChannelMemory } from '../../src/channel.ts';

/** Times at which customers wrote last, known across starts. */
export interface Contacts {
  wrote(ids: readonly string[], at: number): Promise<void>;
  /** Epoch ms; null: never. */
  lastWrote(id: string): Promise<number | null>;
}

/** Customers who have been silent for longer are strangers again, ms. */
const remembered = 365 * 86_400_000;
/** The store hears of somebody at most this often, ms. */
const coarse = 3_600_000;
const most = 5_000;

/** Keeps in the memory of the account who wrote, and in which hour. Rejects as that memory does. */
export function createContacts(memory: ChannelMemory): Contacts {
  const known = new Map<string, number>();
  const keep = (id: string, at: number) => {
    known.delete(id);
    known.set(id, at);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  return {
    async wrote(ids, at) {
      for (const id of ids) {
        const before = known.get(id) ?? 0;
        keep(id, Math.max(at, before));
        if (at - before >= coarse) await memory.set(`wrote:${id}`, String(at), remembered);
      }
    },
    async lastWrote(id) {
      const here = known.get(id);
      if (here !== undefined) return here;
      const stored = Number((await memory.get(`wrote:${id}`)) ?? Number.NaN);
      return Number.isFinite(stored) ? stored : null;
    },
  };
}
