/** Recordings of all formats as 16 kHz mono. Each library is loaded when the first recording of its format comes. */
import { type Decoded, largest, longest, rate, toInt16, type Unheard } from '../recording.ts';
import { converted } from './ffmpeg.ts';
import { type Format, formatOf } from './format.ts';
import { opusStream } from './ogg-packets.ts';
import { mixed, resampled } from './resample.ts';
import { wavSound } from './wav.ts';

/** Time that ffmpeg may take, ms. */
const convertMs = 5_000;

type Failed = Extract<Decoded, { ok: false }>;
type Decoder = (bytes: Uint8Array, format: Format, program?: string) => Promise<Int16Array | Failed>;

const failed = (why: Extract<Unheard, 'too_long' | 'too_large' | 'format' | 'damaged'>, detail: string): Failed => ({ ok: false, why, detail });
const tooLong = failed('too_long', `more than ${longest} s`);

const isFailed = (value: object): value is Failed => 'ok' in value && value.ok === false;

async function silk(bytes: Uint8Array): Promise<Int16Array | Failed> {
  const seconds = silkSeconds(bytes);
  if (seconds > longest) return tooLong;
  if (seconds === 0) return failed('damaged', 'no block in it');
  const library = await import('silk-wasm');
  const { data } = await library.decode(bytes[0] === 2 ? bytes : Buffer.concat([Buffer.from([2]), bytes]), rate);
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.byteLength & ~1)));
}

/** Seconds of a file by its blocks: two bytes of length each, and 20 ms at least. */
function silkSeconds(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let blocks = 0;
  for (let at = view.getUint8(0) === 2 ? 10 : 9; at + 2 <= view.byteLength; blocks++) {
    const size = view.getInt16(at, true);
    if (size <= 0) break;
    at += 2 + size;
  }
  return blocks / 50;
}

async function opus(bytes: Uint8Array): Promise<Int16Array | Failed> {
  const stream = opusStream(bytes);
  if (!stream) return failed('damaged', 'no Opus stream');
  if (stream.length / 48_000 > longest) return tooLong;
  if (stream.channels > 2) return failed('format', `${stream.channels} channels`);
  const library = await import('opus-decoder');
  const decoder = new library.OpusDecoder({ sampleRate: rate, channels: 1, streamCount: 1, coupledStreamCount: 0, channelMappingTable: [0] });
  try {
    await decoder.ready;
    const { channelData, samplesDecoded } = decoder.decodeFrames(stream.packets);
    const samples = channelData[0]?.subarray(Math.min(Math.round(stream.preSkip / 3), samplesDecoded), samplesDecoded);
    return samples && samples.length > 0 ? toInt16(samples) : failed('damaged', 'nothing in it could be decoded');
  } finally {
    decoder.free();
  }
}

/** Bytes that are decoded at a time: at the lowest rate a second each KB, so that a long one is noticed early. */
const piece = 16_384;

async function mp3(bytes: Uint8Array): Promise<Int16Array | Failed> {
  const library = await import('mpg123-decoder');
  const decoder = new library.MPEGDecoder();
  try {
    await decoder.ready;
    const pieces: Float32Array[] = [];
    let [length, from] = [0, 0];
    for (let at = 0; at < bytes.length; at += piece) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes.subarray(at, at + piece));
      if (samplesDecoded === 0) continue;
      from ||= sampleRate;
      pieces.push(mixed(channelData).subarray(0, samplesDecoded));
      length += samplesDecoded;
      if (length / from > longest) return tooLong;
    }
    return length === 0 ? failed('damaged', 'no frame in it') : toInt16(resampled(joined(pieces, length), from));
  } finally {
    decoder.free();
  }
}

function joined(pieces: readonly Float32Array[], length: number): Float32Array {
  const out = new Float32Array(length);
  let at = 0;
  for (const one of pieces) {
    out.set(one, at);
    at += one.length;
  }
  return out;
}

async function wav(bytes: Uint8Array, format: Format, program?: string): Promise<Int16Array | Failed> {
  const sound = wavSound(bytes, longest);
  if (sound === 'other') return viaFfmpeg(bytes, format, program);
  if (sound === 'too_long') return tooLong;
  return sound === 'damaged' ? failed('damaged', 'no samples in the file') : toInt16(resampled(sound.samples, sound.rate));
}

async function viaFfmpeg(bytes: Uint8Array, format: Format, program?: string): Promise<Int16Array | Failed> {
  const result = await converted(bytes, format, convertMs, program);
  return result.ok ? result.samples : failed(result.why, result.detail);
}

const decoders: Readonly<Record<Format, Decoder>> = {
  silk,
  opus,
  mp3,
  wav,
  amr: viaFfmpeg,
  m4a: viaFfmpeg,
  aac: viaFfmpeg,
  webm: viaFfmpeg,
  ogg: viaFfmpeg,
  flac: viaFfmpeg,
};

/** Decodes a recording of any format; never rejects. `program`: the ffmpeg to use. */
export async function decode(bytes: Uint8Array, program?: string): Promise<Decoded> {
  if (bytes.length > largest) return failed('too_large', `${bytes.length} bytes`);
  const format = formatOf(bytes);
  if (!format) return failed('format', 'not a recording that we know');
  try {
    const samples = await decoders[format](bytes, format, program);
    if (isFailed(samples)) return samples;
    const seconds = samples.length / rate;
    if (seconds > longest) return tooLong;
    return samples.length === 0 ? failed('damaged', 'empty') : { ok: true, recording: { samples, seconds } };
  } catch (error) {
    return failed('damaged', `${format}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200));
  }
}
