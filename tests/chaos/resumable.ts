/** A file that keeps what a long run has found so far, so that a later run goes on from there. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';

export interface Resumable<T> {
  /** What the file has, or what a first run begins with. */
  kept: T;
  keep(state: T): void;
}

/** Opens the file; without a file nothing is kept. Throws on a file of something else. */
export function resumable<T>(file: string | undefined, shape: z.ZodType<T>, first: T): Resumable<T> {
  const kept = file !== undefined && existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : first;
  return {
    kept,
    keep: (state) => {
      if (file === undefined) return;
      writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 1)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}
