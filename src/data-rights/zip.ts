/** A ZIP file as a stream: each entry is compressed as it comes, and nothing is held but the list at its end. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** Path within the file, with slashes. */
  name: string;
  data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Source: PKWARE APPNOTE 6.3.10. Names are UTF-8 (bit 11), sums and sizes follow the data (bit 3). */
const flags = 0x0808;
const deflated = 8;
const version = 20;
/** Without the extension for large files: bytes of a whole file, and entries. */
export const longestZip = 4_000_000_000;
export const mostEntries = 65_000;

/** Yields the bytes of the file. `at`: time of its entries, epoch ms. Throws RangeError when it becomes too large. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, at: number): AsyncGenerator<Buffer> {
  const list: Buffer[] = [];
  let offset = 0;
  for await (const { name, data } of entries) {
    const start = offset;
    const head = header(0x04034b50, name, at, { crc: 0, packed: 0, size: 0 });
    yield head;
    offset += head.length;
    const sum = { crc: 0, packed: 0, size: 0 };
    const deflate = createDeflateRaw();
    const done = pipeline(Readable.from(summed(data, sum)), deflate);
    // Whoever reads the stream gets its error.
    done.catch(() => {});
    for await (const chunk of deflate) {
      const bytes = chunk as Buffer;
      sum.packed += bytes.length;
      yield bytes;
    }
    await done;
    offset += sum.packed;
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(sum.crc, 4);
    descriptor.writeUInt32LE(sum.packed, 8);
    descriptor.writeUInt32LE(sum.size, 12);
    yield descriptor;
    offset += descriptor.length;
    if (offset > longestZip || list.length >= mostEntries) throw new RangeError('too large for a ZIP file');
    list.push(header(0x02014b50, name, at, sum, start));
  }
  const central = Buffer.concat(list);
  yield central;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

interface Sum {
  crc: number;
  packed: number;
  size: number;
}

async function* summed(data: ZipEntry['data'], sum: Sum): AsyncGenerator<Buffer> {
  for await (const piece of data) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    sum.crc = crc32(bytes, sum.crc);
    sum.size += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

/** Head of an entry, or with `start` its line in the list at the end. */
function header(signature: number, name: string, at: number, { crc, packed, size }: Sum, start?: number): Buffer {
  const path = Buffer.from(name, 'utf8');
  const listed = start !== undefined;
  const head = Buffer.alloc((listed ? 46 : 30) + path.length);
  let place = head.writeUInt32LE(signature, 0);
  if (listed) place = head.writeUInt16LE(version, place);
  const { date, time } = dosTime(at);
  for (const value of [version, flags, deflated, time, date]) place = head.writeUInt16LE(value, place);
  for (const value of [crc, packed, size]) place = head.writeUInt32LE(value, place);
  place = head.writeUInt16LE(path.length, place);
  place = head.writeUInt16LE(0, place);
  if (listed) {
    place += 10;
    place = head.writeUInt32LE(start, place);
  }
  path.copy(head, place);
  return head;
}

/** The time of an entry, in UTC: the format knows no zone. */
function dosTime(at: number): { date: number; time: number } {
  const day = new Date(Math.max(at, Date.UTC(1980, 0, 1)));
  const date = ((day.getUTCFullYear() - 1980) << 9) | ((day.getUTCMonth() + 1) << 5) | day.getUTCDate();
  return { date, time: (day.getUTCHours() << 11) | (day.getUTCMinutes() << 5) | (day.getUTCSeconds() >> 1) };
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 of ISO 3309, going on from `before`. */
function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before >>> 0;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
