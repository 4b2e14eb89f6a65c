/** Knows the catalogue's pictures again: looks at them in the background, a page at a time, and finds which of them a customer's picture shows. */
import { createHash } from 'node:crypto';
import { inSlices } from '../../event-loop/slices.ts';
import type { Logger } from '../../logger.ts';
import { findAlike } from '../../pictures/likeness/find-alike.ts';
import { type HashIndex, indexing } from '../../pictures/likeness/hash-index.ts';
import { type Look, lookOf, marksOf } from '../../pictures/likeness/look.ts';
import { planesOf, type Small } from '../../pictures/likeness/planes.ts';
import { type Shown, whatIsShown } from '../../pictures/likeness/same-picture.ts';
import type { Op, Store } from '../../store/store.ts';
import type { ProductRow } from '../shop.ts';
import { type PictureLookRow, pictureLooks } from './rows.ts';

/** Number of the way of comparing: rows of another one are made anew. */
const made = 1;
const pageSize = 50;
/** Pictures of one product, and of all, that are looked at. */
const ofOne = 6;
const most = 30_000;
/** Time after which an address is asked again: one that gave a picture, and one that gave none, ms. */
const againAfter = 7 * 86_400_000;
const failedAfter = 6 * 3_600_000;

/** What an address gave. `same`: what it gave last time. */
export type PictureBytes = { ok: true; small: Small; etag?: string } | { ok: true; same: true } | { ok: false; why: string };

export interface CatalogueLooksOptions {
  store: Store;
  /** Gets a picture of the catalogue, small. Never rejects. `etag` of the last time. */
  get(address: string, etag: string | undefined): Promise<PictureBytes>;
  /** Lets only one process at a time look at addresses. */
  alone(work: () => Promise<void>): Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  now(): number;
}

export interface CatalogueLooks {
  /** Looks at the pictures of these goods. Resolves when all are known; another call meanwhile is taken up behind it. */
  learn(rows: readonly ProductRow[]): Promise<void>;
  /** Returns the goods that the picture shows; null where it shows none that is known. */
  find(small: Small): Promise<Shown | null>;
  stop(): Promise<void>;
}

interface Known {
  index: HashIndex;
  pictures: { id: string; goods: readonly string[] }[];
  owners: Uint32Array;
}

export const lookId = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 32);

/** Returns the goods of each picture's address, of at most 30,000 addresses. */
export function picturesOf(rows: readonly ProductRow[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { _id, image, images } of rows)
    for (const address of new Set([image, ...(images ?? [])].filter((one) => one !== '').slice(0, ofOne))) {
      const goods = found.get(address);
      if (goods) goods.push(_id);
      else if (found.size < most) found.set(address, [_id]);
    }
  return found;
}

