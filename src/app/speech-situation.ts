/** Looks whether the recogniser that the environment names can work, as far as that shows without its key. */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { SpeechEnvironment } from '../config/environment.ts';
import { sherpaModel } from '../speech/adapters/sherpa.ts';
import { speechAddresses } from './open-speech.ts';

export interface SpeechLook {
  speech: SpeechEnvironment | undefined;
  /** Address to ask; absent where recordings stay in this process. */
  address?: string;
  model?: boolean;
  installed?: boolean;
  ffmpeg: boolean;
}

export async function lookAtSpeech(speech: SpeechEnvironment | undefined): Promise<SpeechLook> {
  const ffmpeg = spawnSync('ffmpeg', ['-version'], { timeout: 5_000 }).status === 0;
  if (!speech) return { speech, ffmpeg };
  const { kind, url, model = '' } = speech;
  if (kind === 'sherpa') {
    const files = await readdir(model).catch(() => []);
    return { speech, ffmpeg, model: sherpaModel(model, files) !== null, installed: isInstalled('sherpa-onnx-node') };
  }
  const known = kind === 'openai' || kind === 'tencent' ? speechAddresses[kind] : undefined;
  const address = (url ?? known)?.replace(/^ws/, 'http');
  return { speech, ffmpeg, ...(address !== undefined && { address }) };
}

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}
