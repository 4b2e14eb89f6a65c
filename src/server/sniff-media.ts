const ascii = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1');

/** First bytes -> type. Only these are taken from customers: nothing that a browser would run (HTML, SVG, scripts). */
const signatures: { mime: string; extension: string; fits: (bytes: Buffer) => boolean }[] = [
  { mime: 'image/jpeg', extension: 'jpg', fits: (b) => b.length > 3 && b.readUIntBE(0, 3) === 0xffd8ff },
  { mime: 'image/png', extension: 'png', fits: (b) => ascii(b, 0, 8) === '\x89PNG\r\n\x1a\n' },
  { mime: 'image/gif', extension: 'gif', fits: (b) => /^GIF8[79]a/.test(ascii(b, 0, 6)) },
  { mime: 'image/webp', extension: 'webp', fits: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP' },
  { mime: 'image/heic', extension: 'heic', fits: (b) => ascii(b, 4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1)$/.test(ascii(b, 8, 12)) },
  { mime: 'audio/mp4', extension: 'm4a', fits: (b) => ascii(b, 4, 8) === 'ftyp' && ascii(b, 8, 11) === 'M4A' },
  { mime: 'video/mp4', extension: 'mp4', fits: (b) => ascii(b, 4, 8) === 'ftyp' },
  { mime: 'audio/wav', extension: 'wav', fits: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WAVE' },
  { mime: 'audio/ogg', extension: 'ogg', fits: (b) => ascii(b, 0, 4) === 'OggS' },
  { mime: 'audio/mpeg', extension: 'mp3', fits: (b) => ascii(b, 0, 3) === 'ID3' || (b.length > 2 && b[0] === 0xff && ((b[1] ?? 0) & 0xe6) === 0xe2) },
  { mime: 'video/webm', extension: 'webm', fits: (b) => b.length > 4 && b.readUInt32BE(0) === 0x1a45dfa3 },
  { mime: 'application/pdf', extension: 'pdf', fits: (b) => ascii(b, 0, 5) === '%PDF-' },
];

/** The type that the bytes themselves show, whatever the sender claims; null when it is none that we take. */
export function sniffMedia(bytes: Buffer): { mime: string; extension: string } | null {
  const found = signatures.find((signature) => signature.fits(bytes));
  return found ? { mime: found.mime, extension: found.extension } : null;
}
