import { limitOf } from '../query-limit.ts';
import type { Condition, Query, Scalar } from '../store.ts';
import { indexValue } from '../stored-key.ts';
import type { Param } from './driver.ts';
import { column, type Table } from './table.ts';

export interface Select {
  sql: string;
  params: Param[];
}

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** Throws for a field that is not indexed: such a query would read the whole table. */
function known(table: Table, field: string): string {
  if (field !== '_id' && !table.fields.includes(field)) throw new Error(`collection "${table.spec.name}" has no index with "${field}"`);
  return column(table.spec, field);
}

function conditions(table: Table, where: Record<string, Condition>): Select {
  const parts: string[] = [];
  const params: Param[] = [];
  for (const [field, condition] of Object.entries(where)) {
    const name = known(table, field);
    if (typeof condition !== 'object') {
      parts.push(`${name} = ?`);
      params.push(indexValue(condition));
    } else if ('in' in condition) {
      parts.push(`${name} IN (SELECT value FROM json_each(?))`);
      params.push(JSON.stringify(condition.in.map(indexValue)));
    } else {
      parts.push(`${name} IS NOT NULL`);
      for (const [key, sign] of Object.entries(comparisons)) {
        const bound = condition[key as keyof typeof comparisons];
        if (bound === undefined) continue;
        parts.push(`${name} ${sign} ?`);
        params.push(indexValue(bound));
      }
    }
  }
  return { sql: parts.join(' AND '), params };
}

/** Writes the query as SQL that returns `table.row`. */
export function select(table: Table, query: Query): Select {
  const { where = {}, sort } = query;
  const limit = limitOf(query);
  const few = sort && fewValues(where);
  if (!few) return plain(table, where, sort, limit);
  // One ordered index scan for each value, merged: a single IN would read and sort every matching row.
  const parts = few.values.map((value) => plain(table, { ...where, [few.field]: value }, sort, limit, true));
  const union = parts.map((part) => `SELECT * FROM (${part.sql})`).join(' UNION ALL ');
  return { sql: `SELECT ${table.row} FROM (${union}) ORDER BY k${sort.desc ? ' DESC' : ''} LIMIT ?`, params: [...parts.flatMap((part) => part.params), limit] };
}

function plain(table: Table, where: Record<string, Condition>, sort: Query['sort'], limit: number, withKey = false): Select {
  const { sql, params } = conditions(table, where);
  const by = sort && known(table, sort.by);
  const all = [sql, by && sort.by !== '_id' ? `${by} IS NOT NULL` : ''].filter(Boolean).join(' AND ');
  const key = withKey && by ? `, ${by} AS k` : '';
  const order = by ? ` ORDER BY ${by}${sort.desc ? ' DESC' : ''}` : '';
  return { sql: `SELECT ${table.row}${key} FROM ${table.name}${all ? ` WHERE ${all}` : ''}${order} LIMIT ?`, params: [...params, limit] };
}

export function count(table: Table, where: Query['where'] = {}): Select {
  const { sql, params } = conditions(table, where);
  return { sql: `SELECT count(*) FROM ${table.name}${sql ? ` WHERE ${sql}` : ''}`, params };
}

function fewValues(where: Record<string, Condition>): { field: string; values: Scalar[] } | null {
  for (const [field, condition] of Object.entries(where)) {
    if (typeof condition !== 'object' || !('in' in condition)) continue;
    const values = [...new Set(condition.in)];
    if (values.length > 1 && values.length <= 8) return { field, values };
  }
  return null;
}

/** Removes rows of a collection below a bound, oldest first; a row that has the field `keeps` stays. Parameters: bound, most rows. */
export function expired(table: Table, field: string): string {
  const { name, spec } = table;
  const age = known(table, field);
  const may = spec.keepWhileSet === undefined ? 'TRUE' : `${known(table, spec.keepWhileSet)} IS NULL`;
  // Row numbers rise with every new row.
  const old =
    table.agesByArrival && field === spec.ttlField
      ? `SELECT r FROM (SELECT rowid AS r, ${age} AS age, ? AS bound FROM ${name} WHERE ${may} ORDER BY rowid LIMIT ?) WHERE age < bound`
      : `SELECT rowid FROM ${name} WHERE ${age} < ? AND ${may} ORDER BY ${age} LIMIT ?`;
  return `DELETE FROM ${name} WHERE rowid IN (${old})`;
}
