/** Any server with OpenAI's `POST /audio/transcriptions`: https://platform.openai.com/docs/api-reference/audio/createTranscription */
import { askJson } from '../../net/ask-json.ts';
import type { Recogniser } from '../recogniser.ts';
import { wavFile } from '../recording.ts';
import { readWhisper } from './whisper-answer.ts';

/** Creates a recogniser that speaks OpenAI's interface. `url` goes up to the version: `https://api.openai.com/v1`. */
export function openAi({ url, key, model = 'whisper-1' }: { url: string; key?: string; model?: string }): Recogniser {
  const address = new URL(`${url.replace(/\/+$/, '')}/audio/transcriptions`);
  return {
    kind: 'openai',
    host: address.host,
    async recognise(recording, _lang, signal) {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(wavFile(recording))], { type: 'audio/wav' }), 'recording.wav');
      body.set('model', model);
      // Only Whisper has the form with segments, which carry how sure it is.
      body.set('response_format', /whisper/i.test(model) ? 'verbose_json' : 'json');
      const answer = await askJson(address, { headers: { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) }, body }, signal);
      return answer.ok ? readWhisper(answer.json) : answer;
    },
  };
}
