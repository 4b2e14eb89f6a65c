import type { CollectionSpec, Index, Row } from '../store.ts';

/** A collection as a table: the whole row as JSON in `doc`, and a column for each field that is indexed, patched or tells the age. */
export interface Table {
  spec: CollectionSpec<Row>;
  /** Quoted, as all names below. */
  name: string;
  /** Fields with columns, in the order of the columns. */
  fields: readonly string[];
  /** Fields of `fields` whose column counts instead of the value in `doc`. */
  patched: readonly string[];
  /** Columns that a query has to return for a row: `v`, `doc`, the columns of `patched`. */
  row: string;
  /** Rows leave by age in the order of their coming, without an index. */
  agesByArrival: boolean;
}

export function tableOf(spec: CollectionSpec<Row>): Table {
  const { hotFields: patched = [], ttlField: ages } = spec;
  const fields = new Set([...spec.indexes.flatMap((index) => index.fields), ...(ages === undefined ? [] : [ages]), ...patched]);
  fields.delete('_id');
  const row = ['v', 'doc', ...patched.map((field) => column(spec, field))].join(', ');
  const agesByArrival = ages !== undefined && !spec.indexes.some((index) => index.fields[0] === ages);
  return { spec, name: quoted(`c_${spec.name}`), fields: [...fields], patched, row, agesByArrival };
}

export function quoted(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"${name}" cannot be the name of a collection or an indexed field: use letters, digits and _`);
  return `"${name}"`;
}

/** Returns the column of a field: `f_` repeats what `doc` says; `p_` counts instead of it. */
export function columnName({ hotFields: patched }: CollectionSpec<Row>, field: string): string {
  return `${patched?.includes(field) ? 'p' : 'f'}_${field}`;
}

export function column(spec: CollectionSpec<Row>, field: string): string {
  return field === '_id' ? '_id' : quoted(columnName(spec, field));
}

export function indexName({ spec }: Table, index: Index): string {
  const fields = index.fields.map((field) => (spec.hotFields?.includes(field) ? columnName(spec, field) : field));
  return `i_${spec.name}__${fields.join('__')}${index.unique ? '__unique' : ''}`;
}

/** Writes the statement that creates the table. `doc` comes last: short columns stay readable without following a long row's overflow pages. */
export function createTable({ name, spec, fields }: Table): string {
  return `CREATE TABLE ${name} (_id TEXT NOT NULL UNIQUE, v INTEGER NOT NULL, ${fields.map((field) => `${column(spec, field)}, `).join('')}doc TEXT NOT NULL)`;
}

export function createIndex(table: Table, index: Index): string {
  const [first] = index.fields;
  if (first === undefined) throw new Error(`collection "${table.spec.name}" has an index without fields`);
  const columns = index.fields.map((field) => column(table.spec, field)).join(', ');
  const where = `${column(table.spec, first)} IS NOT NULL`;
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(indexName(table, index))} ON ${table.name} (${columns}) WHERE ${where}`;
}
