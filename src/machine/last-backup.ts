/** Place and time of the last copy of these data, kept beside them, so that a forgotten backup is reported before it is needed. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const schema = z.object({ at: z.number(), file: z.string() });
const noteIn = (dataDir: string): string => join(dataDir, 'last-backup.json');

export interface LastBackup {
  /** Epoch ms. */
  at: number;
  file: string;
  isThere: boolean;
  /** True when it is on the disk that the data are on. */
  sameDisk: boolean;
}

export async function noteBackup(dataDir: string, file: string, at: number): Promise<void> {
  await writeFile(noteIn(dataDir), `${JSON.stringify({ at, file: resolve(file) })}\n`, { mode: 0o600 });
}

/** Reads the note of the last backup; undefined when none was made, or the note cannot be read. */
export async function lastBackup(dataDir: string): Promise<LastBackup | undefined> {
  const noted = await readFile(noteIn(dataDir), 'utf8')
    .then((text) => schema.safeParse(JSON.parse(text)))
    .catch(() => undefined);
  if (!noted?.success) return undefined;
  const [copy, data] = await Promise.all([stat(noted.data.file).catch(() => undefined), stat(dataDir).catch(() => undefined)]);
  return { ...noted.data, isThere: copy !== undefined, sameDisk: copy !== undefined && copy.dev === data?.dev };
}
