import type { mongo } from 'mongoose';
import type { Condition, Query } from '../store.ts';
import { indexValue } from '../stored-key.ts';
import { type StoredDoc, stored } from './document.ts';
import type { Rows } from './rows.ts';

type Of = Pick<Rows, 'spec' | 'fields'>;

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const;

/** Throws for a field that is not indexed: such a query would read the whole collection. */
function known({ spec, fields }: Of, field: string): string {
  if (field !== '_id' && !fields.includes(field)) throw new Error(`collection "${spec.name}" has no index with "${field}"`);
  return stored(field);
}

function conditionOf(condition: Condition): Record<string, unknown> {
  // What is neither text nor a finite number equals nothing; null would match rows without the field.
  if (typeof condition !== 'object') return { $in: [indexValue(condition)].filter((value) => value !== null) };
  if ('in' in condition) return { $in: condition.in.map(indexValue).filter((value) => value !== null) };
  const bounds = comparisons.flatMap((key) => (condition[key] === undefined ? [] : [[`$${key}`, indexValue(condition[key])] as const]));
  return bounds.length > 0 ? Object.fromEntries(bounds) : { $exists: true };
}

/** Returns the conditions as a filter of MongoDB. A sort is part of it: a row without that field is not found. */
export function filterOf(of: Of, where: Query['where'] = {}, sort?: Query['sort']): mongo.Filter<StoredDoc> {
  const filter: Record<string, Record<string, unknown>> = {};
  for (const [field, condition] of Object.entries(where)) filter[known(of, field)] = conditionOf(condition);
  if (sort && sort.by !== '_id') filter[known(of, sort.by)] ??= { $exists: true };
  return filter as mongo.Filter<StoredDoc>;
}

export function sortOf(of: Of, sort: NonNullable<Query['sort']>): mongo.Sort {
  return { [known(of, sort.by)]: sort.desc ? -1 : 1 };
}

/** Returns the filter of rows whose `field` is below a bound and that lack the field which keeps them. */
export function expiredFilter(of: Of, field: string, before: number): mongo.Filter<StoredDoc> {
  const filter = {
    [known(of, field)]: { $lt: before },
    ...(of.spec.keepWhileSet === undefined ? {} : { [known(of, of.spec.keepWhileSet)]: { $exists: false } }),
  };
  return filter as mongo.Filter<StoredDoc>;
}
