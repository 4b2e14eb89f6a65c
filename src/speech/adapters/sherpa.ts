/** sherpa-onnx in this process, with a model folder of the merchant's: https://k2-fsa.github.io/sherpa/onnx/ */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { notRecognised, type Recogniser } from '../recogniser.ts';
import { rate } from '../recording.ts';

interface Stream {
  acceptWaveform(sound: { samples: Float32Array; sampleRate: number }): void;
}
interface Offline {
  createStream(): Stream;
  decodeAsync(stream: Stream): Promise<unknown>;
}
/** The part of the package that is used here. It has no types of its own. */
export interface SherpaLibrary {
  OfflineRecognizer: { createAsync(config: object): Promise<Offline> };
}

const library = z.object({ OfflineRecognizer: z.custom<SherpaLibrary['OfflineRecognizer']>((value) => typeof value === 'function' && 'createAsync' in value) });
const result = z.object({ text: z.string(), lang: z.string().optional() });

/** Its name as a value: the package is installed by merchants who want it, and unknown here. */
const packageName = 'sherpa-onnx-node';

async function load(): Promise<SherpaLibrary> {
  const module: unknown = await import(packageName);
  const inner = z.object({ default: z.unknown() }).safeParse(module).data?.default ?? module;
  return library.parse(inner);
}

/**
 * Returns the model's part of the configuration, told by the names of the files; null where none of the kinds that we know is there. Files of 8 bits go
 * first.
 */
export function sherpaModel(folder: string, files: readonly string[]): Record<string, unknown> | null {
  const sorted = files.filter((name) => name.endsWith('.onnx')).sort((a, b) => Number(b.includes('int8')) - Number(a.includes('int8')));
  const find = (word: string): string | undefined => {
    const name = sorted.find((one) => one.includes(word));
    return name && join(folder, name);
  };
  const tokens = files.find((name) => name.endsWith('tokens.txt'));
  const [encoder, decoder, joiner, model] = ['encoder', 'decoder', 'joiner', 'model'].map(find);
  if (!tokens) return null;
  const common = { tokens: join(folder, tokens), numThreads: 1, provider: 'cpu' };
  if (encoder && decoder && joiner) return { ...common, transducer: { encoder, decoder, joiner } };
  if (encoder && decoder) return { ...common, whisper: { encoder, decoder } };
  if (!model) return null;
  return /paraformer/i.test(basename(folder)) ? { ...common, paraformer: { model } } : { ...common, senseVoice: { model, useInverseTextNormalization: 1 } };
}

/**
 * Creates a recogniser in this process. The model is read when the first recording comes, and stays. A recording in work cannot be ended: one at a
 * time, so that no more pile up than one.
 */
export function sherpa({ folder, loads = load }: { folder: string; loads?: () => Promise<SherpaLibrary> }): Recogniser {
  let made: Promise<Offline> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function make(): Promise<Offline> {
    const { OfflineRecognizer } = await loads();
    const model = sherpaModel(folder, await readdir(folder));
    if (!model) throw new Error('no model in SPEECH_MODEL: tokens.txt and the .onnx files are looked for');
    return OfflineRecognizer.createAsync({ featConfig: { sampleRate: rate, featureDim: 80 }, modelConfig: model });
  }

  async function recognised(samples: Int16Array): Promise<unknown> {
    made ??= make();
    made.catch(() => {
      made = undefined;
    });
    const recogniser = await made;
    const stream = recogniser.createStream();
    stream.acceptWaveform({ samples: Float32Array.from(samples, (one) => one / 32_768), sampleRate: rate });
    return recogniser.decodeAsync(stream);
  }

  return {
    kind: 'sherpa',
    async recognise({ samples }, _lang, signal) {
      const work = last.then(() => {
        signal.throwIfAborted();
        return recognised(samples);
      });
      last = work.catch(() => undefined);
      const over = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
      try {
        const { data } = result.safeParse(await Promise.race([work, over]));
        if (!data) return notRecognised('failed', 'the library answered something else');
        const lang = /^<\|([a-z]{2,3})\|>$/.exec(data.lang ?? '')?.[1];
        return { ok: true, text: data.text, ...(lang && { lang: lang === 'yue' ? 'zh-HK' : lang }) };
      } catch (error) {
        if (signal.aborted) return notRecognised('late', 'no result in time');
        return notRecognised('failed', error instanceof Error ? error.message : String(error));
      }
    },
  };
}
