import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { largest, longest, rate, wavFile } from '../recording.ts';
import { decode } from './decode.ts';
import { opusStream, samplesIn } from './ogg-packets.ts';
import { resampled } from './resample.ts';

const file = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
if (!ffmpeg) console.warn('ffmpeg is not on the PATH: amr, m4a, aac, webm and A-law are not tested');

/** Loudness of each twentieth of a second. */
function envelope(samples: Int16Array): number[] {
  const width = rate / 20;
  return Array.from({ length: Math.floor(samples.length / width) }, (_, n) => {
    const part = samples.subarray(n * width, (n + 1) * width);
    return Math.sqrt(part.reduce((sum, one) => sum + one * one, 0) / width);
  });
}

/** How alike two envelopes are, at the best shift of up to a tenth of a second: encoders put silence in front. */
function likeness(a: readonly number[], b: readonly number[]): number {
  const at = (shift: number): number => {
    const pairs = a.flatMap((x, n) => (b[n + shift] === undefined ? [] : [[x, b[n + shift] ?? 0] as const]));
    const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
    const [ma, mb] = [mean(0), mean(1)];
    const sum = (f: (x: number, y: number) => number): number => pairs.reduce((total, [x, y]) => total + f(x - ma, y - mb), 0);
    return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  };
  return Math.max(...[-2, -1, 0, 1, 2].map(at));
}

async function samplesOf(bytes: Uint8Array): Promise<Int16Array> {
  const decoded = await decode(bytes);
  if (!decoded.ok) throw new Error(`${decoded.why}: ${decoded.detail}`);
  return decoded.recording.samples;
}

const readable: [name: string, seconds: number, like: string, byFfmpeg?: true][] = [
  ['zh.silk', 2.4, 'zh.ogg'],
  ['en.silk', 1.2, 'en-8000.wav'],
  ['zh.ogg', 2.4, 'zh.silk'],
  ['en.ogg', 1.2, 'en-8000.wav'],
  ['zh.mp3', 2.4, 'zh.ogg'],
  ['en.mp3', 1.2, 'en-8000.wav'],
  ['zh-44100-stereo.mp3', 2.4, 'zh.ogg'],
  ['en-8000.wav', 1.2, 'en.ogg'],
  ['zh.amr', 2.4, 'zh.ogg', true],
  ['zh.m4a', 2.4, 'zh.ogg', true],
  ['zh.aac', 2.4, 'zh.ogg', true],
  ['zh.webm', 2.4, 'zh.ogg', true],
  ['en-alaw.wav', 1.2, 'en-8000.wav', true],
];

describe('recordings of every format become 16 kHz mono', () => {
  for (const [name, seconds, like, byFfmpeg] of readable)
    it.skipIf(byFfmpeg === true && !ffmpeg)(name, async () => {
      const samples = await samplesOf(file(name));
      expect(samples.length / rate).toBeGreaterThan(seconds - 0.1);
      expect(samples.length / rate).toBeLessThan(seconds + 0.2);
      expect(likeness(envelope(samples), envelope(await samplesOf(file(like))))).toBeGreaterThan(0.85);
    });

  it('a silk file without the byte that Tencent puts in front', async () => {
    const bytes = file('en.silk');
    expect(bytes[0]).toBe(2);
    expect(await samplesOf(bytes.subarray(1))).toHaveLength((await samplesOf(bytes)).length);
  });

  it('a WAV file of its own comes out as it went in', async () => {
    const samples = Int16Array.from({ length: 16_000 }, (_, n) => Math.round(9_000 * Math.sin(n / 9)));
    const back = await samplesOf(wavFile({ samples, seconds: 1 }));
    expect(Math.max(...back.map((one, n) => Math.abs(one - (samples[n] ?? 0))))).toBeLessThanOrEqual(1);
  });
});

/** A WAV head that claims so many seconds of silence, with the bytes for them or without. */
function silence(seconds: number, real = true): Buffer {
  const whole = wavFile({ samples: new Int16Array(Math.round(seconds * rate)), seconds });
  return real ? whole : whole.subarray(0, 1_000);
}

/** An Ogg file of one page after another, each with 255 packets of one byte: 120 ms of nothing each. */
function oggBomb(pages: number): Buffer {
  const page = (lacing: number[], body: Buffer): Buffer => {
    const head = Buffer.alloc(27);
    head.write('OggS', 0, 'latin1');
    head.writeUInt32LE(7, 14);
    head[26] = lacing.length;
    return Buffer.concat([head, Buffer.from(lacing), body]);
  };
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head[8] = 1;
  head[9] = 1;
  const packet = Buffer.from([0x1b, 2]);
  const many = page(
    Array.from({ length: 255 }, () => 2),
    Buffer.concat(Array.from({ length: 255 }, () => packet)),
  );
  return Buffer.concat([page([19], head), page([8], Buffer.from('OpusTags')), ...Array.from({ length: pages }, () => many)]);
}

