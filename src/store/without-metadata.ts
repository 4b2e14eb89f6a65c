import { withoutHeifMetadata } from './without-heif-metadata.ts';

/** Takes out of a picture what tells where, when and with what it was made: Exif with GPS, XMP, IPTC, comments, text. Pure; the picture itself stays as it is. */

/** Where a picture is turned to; all that is kept of Exif. */
type Turned = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * Returns the bytes without metadata; the same bytes when there is none, and for what is no JPEG, PNG, WebP, HEIC or AVIF, or is damaged. Null for a HEIC or
 * AVIF that is made to keep us busy (see without-heif-metadata.ts). Never throws.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces =
    file.length < 16
      ? undefined
      : file.subarray(0, 3).equals(jpeg)
        ? jpegPieces(file)
        : file.subarray(0, 8).equals(png)
          ? pngPieces(file)
          : file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP'
            ? webpPieces(file)
            : undefined;
  if (pieces) return Buffer.concat(pieces);
  return file.toString('latin1', 4, 8) === 'ftyp' && heifBrands.test(file.toString('latin1', 8, 12)) ? withoutHeifMetadata(bytes) : bytes;
}
/** Brands of pictures (ISO/IEC 23008-12, 10.2 and AV1 Image File Format, 6): telephones write `heic` and `mif1`. */
const heifBrands = /^(?:hei[cxms]|hev[cxms]|mif[123]|msf1|avi[fs])$/;
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
/** Most pieces of a file: real ones have some dozens, a PNG one for each 8 KB; millions of empty ones would fill the memory. */
const piecesMost = 20_000;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** JPEG (ITU T.81, B.1): segments up to the first scan. APP0 (JFIF), APP2 (colour profile) and APP14 (colours of Adobe) stay. */
function jpegPieces(file: Buffer): Buffer[] | undefined {
  const pieces = [file.subarray(0, 2)];
  let removed = false;
  let at = 2;
  for (; at + 4 <= file.length && file[at] === 0xff; ) {
    const kind = file[at + 1]!;
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    if (kind === 0xda) break;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) return undefined;
    const segment = file.subarray(at, end);
    const isMeta = kind === 0xfe || (kind >= 0xe1 && kind <= 0xef && kind !== 0xee && !(kind === 0xe2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE'));
    if (isMeta) {
      removed = true;
      const turned = segment.toString('latin1', 4, 8) === 'Exif' ? turnedIn(segment.subarray(10)) : 1;
      if (turned !== 1) pieces.push(exifOf(turned));
    } else pieces.push(segment);
    if (pieces.length > piecesMost) return undefined;
    at = end;
  }
  if (file[at] !== 0xff || file[at + 1] !== 0xda) return undefined;
  // Telephones hang a second picture, or a clip, behind the end of the first: it is not shown, and has Exif of its own.
  const own = endOfScan(file, at) ?? file.length;
  if (own < file.length) removed = true;
  pieces.push(file.subarray(at, own));
  return removed ? pieces : undefined;
}

/** Where the picture that begins with this scan ends; what stands between its scans, such as tables, is stepped over by its length. */
function endOfScan(file: Buffer, from: number): number | undefined {
  for (let at = from; at + 4 <= file.length; ) {
    const kind = file[at + 1]!;
    if (file[at] !== 0xff || kind === 0 || kind === 0xff || (kind >= 0xd0 && kind <= 0xd7)) {
      const next = file.indexOf(0xff, at + 1);
      if (next < 0) return undefined;
      at = next;
    } else if (kind === 0xd9) return at + 2;
    else at += 2 + file.readUInt16BE(at + 2);
  }
  return file.at(-2) === 0xff && file.at(-1) === 0xd9 ? file.length : undefined;
}

/** The orientation in TIFF data (Exif 2.32, 4.6.4 A); 1 where there is none. */
function turnedIn(tiff: Buffer): Turned {
  const order = tiff.toString('latin1', 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 14) return 1;
  const read = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return 1;
  const many = read(first);
  for (let n = 0; n < many && first + 14 + n * 12 <= tiff.length; n++) {
    const entry = first + 2 + n * 12;
    const value = read(entry) === 0x0112 ? read(entry + 8) : 0;
    if (value >= 1 && value <= 8) return value as Turned;
  }
  return 1;
}

/** An Exif segment with nothing but the orientation. */
function exifOf(turned: Turned): Buffer {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, tiff.length + 8]), Buffer.from('Exif\0\0', 'latin1'), tiff]);
}

const pngMeta = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** PNG (RFC 2083, 3.2): chunks of length, kind, data and sum. */
function pngPieces(file: Buffer): Buffer[] | undefined {
  const pieces = [file.subarray(0, 8)];
  let removed = false;
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return undefined;
    const kind = file.toString('latin1', at + 4, at + 8);
    if (pngMeta.has(kind)) removed = true;
    else pieces.push(file.subarray(at, end));
    if (pieces.length > piecesMost) return undefined;
    at = end;
    if (kind === 'IEND') {
      if (at < file.length) removed = true;
      break;
    }
  }
  return removed ? pieces : undefined;
}

/** WebP (RFC 9649, 2.7): chunks of kind, length and data, of an even size. */
function webpPieces(file: Buffer): Buffer[] | undefined {
  const pieces = [Buffer.from(file.subarray(0, 12))];
  let removed = false;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = file.readUInt32LE(at + 4);
    const end = Math.min(file.length, at + 8 + size + (size % 2));
    if (at + 8 + size > file.length) return undefined;
    const kind = file.toString('latin1', at, at + 4);
    if (kind === 'EXIF' || kind === 'XMP ') removed = true;
    else {
      const piece = Buffer.from(file.subarray(at, end));
      // The flags that say that there is Exif (8) and XMP (4).
      if (kind === 'VP8X' && piece.length > 8) piece[8] = piece[8]! & ~0x0c;
      pieces.push(piece);
      if (pieces.length > piecesMost) return undefined;
    }
    at = end;
  }
  if (!removed) return undefined;
  pieces[0]!.writeUInt32LE(pieces.reduce((sum, { length }) => sum + length, 0) - 8, 4);
  return pieces;
}
