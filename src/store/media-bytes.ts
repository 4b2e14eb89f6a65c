/** Storage for the bytes of media: files of one machine, or rows that every process reads. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { troubleText } from '../machine/file-trouble.ts';
import { type MediaPartRow, mediaParts } from './collections.ts';
import { type Store, StoreUnavailable } from './store.ts';

export interface MediaBytes {
  /** Resolves when the bytes are kept for good. Throws StoreUnavailable when they cannot be. */
  write(file: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is nothing of that name. */
  read(file: string): Promise<Buffer | null>;
  /** A file of `size` bytes, to be read as slowly as somebody takes it; null when there is none of that name and size. */
  open(file: string, size: number): Promise<OpenMedia | null>;
  remove(file: string): Promise<void>;
}

/** Gives the bytes from `first` to `last`, both included; only some tens of KB of them are in memory at a time. */
export type OpenMedia = (first: number, last: number) => Readable;

/** Bytes of a row: a document of MongoDB holds 16 MB, and a row is read whole. */
const partBytes = 192 * 1024;
const pageParts = 20;
/** Ends the name of a file that is being written. */
export const partEnding = '.part';

/** Bytes that go out at once. */
const pieceBytes = 32 * 1024;

/** Keeps the bytes as files in a folder, which is made when it is needed; the one that it is in must be there. */
export function mediaInFolder(folder: string): MediaBytes {
  return {
    write: (file, bytes) => writeOnce(join(folder, file), bytes),
    read: async (file) => (await readFile(join(folder, file)).catch(missing)) ?? null,
    async open(file, size) {
      const path = join(folder, file);
      if ((await stat(path).catch(missing))?.size !== size) return null;
      return (start, end) => createReadStream(path, { start, end, highWaterMark: pieceBytes });
    },
    remove: (file) => rm(join(folder, file), { force: true }),
  };
}

/** Keeps the bytes in rows of the store. The last part is written first, so that what has a first part is whole. */
export function mediaInStore(store: Store): MediaBytes {
  const rows = store.collection(mediaParts);
  const idOf = (file: string, n: number): string => `${file}:${String(n).padStart(5, '0')}`;
  const pages = async function* (file: string) {
    for (let after = `${file}:`; ; ) {
      const page = await rows.find({ where: { _id: { gt: after, lt: `${file};` } }, sort: { by: '_id' }, limit: pageParts });
      yield page;
      if (page.length < pageParts) return;
      after = page.at(-1)?._id ?? '';
    }
  };
  const pieces = async function* (file: string, each: number, first: number, last: number) {
    for (let n = Math.floor(first / each); n * each <= last; n++) {
      const row = await rows.get(idOf(file, n));
      if (!row) throw new Error(`part ${n} of ${file} is missing`);
      const part = Buffer.from(row.data, 'base64').subarray(Math.max(0, first - n * each), last + 1 - n * each);
      for (let at = 0; at < part.length; at += pieceBytes) yield part.subarray(at, at + pieceBytes);
    }
  };
  return {
    async write(file, bytes) {
      const count = Math.ceil(bytes.byteLength / partBytes);
      if (await rows.get(idOf(file, 0))) return;
      for (let n = count - 1; n >= 0; n--) {
        const data = Buffer.from(bytes.buffer, bytes.byteOffset + n * partBytes, Math.min(partBytes, bytes.byteLength - n * partBytes)).toString('base64');
        const row: MediaPartRow = { _id: idOf(file, n), v: 1, data, of: count };
        await store.write([{ op: 'put', in: mediaParts.name, row }]);
      }
    },
    async read(file) {
      const parts: Buffer[] = [];
      let of = 0;
      for await (const page of pages(file)) {
        for (const row of page) {
          parts.push(Buffer.from(row.data, 'base64'));
          of = row.of;
        }
      }
      return of > 0 && parts.length === of ? Buffer.concat(parts) : null;
    },
    async open(file, size) {
      const start = await rows.get(idOf(file, 0));
      // Not `partBytes`: the rows may be of a time when it was another.
      const each = start ? Buffer.byteLength(start.data, 'base64') : 0;
      if (!start || start.of !== Math.ceil(size / each)) return null;
      return (first, last) => Readable.from(pieces(file, each, first, last), { objectMode: false, highWaterMark: pieceBytes });
    },
    async remove(file) {
      for await (const page of pages(file)) await store.write(page.map(({ _id }) => ({ op: 'delete', in: mediaParts.name, id: _id })));
    },
  };
}

/** Writes to the first; reads from the first that has it, so that what was copied from elsewhere is found. */
export function mediaInBoth(first: MediaBytes, second: MediaBytes): MediaBytes {
  return {
    write: first.write,
    read: async (file) => (await first.read(file)) ?? second.read(file),
    open: async (file, size) => (await first.open(file, size)) ?? second.open(file, size),
    async remove(file) {
      await first.remove(file);
      await second.remove(file);
    },
  };
}

/** Writes a file once: it is written and synced under another name first, so that a file that is there is whole. */
async function writeOnce(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}${partEnding}`;
  try {
    if ((await stat(file).catch(missing))?.size === bytes.byteLength) return;
    // Not with the folders above it: a data folder that was taken away must not come back empty.
    await mkdir(dirname(file)).catch(alreadyThere);
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw new StoreUnavailable(troubleText(error, file), { cause: error });
  }
}

function missing(error: unknown): undefined {
  if (isCode(error, 'ENOENT')) return undefined;
  throw error;
}

function alreadyThere(error: unknown): void {
  if (!isCode(error, 'EEXIST')) throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
