/** Blanks Exif (with GPS) and XMP in HEIC and AVIF (ISO/IEC 14496-12 and 23008-12): the items stay where they are, and hold zeros. Pure. */

interface Box {
  kind: string;
  from: number;
  to: number;
}
/** Bytes of the file. */
interface Span {
  from: number;
  length: number;
}

/** Most boxes of one box, and most items and pieces of all of them together; real files have some dozens, those of tiles some hundreds. */
const most = 20_000;
const metadata: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);

/**
 * Returns a copy without Exif and XMP; the same bytes where there is none, and for what is damaged. Null for what only somebody makes who wants to keep us
 * busy: more pieces than any picture has, or more metadata than the file has bytes. Never throws.
 */
export function withoutHeifMetadata(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes);
  try {
    const all = metadataIn(file);
    if (!all) return null;
    const spans = all.filter(({ from, length }) => length > 0 && from + length <= file.length);
    if (spans.reduce((sum, { length }) => sum + length, 0) > file.length) return null;
    for (const { from, length } of spans) file.fill(0, from, from + length);
    return spans.length > 0 ? file : bytes;
  } catch {
    return bytes;
  }
}

function metadataIn(file: Buffer): Span[] | null {
  const meta = boxesIn(file, 0, file.length).find(({ kind }) => kind === 'meta');
  if (!meta) return [];
  // Of `meta`, version and flags stand first.
  const within = boxesIn(file, meta.from + 4, meta.to);
  const [items, places, data] = ['iinf', 'iloc', 'idat'].map((name) => within.find(({ kind }) => kind === name));
  return items && places ? spansOf(file, places, itemsIn(file, items), data?.from) : [];
}

function boxesIn(file: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to && found.length < most; ) {
    const short = file.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (size < head || at + size > to) break;
    found.push({ kind: file.toString('latin1', at + 4, at + 8), from: at + head, to: at + size });
    at += size;
  }
  return found;
}

/** Ids of the items that hold metadata. */
function itemsIn(file: Buffer, { from, to }: Box): Set<number> {
  const ids = new Set<number>();
  for (const { kind, from: at } of boxesIn(file, from + (file[from] === 0 ? 6 : 8), to)) {
    const version = file[at];
    if (kind !== 'infe' || (version !== 2 && version !== 3)) continue;
    const after = at + (version === 2 ? 6 : 8);
    if (metadata.has(file.toString('latin1', after + 2, after + 6))) ids.add(version === 2 ? file.readUInt16BE(at + 4) : file.readUInt32BE(at + 4));
  }
  return ids;
}

/** Null above `most`: with all sizes 0 a piece takes no bytes of the file, and a few megabytes claim billions of them. */
function spansOf(file: Buffer, { from }: Box, ids: ReadonlySet<number>, data: number | undefined): Span[] | null {
  const version = file[from]!;
  let at = from + 4;
  const take = (bytes: number): number => {
    at += bytes;
    return bytes === 8 ? Number(file.readBigUInt64BE(at - 8)) : bytes === 0 ? 0 : file.readUIntBE(at - bytes, bytes);
  };
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version === 0 ? 0 : sizes & 15];
  const spans: Span[] = [];
  const wide = version < 2 ? 2 : 4;
  let left = most;
  for (let items = take(wide); items > 0; items--) {
    const id = take(wide);
    // Where the bytes are counted from: 0 the file, 1 the box `idat` beside this one; 2, another item, is nowhere that is known here.
    const method = version > 0 ? take(2) & 15 : 0;
    const start = method === 0 ? 0 : method === 1 ? (data ?? Number.NaN) : Number.NaN;
    take(2);
    const base = take(baseSize);
    const pieces = take(2);
    left -= 1 + pieces;
    if (left < 0) return null;
    for (let n = 0; n < pieces; n++) {
      take(indexSize);
      const [offset, length] = [take(offsetSize), take(lengthSize)];
      if (ids.has(id)) spans.push({ from: start + base + offset, length });
    }
  }
  return spans;
}
