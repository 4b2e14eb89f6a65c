import { createHash } from 'node:crypto';
import { type MediaRow, media } from './collections.ts';
import type { MediaBytes, OpenMedia } from './media-bytes.ts';
import { mediaType } from './media-type.ts';
import type { Collection, Store } from './store.ts';
import { withoutMetadata } from './without-metadata.ts';

export interface MediaOptions {
  store: Store;
  bytes: MediaBytes;
  /** Largest file, bytes. */
  maxBytes: number;
  /**
   * Draws pictures anew (see pictures/repack.ts): null for one of which that is not possible, `busy` while too many wait. Only what stands beside the picture
   * is cut out unless given.
   */
  repack?(bytes: Uint8Array): Promise<Uint8Array | null | 'busy'>;
  /** Epoch ms. */
  now: () => number;
}

/** The folder of media files in DATA_DIR. */
export const mediaFolder = 'media';

/** Browsers only download it. */
const unknownType = { mime: 'application/octet-stream', ext: 'bin' };

const idPattern = /^[0-9a-f]{64}$/;

/** Pictures, recordings and files, a row for each in the store. The id is the SHA-256 of the bytes. */
export class MediaStore {
  readonly #rows: Collection<MediaRow>;
  readonly #options: MediaOptions;
  readonly #inTurn = queues();

  constructor(options: MediaOptions) {
    this.#options = options;
    this.#rows = options.store.collection(media);
  }

  /**
   * Keeps the bytes, pictures drawn anew or at least without place and time (see without-metadata.ts); the same bytes are kept once, and count as new.
   * The type is read from the bytes: `claimed` only tells a recording from a video where both use the same container. A picture that could not be drawn
   * anew is of no type: nobody is shown it; what is kept already stays of its type. `too_large` above the limit, or above `most` bytes where that is given,
   * `empty` without bytes, `busy` while too many pictures wait: nothing is kept, and the same may be put again later. Throws StoreUnavailable when they
   * cannot be kept.
   */
  async put(given: Uint8Array, claimed?: string, name?: string, most?: number): Promise<MediaRow | 'too_large' | 'empty' | 'busy'> {
    const { maxBytes, bytes: kept, store, now } = this.#options;
    if (given.byteLength > (most ?? maxBytes)) return 'too_large';
    const drawn = this.#options.repack ? await this.#options.repack(given) : given;
    if (drawn === 'busy') return 'busy';
    const clean = drawn === given || !drawn ? withoutMetadata(given) : drawn;
    const bytes = clean ?? given;
    if (bytes.byteLength === 0) return 'empty';
    const id = createHash('sha256').update(bytes).digest('hex');
    const { mime, ext } = (drawn && clean && mediaType(bytes, claimed)) || unknownType;
    return this.#inTurn(id, async () => {
      const known = await this.#rows.get(id);
      const file = known?.file ?? `${id}.${ext}`;
      // The first name stays: the same bytes from somebody else would otherwise show their file name to the first.
      const shown = known ? known.name : name && cleanName(drawn === given ? name : name.replace(/\.\w{1,5}$/, `.${ext}`));
      // So does the type: who puts the same bytes once more cannot take the picture from those who have it.
      const type = known && known.mime !== unknownType.mime ? known.mime : mime;
      const row: MediaRow = { _id: id, v: 1, mime: type, bytes: bytes.byteLength, at: now(), file, ...(shown ? { name: shown } : {}) };
      await kept.write(file, bytes);
      await store.write([{ op: 'put', in: media.name, row }]);
      return (await this.#rows.get(id)) ?? row;
    });
  }

  /** Reads a file; null when there is none, or its time is over. */
  async get(id: string): Promise<{ row: MediaRow; bytes: Buffer } | null> {
    const row = await this.#row(id);
    const bytes = row && (await this.#options.bytes.read(row.file));
    return bytes ? { row, bytes } : null;
  }

  /** Opens the same, to be read piece by piece. */
  async open(id: string): Promise<{ row: MediaRow; read: OpenMedia } | null> {
    const row = await this.#row(id);
    const read = row && (await this.#options.bytes.open(row.file, row.bytes));
    return read ? { row, read } : null;
  }

  async #row(id: string): Promise<MediaRow | null> {
    return idPattern.test(id) ? this.#rows.get(id) : null;
  }

  /** Removes the file, then the row, unless it was put again at or after `before`. True when it is gone. */
  remove(id: string, before: number): Promise<boolean> {
    return this.#inTurn(id, async () => {
      const row = await this.#rows.get(id);
      if (!row) return true;
      if (row.at >= before) return false;
      await this.#options.bytes.remove(row.file);
      await this.#rows.delete(id);
      return true;
    });
  }
}

/** A name for people: no folders, no control characters, at most 120 characters. */
function cleanName(name: string): string {
  return name
    .replace(/^.*[/\\]/s, '')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 120)
    .replace(/\p{Cs}/gu, '');
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
