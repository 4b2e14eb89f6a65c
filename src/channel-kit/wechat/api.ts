/**
 * A client for the JSON interfaces of WeChat and WeCom: an access token in the address, and `errcode` in an answer whose HTTP status is 200.
 * Never rejects. The token stands in every URL, so no text leaves here without being redacted.
 */

import { z } from 'zod';
import { bodyUpTo } from '../../net/response-body.ts';
import type { AccessToken } from './access-token.ts';
import type { ApiError } from './api-result.ts';
import { type ApiCall, type ApiResult, restOf } from './api-result.ts';
import { readJson } from './big-json.ts';
import { type Exchange, exchange } from './exchange.ts';
import { redact } from './redact-tokens.ts';

export interface WeChatFile {
  bytes: Buffer;
  mime: string;
  name?: string;
}

export interface WeChatApi {
  /** One call with the token; where the platform says that the token is over, it is renewed once and the call is repeated. */
  call<T>(call: ApiCall, answer: z.ZodType<T>): Promise<ApiResult<T>>;
  /** The bytes that a GET answers (media), up to `limit`; refusals come as JSON and are told apart. */
  file(call: ApiCall, limit: number): Promise<ApiResult<WeChatFile>>;
}

export interface ApiParts {
  /** No trailing slash. */
  root: string;
  token: AccessToken;
  /** Texts that must never be read in an error, besides the token itself. */
  secrets: readonly string[];
  /** Unless a call says otherwise, ms. */
  timeoutMs: number;
}

/** Answers longer than this are not read, bytes. The list of all templates is the longest that we ask for. */
const answerLimit = 2 * 1024 * 1024;

/** Refusals come in place of a file, with whatever content type. No picture, recording or video begins with it. */
const openingBrace = '{'.charCodeAt(0);

/** `errcode` of a token that is not valid (any more): ask for another and repeat. https://developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html */
const tokenErrors: ReadonlySet<number> = new Set([40001, 40014, 42001]);

const refusal = z.object({ errcode: z.int(), errmsg: z.string().optional().catch(undefined) });

/**
 * Reads the value of an answer with HTTP status 200. `errcode` other than 0 is a refusal, whatever else stands there; where it is missing or 0, the
 * fields decide.
 */
export function readAnswer<T>(text: string, answer: z.ZodType<T>, secrets: readonly string[]): ApiResult<T> {
  const raw = readJson(text);
  if (raw === undefined) return { ok: false, error: { kind: 'odd_answer', status: 200, detail: 'The answer was not JSON.' } };
  const refused = refusal.safeParse(raw);
  if (refused.success && refused.data.errcode !== 0) {
    const { errcode, errmsg = '' } = refused.data;
    return { ok: false, error: { kind: 'refused', errcode, errmsg: redact(errmsg, secrets) } };
  }
  const parsed = answer.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const field = parsed.error.issues[0]?.path.join('.');
  return { ok: false, error: { kind: 'odd_answer', status: 200, detail: `The answer lacks what was asked for${field ? ` (${field})` : ''}.` } };
}

/** Makes one call without a token, for what issues the token. Never rejects. */
export async function callOnce<T>(
  root: string,
  call: ApiCall,
  answer: z.ZodType<T>,
  parts: { secrets: readonly string[]; timeoutMs: number },
): Promise<ApiResult<T>> {
  const got = await exchange(root, call, parts, (response) => bodyUpTo(response, answerLimit));
  return got.ok ? readAnswer(got.value.toString('utf8'), answer, parts.secrets) : got;
}

/** Without a token the call itself was never made, whatever was in doubt about the token. */
function notMade(error: ApiError): { ok: false; error: ApiError } {
  if (error.kind === 'refused') return { ok: false, error };
  return { ok: false, error: { kind: 'unreachable', detail: error.detail, ...restOf(error) } };
}

/** Makes a client without any traffic. */
export function createWeChatApi(parts: ApiParts): WeChatApi {
  const { root, token } = parts;

  async function withToken<T>(call: ApiCall, once: (call: ApiCall, secrets: Exchange) => Promise<ApiResult<T>>): Promise<ApiResult<T>> {
    let used = await token.get();
    for (let repeated = false; ; repeated = true) {
      if (!used.ok) return notMade(used.error);
      const current = used.value;
      const result = await once(
        { ...call, query: { access_token: current, ...call.query } },
        { secrets: [...parts.secrets, current], timeoutMs: call.timeoutMs ?? parts.timeoutMs },
      );
      const over = !result.ok && result.error.kind === 'refused' && tokenErrors.has(result.error.errcode);
      if (!over || repeated) return result;
      used = await token.instead(current);
    }
  }

  return {
    call: (call, answer) => withToken(call, (each, safe) => callOnce(root, each, answer, safe)),
    file: (call, limit) =>
      withToken(call, async (each, safe) => {
        const got = await exchange(root, each, safe, async (response): Promise<WeChatFile> => {
          const mime = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
          const name = /filename="?([^";]+)"?/i.exec(response.headers.get('content-disposition') ?? '')?.[1];
          return { bytes: await bodyUpTo(response, limit), mime, ...(name ? { name } : {}) };
        });
        if (!got.ok || got.value.bytes[0] !== openingBrace) return got;
        const told = readAnswer(got.value.bytes.toString('utf8'), z.unknown(), safe.secrets);
        return !told.ok && told.error.kind === 'refused' ? told : got;
      }),
  };
}
