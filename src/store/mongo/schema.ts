import type { mongo } from 'mongoose';
import type { CollectionSpec, Index, Row } from '../store.ts';
import { bodyOf, fieldsOf, indexesOf, rowOf, type StoredDoc, stored } from './document.ts';
import { failureOf } from './failure.ts';

/** Layout that each collection was filled for: `_id` is the collection's name. */
interface Layout {
  _id: string;
  fields: string[];
}

export const layoutCollection = 'zhanggui_layout';
const backfillRows = 500;
const namespaceNotFound = 26;

export const indexName = (index: Index) => `z_${index.fields.join('__')}${index.unique ? '__unique' : ''}`;

/** Finds the documents that carry a journal. */
const journalIndex: mongo.IndexDescription = { key: { p: 1 }, name: 'z_journal', sparse: true };

function descriptionOf(spec: CollectionSpec<Row>, index: Index): mongo.IndexDescription {
  if (index.fields.length === 0) throw new Error(`collection "${spec.name}" has an index without fields`);
  if (index.unique && index.fields.length > 1) {
    throw new Error(`collection "${spec.name}": MongoDB cannot keep ${index.fields.join(' + ')} unique where the first is missing; put them in one field`);
  }
  for (const field of index.fields) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(field)) throw new Error(`"${field}" cannot be the name of an indexed field: use letters, digits and _`);
  }
  return { key: Object.fromEntries(index.fields.map((field) => [stored(field), 1])), name: indexName(index), sparse: true, unique: index.unique ?? false };
}

/**
 * Brings a collection in line with its spec: fields that are indexed now are filled, indexes added, ours that are gone dropped.
 * Indexes that others made stay. May run in several processes at once.
 */
export async function align(db: mongo.Db, spec: CollectionSpec<Row>, say: (text: string) => void): Promise<void> {
  const collection = db.collection<StoredDoc>(spec.name);
  const wanted = [...indexesOf(spec).map((index) => descriptionOf(spec, index)), journalIndex];
  const names = new Set(wanted.map(({ name }) => name));
  const there = await indexNames(collection);
  for (const name of there) if (name.startsWith('z_') && !names.has(name)) await collection.dropIndex(name);

  const layouts = db.collection<Layout>(layoutCollection);
  const [layout] = await layouts.find({ _id: spec.name }).toArray();
  const fields = fieldsOf(spec);
  const added = fields.filter((field) => !layout?.fields.includes(field));
  if (layout && added.length > 0) {
    say(`${spec.name}: filling ${added.join(', ')}`);
    await backfill(collection, fields);
  }
  const missing = wanted.filter(({ name }) => name === undefined || !there.has(name));
  if (missing.length > 0) await collection.createIndexes(missing);
  if (!layout || added.length > 0 || layout.fields.length > fields.length) {
    await layouts.bulkWrite([{ replaceOne: { filter: { _id: spec.name }, replacement: { fields }, upsert: true } }]);
  }
}

async function indexNames(collection: mongo.Collection<StoredDoc>): Promise<Set<string>> {
  try {
    return new Set((await collection.indexes()).map(({ name }) => name ?? ''));
  } catch (error) {
    if (failureOf(error) === 'refused' && error instanceof Error && 'code' in error && error.code === namespaceNotFound) return new Set();
    throw error;
  }
}

/** Fills the fields of rows that are there. A row that another process changes meanwhile is filled by that process. */
async function backfill(collection: mongo.Collection<StoredDoc>, fields: readonly string[]): Promise<void> {
  for (let last: string | null = null; ; ) {
    const docs: StoredDoc[] = await collection
      .find(last === null ? {} : { _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(backfillRows)
      .toArray();
    const end = docs.at(-1);
    if (!end) return;
    last = end._id;
    const changes = docs.map((doc) => {
      const { _id, v, c, was, j, p } = doc;
      const rest = { ...(was && { was }), ...(j && { j, p }) };
      return { replaceOne: { filter: { _id, c }, replacement: { v, c, ...rest, ...bodyOf(fields, rowOf(doc)) } } };
    });
    await collection.bulkWrite(changes, { ordered: false });
  }
}
