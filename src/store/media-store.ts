import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaRow, media } from './collections.ts';
import { mediaType } from './media-type.ts';
import { type Store, StoreUnavailable } from './store.ts';

export interface MediaOptions {
  store: Store;
  /** The files are in its folder `media`, made when missing. */
  dataDir: string;
  /** Largest file, bytes. */
  maxBytes: number;
  /** Epoch ms. */
  now: () => number;
}

export interface MediaStore {
  /**
   * Keeps the bytes; the same bytes are kept once, and count as new. The type is read from the bytes: `claimed` only tells a
   * recording from a video where both use the same container. `too_large` above the limit, `empty` without bytes. Throws
   * StoreUnavailable when the disk refuses.
   */
  put(bytes: Uint8Array, claimed?: string, name?: string): Promise<MediaRow | 'too_large' | 'empty'>;
  /** Null when there is none, or its time is over. */
  get(id: string): Promise<{ row: MediaRow; bytes: Buffer } | null>;
  /** Removes the file, then the row, unless it was put again at or after `before`. True when it is gone. */
  remove(id: string, before: number): Promise<boolean>;
}

/** The folder of media files in DATA_DIR. */
export const mediaFolder = 'media';

const idPattern = /^[0-9a-f]{64}$/;

/** Media bytes in DATA_DIR/media, a row for each in the store. The id is the SHA-256 of the bytes. */
export function mediaStore({ store, dataDir, maxBytes, now }: MediaOptions): MediaStore {
  const folder = join(dataDir, mediaFolder);
  const rows = store.collection(media);
  const inTurn = queues();
  return {
    async put(bytes, claimed, name) {
      if (bytes.byteLength === 0) return 'empty';
      if (bytes.byteLength > maxBytes) return 'too_large';
      const id = createHash('sha256').update(bytes).digest('hex');
      const { mime, ext } = mediaType(bytes, claimed);
      return inTurn(id, async () => {
        const known = await rows.get(id);
        const file = known?.file ?? `${id}.${ext}`;
        const row: MediaRow = { _id: id, v: 1, mime, bytes: bytes.byteLength, at: now(), file, ...(name === undefined ? {} : { name: cleanName(name) }) };
        await writeOnce(join(folder, file), bytes);
        await store.write([{ op: 'put', in: media.name, row }]);
        return (await rows.get(id)) ?? row;
      });
    },
    async get(id) {
      const row = idPattern.test(id) ? await rows.get(id) : null;
      if (!row) return null;
      const bytes = await readFile(join(folder, row.file)).catch(missing);
      return bytes ? { row, bytes } : null;
    },
    remove: (id, before) =>
      inTurn(id, async () => {
        const row = await rows.get(id);
        if (!row) return true;
        if (row.at >= before) return false;
        await rm(join(folder, row.file), { force: true });
        await rows.delete(id);
        return true;
      }),
  };
}

/** A name for people: no folders, no control characters, at most 120 characters. */
function cleanName(name: string): string {
  return name
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{Cc}/gu, '')
    .replace(/\p{Cs}/gu, '')
    .slice(0, 120);
}

/** A file that is there is whole: it is written and synced under another name first. */
async function writeOnce(file: string, bytes: Uint8Array): Promise<void> {
  try {
    if ((await stat(file).catch(missing))?.size === bytes.byteLength) return;
    await mkdir(join(file, '..'), { recursive: true });
    const part = `${file}.part`;
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    throw new StoreUnavailable(`${file} cannot be written (${error instanceof Error ? error.message : error})`, { cause: error });
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Runs works of the same key one after the other. */
function queues(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = tails.get(key);
    const mine = before ? before.then(work, work) : work();
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  };
}
