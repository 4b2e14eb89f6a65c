/** Tencent Cloud, recognition of one sentence: https://cloud.tencent.com/document/product/1093/35646 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { askJson } from '../../net/ask-json.ts';
import { notRecognised, type Recogniser } from '../recogniser.ts';
import { rate, wavFile } from '../recording.ts';
import { jsonType, tc3Authorization } from './tc3.ts';

const answer = z.object({
  Response: z.object({ Result: z.string().optional(), Error: z.object({ Code: z.string(), Message: z.string().optional() }).optional() }),
});

const action = 'SentenceRecognition';
/** Tencent takes a minute, not a frame more. */
const longest = 60 * rate;

/** Engines by language; Chinese understands English words in it. */
const engines: Readonly<Record<string, string>> = { en: '16k_en', ja: '16k_ja', ko: '16k_ko', vi: '16k_vi', ms: '16k_ms', id: '16k_id', th: '16k_th' };
const engineOf = (lang: string): string => (/^(yue|zh-(?:HK|MO))\b/i.test(lang) ? '16k_yue' : (engines[lang.slice(0, 2).toLowerCase()] ?? '16k_zh'));

/** Creates the recogniser of Tencent Cloud. `key`: SecretId and SecretKey with a colon between. `now`: epoch ms. */
export function tencent({ url, key, now }: { url: string; key: string; now: () => number }): Recogniser {
  const address = new URL('/', url);
  const [id = '', secret = ''] = key.split(':');
  return {
    kind: 'tencent',
    host: address.host,
    async recognise({ samples, seconds }, lang, signal) {
      const file = wavFile({ samples: samples.subarray(0, longest), seconds });
      const payload = JSON.stringify({
        ProjectId: 0,
        SubServiceType: 2,
        EngSerViceType: engineOf(lang),
        SourceType: 1,
        VoiceFormat: 'wav',
        UsrAudioKey: randomUUID(),
        Data: file.toString('base64'),
        DataLen: file.length,
      });
      const at = Math.floor(now() / 1000);
      const headers = {
        'content-type': jsonType,
        authorization: tc3Authorization({ id, key: secret, host: address.host, service: 'asr', action, at, payload }),
        'x-tc-action': action,
        'x-tc-version': '2019-06-14',
        'x-tc-timestamp': String(at),
      };
      const got = await askJson(address, { headers, body: payload }, signal);
      if (!got.ok) return got;
      const { data } = answer.safeParse(got.json);
      if (!data) return notRecognised('failed', 'the answer is none of Tencent Cloud');
      const { Error: error, Result: text } = data.Response;
      if (error) {
        if (/^(AuthFailure|UnauthorizedOperation)/.test(error.Code)) return notRecognised('refused', error.Code);
        return notRecognised(/^(RequestLimitExceeded|LimitExceeded)/.test(error.Code) ? 'busy' : 'failed', error.Code);
      }
      return text === undefined ? notRecognised('failed', 'the answer has no text') : { ok: true, text };
    },
  };
}
