/** The recogniser that the environment names, and the listener in front of it. */
import type { Channel } from '../channel.ts';
import type { SpeechEnvironment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { codeFolder, fromSources } from '../machine/root.ts';
import { openAi } from '../speech/adapters/openai.ts';
import { sherpa } from '../speech/adapters/sherpa.ts';
import { tencent } from '../speech/adapters/tencent.ts';
import { vosk } from '../speech/adapters/vosk.ts';
import { whisperCpp } from '../speech/adapters/whisper-cpp.ts';
import { decode } from '../speech/decode/decode.ts';
import { decodeApart } from '../speech/decode/decode-apart.ts';
import { createListener, type Listener, type ListenerOptions } from '../speech/listener.ts';
import type { Recogniser } from '../speech/recogniser.ts';
import type { MediaStore } from '../store/media-store.ts';
import { customerFile, keepFile } from './customer-file.ts';

/** Addresses of the services that have one for everybody. */
export const speechAddresses = { openai: 'https://api.openai.com/v1', tencent: 'https://asr.tencentcloudapi.com' } as const;

export function recogniserOf({ kind, url = '', key, model }: SpeechEnvironment, now: () => number): Recogniser {
  const keyed = key === undefined ? {} : { key };
  switch (kind) {
    case 'openai':
      return openAi({ url: url || speechAddresses.openai, ...keyed, ...(model && { model }) });
    case 'whisper.cpp':
      return whisperCpp({ url, ...keyed });
    case 'vosk':
      return vosk({ url, ...keyed });
    case 'tencent':
      return tencent({ url: url || speechAddresses.tencent, key: key ?? '', now });
    case 'sherpa':
      return sherpa({ folder: model ?? '' });
  }
}

export interface SpeechParts {
  speech: SpeechEnvironment | undefined;
  config: Pick<Config, 'speech'>;
  media: Pick<MediaStore, 'get' | 'put'>;
  channels: ReadonlyMap<string, Channel>;
  log: Logger;
  now(): number;
  told?: ListenerOptions['told'];
}

export function openSpeech({ speech, config, media, channels, log, now, told }: SpeechParts): Listener {
  return createListener({
    recogniser: speech && recogniserOf(speech, now),
    // From the sources the thread would have to compile them first.
    decode: fromSources ? decode : decodeApart({ entry: new URL('speech/decode/decode-thread.js', codeFolder('src')), clock: realClock(now) }),
    sure: config.speech.sure,
    atOnce: config.speech.at_once,
    fetch: customerFile(media, channels),
    keep: keepFile(media),
    clock: realClock(now),
    log,
    ...(told && { told }),
  });
}
