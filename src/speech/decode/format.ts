/** The format of a recording, told by its first bytes: what a provider calls it is often wrong. */

export type Format = 'silk' | 'amr' | 'opus' | 'wav' | 'mp3' | 'm4a' | 'aac' | 'webm' | 'ogg' | 'flac';

const begins = (bytes: Uint8Array, text: string, at = 0): boolean =>
  bytes.length >= at + text.length && [...text].every((letter, n) => bytes[at + n] === letter.charCodeAt(0));

/** Tells the format by the first bytes; null for what is no recording that we know. */
export function formatOf(bytes: Uint8Array): Format | null {
  // Tencent puts a byte in front of the header.
  if (begins(bytes, '#!SILK_V3') || begins(bytes, '#!SILK_V3', 1)) return 'silk';
  if (begins(bytes, '#!AMR')) return 'amr';
  if (begins(bytes, 'OggS')) return Buffer.from(bytes.subarray(0, 512)).includes('OpusHead', 0, 'latin1') ? 'opus' : 'ogg';
  if (begins(bytes, 'RIFF') && begins(bytes, 'WAVE', 8)) return 'wav';
  if (begins(bytes, 'fLaC')) return 'flac';
  if (begins(bytes, 'ftyp', 4)) return 'm4a';
  if (begins(bytes, '\x1a\x45\xdf\xa3')) return 'webm';
  if (begins(bytes, 'ID3')) return 'mp3';
  const [first = 0, second = 0] = bytes;
  if (first !== 0xff || second < 0xe0) return null;
  // The two bits of the layer: none in ADTS, never none in MPEG audio.
  return (second & 0x06) === 0 ? (second >= 0xf0 ? 'aac' : null) : 'mp3';
}
