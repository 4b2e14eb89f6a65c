import type { CollectionSpec, Index, Row } from '../store.ts';

/** A collection as a table: a column for each indexed field, the whole row as JSON in `doc`. */
export interface Table {
  spec: CollectionSpec<Row>;
  /** Quoted, as all names below. */
  name: string;
  /** Indexed fields in the order of their columns. */
  fields: readonly string[];
}

export function tableOf(spec: CollectionSpec<Row>): Table {
  const fields = new Set(spec.indexes.flatMap((index) => index.fields));
  fields.delete('_id');
  return { spec, name: quoted(`c_${spec.name}`), fields: [...fields] };
}

export function quoted(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"${name}" cannot be the name of a collection or an indexed field: use letters, digits and _`);
  return `"${name}"`;
}

export function column(field: string): string {
  return field === '_id' ? '_id' : quoted(`f_${field}`);
}

export function indexName(table: Table, index: Index): string {
  return `i_${table.spec.name}__${index.fields.join('__')}${index.unique ? '__unique' : ''}`;
}

/** `doc` comes last: short columns stay readable without following a long row's overflow pages. */
export function createTable(table: Table): string {
  return `CREATE TABLE ${table.name} (_id TEXT NOT NULL UNIQUE, v INTEGER NOT NULL, doc TEXT NOT NULL)`;
}

export function createIndex(table: Table, index: Index): string {
  const [first] = index.fields;
  if (first === undefined) throw new Error(`collection "${table.spec.name}" has an index without fields`);
  const columns = index.fields.map(column).join(', ');
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quoted(indexName(table, index))} ON ${table.name} (${columns}) WHERE ${column(first)} IS NOT NULL`;
}
