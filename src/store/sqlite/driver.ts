import { StoreUnavailable } from '../store.ts';

export type Param = string | number | null;
export type Cell = string | number | null | Uint8Array;

export interface Statement {
  /** Resolves to the number of rows that changed. */
  run(params: readonly Param[]): number;
  get(params: readonly Param[]): readonly Cell[] | undefined;
  all(params: readonly Param[]): (readonly Cell[])[];
}

/** The little that the store needs of a SQLite library. Everything is synchronous; failures of disk or lock are StoreUnavailable. */
export interface Driver {
  name: 'node:sqlite' | 'libsql';
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Where the library can: copies what the open read transaction sees into `target`, so many pages at a time, off the event loop. */
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

interface LibsqlStatement {
  run(params: readonly Param[]): { changes: number };
  get(params: readonly Param[]): unknown;
  all(params: readonly Param[]): unknown[];
  raw(on: boolean): unknown;
}

interface LibsqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): LibsqlStatement;
  close(): void;
}

/** SQLite's primary result codes that say "not now" (https://www.sqlite.org/rescode.html); every other error is a bug of ours. */
const unavailable = new Map([
  [5, 'another process holds the database'],
  [6, 'another connection holds a table'],
  [7, 'out of memory'],
  [8, 'the file is read-only'],
  [10, 'the disk reported an error'],
  [11, 'the database file is damaged'],
  [13, 'the disk is full'],
  [14, 'the file cannot be opened'],
  [26, 'the file is not a database'],
]);

/** The error as the store reports it: StoreUnavailable for trouble with disk, file or lock; unchanged otherwise. */
export function storeError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnavailable) return error;
  const code = 'errcode' in error ? error.errcode : 'rawCode' in error ? error.rawCode : undefined;
  const reason = typeof code === 'number' ? unavailable.get(code & 0xff) : undefined;
  return reason ? new StoreUnavailable(`${file}: ${reason} (${error.message})`, { cause: error }) : error;
}

/** Opens `file` with the SQLite that this Node has: its own from 22.13 on, else the `libsql` package. `prefer` is for tests of the other one. */
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
      throw new StoreUnavailable(`${file}: the file cannot be opened (${error instanceof Error ? error.message : error})`, { cause: error });
    }
  };
  const Node = prefer === 'libsql' ? undefined : nodeSqlite();
  if (Node) {
    const db = opened(() => new Node(file));
    return {
      name: 'node:sqlite',
      exec: (sql) => attempt(() => db.exec(sql)),
      prepare: (sql) => {
        const statement = attempt(() => db.prepare(sql));
        return nodeStatement(statement, file);
      },
      ...nodeBackup(db, file),
      close: () => db.close(),
    };
  }
  const Libsql = await libsql();
  const db = opened(() => new Libsql(file));
  return {
    name: 'libsql',
    exec: (sql) => attempt(() => db.exec(sql)),
    prepare: (sql) =>
      libsqlStatement(
        attempt(() => db.prepare(sql)),
        file,
      ),
    close: () => db.close(),
  };
}

function nodeStatement(statement: NodeStatement, file: string): Statement {
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

function libsqlStatement(statement: LibsqlStatement, file: string): Statement {
  let raw = false;
  const asArrays = () => {
    if (!raw) statement.raw(true);
    raw = true;
  };
  return {
    run(params) {
      try {
        return statement.run(params).changes;
      } catch (error) {
        throw storeError(error, file);
      }
    },
    get(params) {
      try {
        asArrays();
        return cells(statement.get(params), true);
      } catch (error) {
        throw storeError(error, file);
      }
    },
    all(params) {
      try {
        asArrays();
        return statement.all(params).map((row) => cells(row, true) ?? []);
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

/** Node has it from 22.16 on. */
function nodeBackup(db: NodeDatabase, file: string): Pick<Driver, 'backup'> {
  const module: unknown = process.getBuiltinModule?.('node:sqlite');
  const run = isObject(module) && isBackup(module.backup) ? module.backup : undefined;
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

function isBackup(value: unknown): value is BackupFunction {
  return typeof value === 'function';
}

function nodeSqlite(): (new (file: string) => NodeDatabase) | undefined {
  const module: unknown = process.getBuiltinModule?.('node:sqlite');
  return isObject(module) && isConstructor<NodeDatabase>(module.DatabaseSync) ? module.DatabaseSync : undefined;
}

async function libsql(): Promise<new (file: string) => LibsqlDatabase> {
  const module: unknown = await import('libsql');
  const Database = isObject(module) ? module.default : undefined;
  if (!isConstructor<LibsqlDatabase>(Database)) throw new Error('the package "libsql" has no database class: run `npm ci` again');
  return Database;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isConstructor<T>(value: unknown): value is new (file: string) => T {
  return typeof value === 'function';
}
