import { createHash } from 'node:crypto';
import type { Collection, CollectionSpec, Row, Store } from './store.ts';

/** Position of a copy: the last id of each collection that was begun. */
export type CopyCursor = Record<string, string>;

export interface CopyOptions {
  from: Store;
  to: Store;
  specs: readonly CollectionSpec<Row>[];
  cursor: CopyCursor;
  /** Called when everything up to `cursor` is in the other store. */
  save(cursor: CopyCursor): Promise<void>;
  /** Rows of the collection that were copied or compared so far. */
  progress(step: 'copying' | 'comparing', collection: string, rows: number): void;
}

/** Content of a collection in one store: the hash is the same whatever the order of the rows and their versions. */
export interface Content {
  rows: number;
  hash: string;
}

export interface Compared {
  collection: string;
  from: Content;
  to: Content;
  equal: boolean;
}

const pageRows = 200;

/** Rows after `after`, by id. */
async function* pages(rows: Collection<Row>, after: string | undefined): AsyncGenerator<Row[]> {
  for (let last = after; ; ) {
    const page = await rows.find({ ...(last === undefined ? {} : { where: { _id: { gt: last } } }), sort: { by: '_id' }, limit: pageRows });
    if (page.length > 0) yield page;
    if (page.length < pageRows) return;
    last = page.at(-1)?._id;
  }
}

/**
 * Copies every row of `specs`, going on behind `cursor`, then reads both stores and compares them. Versions start again at 1.
 * Both stores must stand still meanwhile; where one did not, `equal` is false.
 */
export async function copyStore({ from, to, specs, cursor, save, progress }: CopyOptions): Promise<Compared[]> {
  for (const spec of specs) {
    let count = 0;
    for await (const page of pages(from.collection(spec), cursor[spec.name])) {
      const isNew = await to.insertNew(spec.name, page);
      // What an interrupted copy brought over already is brought up to date.
      for (const [n, row] of page.entries()) if (!isNew[n]) await to.write([{ op: 'put', in: spec.name, row }]);
      cursor[spec.name] = page.at(-1)?._id ?? '';
      await save(cursor);
      count += page.length;
      progress('copying', spec.name, count);
    }
  }
  const all: Compared[] = [];
  for (const spec of specs) {
    const [one, other] = [await contentOf(from, spec, progress), await contentOf(to, spec, progress)];
    all.push({ collection: spec.name, from: one, to: other, equal: one.rows === other.rows && one.hash === other.hash });
  }
  return all;
}

/** Tells whether the store has a row in any of the collections. */
export async function holdsAny(store: Store, specs: readonly CollectionSpec<Row>[]): Promise<boolean> {
  for (const spec of specs) if ((await store.collection(spec).find({ limit: 1 })).length > 0) return true;
  return false;
}

async function contentOf(store: Store, spec: CollectionSpec<Row>, progress: CopyOptions['progress']): Promise<Content> {
  const hash = new Uint8Array(32);
  let rows = 0;
  for await (const page of pages(store.collection(spec), undefined)) {
    for (const row of page) {
      const digest = createHash('sha256')
        .update(JSON.stringify({ ...row, v: undefined }))
        .digest();
      for (let n = 0; n < hash.length; n++) hash[n] = (hash[n] ?? 0) ^ (digest[n] ?? 0);
    }
    rows += page.length;
    progress('comparing', spec.name, rows);
  }
  return { rows, hash: Buffer.from(hash).toString('hex') };
}
