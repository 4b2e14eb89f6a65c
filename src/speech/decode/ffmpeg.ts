/** ffmpeg of this machine, for the formats that no library of ours reads: amr, m4a, aac, webm, flac. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longest, rate } from '../recording.ts';
import type { Format } from './format.ts';

/** The demuxer of each format. It is named, so that a file cannot choose one that opens others. */
const demuxers: Readonly<Partial<Record<Format, string>>> = {
  amr: 'amr',
  m4a: 'mov',
  aac: 'aac',
  webm: 'matroska',
  ogg: 'ogg',
  flac: 'flac',
  wav: 'wav',
  mp3: 'mp3',
};

export type Converted = { ok: true; samples: Int16Array } | { ok: false; why: 'format' | 'damaged' | 'too_long'; detail: string };

/** Decodes to 16 kHz mono. Never rejects; ends ffmpeg after `withinMs`. `program`: `ffmpeg` unless given. */
export async function converted(bytes: Uint8Array, format: Format, withinMs: number, program = 'ffmpeg'): Promise<Converted> {
  const demuxer = demuxers[format];
  if (demuxer === undefined) return { ok: false, why: 'format', detail: format };
  // In a file: an m4a has its index at the end, which a pipe cannot go back from.
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-voice-'));
  try {
    const file = join(folder, 'recording');
    await writeFile(file, bytes, { mode: 0o600 });
    return await run(program, ['-f', demuxer, '-i', file], withinMs);
  } catch (error) {
    return { ok: false, why: 'damaged', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(program: string, input: readonly string[], withinMs: number): Promise<Converted> {
  const most = (longest + 1) * rate * 2;
  return new Promise((resolve) => {
    const child = spawn(
      program,
      [
        ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
        ...[...input, '-vn', '-sn', '-dn', '-map', '0:a:0', '-t', String(longest + 1), '-ac', '1', '-ar', String(rate), '-f', 's16le', 'pipe:1'],
      ],
      // Nothing of our environment: keys stand in it.
      { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '' }, timeout: withinMs, killSignal: 'SIGKILL' },
    );
    const chunks: Buffer[] = [];
    let size = 0;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(0, 300);
    });
    child.once('error', (error) => {
      const none = 'code' in error && error.code === 'ENOENT';
      resolve({ ok: false, why: 'format', detail: none ? 'ffmpeg is not on the PATH' : error.message });
    });
    child.once('close', (code) => {
      if (size > longest * rate * 2) return resolve({ ok: false, why: 'too_long', detail: `more than ${longest} s` });
      if (code !== 0 || size === 0) return resolve({ ok: false, why: 'damaged', detail: said.replace(/\s+/g, ' ').trim() || `ffmpeg ended with ${code}` });
      const whole = Buffer.concat(chunks);
      resolve({ ok: true, samples: new Int16Array(whole.buffer.slice(whole.byteOffset, whole.byteOffset + (whole.length & ~1))) });
    });
  });
}
