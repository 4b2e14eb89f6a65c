/** Any server with OpenAI's `POST /embeddings`: https://platform.openai.com/docs/api-reference/embeddings/create */
import { z } from 'zod';
import { type AskFailure, askFailure } from '../net/ask-failure.ts';
import { askJson } from '../net/ask-json.ts';

export interface Embedded {
  ok: true;
  /** One for each text, of length 1. */
  vectors: Float32Array[];
  /** Tokens that were read; 0 where the server does not tell. */
  tokens: number;
}

export interface Embedder {
  readonly host: string;
  readonly model: string;
  /** Never rejects; gives up when the signal aborts. At most {@link textsAtOnce} texts. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded | AskFailure>;
}

export const textsAtOnce = 32;
/** Largest answer, bytes: 32 vectors of 3,072 numbers have 2 MB as text. */
const most = 4_000_000;
/** Numbers of a vector, at most. */
const widest = 8_192;

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(2).max(widest) })),
  usage: z.object({ prompt_tokens: z.int().min(0).catch(0) }).optional(),
});

/** Creates an embedder that speaks OpenAI's interface. `url` goes up to the version: `https://api.openai.com/v1`. */
export function openAiEmbedder({ url, model, key }: { url: string; model: string; key?: string }): Embedder {
  const address = new URL(`${url.replace(/\/+$/, '')}/embeddings`);
  const headers = { accept: 'application/json', 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  /** Width of the first answer: vectors of another one cannot be compared with what is kept. */
  let width: number | undefined;
  return {
    host: address.host,
    model,
    async embed(texts, signal) {
      const got = await askJson(address, { headers, body: JSON.stringify({ model, input: texts, encoding_format: 'float' }) }, signal, most);
      if (!got.ok) return got;
      const read = answer.safeParse(got.json);
      if (!read.success) return askFailure('failed', 'the answer holds no vectors');
      const { data, usage } = read.data;
      const vectors = texts.map((_, at) => data.find(({ index }) => index === at)?.embedding);
      width ??= vectors[0]?.length;
      const whole = vectors.flatMap((vector) => (vector && vector.length === width ? [unit(vector)] : []));
      const right = whole.filter((vector) => vector !== undefined);
      if (right.length !== texts.length) return askFailure('failed', 'vectors are missing, or of another width than before');
      return { ok: true, vectors: right, tokens: usage?.prompt_tokens ?? 0 };
    },
  };
}

/** Returns the vector of length 1 in that direction; undefined for one that has no direction. */
function unit(numbers: readonly number[]): Float32Array | undefined {
  const length = Math.hypot(...numbers);
  return Number.isFinite(length) && length > 0 ? Float32Array.from(numbers, (one) => one / length) : undefined;
}
