import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

/** Read and write for the owner, nothing for others. */
const ownerOnly = 0o600;

/** Makes an empty file for its owner alone where there is none. Whoever opens it next says why when that cannot be. */
export function makePrivate(file: string): void {
  try {
    // Never opens a file that is there: to close it would drop the locks that this process holds on it (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    closeSync(openSync(file, 'wx', ownerOnly));
  } catch {
    // It is there, or the disk refuses.
  }
}

/**
 * Takes the rights of others off a database file, its log and its lock. SQLite gives the log the rights of the database.
 * Returns what was changed and what could not be, with the reason. Windows has no such rights.
 */
export function narrow(file: string): { narrowed: string[]; open: string[] } {
  const [narrowed, open]: [string[], string[]] = [[], []];
  if (process.platform === 'win32') return { narrowed, open };
  for (const one of [file, `${file}-wal`, `${file}-shm`, `${file}-lock`]) {
    try {
      const found = statSync(one, { throwIfNoEntry: false });
      if (!found?.isFile() || (found.mode & 0o077) === 0) continue;
      chmodSync(one, ownerOnly);
      narrowed.push(one);
    } catch (error) {
      open.push(`${one} (${error instanceof Error ? error.message : error})`);
    }
  }
  return { narrowed, open };
}
