import { hostname } from 'node:os';
import { StoreInUse } from '../store.ts';
import { type Driver, isHeld, openDriver } from './driver.ts';
import { makePrivate } from './private-files.ts';

/**
 * Makes sure that one process at a time has the file. The operating system holds the lock (a write transaction on a file of its
 * own that is never committed), so it goes with the process, whatever kills it; readers can still see who the owner is.
 * Resolves to the release. Throws StoreUnavailable that names the other process and the file.
 */
export async function lockFile(file: string, now: () => number, driver?: Driver['name']): Promise<() => void> {
  const lock = `${file}-lock`;
  makePrivate(lock);
  const db = await openDriver(lock, driver);
  try {
    db.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF');
    db.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (one INTEGER PRIMARY KEY, pid INTEGER, host TEXT, since INTEGER)');
    db.prepare('INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?)').run([process.pid, hostname(), now()]);
    db.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    const owner = ownerOf(db);
    db.close();
    throw lockRefused(error, owner, file);
  }
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}

/**
 * Returns the error to show. The owner's name stays in the file after its process has ended, so it is named only where the operating system says that
 * the lock is held; trouble with the disk keeps its own words.
 */
export function lockRefused(error: unknown, owner: { pid: number; host: string } | null, file: string): unknown {
  if (!owner || !isHeld(error)) return error;
  return new StoreInUse(`${file} is in use by process ${owner.pid} on ${owner.host}: stop that one first, or choose another DATA_DIR`, {
    cause: error,
  });
}

function ownerOf(db: Driver): { pid: number; host: string } | null {
  try {
    const row = db.prepare('SELECT pid, host FROM owner').get([]);
    return row ? { pid: Number(row[0]), host: String(row[1]) } : null;
  } catch {
    return null;
  }
}
