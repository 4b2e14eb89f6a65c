/** `call: http.get` and `call: http.post`: a flow asks a server of the merchant. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call, CallContext } from '../../call.ts';
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Json } from '../../json.ts';
import { type Asked, type FetchLimits, fetchForFlow } from '../../net/http-fetch.ts';
import { bilingual } from '../../understanding/language-fallbacks.ts';

const limits = { timeoutMs: 10_000, maxBytes: 256 * 1024, redirects: 3 };
/** Nesting of a JSON answer; deeper ones cannot be kept. */
const depthMost = 32;
/** Headers that belong to the connection. */
const reserved = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'expect', 'accept-encoding']);
const headerMap = z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.union([z.string().max(2000), z.number()])).default({});
/** Texts for `{{ error.text }}`. */
const texts: Record<string, { en: string; zh: string }> = {
  not_found: { en: 'Nothing was found.', zh: '没有找到。' },
  forbidden: { en: 'This address may not be called.', zh: '不允许访问这个地址。' },
  invalid: { en: 'The request is not valid.', zh: '请求内容无效。' },
  timeout: { en: 'The other system did not answer in time.', zh: '对方系统没有及时回应。' },
};
const noAnswer = { en: 'The other system gave no usable answer.', zh: '对方系统没有给出可用的结果。' };
const outcomes = ['not_found', 'bad_status', 'bad_answer', 'too_large', 'forbidden'];

export interface HttpCallOptions {
  /** Hosts that flows may call; empty: any public host. */
  hosts?: readonly string[];
  /** Hosts on private addresses that flows may call, as `host` or `host:port`. */
  allow_private?: readonly string[];
}

/**
 * Makes the calls of the config's requests, within 10 s, 256 KB and 3 redirects. Their value is `{ status, body }`, `body` being data where the answer
 * is JSON, else text.
 */
export function httpCalls(options: HttpCallOptions = {}): Call[] {
  const bounds: FetchLimits = { ...limits, hosts: options.hosts ?? [], allowPrivate: options.allow_private ?? [] };
  return [
    {
      name: 'http.get',
      mode: 'reads',
      params: [
        { name: 'url', required: true },
        { name: 'headers', required: false },
      ],
      outcomes,
      about: { en: 'Reads from a server: status and body', zh: '从服务器读取数据：状态码和内容' },
      run: (args, context) => make('GET', args, bounds, context),
    },
    {
      name: 'http.post',
      mode: 'does',
      params: [
        { name: 'url', required: true },
        { name: 'body', required: false },
        { name: 'headers', required: false },
      ],
      outcomes,
      about: {
        en: 'Sends JSON or text to a server; the header Idempotency-Key is the same at every try',
        zh: '向服务器发送 JSON 或文本；每次重试的 Idempotency-Key 相同',
      },
      run: (args, context) => make('POST', args, bounds, context),
    },
  ];
}

/** The key as a header can carry it: another one for each other key, also where customers' ids are long or in another script. */
function idempotencyKey(key: string): string {
  return /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash('sha256').update(key).digest('hex');
}

async function make(method: Asked['method'], args: Record<string, Json>, bounds: FetchLimits, context: CallContext): Promise<CallOutcome> {
  const refusal = (code: string): CallOutcome => ({ ok: false, code, text: bilingual(texts[code] ?? noAnswer, context.lang) });
  const address = args.url;
  if (typeof address !== 'string' || !URL.canParse(address)) return refusal('invalid');
  const given = headerMap.safeParse(args.headers ?? {});
  if (!given.success) return refusal('invalid');
  const headers: Record<string, string> = { 'user-agent': 'zhanggui' };
  if (method === 'POST') headers['idempotency-key'] = idempotencyKey(context.key);
  const body = args.body;
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  if (text !== undefined) headers['content-type'] = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  for (const [name, value] of Object.entries(given.data)) {
    const lower = name.toLowerCase();
    if (!reserved.has(lower)) headers[lower] = String(value).replace(/[^\x20-\x7e]/g, '');
  }
  const answer = await fetchForFlow({ method, url: new URL(address), headers, body: text }, bounds, context.signal);
  if (!answer.ok) return refusal(answer.code);
  if (answer.status === 404) return refusal('not_found');
  if (answer.status < 200 || answer.status > 299) return refusal('bad_status');
  if (!/[/+]json\b/i.test(answer.type)) return { ok: true, value: { status: answer.status, body: answer.text } };
  const data = parseJson(answer.text);
  return data === undefined ? refusal('bad_answer') : { ok: true, value: { status: answer.status, body: data } };
}

/** Parses JSON; undefined when it is no JSON, or nested too deep to be kept. */
export function parseJson(text: string): Json | undefined {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '\\') i += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '[' || char === '{') && ++depth > depthMost) return undefined;
    else if (!quoted && (char === ']' || char === '}')) depth -= 1;
  }
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
