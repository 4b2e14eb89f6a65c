export type PictureForm = 'jpeg' | 'png' | 'gif' | 'webp';

/** Formats that are drawn anew, by the text (Latin-1) that they begin with; `then` stands at the eighth byte. */
const marks: readonly { form: PictureForm; first: string; then?: string }[] = [
  { form: 'jpeg', first: '\xff\xd8\xff' },
  { form: 'png', first: '\x89PNG\r\n\x1a\n' },
  { form: 'gif', first: 'GIF8' },
  { form: 'webp', first: 'RIFF', then: 'WEBP' },
];

/** Returns the format; null for everything else. */
export function pictureForm(bytes: Uint8Array): PictureForm | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16)).toString('latin1');
  return marks.find(({ first, then }) => head.startsWith(first) && (then === undefined || head.startsWith(then, 8)))?.form ?? null;
}
