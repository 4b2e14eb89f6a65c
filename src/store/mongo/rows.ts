import type { mongo } from 'mongoose';
import type { CollectionSpec, Row } from '../store.ts';
import { answered } from './answered.ts';
import { type Body, bodyOf, fieldsOf, recentDocs, type StoredDoc } from './document.ts';
import { gather } from './gather.ts';
import { sendWrites, type Write } from './send-writes.ts';

/** Reads may bring 1 MB each, so that fewer go together. */
const mostReads = 100;
const mostWrites = 500;

/** The collection through the current connection. */
export type Documents = () => mongo.Collection<StoredDoc>;

/** The documents of one collection. Ids are stored keys. What is asked at the same time goes in one command. */
export interface Rows {
  readonly spec: CollectionSpec<Row>;
  readonly fields: readonly string[];
  readonly unique: readonly string[];
  body(row: { _id: string }): Body;
  /** The document as it was last seen here; others may have changed it. */
  known(id: string): StoredDoc | undefined;
  read(id: string): Promise<StoredDoc | null>;
  find(filter: mongo.Filter<StoredDoc>, sort: mongo.Sort | undefined, limit: number): Promise<StoredDoc[]>;
  count(filter: mongo.Filter<StoredDoc>): Promise<number>;
  /** False when the id or a unique value exists. */
  insert(doc: StoredDoc): Promise<boolean>;
  /** Puts `doc` in the place of the state `over`; false when that is not the state any more. Throws DoubledUnique. */
  replace(doc: StoredDoc, over: string): Promise<boolean>;
  /** Removes the state `over`; false when there is another one. */
  remove(id: string, over: string): Promise<boolean>;
}

export function rowsOf(collection: Documents, spec: CollectionSpec<Row>, failed: (error: unknown) => unknown): Rows {
  const fields = fieldsOf(spec);
  const recent = recentDocs();
  const thrown = (error: unknown): never => {
    throw failed(error);
  };
  const write = gather<Write, boolean | Error>(mostWrites, (writes) => sendWrites(collection(), writes).catch(thrown));
  const send = async (one: Write): Promise<boolean> => {
    const result = await write(one);
    if (result instanceof Error) throw failed(result);
    return result;
  };
  const readMany = gather<string, StoredDoc | null>(mostReads, async (ids) => {
    const wanted = collection().find({ _id: { $in: [...new Set(ids)] } });
    const docs = await answered(wanted.toArray()).catch(thrown);
    const found = new Map(docs.map((doc) => [doc._id, doc]));
    for (const id of ids) if (!found.has(id)) recent.delete(id);
    for (const doc of docs) recent.set(doc._id, doc);
    return ids.map((id) => found.get(id) ?? null);
  });

  return {
    spec,
    fields,
    unique: spec.indexes.flatMap((index) => (index.unique ? index.fields : [])),
    body: (row) => bodyOf(fields, row),
    known: (id) => recent.get(id),
    read: readMany,
    async find(filter, sort, limit) {
      const cursor = collection().find(filter).limit(limit);
      const docs = await answered((sort ? cursor.sort(sort) : cursor).toArray()).catch(thrown);
      for (const doc of docs) recent.set(doc._id, doc);
      return docs;
    },
    count: (filter) => answered(collection().countDocuments(filter)).catch(thrown),
    async insert(doc) {
      const isNew = await send({ kind: 'insert', doc });
      if (isNew) recent.set(doc._id, doc);
      return isNew;
    },
    async replace(doc, over) {
      const done = await send({ kind: 'replace', doc, over });
      if (done) recent.set(doc._id, doc);
      else if (recent.get(doc._id)?.c === over) recent.delete(doc._id);
      return done;
    },
    async remove(id, over) {
      recent.delete(id);
      return send({ kind: 'remove', id, over });
    },
  };
}
