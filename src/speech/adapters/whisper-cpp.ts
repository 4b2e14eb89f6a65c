/** The server of whisper.cpp: https://github.com/ggml-org/whisper.cpp/tree/master/examples/server */
import { askJson } from '../../net/ask-json.ts';
import type { Recogniser } from '../recogniser.ts';
import { wavFile } from '../recording.ts';
import { readWhisper } from './whisper-answer.ts';

export function whisperCpp({ url, key }: { url: string; key?: string }): Recogniser {
  const address = new URL(`${url.replace(/\/+$/, '')}/inference`);
  return {
    kind: 'whisper.cpp',
    host: address.host,
    async recognise(recording, _lang, signal) {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(wavFile(recording))], { type: 'audio/wav' }), 'recording.wav');
      body.set('temperature', '0.0');
      body.set('language', 'auto');
      body.set('response_format', 'verbose_json');
      const answer = await askJson(address, { headers: key ? { authorization: `Bearer ${key}` } : {}, body }, signal);
      return answer.ok ? readWhisper(answer.json) : answer;
    },
  };
}