export function createCatalogueLooks({ store, get, alone, log, now }: CatalogueLooksOptions): CatalogueLooks {
  const looks = store.collection(pictureLooks);
  let known: Known | undefined;
  let wanted: readonly ProductRow[] | undefined;
  let working: Promise<void> | undefined;
  let stopped = false;

  /** Asks addresses that were never asked, or not for long. */
  async function look(addresses: readonly string[]): Promise<void> {
    let [done, unknown] = [0, 0];
    for (let from = 0; from < addresses.length && !stopped; from += pageSize) {
      const page = addresses.slice(from, from + pageSize);
      const rows = new Map((await looks.getMany(page.map(lookId))).map((row) => [row._id, row]));
      const ops: Op[] = [];
      for (const address of page) {
        const row = rows.get(lookId(address));
        if (stopped || (row && isFresh(row, now()))) continue;
        const next = await rowOf(address, row);
        if (!next.look) unknown++;
        ops.push({ op: 'put', in: pictureLooks.name, row: next });
      }
      if (ops.length === 0) continue;
      await store.write(ops);
      done += ops.length;
      log.info({ looked: done, unknown, of: addresses.length }, 'pictures of the catalogue were looked at');
    }
  }

  async function rowOf(address: string, before: PictureLookRow | undefined): Promise<PictureLookRow> {
    const etag = before?.made === made && before.look ? before.etag : undefined;
    const got = await get(address, etag);
    const row: PictureLookRow = { _id: lookId(address), v: (before?.v ?? 0) + 1, address, at: now(), made };
    if (got.ok && 'same' in got) return { ...row, ...(before?.look && { look: before.look }), ...(etag !== undefined && { etag }) };
    if (!got.ok) return { ...row, ...(before?.made === made && before.look ? { look: before.look } : { why: got.why.slice(0, 200) }) };
    const found = lookOf(planesOf(got.small));
    return { ...row, ...(got.etag !== undefined && { etag: got.etag }), ...(found ? { look: packed(found) } : { why: 'one colour' }) };
  }

  /** Removes rows that no product has any more. */
  async function tidy(addresses: ReadonlyMap<string, unknown>): Promise<void> {
    for (let after = ''; !stopped; ) {
      const rows = await looks.find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      const left = rows.filter(({ address }) => !addresses.has(address));
      if (left.length > 0) await store.write(left.map(({ _id }): Op => ({ op: 'delete', in: pictureLooks.name, id: _id })));
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageSize) return;
    }
  }

  async function build(addresses: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const hashes = new Uint32Array(addresses.size * marksOf * 2);
    const owners = new Uint32Array(addresses.size * marksOf);
    const pictures: Known['pictures'] = [];
    let size = 0;
    const all = [...addresses];
    for (let from = 0; from < all.length && !stopped; from += pageSize) {
      const page = new Map(all.slice(from, from + pageSize).map(([address, goods]) => [lookId(address), goods]));
      for (const { _id, look, made: of } of await looks.getMany([...page.keys()])) {
        if (!look || of !== made) continue;
        const own = unpackedHashes(look.hashes);
        for (let part = 0; part < marksOf; part++) {
          const [high, low] = [own[part * 2]!, own[part * 2 + 1]!];
          if (high === 0 && low === 0) continue;
          hashes.set([high, low], size * 2);
          owners[size++] = pictures.length * marksOf + part;
        }
        pictures.push({ id: _id, goods: page.get(_id) ?? [] });
      }
    }
    known = { index: await inSlices(indexing(hashes.subarray(0, size * 2))), pictures, owners };
  }

  async function work(): Promise<void> {
    for (;;) {
      const rows = wanted;
      wanted = undefined;
      if (!rows || stopped) return;
      const addresses = picturesOf(rows);
      await build(addresses);
      await alone(async () => {
        await look([...addresses.keys()]);
        await tidy(addresses);
      });
      await build(addresses);
      log.info({ pictures: known?.pictures.length, of: addresses.size }, 'pictures of the catalogue are known');
    }
  }

  return {
    learn(rows) {
      wanted = rows;
      working ??= work()
        .catch((error: unknown) => log.error({ err: error }, 'the pictures of the catalogue could not be looked at'))
        .finally(() => {
          working = undefined;
        });
      return working;
    },
    async find(small) {
      if (!known || known.pictures.length === 0) return null;
      const { index, pictures, owners } = known;
      const found = await findAlike(planesOf(small), {
        index,
        owner: (at) => ({ picture: Math.floor(owners[at]! / marksOf), part: owners[at]! % marksOf }),
        looks: async (wantedOnes) => {
          const rows = await looks.getMany(wantedOnes.flatMap((one) => pictures[one]?.id ?? []));
          const byId = new Map(rows.map((row) => [row._id, row]));
          return new Map(
            wantedOnes.flatMap((one) => {
              const look = byId.get(pictures[one]?.id ?? '')?.look;
              return look ? [[one, unpacked(look)] as const] : [];
            }),
          );
        },
      });
      return whatIsShown(found, (picture) => pictures[picture]?.goods ?? []);
    },
    async stop() {
      stopped = true;
      await working;
    },
  };
}

function isFresh(row: PictureLookRow, now: number): boolean {
  const age = now - row.at;
  return row.made === made && age >= 0 && age < (row.why === undefined ? againAfter : failedAfter);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

function packed({ hashes, content, cells }: Look): NonNullable<PictureLookRow['look']> {
  return { hashes: base64(new Uint8Array(hashes.buffer)), cells: base64(cells), ...(content && { content: [content.x, content.y, content.w, content.h] }) };
}

function unpackedHashes(text: string): Uint32Array {
  const bytes = new Uint8Array(marksOf * 8);
  bytes.set(Buffer.from(text, 'base64').subarray(0, bytes.length));
  return new Uint32Array(bytes.buffer);
}

function unpacked({ hashes, content, cells }: NonNullable<PictureLookRow['look']>): Look {
  const [x = 0, y = 0, w = 1, h = 1] = content ?? [];
  return { hashes: unpackedHashes(hashes), content: content ? { x, y, w, h } : null, cells: new Uint8Array(Buffer.from(cells, 'base64')) };
}
