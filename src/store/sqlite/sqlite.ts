import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { troubleText } from '../../machine/file-trouble.ts';
import { limitOf } from '../query-limit.ts';
import { type Collection, type CollectionSpec, type Guard, type Op, type Query, type Row, type Store, type StoreLog, StoreUnavailable } from '../store.ts';
import { checkpoints } from './checkpoint.ts';
import { type Driver, openDriver } from './driver.ts';
import { groupCommit } from './group-commit.ts';
import { lockFile } from './lock.ts';
import { makePrivate, narrow } from './private-files.ts';
import { count, expired, select } from './query.ts';
import { type Rows, rowsOf } from './rows.ts';
import { migrate } from './schema.ts';
import { copyDatabase } from './snapshot.ts';
import { statementCache } from './statements.ts';
import { type StillThere, stillThere } from './still-there.ts';
import { tableOf } from './table.ts';

export interface SqliteOptions {
  /** Database file; made when missing, with its folder. */
  file: string;
  specs: readonly CollectionSpec<Row>[];
  /** Epoch ms. */
  now: () => number;
  log: StoreLog;
  /** The SQLite library to use; the best that is there unless given. */
  driver?: Driver['name'];
}

/** SQLite's name for a database that nothing but this connection sees, and that is gone with it. */
const inMemory = ':memory:';

/** Opens the file as a store; `:memory:` is one that is gone when it is closed. Throws StoreUnavailable when another process has it or the disk refuses. */
export async function openSqlite({ file, specs, now, log, driver }: SqliteOptions): Promise<Store> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new StoreUnavailable(troubleText(error, dirname(file)), { cause: error });
  });
  if (file !== inMemory) keepPrivate(file, log);
  const release = file === inMemory ? () => {} : await lockFile(file, now, driver);
  try {
    const db = await openDriver(file, driver);
    try {
      return sqliteStore(db, { file, specs, now, log, closed: release });
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    release();
    throw error;
  }
}

/** Sees to it that nobody else on the machine reads customers' data, whatever the umask was when the files were made. */
function keepPrivate(file: string, log: StoreLog): void {
  const { narrowed, open } = narrow(file);
  if (narrowed.length > 0) log.warn({ files: narrowed }, 'these files could be read by other users of this machine; they are now 0600, for this user only');
  if (open.length > 0)
    log.warn({ files: open }, 'these files can be read by other users of this machine; run `chmod 600` on them as their owner, so that they are 0600');
  makePrivate(file);
}

/** 4 KB pages keep a write small; the page cache of 32 MB is filled only as it is used: at 1,000,000 conversations the
 * upper pages of all indexes alone are 6 MB. */
const settings = `
  PRAGMA page_size = 4096;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA busy_timeout = 2000;
  PRAGMA cache_size = -32768;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA temp_store = MEMORY;
`;

/** Rows of a write that nobody waits for: an import, the plan of a broadcast. */
const largeWrite = 200;

type Inner = Omit<SqliteOptions, 'driver'> & { closed: () => void };

/** Creates the store on an open database that this process has for itself. */
export function sqliteStore(db: Driver, { file, specs, log, closed }: Inner): Store {
  db.exec(settings);
  const tables = specs.map(tableOf);
  migrate(db, file, tables, (text) => log.info({ file }, text));

  const prepare = statementCache(db);
  const rows = new Map(tables.map((table) => [table.spec.name, rowsOf(db, table)]));
  const rowsNamed = (name: string): Rows => {
    const found = rows.get(name);
    if (!found) throw new Error(`collection "${name}" is not among those that the store was opened with`);
    return found;
  };
  const checks = checkpoints(
    db,
    () => fileBytes(`${file}-wal`),
    (error) => log.warn({ file, error: String(error) }, 'the write-ahead log could not be copied into the database; tried again later'),
  );
  const there: StillThere = file === inMemory ? { check() {}, stop() {} } : stillThere(file, log);
  const group = groupCommit(db, {
    check: there.check,
    committed: () => checks.committed(),
    rolledBack() {
      for (const of of rows.values()) of.forget();
    },
  });

  const find = (of: Rows, query: Query): Row[] => {
    if (limitOf(query) === 0) return [];
    const { sql, params } = select(of.table, query);
    return prepare(sql).all(params).map(of.parsed);
  };

  const collection = <T extends Row>(spec: CollectionSpec<T>): Collection<T> => {
    const of = rowsNamed(spec.name);
    // What a collection's table holds is what was stored through its spec.
    const typed = (row: Row | null) => row as T | null;
    return {
      get: async (id) => typed(of.get(id)),
      getMany: async (ids) => [...new Set(ids)].map((id) => typed(of.get(id))).filter((row) => row !== null),
      find: async (query) => find(of, query) as T[],
      async count(where) {
        const { sql, params } = count(of.table, where);
        return Number(prepare(sql).get(params)?.[0]);
      },
      async insert(row) {
        return (await group.add(of.insert(row))) ? 'done' : 'duplicate';
      },
      async replace(row) {
        const next = { ...row, v: row.v + 1 };
        return (await group.add(of.replace(next))) ? next : null;
      },
      delete: (id) => group.add(of.delete(id)),
    };
  };

  const guarded = (guard: Guard): (() => boolean) => {
    const of = rowsNamed(guard.in);
    const { v } = guard.row;
    if (!Number.isSafeInteger(v) || v < 1) throw new Error(`guard of ${guard.in} ${guard.row._id}: version ${v} is not a whole number from 1`);
    return v === 1 ? of.insert(guard.row) : of.replace(guard.row, guard.was);
  };

  return {
    collection,
    async write(ops: readonly Op[], guard?: Guard) {
      const holds = guard && guarded(guard);
      const steps = ops.map((op) => rowsNamed(op.in).step(op));
      if (steps.length >= largeWrite) checks.bulk(steps.length);
      return group.add(() => {
        if (holds && !holds()) return 'conflict';
        for (const step of steps) step();
        return 'done';
      });
    },
    async insertNew(name, list) {
      const inserts = list.map(rowsNamed(name).insert);
      return group.add(() => inserts.map((insert) => insert()));
    },
    async expire(name, field, before, limit) {
      const of = rowsNamed(name);
      const statement = prepare(expired(of.table, field));
      return group.add(() => {
        of.forget();
        return statement.run([before, limit]);
      });
    },
    ...(file !== inMemory && { backup: (target: string, progress: (done: number) => void) => copyDatabase(file, target, progress) }),
    async ping() {
      await group.add(() => prepare(`PRAGMA user_version = ${Number(prepare('PRAGMA user_version').get([])?.[0])}`).run([]));
    },
    async close() {
      try {
        group.flush();
        checks.stop();
        there.stop();
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        db.close();
        closed();
      }
    },
  };
}

function fileBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
