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

/** Most boxes, items and pieces of items; real files have some dozens, those of tiles some hundreds. */
const most = 20_000;
const metadata: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);

/** Returns a copy without Exif and XMP; the same bytes where there is none, and for what is damaged. Never throws. */
export function withoutHeifMetadata(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  try {
    const spans = metadataIn(file).filter(({ from, length }) => length > 0 && from + length <= file.length);
    for (const { from, length } of spans) file.fill(0, from, from + length);
    return spans.length > 0 ? file : bytes;
  } catch {
    return bytes;
  }
}

function metadataIn(file: Buffer): Span[] {
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

function spansOf(file: Buffer, { from }: Box, ids: ReadonlySet<number>, data: number | undefined): Span[] {
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
  for (let items = take(wide); items > 0 && spans.length < most; items--) {
    const id = take(wide);
    // Where the bytes are counted from: the file, or the box `idat` beside this one.
    const start = version > 0 && (take(2) & 15) === 1 ? (data ?? Number.NaN) : 0;
    take(2);
    const base = take(baseSize);
    for (let pieces = take(2); pieces > 0; pieces--) {
      take(indexSize);
      const [offset, length] = [take(offsetSize), take(lengthSize)];
      if (ids.has(id)) spans.push({ from: start + base + offset, length });
    }
  }
  return spans;
}
