import { appendFile, copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mediaFolder } from '../media-store.ts';
import { StoreInUse } from '../store.ts';
import { databaseFile } from './database-file.ts';
import { lockFile } from './lock.ts';
import { narrow } from './private-files.ts';
import { checkDatabase, copyDatabase, writeWhole } from './snapshot.ts';

export interface BackupOptions {
  dataDir: string;
  file: string;
  /** Fraction done, 0..1. */
  progress: (done: number) => void;
}

export type BackupResult = { result: 'done'; bytes: number; media: number } | { result: 'no_data' | 'damaged' | 'foreign' };

/** Returns the folder with the media of a backup. */
export function mediaOf(file: string): string {
  return `${file}.media`;
}

/** The list of erased people, in DATA_DIR: whoever is back from a backup is erased again at the start, see data-rights/erasures.ts. */
export const erasedFile = 'erased.jsonl';

/** Returns the list of erased people beside a backup. */
export function erasedOf(file: string): string {
  return `${file}.erased`;
}

/** Adds the lines of a list to another that it does not have. */
async function mergeErased(from: string, to: string): Promise<void> {
  const linesOf = async (file: string): Promise<string[]> => ((await readFile(file, 'utf8').catch(missing)) ?? '').split('\n').filter(Boolean);
  const there = new Set(await linesOf(to));
  const more = (await linesOf(from)).filter((line) => !there.has(line));
  if (more.length > 0) await appendFile(to, `${more.join('\n')}\n`, { mode: 0o600 });
}

/**
 * Writes the database as it is now into `file` and the media files beside it, while the program runs or not, and reads the copy
 * again to see that it is good before an older backup gives way to it. Secrets of DATA_DIR are not part of it.
 */
export async function backupData({ dataDir, file, progress }: BackupOptions): Promise<BackupResult> {
  const source = join(dataDir, databaseFile);
  if ((await sizeOf(source)) === 0) return { result: 'no_data' };
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  await copyDatabase(source, fresh, progress);
  const health = await checkDatabase(fresh);
  if (health !== 'good') {
    await rm(fresh, { force: true });
    return { result: health };
  }
  await rename(fresh, file);
  const media = await mirrorMedia(join(dataDir, mediaFolder), mediaOf(file));
  await mergeErased(join(dataDir, erasedFile), erasedOf(file));
  return { result: 'done', bytes: await sizeOf(file), media };
}

export interface RestoreOptions extends BackupOptions {
  /** Replace data that are there; they are kept under another name. */
  force: boolean;
  /** Epoch ms. */
  now: () => number;
}

export type RestoreResult =
  | { result: 'done'; media: number; kept?: string }
  | { result: 'no_file' | 'damaged' | 'foreign' | 'exists' }
  | { result: 'running'; text: string };

/** Puts a backup in the place of the data. Refuses while the program runs, and when there are data unless `force`. */
export async function restoreData({ dataDir, file, progress, force, now }: RestoreOptions): Promise<RestoreResult> {
  if ((await sizeOf(file)) === 0) return { result: 'no_file' };
  const health = await checkDatabase(file);
  if (health !== 'good') return { result: health };
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const target = join(dataDir, databaseFile);
  let release: () => void;
  try {
    release = await lockFile(target, now);
  } catch (error) {
    if (error instanceof StoreInUse) return { result: 'running', text: error.message };
    throw error;
  }
  try {
    const exists = (await sizeOf(target)) > 0;
    if (exists && !force) return { result: 'exists' };
    narrow(target);
    const kept = exists ? await moveAside(target, now()) : undefined;
    await copyDatabase(file, target, progress);
    const media = await copyMedia(mediaOf(file), join(dataDir, mediaFolder));
    await mergeErased(erasedOf(file), join(dataDir, erasedFile));
    return { result: 'done', media, ...(kept === undefined ? {} : { kept }) };
  } finally {
    release();
  }
}

/** Moves a database aside with its log, which may hold rows that are not in the file yet. */
async function moveAside(target: string, at: number): Promise<string> {
  const kept = `${target}.before-${new Date(at).toISOString().replace(/[:.]/g, '-')}`;
  if ((await sizeOf(`${target}-wal`)) > 0) await rename(`${target}-wal`, `${kept}-wal`);
  else await rm(`${target}-wal`, { force: true });
  await rm(`${target}-shm`, { force: true });
  await rename(target, kept);
  return kept;
}

/** Files are named after their bytes, so one that is there with the right length is the right one. Resolves to how many there are. */
async function copyMedia(from: string, to: string): Promise<number> {
  const names = await mediaNames(from);
  if (names.length > 0) await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names) {
    const [source, target] = [join(from, name), join(to, name)];
    if ((await sizeOf(source)) !== (await sizeOf(target))) await writeWhole(target, (part) => copyFile(source, part));
  }
  return names.length;
}

/** Copies the media and removes from the backup what retention has removed. Returns how many there are. */
async function mirrorMedia(from: string, to: string): Promise<number> {
  const count = await copyMedia(from, to);
  const current = new Set(await mediaNames(from));
  for (const name of await mediaNames(to)) if (!current.has(name)) await rm(join(to, name), { force: true });
  return count;
}

async function mediaNames(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(missing)) ?? [];
  return names.filter((name) => /^[0-9a-f]{64}\.[a-z0-9]+$/.test(name));
}

/** 0 when there is no such file. */
async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(missing))?.size ?? 0;
}

/**
 * Accepts only a missing folder as empty. A folder that cannot be read must not count as empty: a backup would be made without it, and an older one
 * lose it.
 */
function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
