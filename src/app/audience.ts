/** The people whom segments count, kept current by what is written here and what other processes say that they wrote. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { People, peopleCollections } from '../marketing/audience/people.ts';
import { broadcasts, segments } from '../marketing/broadcast/rows.ts';
import type { Store } from '../store/store.ts';
import { type Change, watched } from '../store/watched.ts';

export interface Audience {
  /** The store through which everything has to be written. */
  store: Store;
  people: People;
  /** From now on other processes hear what is written here. */
  share(tell: (text: string) => void): void;
  /** Another process wrote rows. */
  heard(text: string): void;
  /** Words of others may have been lost. */
  lost(): void;
  /** Reads everybody in the background where the shop has segments or broadcasts. */
  warm(): void;
  close(): void;
}

/** Others are told this long after a write, ms. */
const tellAfter = 250;
/** Rows in one word to others; with more, everybody is read anew there. */
const mostTold = 2_000;
/** Where several processes write, everybody is read anew after this, ms. */
const sharedAge = 10 * 60_000;

const word = z.object({
  by: z.string(),
  changes: z.array(z.object({ in: z.string(), id: z.string(), row: z.record(z.string(), z.unknown()) })).nullable(),
});

export function createAudience(store: Store, shop: { currency: string; country?: string; shared: boolean }, clock: Clock, log: Logger): Audience {
  const own = randomUUID();
  let tell: ((text: string) => void) | undefined;
  let changes = new Map<string, Change>();
  let cancel: (() => void) | undefined;
  const say = (): void => {
    cancel = undefined;
    tell?.(JSON.stringify({ by: own, changes: changes.size > mostTold ? null : [...changes.values()] }));
    changes = new Map();
  };
  const written = watched(store, peopleCollections, (change) => {
    people.changed(change);
    if (!tell) return;
    const { state, name } = change.row;
    // Of what changed others need no more than this; nothing of a customer goes along.
    const row = change.in === broadcasts.name ? { name } : state === undefined ? {} : { state };
    if (changes.size <= mostTold) changes.set(`${change.in} ${change.id}`, { ...change, row });
    cancel ??= clock.after(tellAfter, say);
  });
  const { currency, country, shared } = shop;
  const people = new People({ store, currency, ...(country !== undefined && { country }), clock, ...(shared && { maxAge: sharedAge }) });
  return {
    store: written,
    people,
    share(given) {
      tell = given;
    },
    heard(text) {
      const read = word.safeParse(JSON.parse(text));
      if (!read.success || read.data.by === own) return;
      if (read.data.changes === null) people.drop();
      else for (const change of read.data.changes) people.changed(change);
    },
    lost: () => people.drop(),
    warm() {
      void (async () => {
        const uses = await Promise.all([store.collection(segments).find({ limit: 1 }), store.collection(broadcasts).find({ limit: 1 })]);
        if (uses.some((rows) => rows.length > 0)) await people.warm();
      })().catch((error: unknown) => log.warn({ err: error }, 'the people whom segments count could not be read; read at the first count'));
    },
    close() {
      cancel?.();
      people.close();
    },
  };
}
