/** The answer of Whisper, as OpenAI and whisper.cpp give it. */
import { z } from 'zod';
import { type NotRecognised, notRecognised, type Recognised } from '../recogniser.ts';

const answer = z.object({
  text: z.string(),
  language: z.string().max(40).optional().catch(undefined),
  segments: z
    .array(
      z.object({
        avg_logprob: z.number().optional().catch(undefined),
        words: z
          .array(z.object({ probability: z.number() }))
          .optional()
          .catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});
const refusal = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

/** Whisper names languages in English words. */
const codes: Readonly<Record<string, string>> = {
  chinese: 'zh',
  cantonese: 'zh-HK',
  english: 'en',
  spanish: 'es',
  portuguese: 'pt',
  french: 'fr',
  german: 'de',
  russian: 'ru',
  japanese: 'ja',
  korean: 'ko',
  arabic: 'ar',
  indonesian: 'id',
  malay: 'ms',
  thai: 'th',
  vietnamese: 'vi',
};

export function readWhisper(json: unknown): Recognised | NotRecognised {
  const { data } = answer.safeParse(json);
  if (!data) {
    const said = refusal.safeParse(json).data?.error;
    return notRecognised('failed', said === undefined ? 'the answer has no text' : typeof said === 'string' ? said : said.message);
  }
  const language = data.language?.toLowerCase();
  const lang = language && (codes[language] ?? (/^[a-z]{2,3}(?:-[a-z]{2,4})?$/.test(language) ? language : undefined));
  const confidence = confidenceOf(data.segments ?? []);
  return { ok: true, text: data.text, ...(confidence !== undefined && { confidence }), ...(lang && { lang }) };
}

/** The probability of a word on average: of the words where they are given, else of the segments' tokens. */
function confidenceOf(segments: readonly { avg_logprob?: number | undefined; words?: { probability: number }[] | undefined }[]): number | undefined {
  const words = segments.flatMap((segment) => (segment.words ?? []).map(({ probability }) => probability));
  const all = words.length > 0 ? words : segments.flatMap(({ avg_logprob }) => (avg_logprob === undefined ? [] : [Math.exp(avg_logprob)]));
  if (all.length === 0 || !all.every(Number.isFinite)) return undefined;
  return Math.min(1, Math.max(0, all.reduce((sum, one) => sum + one, 0) / all.length));
}
