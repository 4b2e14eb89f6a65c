/** WAV files with plain samples; others (A-law, ADPCM) are left to ffmpeg. */
import { mixed } from './resample.ts';

export interface Sound {
  samples: Float32Array;
  rate: number;
}

type Read = (view: DataView, at: number) => number;
const readers: Readonly<Record<string, Read>> = {
  '1:8': (view, at) => (view.getUint8(at) - 128) / 128,
  '1:16': (view, at) => view.getInt16(at, true) / 32_768,
  '1:24': (view, at) => (view.getInt16(at + 1, true) * 256 + view.getUint8(at)) / 8_388_608,
  '1:32': (view, at) => view.getInt32(at, true) / 2_147_483_648,
  '3:32': (view, at) => view.getFloat32(at, true),
  '3:64': (view, at) => view.getFloat64(at, true),
};

/** Reads a WAV file. `other`: not plain samples. `longest` in seconds. */
export function wavSound(bytes: Uint8Array, longest: number): Sound | 'other' | 'damaged' | 'too_long' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let form: { code: number; channels: number; rate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const name = view.getUint32(at);
    const size = view.getUint32(at + 4, true);
    if (name === 0x666d7420 && size >= 16 && at + 24 <= view.byteLength) {
      // In the extensible form the code is the beginning of the subformat.
      const code = view.getUint16(at + 8, true);
      const inner = code === 0xfffe && size >= 26 && at + 34 <= view.byteLength ? view.getUint16(at + 32, true) : code;
      form = { code: inner, channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true), bits: view.getUint16(at + 22, true) };
    }
    if (name === 0x64617461) return form ? soundOf(view, at + 8, Math.min(size, view.byteLength - at - 8), form, longest) : 'damaged';
    at += 8 + size + (size % 2);
  }
  return 'damaged';
}

function soundOf(
  view: DataView,
  from: number,
  size: number,
  { code, channels, rate, bits }: { code: number; channels: number; rate: number; bits: number },
  longest: number,
): Sound | 'other' | 'damaged' | 'too_long' {
  const read = readers[`${code}:${bits}`];
  if (!read) return 'other';
  if (channels < 1 || channels > 8 || rate < 4_000 || rate > 192_000) return 'damaged';
  const width = bits / 8;
  const length = Math.floor(size / width / channels);
  if (length / rate > longest) return 'too_long';
  const out = Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let n = 0; n < length; n++) samples[n] = read(view, from + (n * channels + channel) * width);
    return samples;
  });
  return { samples: mixed(out), rate };
}
