/**
 * Check whether a later start would find what is written: a file that was removed or replaced can be written for as long as it is open, and all of it
 * is lost at the end.
 */
import { statSync } from 'node:fs';
import { type StoreLog, StoreUnavailable } from '../store.ts';

/** Interval between two looks when nothing is written, ms. The removal of a disk raises no event to wait for. */
const lookEvery = 2_000;

export interface StillThere {
  /** Throws StoreUnavailable unless the database and its log are the files that were opened. */
  check(): void;
  stop(): void;
}

/** Watches the files of an open database by device and number; says once that they are gone, and once that they are back. Never opens them: to close one would drop the locks on it. */
export function stillThere(file: string, log: StoreLog): StillThere {
  const files = [file, `${file}-wal`];
  const marks = new Map<string, string>();
  let told = false;
  const trouble = (): string | undefined => {
    for (const one of files) {
      const mark = markOf(one);
      const was = marks.get(one);
      if (mark.error) return `${one} cannot be seen any more (${mark.error})`;
      // The log is made when the first row is read.
      if (was === undefined && mark.is) marks.set(one, mark.is);
      else if ((was ?? '') !== mark.is) return mark.is ? `${one} was replaced while the program runs` : `${one} was removed while the program runs`;
    }
    return undefined;
  };
  const check = (): void => {
    const what = trouble();
    if (what === undefined) {
      if (told) log.info({ file }, 'the database is there again; messages are taken in');
      told = false;
      return;
    }
    const text = `${what}: put the folder back as it was, or stop the program, restore a backup and start again`;
    if (!told) log.warn({ file }, `${text}. Until then nothing is taken in, because it would be lost`);
    told = true;
    throw new StoreUnavailable(text);
  };
  const look = (): void => {
    try {
      check();
    } catch {
      // It was logged already.
    }
  };
  look();
  const timer = setInterval(look, lookEvery).unref();
  return { check, stop: () => clearInterval(timer) };
}

/** Returns the mark that tells a file from every other of this machine; empty when there is none. */
function markOf(file: string): { is: string; error?: string } {
  try {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return { is: found ? `${found.dev}:${found.ino}` : '' };
  } catch (error) {
    return { is: '', error: error instanceof Error ? error.message : String(error) };
  }
}