const silkBomb = (): Buffer => Buffer.concat([Buffer.from('\x02#!SILK_V3', 'latin1'), ...Array.from({ length: 4_000 }, () => Buffer.from([1, 0, 0]))]);
const mp3Long = (): Buffer => Buffer.concat(Array.from({ length: 60 }, () => file('zh.mp3')));

const refused: [why: string, what: string, bytes: () => Buffer][] = [
  ['too_large', 'one byte too many', () => Buffer.concat([file('zh.ogg'), Buffer.alloc(largest)])],
  ['too_long', 'a WAV file of a minute and two seconds', () => silence(longest + 1)],
  ['too_long', 'an Ogg file whose packets hold hours', () => oggBomb(400)],
  ['too_long', 'a silk file of more blocks than a minute has', silkBomb],
  ['too_long', 'an mp3 of two minutes', mp3Long],
  ['format', 'nothing', () => Buffer.alloc(0)],
  ['format', 'a page', () => Buffer.from('<!doctype html><title>Sign in</title>')],
  ['format', 'an error as JSON, which WeChat gives in place of a file', () => Buffer.from('{"errcode":40007,"errmsg":"invalid media_id"}')],
  ['format', 'a picture', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['damaged', 'an Ogg file cut in its head', () => file('zh.ogg').subarray(0, 60)],
  ['damaged', 'a silk file cut in its head', () => file('zh.silk').subarray(0, 10)],
  ['damaged', 'a WAV file without samples', () => file('en-8000.wav').subarray(0, 40)],
  ['damaged', 'the head of an mp3 and then nothing of one', () => Buffer.concat([Buffer.from('ID3'), Buffer.alloc(500, 65)])],
];

describe('what is no recording of a minute is refused', () => {
  // The library prints every packet that it cannot read.
  beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterAll(() => void vi.restoreAllMocks());

  for (const [why, what, bytes] of refused)
    it(`${what}: ${why}`, async () => {
      const before = process.memoryUsage().rss;
      expect(await decode(bytes())).toMatchObject({ ok: false, why });
      expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    });

  it('a file that ends early keeps what came', async () => {
    const bytes = file('zh.ogg');
    const samples = await samplesOf(bytes.subarray(0, bytes.length - 900));
    expect(samples.length).toBeGreaterThan(0);
  });

  for (const name of ['zh.ogg', 'zh.silk', 'zh.mp3', 'en-8000.wav'])
    it(`${name} with bytes changed anywhere never throws and never grows`, async () => {
      const good = file(name);
      for (let n = 0; n < 40; n++) {
        const bytes = Buffer.from(good);
        for (let k = 0; k <= n % 7; k++) bytes[(n * 7_919 + k * 104_729) % bytes.length] = (n * 31 + k * 17) & 255;
        const decoded = await decode(bytes);
        if (decoded.ok) expect(decoded.recording.seconds).toBeLessThanOrEqual(longest);
      }
    });

  it.skipIf(!ffmpeg)('without ffmpeg an amr is a format that is not read', async () => {
    expect(await decode(file('zh.amr'), '/nowhere/ffmpeg')).toMatchObject({ ok: false, why: 'format', detail: 'ffmpeg is not on the PATH' });
  });

  it.skipIf(!ffmpeg)('an amr that is damaged', async () => {
    expect(await decode(Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(3)]))).toMatchObject({ ok: false });
  });
});

describe('lengths and rates', () => {
  it('counts the samples of Opus packets by their first byte', () => {
    const packets: [number[], number][] = [
      [[0x08], 960],
      [[0x0b, 2], 1_920],
      [[0x18], 2_880],
      [[0xf8], 960],
      [[0x80, 0], 120],
      [[], 0],
    ];
    for (const [bytes, samples] of packets) expect(samplesIn(Uint8Array.from(bytes))).toBe(samples);
    expect((opusStream(file('zh.ogg'))?.length ?? 0) / 48_000).toBeCloseTo(2.4, 1);
  });

  const tone = (hertz: number, from: number): Float32Array => Float32Array.from({ length: from }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / from));
  const loudness = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * Math.SQRT2;
  for (const from of [8_000, 11_025, 22_050, 44_100, 48_000]) {
    it(`keeps a tone of 1 kHz from ${from} Hz`, () => expect(loudness(resampled(tone(1_000, from), from))).toBeCloseTo(1, 1));
    if (from > 22_050) it(`drops a tone of 12 kHz from ${from} Hz`, () => expect(loudness(resampled(tone(12_000, from), from))).toBeLessThan(0.02));
  }
});
