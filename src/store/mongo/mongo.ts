import { randomBytes } from 'node:crypto';
import { limitOf } from '../query-limit.ts';
import type { Collection, CollectionSpec, Query, Row, Store, StoreLog } from '../store.ts';
import { storedKey } from '../stored-key.ts';
import { answered, Unanswered } from './answered.ts';
import { connect } from './connection.ts';
import { first, rowOf, type StoredDoc } from './document.ts';
import { duplicateKey, toThrow } from './failure.ts';
import { journaling } from './journal.ts';
import { expiredFilter, filterOf, sortOf } from './query.ts';
import { type Rows, rowsOf } from './rows.ts';
import { align, layoutCollection } from './schema.ts';
import { stepOf } from './steps.ts';

export interface MongoOptions {
  /** `mongodb://` or `mongodb+srv://`; the database `zhanggui` unless the URL names one. */
  url: string;
  specs: readonly CollectionSpec<Row>[];
  /** Epoch ms. */
  now: () => number;
  log: StoreLog;
}

/** Longest wait for the answer whether MongoDB is there, ms: supervisors of a program give up after 3 s. */
const pingMs = 2_500;

const writesSpec: CollectionSpec<Row> = { name: 'zhanggui_writes', indexes: [] };

/** Opens the database as a store, which any number of processes may share. Throws StoreUnavailable when it cannot be reached. */
export async function openMongo({ url, specs, now, log }: MongoOptions): Promise<Store> {
  const { db, where, trouble, close } = await connect(url, log);
  const failed = (error: unknown) => toThrow(error, where);
  const thrown = (error: unknown): never => {
    throw failed(error);
  };
  try {
    await Promise.all([...specs, writesSpec].map((spec) => align(db(), spec, (text) => log.info({ where }, text)))).catch(thrown);
  } catch (error) {
    await close();
    throw error;
  }
  const rowsFor = (spec: CollectionSpec<Row>) => rowsOf(() => db().collection<StoredDoc>(spec.name), spec, failed);
  const named = new Map(specs.map((spec) => [spec.name, rowsFor(spec)]));
  const rowsNamed = (name: string): Rows => {
    const found = named.get(name);
    if (!found) throw new Error(`collection "${name}" is not among those that the store was opened with`);
    return found;
  };
  const process = randomBytes(6).toString('base64url');
  let serial = 0;
  const newId = () => `${process}${(serial++).toString(36)}`;
  const journal = journaling({ rowsNamed, all: [...named.values()], writes: rowsFor(writesSpec), newId, now, log });

  const atWork = new Set<Promise<unknown>>();
  /** `close` waits for it. */
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    atWork.add(work);
    const over = () => atWork.delete(work);
    work.then(over, over);
    return work;
  };

  const get = async (rows: Rows, id: string): Promise<Row | null> => {
    const doc = await rows.read(storedKey(id));
    const settled = doc?.j ? await journal.settled(rows, doc) : doc;
    return settled && rowOf(settled);
  };
  const find = async (rows: Rows, query: Query): Promise<Row[]> => {
    const limit = limitOf(query);
    const filter = filterOf(rows, query.where, query.sort);
    const sort = query.sort && sortOf(rows, query.sort);
    if (limit === 0) return [];
    const docs = await rows.find(filter, sort, limit);
    await Promise.all(docs.filter(journal.open).map((doc) => journal.settled(rows, doc)));
    return docs.map(rowOf);
  };
  const insert = (rows: Rows, row: { _id: string }): Promise<boolean> => tracked(rows.insert(first(storedKey(row._id), newId(), rows.body(row))));

  const collection = <T extends Row>(spec: CollectionSpec<T>): Collection<T> => {
    const rows = rowsNamed(spec.name);
    // What a collection holds is what was stored through its spec.
    const typed = (row: Row | null) => row as T | null;
    return {
      get: async (id) => typed(await get(rows, id)),
      getMany: async (ids) => (await Promise.all([...new Set(ids)].map((id) => get(rows, id)))).map(typed).filter((row) => row !== null),
      find: async (query) => (await find(rows, query)) as T[],
      count: async (wanted) => rows.count(filterOf(rows, wanted)),
      insert: async (row) => ((await insert(rows, row)) ? 'done' : 'duplicate'),
      async replace(row) {
        const next = { ...row, v: row.v + 1 };
        if (next.v < 2) return null;
        return (await tracked(journal.write([], { in: spec.name, row: next }))) === 'done' ? next : null;
      },
      delete: (id) => tracked(journal.run(newId(), [stepOf(rows, { op: 'delete', in: spec.name, id }, journal.journals)], null)),
    };
  };

  const store: Store = {
    collection,
    write: (ops, guard) => tracked(journal.write(ops, guard)),
    async insertNew(name, list) {
      const rows = rowsNamed(name);
      return Promise.all(list.map((row) => insert(rows, row)));
    },
    async expire(name, field, before, limit) {
      const rows = rowsNamed(name);
      const docs = await rows.find(expiredFilter(rows, field, before), sortOf(rows, { by: field }), limit);
      const gone = await Promise.all(docs.filter((doc) => !journal.open(doc)).map((doc) => tracked(rows.remove(doc._id, doc.c))));
      return gone.filter(Boolean).length;
    },
    async ping() {
      const mark = { replaceOne: { filter: { _id: 'ping' }, replacement: { at: now() }, upsert: true } };
      const marks = db().collection<{ _id: string; at?: number }>(`${layoutCollection}_ping`);
      await answered(marks.bulkWrite([mark]), pingMs).catch((error: unknown) => {
        // Two processes made it at once.
        if (error instanceof Error && 'code' in error && error.code === duplicateKey) return;
        thrown(error instanceof Unanswered ? (trouble() ?? error) : error);
      });
    },
    async close() {
      while (atWork.size > 0) await Promise.allSettled(atWork);
      await journal.stop();
      await close();
    },
  };
  try {
    await journal.sweep(Number.MAX_SAFE_INTEGER);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
