/** Types that are kept, recognised by their first bytes; what a sender claims is never believed. `ext` names the file on disk. */
interface Signature {
  mime: string;
  ext: string;
  /** Text (Latin-1) that stands at `at`; all must match. */
  marks: readonly { at: number; text: string }[];
}

const ftyp = (brand: string) => [
  { at: 4, text: 'ftyp' },
  { at: 8, text: brand },
];

/** First match wins. Sources: the format's own specification; brands of ISO base media from https://mp4ra.org/registered-types/brands */
const signatures: readonly Signature[] = [
  { mime: 'image/png', ext: 'png', marks: [{ at: 0, text: '\x89PNG\r\n\x1a\n' }] },
  { mime: 'image/jpeg', ext: 'jpg', marks: [{ at: 0, text: '\xff\xd8\xff' }] },
  { mime: 'image/gif', ext: 'gif', marks: [{ at: 0, text: 'GIF8' }] },
  {
    mime: 'image/webp',
    ext: 'webp',
    marks: [
      { at: 0, text: 'RIFF' },
      { at: 8, text: 'WEBP' },
    ],
  },
  { mime: 'image/avif', ext: 'avif', marks: ftyp('avif') },
  { mime: 'image/avif', ext: 'avif', marks: ftyp('avis') },
  { mime: 'image/heic', ext: 'heic', marks: ftyp('hei') },
  { mime: 'image/heic', ext: 'heic', marks: ftyp('hev') },
  { mime: 'image/heic', ext: 'heic', marks: ftyp('mif') },
  { mime: 'image/heic', ext: 'heic', marks: ftyp('msf') },
  { mime: 'audio/mp4', ext: 'm4a', marks: ftyp('M4A') },
  { mime: 'video/quicktime', ext: 'mov', marks: ftyp('qt  ') },
  { mime: 'video/3gpp', ext: '3gp', marks: ftyp('3g') },
  { mime: 'video/mp4', ext: 'mp4', marks: [{ at: 4, text: 'ftyp' }] },
  { mime: 'video/webm', ext: 'webm', marks: [{ at: 0, text: '\x1a\x45\xdf\xa3' }] },
  { mime: 'audio/ogg', ext: 'ogg', marks: [{ at: 0, text: 'OggS' }] },
  { mime: 'audio/amr', ext: 'amr', marks: [{ at: 0, text: '#!AMR' }] },
  { mime: 'audio/flac', ext: 'flac', marks: [{ at: 0, text: 'fLaC' }] },
  {
    mime: 'audio/wav',
    ext: 'wav',
    marks: [
      { at: 0, text: 'RIFF' },
      { at: 8, text: 'WAVE' },
    ],
  },
  { mime: 'audio/mpeg', ext: 'mp3', marks: [{ at: 0, text: 'ID3' }] },
  { mime: 'audio/aac', ext: 'aac', marks: [{ at: 0, text: '\xff\xf1' }] },
  { mime: 'audio/aac', ext: 'aac', marks: [{ at: 0, text: '\xff\xf9' }] },
  { mime: 'audio/mpeg', ext: 'mp3', marks: [{ at: 0, text: '\xff\xfb' }] },
  { mime: 'audio/mpeg', ext: 'mp3', marks: [{ at: 0, text: '\xff\xf3' }] },
  { mime: 'audio/mpeg', ext: 'mp3', marks: [{ at: 0, text: '\xff\xf2' }] },
  { mime: 'application/pdf', ext: 'pdf', marks: [{ at: 0, text: '%PDF-' }] },
];

/** Containers that hold a recording as well as a video. */
const asAudio: Readonly<Record<string, MediaType>> = {
  'video/mp4': { mime: 'audio/mp4', ext: 'm4a' },
  'video/webm': { mime: 'audio/webm', ext: 'weba' },
};

export interface MediaType {
  mime: string;
  ext: string;
}

/** Returns the type of the bytes; `claimed` only tells a recording from a video in the same container. Null for any other type, HTML and SVG among them. */
export function mediaType(bytes: Uint8Array, claimed = ''): MediaType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32)).toString('latin1');
  const found = signatures.find(({ marks }) => marks.every(({ at, text }) => head.startsWith(text, at)));
  if (!found) return null;
  return (claimed.startsWith('audio/') && asAudio[found.mime]) || { mime: found.mime, ext: found.ext };
}
