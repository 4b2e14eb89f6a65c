/**
 * The list of erased people, which outlives a restored backup: a file beside the data, and rows in the store. A line of the file that the store does not know
 * says that the data are older than the erasure: the people are erased again before anybody is served. It names nobody: ids are hashed with a secret of the shop.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { Person } from '../runtime/base/person.ts';
import { contacts } from '../store/collections.ts';
import { everyRow } from '../store/every-row.ts';
import type { CollectionSpec, Row, Store } from '../store/store.ts';

export interface ErasureRow extends Row {
  at: number;
  /** First digits of the hash of the secret that the keys were made with. */
  by: string;
  keys: string[];
}

export const erasures: CollectionSpec<ErasureRow> = { name: 'erasures', indexes: [] };

const line = z.object({ id: z.string(), at: z.number(), by: z.string(), keys: z.array(z.string()) });
type Line = z.output<typeof line>;
const many = 500;

export interface ErasuresOptions {
  store: Store;
  /** Path of the list. */
  file: string;
  /** Further files to which new lines go, such as that beside the last backup; those that cannot be written are left out. */
  others(): Promise<string[]>;
  secret: Buffer;
  log: Pick<Logger, 'warn' | 'info'>;
  now(): number;
}

export interface Erasures {
  /** Notes that a person is being erased; the promise that it resolves to notes that it is done. Rejects when the list cannot be written. */
  begin(person: Person): Promise<() => Promise<void>>;
  /** Erases again who is back from a backup, and brings both lists up to date. Resolves to how many people were erased. */
  reconcile(erase: (contact: string) => Promise<unknown>): Promise<number>;
}

export function createErasures({ store, file, others, secret, log, now }: ErasuresOptions): Erasures {
  const by = createHash('sha256').update(secret).digest('hex').slice(0, 8);
  const keyOf = (id: string): string => createHmac('sha256', secret).update(id).digest('base64url');
  const rows = store.collection(erasures);
  const write = async (path: string, lines: readonly Line[]): Promise<void> =>
    appendFile(path, lines.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600 });

  return {
    async begin({ contacts: ids, conversations }) {
      const one: Line = { id: randomUUID(), at: now(), by, keys: [...new Set([...ids, ...conversations])].map(keyOf) };
      await write(file, [one]);
      for (const other of await others()) {
        // The disk of a backup may be away: the list beside the data has it.
        await write(other, [one]).catch((error: unknown) => log.warn({ err: error, file: other }, 'an erasure could not be noted beside the backup'));
      }
      return async () => {
        await rows.insert({ _id: one.id, at: one.at, by, keys: one.keys });
      };
    },
    async reconcile(erase) {
      const listed = await readErased(file);
      const known = new Set<string>();
      for (let n = 0; n < listed.length; n += many) for (const { _id } of await rows.getMany(listed.slice(n, n + many).map(({ id }) => id))) known.add(_id);
      const open = listed.filter(({ id }) => !known.has(id));
      const foreign = open.filter((one) => one.by !== by).length;
      if (foreign > 0)
        log.warn(
          { file, erasures: foreign },
          'people were erased in data with another secret: whoever is back from this backup has to be erased again by hand',
        );
      const keys = new Set(open.flatMap((one) => (one.by === by ? one.keys : [])));
      const back: string[] = [];
      if (keys.size > 0)
        for await (const { _id, addresses, mergedInto } of everyRow(store, contacts))
          if (mergedInto === undefined && [_id, ...addresses].some((id) => keys.has(keyOf(id)))) back.push(_id);
      for (const id of back) await erase(id);
      for (const { id, ...one } of open) await rows.insert({ _id: id, ...one });
      const written = new Set((await readErased(file)).map(({ id }) => id));
      const missing: Line[] = [];
      for await (const { _id, at, by: own, keys: all } of everyRow(store, erasures)) if (!written.has(_id)) missing.push({ id: _id, at, by: own, keys: all });
      if (missing.length > 0) await write(file, missing);
      if (back.length > 0) log.info({ people: back.length }, 'people who had been erased were back from a backup and were erased again');
      return back.length;
    },
  };
}

/** Reads a list; without lines that are not whole, and empty where there is none. */
export async function readErased(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((one) => {
    try {
      const read = line.safeParse(JSON.parse(one));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
