import type { Collection, Row, Store } from './store.ts';

/** Creates a store that holds nothing and keeps nothing, for commands that only need to know which calls there are. */
export function noData(): Store {
  const refused = (): Promise<never> => Promise.reject(new Error('nothing is stored here'));
  return {
    collection<T extends Row>(): Collection<T> {
      return {
        get: async () => null,
        getMany: async () => [],
        find: async () => [],
        count: async () => 0,
        insert: refused,
        replace: refused,
        delete: refused,
      };
    },
    write: refused,
    insertNew: refused,
    expire: async () => 0,
    ping: async () => {},
    close: async () => {},
  };
}
