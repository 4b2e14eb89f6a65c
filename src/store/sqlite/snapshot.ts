import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileTrouble } from '../../machine/file-trouble.ts';
import { StoreUnavailable } from '../store.ts';
import { type Driver, isRefused, openDriver } from './driver.ts';
import { makePrivate } from './private-files.ts';
import { applicationId } from './schema.ts';

/** Pages read between two turns of the event loop: about half a millisecond of work. */
const slice = 64;

/**
 * Copies a database that may be in use, by this process or another, as it is at this moment: one read transaction sees one state
 * while writes go on. `target` appears when it is whole and on disk. Throws StoreUnavailable when either side cannot be read or written.
 */
export async function copyDatabase(file: string, target: string, progress: (done: number) => void): Promise<void> {
  const db = await openDriver(file);
  try {
    db.exec('PRAGMA busy_timeout = 5000; PRAGMA query_only = 1; BEGIN');
    // The transaction sees the state of its first read.
    db.prepare('SELECT count(*) FROM sqlite_master').get([]);
    await writeWhole(target, async (part) => {
      // Both ways fill an empty file that is there, so that the copy is never open to others, not even while it is made.
      makePrivate(part);
      if (db.backup) await db.backup(part, slice, progress);
      else vacuumInto(db, part);
      progress(1);
      await standAlone(part);
    });
    db.exec('ROLLBACK');
  } finally {
    db.close();
  }
}

/** Node 22.13 to 22.15 have no other way; it works in one go and needs its own transaction. */
function vacuumInto(db: Driver, part: string): void {
  db.exec('ROLLBACK; PRAGMA query_only = 0');
  db.prepare('VACUUM INTO ?').run([part]);
  db.exec('BEGIN');
}

/** Makes the copy one that needs no write-ahead log beside it: bytes 18 and 19, see https://www.sqlite.org/fileformat.html#file_format_version_numbers */
async function standAlone(file: string): Promise<void> {
  const out = await open(file, 'r+');
  try {
    await out.chmod(0o600);
    await out.write(Uint8Array.of(1, 1), 0, 2, 18);
  } finally {
    await out.close();
  }
}

/** Makes a file that is there only when it is whole: written under another name, synced, then renamed. */
export async function writeWhole(target: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${target}.part`;
  try {
    await rm(part, { force: true });
    await write(part);
    await synced(part);
    await rename(part, target);
    await synced(dirname(target));
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    const trouble = fileTrouble(error, target);
    if (trouble) throw new StoreUnavailable(trouble.en, { cause: error });
    throw error;
  }
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Reads all of a database file: `damaged` when its pages do not fit together, `foreign` when it is not one of ours. */
export async function checkDatabase(file: string): Promise<'good' | 'damaged' | 'foreign'> {
  try {
    const db = await openDriver(file);
    try {
      if (db.prepare('PRAGMA application_id').get([])?.[0] !== applicationId) return 'foreign';
      return db.prepare('PRAGMA quick_check').get([])?.[0] === 'ok' ? 'good' : 'damaged';
    } finally {
      db.close();
    }
  } catch (error) {
    // What the disk refuses says nothing of the copy.
    if (error instanceof StoreUnavailable && !isRefused(error)) return 'damaged';
    throw error;
  }
}
