import { fileTrouble } from '../machine/file-trouble.ts';
import { StoreUnavailable } from '../store/store.ts';

/** An error of a file that the command was told to use. */
export class FileFailed extends Error {
  override readonly name = 'FileFailed';
  /** The file, for errors that do not name theirs. */
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file} failed`, { cause });
    this.file = file;
  }
}

/** Runs work on a file so that its failure names the file. */
export async function withFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileTrouble(error, file) ? new FileFailed(file, error) : error;
  }
}

/** Returns what a command prints of an error before it ends with 1. Throws an error that is no trouble of a file or store: that is a bug. */
export function troubleOf(error: unknown, lang: 'en' | 'zh'): string {
  if (error instanceof StoreUnavailable) return error.message;
  const words = error instanceof FileFailed ? fileTrouble(error.cause, error.file) : fileTrouble(error);
  if (words) return words[lang];
  throw error;
}
