import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileTrouble } from '../../machine/file-trouble.ts';
import { StoreUnavailable } from '../store.ts';

export type Param = string | number | null;
export type Cell = string | number | null | Uint8Array;

export function plainCell(cell: Cell | undefined): Param {
  if (cell instanceof Uint8Array) throw new Error('a column of a field holds bytes');
  return cell ?? null;
}

export interface Statement {
  /** Resolves to the number of rows that changed. */
  run(params: readonly Param[]): number;
  get(params: readonly Param[]): readonly Cell[] | undefined;
  all(params: readonly Param[]): (readonly Cell[])[];
}

/** Node's own SQLite, or the package that brings the same to a Node without it. */
export type SqliteName = 'node:sqlite' | '@photostructure/sqlite';

/** The little that the store needs of a SQLite library. Everything is synchronous; failures of disk or lock are StoreUnavailable. */
export interface Driver {
  name: SqliteName;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Copies what the open read transaction sees into `target`, so many pages at a time, off the event loop; absent where the library cannot. */
  backup?(target: string, pages: number, progress: (done: number) => void): Promise<void>;
  close(): void;
}

interface NodeStatement {
  run(...params: Param[]): { changes: number | bigint };
  get(...params: Param[]): unknown;
  all(...params: Param[]): unknown[];
  setReturnArrays?(on: boolean): void;
}

interface NodeDatabase {
  exec(sql: string): void;
  prepare(sql: string): NodeStatement;
  close(): void;
}

/** SQLite's primary result codes that say "not now" (https://www.sqlite.org/rescode.html); every other error is a bug of ours. */
const unavailable = new Map([
  [5, 'another process holds the database'],
  [6, 'another connection holds a table'],
  [7, 'out of memory'],
  [8, 'the file or its disk is read-only: make it writable for this user, or choose another DATA_DIR'],
  [10, 'the disk reported an error: check the disk and the system log'],
  [11, 'the database file is damaged: restore a backup'],
  [13, 'the disk is full: make space'],
  [14, 'the file cannot be opened: check that its folder is there, writable for this user, and the disk not full'],
  [26, 'the file is not a database: move it away, or restore a backup'],
]);

/** Returns the error as the store reports it: StoreUnavailable for trouble with disk, file or lock; unchanged otherwise. */
export function storeError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  const reason = unavailable.get(resultCode(error) ?? 0);
  return reason ? new StoreUnavailable(`${file}: ${reason} (${error.message})`, { cause: error }) : error;
}

/** SQLite's primary result code in an error of either library. */
function resultCode(error: Error): number | undefined {
  const code = 'errcode' in error ? error.errcode : 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Tells whether the store is unavailable because someone else holds the file at this moment (SQLITE_BUSY, SQLITE_LOCKED). */
export function isHeld(error: unknown): boolean {
  if (!(error instanceof StoreUnavailable && error.cause instanceof Error)) return false;
  return [5, 6].includes(resultCode(error.cause) ?? 0);
}

/** Tells whether the file could not even be opened, or the disk or memory is full (SQLITE_NOMEM, SQLITE_READONLY, SQLITE_FULL, SQLITE_CANTOPEN). */
export function isRefused(error: StoreUnavailable): boolean {
  return error.cause instanceof Error && [7, 8, 13, 14].includes(resultCode(error.cause) ?? 14);
}

/** Opens `file` with Node's own SQLite (22.13 and later), else with the package. `prefer` is for tests of the other one. */
export async function openDriver(file: string, prefer?: Driver['name']): Promise<Driver> {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeError(error, file);
    }
  };
  const opened = <T>(open: () => T): T => {
    try {
      return open();
    } catch (error) {
      const told = plainReason(file) ?? `${file}: ${unavailable.get(14)} (${error instanceof Error ? error.message : error})`;
      throw new StoreUnavailable(told, { cause: error });
    }
  };
  const library = (prefer === '@photostructure/sqlite' ? undefined : ownSqlite()) ?? (await packagedSqlite());
  const { name, DatabaseSync } = library;
  const db = opened(() => new DatabaseSync(file));
  return {
    name,
    exec: (sql) => attempt(() => db.exec(sql)),
    prepare: (sql) =>
      statementOf(
        attempt(() => db.prepare(sql)),
        file,
      ),
    ...backupOf(library.backup, db, file),
    close: () => db.close(),
  };
}

/** Returns the operating system's reason in words why SQLite cannot open a file. Never opens it: to close it would drop the locks on it. */
function plainReason(file: string): string | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) return fileTrouble(Object.assign(new Error('a folder'), { code: 'EISDIR', syscall: 'open' }), file)?.en;
    accessSync(found ? file : dirname(file), constants.R_OK | constants.W_OK);
    // Whether any file can be opened.
    closeSync(openSync(process.execPath, 'r'));
    return undefined;
  } catch (error) {
    return fileTrouble(Object.assign(error instanceof Error ? error : new Error(String(error)), { path: file }))?.en;
  }
}

function statementOf(statement: NodeStatement, file: string): Statement {
  statement.setReturnArrays?.(true);
  const arrays = statement.setReturnArrays !== undefined;
  return {
    run(params) {
      try {
        return Number(statement.run(...params).changes);
      } catch (error) {
        throw storeError(error, file);
      }
    },
    get(params) {
      try {
        return cells(statement.get(...params), arrays);
      } catch (error) {
        throw storeError(error, file);
      }
    },
    all(params) {
      try {
        return statement.all(...params).map((row) => cells(row, arrays) ?? []);
      } catch (error) {
        throw storeError(error, file);
      }
    },
  };
}

/** A result row as an array in the order of the columns; libraries hand them over as arrays or as objects. */
function cells(row: unknown, arrays: boolean): readonly Cell[] | undefined {
  if (row === undefined || row === null) return undefined;
  return (arrays ? row : Object.values(row)) as readonly Cell[];
}

interface NodeProgress {
  totalPages: number;
  remainingPages: number;
}

type BackupFunction = (from: NodeDatabase, target: string, options: { rate: number; progress(state: NodeProgress): void }) => Promise<number>;

/** Copying step by step; Node has it from 22.16 on. */
function backupOf(run: BackupFunction | undefined, db: NodeDatabase, file: string): Pick<Driver, 'backup'> {
  if (!run) return {};
  return {
    async backup(target, pages, progress) {
      try {
        await run(db, target, { rate: pages, progress: ({ totalPages, remainingPages }) => progress(1 - remainingPages / totalPages) });
      } catch (error) {
        throw storeError(error, file);
      }
    },
  };
}

interface Library {
  name: SqliteName;
  DatabaseSync: new (file: string) => NodeDatabase;
  backup?: BackupFunction;
}

function libraryIn(name: SqliteName, module: unknown): Library | undefined {
  if (!isObject(module) || !isConstructor<NodeDatabase>(module.DatabaseSync)) return undefined;
  return { name, DatabaseSync: module.DatabaseSync, ...(isBackup(module.backup) && { backup: module.backup }) };
}

function ownSqlite(): Library | undefined {
  return libraryIn('node:sqlite', process.getBuiltinModule?.('node:sqlite'));
}

async function packagedSqlite(): Promise<Library> {
  const library = libraryIn('@photostructure/sqlite', await import('@photostructure/sqlite'));
  if (!library) throw new Error('the package "@photostructure/sqlite" has no database class: run `npm ci` again');
  return library;
}

function isBackup(value: unknown): value is BackupFunction {
  return typeof value === 'function';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isConstructor<T>(value: unknown): value is new (file: string) => T {
  return typeof value === 'function';
}
