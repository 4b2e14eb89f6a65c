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
  /** _id -> the table's `row` */
  get: Statement;
  /** _id, v, fields..., doc */
  insert: Statement;
  /** _id, v, fields..., doc */
  put: Statement;
  /** Changes the fields with these numbers only, so that other indexes are not touched: v, doc, those fields..., _id, old v */
  replace(changed: readonly number[]): Statement;
  /** Changes the patched fields with these numbers where they differ: their values, _id, their values again */
  patch(fields: readonly number[]): Statement;
  /** _id */
  delete: Statement;
}

export function tableStatements(db: Driver, table: Table): TableStatements {
  const fields = table.fields.map((field) => column(table.spec, field));
  const names = ['_id', 'v', ...fields, 'doc'];
  const insert = `INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  const fromNew = [...fields, 'doc'].map((name) => `${name} = excluded.${name}`).join(', ');
  const prepared = statementCache(db);
  return {
    get: db.prepare(`SELECT ${table.row} FROM ${table.name} WHERE _id = ?`),
    insert: db.prepare(`INSERT OR IGNORE ${insert}`),
    put: db.prepare(`INSERT ${insert} ON CONFLICT (_id) DO UPDATE SET v = v + 1, ${fromNew} WHERE doc IS NOT excluded.doc`),
    replace(changed) {
      const set = ['v', 'doc', ...changed.map((n) => fields[n])].map((name) => `${name} = ?`).join(', ');
      return prepared(`UPDATE ${table.name} SET ${set} WHERE _id = ? AND v = ?`);
    },
    patch(numbers) {
      const names = numbers.map((n) => fields[n]);
      const differs = names.map((name) => `${name} IS NOT ?`).join(' OR ');
      return prepared(`UPDATE ${table.name} SET v = v + 1, ${names.map((name) => `${name} = ?`).join(', ')} WHERE _id = ? AND (${differs})`);
    },
    delete: db.prepare(`DELETE FROM ${table.name} WHERE _id = ?`),
  };
}
