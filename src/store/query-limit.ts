import type { Query } from './store.ts';

const defaultLimit = 100;
const maxLimit = 1_000;

/** Returns the number of rows that a query gives at most. */
export function limitOf(query: Query): number {
  return Math.max(0, Math.min(maxLimit, Math.floor(query.limit ?? defaultLimit)));
}
