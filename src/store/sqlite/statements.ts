import type { Driver, Statement } from './driver.ts';
import { column, type Table } from './table.ts';

/** Prepares each text once. */
export function statementCache(db: Driver): (sql: string) => Statement {
  const known = new Map<string, Statement>();
  return (sql) => {
    let statement = known.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      known.set(sql, statement);
    }
    return statement;
  };
}

/** The statements of one table that are used all the time. Parameters come in the order of the text. */
export interface TableStatements {
  /** _id -> v, doc */
  get: Statement;
  /** _id, v, fields..., doc */
  insert: Statement;
  /** _id, v, fields..., doc */
  put: Statement;
  /** v, fields..., doc, _id, old v */
  replace: Statement;
  /** _id */
  delete: Statement;
}

export function tableStatements(db: Driver, table: Table): TableStatements {
  const fields = table.fields.map(column);
  const names = ['_id', 'v', ...fields, 'doc'];
  const values = names.map(() => '?').join(', ');
  const insert = `INTO ${table.name} (${names.join(', ')}) VALUES (${values})`;
  const fromNew = [...fields, 'doc'].map((name) => `${name} = excluded.${name}`).join(', ');
  return {
    get: db.prepare(`SELECT v, doc FROM ${table.name} WHERE _id = ?`),
    insert: db.prepare(`INSERT OR IGNORE ${insert}`),
    put: db.prepare(`INSERT ${insert} ON CONFLICT (_id) DO UPDATE SET v = v + 1, ${fromNew} WHERE doc IS NOT excluded.doc`),
    replace: db.prepare(`UPDATE ${table.name} SET ${['v', ...fields, 'doc'].map((name) => `${name} = ?`).join(', ')} WHERE _id = ? AND v = ?`),
    delete: db.prepare(`DELETE FROM ${table.name} WHERE _id = ?`),
  };
}
