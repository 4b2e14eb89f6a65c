/** Files that were not whole when the program was killed, or the disk was full: nobody asks for them again. */
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keptFileName } from '../../machine/kept-file.ts';
import { partEnding } from '../media-bytes.ts';
import { mediaFolder } from '../media-store.ts';
import { databaseFile } from './database-file.ts';

/**
 * Least age at which left-over files are removed where other processes write in the folder too, ms: a younger one may be under way at this moment;
 * none takes so long.
 */
const oldEnough = 3_600_000;

/**
 * Folders that we write to, and our file names there: media are named by the hash of their bytes, and a backup is brought back under the name of the
 * database.
 */
const places: readonly { folder: string; ours: RegExp }[] = [
  { folder: mediaFolder, ours: /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/ },
  { folder: '.', ours: new RegExp(`^${databaseFile.replace('.', '\\.')}$`) },
  { folder: '.', ours: new RegExp(`^${keptFileName.replace('.', '\\.')}\\.[0-9a-f]+$`) },
];

/**
 * Removes them from a data folder; resolves to their names. One that cannot be removed stays and harms nobody. `alone`: this process holds the lock of the
 * embedded database and has not begun to write, so that all of them are left, whatever their age.
 */
export async function removeLeftParts(dataDir: string, alone: boolean, now: number): Promise<string[]> {
  const removed: string[] = [];
  for (const { folder, ours } of places) {
    for (const name of await readdir(join(dataDir, folder)).catch(() => [])) {
      if (!name.endsWith(partEnding) || !ours.test(name.slice(0, -partEnding.length))) continue;
      const path = join(dataDir, folder, name);
      const found = await lstat(path).catch(() => null);
      if (!found?.isFile() || (!alone && now - found.mtimeMs < oldEnough)) continue;
      await rm(path).then(
        () => removed.push(path),
        () => {},
      );
    }
  }
  return removed;
}
