/** Any server with OpenAI's `POST /chat/completions`, asked for JSON of a schema: https://platform.openai.com/docs/guides/structured-outputs */
import { z } from 'zod';
import { type AskFailure, askFailure } from '../net/ask-failure.ts';
import { askJson } from '../net/ask-json.ts';

export interface ChatQuestion<T> {
  /** Name of the schema, for the server. */
  name: string;
  /** What is to be done; nothing that anybody but us wrote. */
  task: string;
  /** What it is to be done with, as data. */
  data: object;
  schema: z.ZodType<T>;
  /** Tokens of the answer, at most. */
  most: number;
}

export interface ChatAnswer<T> {
  ok: true;
  value: T;
  /** Tokens that were read and written; 0 where the server does not tell. */
  in: number;
  out: number;
}

/** An answer that does not fit the schema costs what it costs; `in` and `out` are its tokens. */
export type ChatFailure = AskFailure & { in?: number; out?: number };

export interface ChatModel {
  readonly host: string;
  readonly model: string;
  /** Never rejects; gives up when the signal aborts. What does not fit the schema is dropped. */
  ask<T>(question: ChatQuestion<T>, signal: AbortSignal): Promise<ChatAnswer<T> | ChatFailure>;
}

const answer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z.array(z.object({ function: z.object({ arguments: z.string() }) })).nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.int().min(0).catch(0), completion_tokens: z.int().min(0).catch(0) }).optional(),
});

/** Creates a chat model that speaks OpenAI's interface. `url` goes up to the version: `https://api.openai.com/v1`. */
export function openAiChat({ url, model, key }: { url: string; model: string; key?: string }): ChatModel {
  const address = new URL(`${url.replace(/\/+$/, '')}/chat/completions`);
  const headers = { accept: 'application/json', 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  return {
    host: address.host,
    model,
    async ask({ name, task, data, schema, most }, signal) {
      const body = {
        model,
        temperature: 0,
        max_tokens: most,
        messages: [
          { role: 'system', content: task },
          { role: 'user', content: JSON.stringify(data) },
        ],
        response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: z.toJSONSchema(schema, { target: 'draft-7' }) } },
      };
      const got = await askJson(address, { headers, body: JSON.stringify(body) }, signal);
      if (!got.ok) return got;
      const read = answer.safeParse(got.json);
      const [first] = read.success ? read.data.choices : [];
      if (!read.success || !first) return askFailure('failed', 'this is no answer of a chat model');
      const tokens = { in: read.data.usage?.prompt_tokens ?? 0, out: read.data.usage?.completion_tokens ?? 0 };
      const text = first.message.tool_calls?.[0]?.function.arguments ?? first.message.content ?? '';
      const value = schema.safeParse(parsed(text));
      return value.success ? { ok: true, value: value.data, ...tokens } : { ...askFailure('failed', 'the answer does not fit the schema'), ...tokens };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
