/** A recording as recognisers take it, and what comes of it. */

/** Samples a second of everything that is recognised. */
export const rate = 16_000;
/** Longest recording that is listened to, seconds. WeChat and Telegram end one at a minute, give or take a frame. */
export const longest = 61;
/** Largest recording that is listened to, bytes, as it came. */
export const largest = 10_000_000;

/** One channel, 16 kHz, 16 bits. */
export interface Recording {
  samples: Int16Array;
  seconds: number;
}

/**
 * Why a recording has no words: `off` no recogniser is set; `lost` the channel does not give it out; `too_long`, `too_large`; `format` its format is not
 * read here; `damaged` its bytes are not what they say; `nothing` there are no words in it; `busy` too many at once, or the recogniser rests; `late` it took too
 * long; `refused` the recogniser does not let us in; `failed` it answered something else.
 */
export type Unheard = 'off' | 'lost' | 'too_long' | 'too_large' | 'format' | 'damaged' | 'nothing' | 'busy' | 'late' | 'refused' | 'failed';

export type Decoded =
  | { ok: true; recording: Recording }
  | { ok: false; why: Extract<Unheard, 'too_long' | 'too_large' | 'format' | 'damaged'>; detail: string };

/** Samples between -1 and 1 as 16 bits. */
export function toInt16(samples: Float32Array): Int16Array {
  const out = new Int16Array(samples.length);
  for (let n = 0; n < samples.length; n++) {
    const one = samples[n] ?? 0;
    out[n] = Math.max(-32_768, Math.min(32_767, Math.round((Number.isFinite(one) ? one : 0) * 32_767)));
  }
  return out;
}

/** Returns the recording as a WAV file: a header of 44 bytes, then its samples. */
export function wavFile({ samples }: Recording): Buffer {
  const head = Buffer.alloc(44);
  const bytes = samples.length * 2;
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, pcmBytes(samples)]);
}

/** Returns the samples as little-endian bytes. */
export function pcmBytes(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}
