import type { CollectionSpec, Row, Store } from './store.ts';

/** Walks over every row of a collection, page by page of `size` rows in the order of their ids. For what is rare: it reads all of it. */
export async function* everyRow<T extends Row>(store: Store, spec: CollectionSpec<T>, size = 200): AsyncGenerator<T> {
  let after = '';
  for (;;) {
    const page = await store.collection(spec).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: size });
    yield* page;
    const last = page.at(-1)?._id;
    if (last === undefined || page.length < size) return;
    after = last;
  }
}
