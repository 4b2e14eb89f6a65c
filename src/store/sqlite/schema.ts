import type { Row } from '../store.ts';
import { cellsOf, overlaid } from '../stored-key.ts';
import { type Driver, plainCell } from './driver.ts';
import { columnName, createIndex, createTable, indexName, quoted, type Table } from './table.ts';

/** Marks the file as ours ("zgui"); see https://www.sqlite.org/pragma.html#pragma_application_id */
export const applicationId = 0x7a677569;

/** Migrations beyond what the collections define. Entry n brings a file from user_version n to n + 1; entries are only ever added. */
const migrations: readonly string[] = [`PRAGMA application_id = ${applicationId}`];

const backfillRows = 1_000;

/**
 * Brings the file's tables in line with the collections, in one transaction: new collections, indexes and indexed fields are
 * added and filled, indexes that are gone are dropped. Throws when the file was written by a newer program or is not ours.
 */
export function migrate(db: Driver, file: string, tables: readonly Table[], say: (text: string) => void): void {
  const version = number(db, 'PRAGMA user_version');
  if (version > migrations.length) {
    throw new Error(`${file} was written by a newer version of this program (schema ${version}, known up to ${migrations.length}): update the program`);
  }
  if (version === 0 && number(db, 'SELECT count(*) FROM sqlite_master') > 0)
    throw new Error(`${file} is a database of another program: choose another DATA_DIR`);
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    for (const table of tables) alignTable(db, table, say);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function alignTable(db: Driver, table: Table, say: (text: string) => void): void {
  const { name } = table.spec;
  const columns = names(db, `SELECT name FROM pragma_table_info('c_${name}')`);
  const isNew = columns.length === 0;
  if (isNew) db.exec(createTable(table));

  const wantedIndexes = new Map(table.spec.indexes.map((index) => [indexName(table, index), index]));
  const indexes = new Set(names(db, `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'c_${name}' AND name LIKE 'i\\_%' ESCAPE '\\'`));
  for (const index of indexes) if (!wantedIndexes.has(index)) db.exec(`DROP INDEX ${quoted(index)}`);

  const wanted = new Set(table.fields.map((field) => columnName(table.spec, field)));
  const gone = columns.filter((old) => /^[fp]_/.test(old) && !wanted.has(old));
  const added = isNew ? [] : table.fields.filter((field) => !columns.includes(columnName(table.spec, field)));
  for (const field of added) db.exec(`ALTER TABLE ${table.name} ADD COLUMN ${quoted(columnName(table.spec, field))}`);
  const counted = gone.filter((old) => old.startsWith('p_'));
  if (added.length + counted.length > 0) {
    say(`${name}: filling ${[...added, ...counted].join(', ')}`);
    rewrite(db, table, counted, added);
  }
  for (const old of gone) db.exec(`ALTER TABLE ${table.name} DROP COLUMN ${quoted(old)}`);
  for (const [indexed, index] of wantedIndexes) {
    if (indexes.has(indexed)) continue;
    if (!isNew) say(`${name}: building the index on ${index.fields.join(', ')}`);
    db.exec(createIndex(table, index));
  }
}

/** Fills new columns from the rows, after the rows have taken back what columns that go (`counted`) said instead of them. */
function rewrite(db: Driver, table: Table, counted: readonly string[], added: readonly string[]): void {
  const page = db.prepare(
    `SELECT rowid, doc${counted.map((name) => `, ${quoted(name)}`).join('')} FROM ${table.name} WHERE rowid > ? ORDER BY rowid LIMIT ${backfillRows}`,
  );
  const set = ['doc', ...added.map((field) => columnName(table.spec, field))].map((name) => `${quoted(name)} = ?`).join(', ');
  const update = db.prepare(`UPDATE ${table.name} SET ${set} WHERE rowid = ?`);
  const fields = counted.map((name) => name.slice(2));
  const cells = cellsOf(table.spec, added);
  let last = 0;
  for (;;) {
    const rows = page.all([last]);
    for (const [rowid, doc, ...values] of rows) {
      const row: Row = JSON.parse(String(doc));
      overlaid(row, fields, values.map(plainCell));
      last = Number(rowid);
      update.run([JSON.stringify(row), ...cells(row), last]);
    }
    if (rows.length < backfillRows) return;
  }
}

function number(db: Driver, sql: string): number {
  return Number(db.prepare(sql).get([])?.[0]);
}

function names(db: Driver, sql: string): string[] {
  return db
    .prepare(sql)
    .all([])
    .map(([name]) => String(name));
}
