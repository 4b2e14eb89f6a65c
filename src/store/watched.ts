/** A store that tells which rows are written through it. */
import type { Collection, CollectionSpec, Op, Row, Store } from './store.ts';

/** A row that was written, or may have been. `row`: what is known of its fields. */
export interface Change {
  in: string;
  id: string;
  row: Readonly<Record<string, unknown>>;
}

/** Wraps a store: `told` hears of every row of these collections that was written through it, before the writer does. Rows that expire are not told. */
export function watched(store: Store, names: ReadonlySet<string>, told: (change: Change) => void): Store {
  const tell = (name: string, id: string, row: object): void => {
    if (names.has(name)) told({ in: name, id, row: { ...row } });
  };
  const tellOf = (op: Op): void => {
    if ('row' in op) tell(op.in, op.row._id, op.row);
    else tell(op.in, op.id, op.op === 'patch' ? op.set : {});
  };
  /** A write that failed may have been done all the same: the server was not heard. */
  const after = async <T>(work: Promise<T>, run: () => void): Promise<T> => {
    try {
      return await work;
    } finally {
      run();
    }
  };
  return {
    ...store,
    collection<T extends Row>(spec: CollectionSpec<T>): Collection<T> {
      const rows = store.collection(spec);
      if (!names.has(spec.name)) return rows;
      return {
        ...rows,
        insert: (row) => after(rows.insert(row), () => tell(spec.name, row._id, row)),
        replace: (row) => after(rows.replace(row), () => tell(spec.name, row._id, row)),
        delete: (id) => after(rows.delete(id), () => tell(spec.name, id, {})),
      };
    },
    write(ops, guard) {
      const known = names.has(guard?.in ?? '') || ops.some((op) => names.has(op.in));
      if (!known) return store.write(ops, guard);
      return after(store.write(ops, guard), () => {
        ops.forEach(tellOf);
        if (guard) tell(guard.in, guard.row._id, guard.row);
      });
    },
    insertNew: (name, rows) => after(store.insertNew(name, rows), () => rows.forEach((row) => void tell(name, row._id, row))),
  };
}
