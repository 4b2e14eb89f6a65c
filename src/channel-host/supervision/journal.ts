/** Events that the child has and the program has not stored yet, on disk: a crash of both loses none. The file is empty nearly always. */
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Journal {
  /** What an earlier life left, with its number, in order. */
  left: readonly (readonly [number, unknown])[];
  /** `value` is plain JSON; `n` is not used before and above 0. */
  add(n: number, value: unknown): void;
  stored(n: number): void;
}

function readLeft(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const open = new Map<number, unknown>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    let entry: unknown;
    try {
      entry = JSON.parse(line);
    } catch {
      // Broken off while it was written: then the library has not been told that it arrived either.
      continue;
    }
    if (!Array.isArray(entry) || typeof entry[0] !== 'number') continue;
    if (entry.length === 1) open.delete(entry[0]);
    else open.set(entry[0], entry[1]);
  }
  return [...open.values()];
}

/** Opens the journal of a folder; what is left in it stays there, numbered below zero, until it is stored. */
export function openJournal(folder: string): Journal {
  const file = join(folder, 'unstored.jsonl');
  const values = readLeft(file);
  const open = new Map(values.map((value, index) => [index - values.length, value]));
  writeFileSync(file, [...open].map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
  return {
    left: [...open],
    add(n, value) {
      open.set(n, value);
      appendFileSync(file, `${JSON.stringify([n, value])}\n`);
    },
    stored(n) {
      open.delete(n);
      if (open.size === 0) truncateSync(file);
      else appendFileSync(file, `[${n}]\n`);
    },
  };
}
