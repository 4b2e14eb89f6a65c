/** One HTTP exchange with limits of time and size, its failures in words that hold no secret. */

import { withDeadline } from '../../event-loop/deadline.ts';
import { BodyTooLarge } from '../../net/response-body.ts';
import { retryAfterOf, withOddRest } from '../../net/retry-after.ts';
import { codeOfError, isConnectError } from '../connect-errors.ts';
import type { ApiCall, ApiResult } from './api-result.ts';
import { redact } from './redact-tokens.ts';

/** Settings of one exchange besides the call. */
export interface Exchange {
  secrets: readonly string[];
  timeoutMs: number;
}

function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message || codeOfError(error)}` : error.message;
}

/** Makes the call and reads the response by `read`, all within `timeoutMs`. Redirects are not followed: the address holds a token. Never rejects. */
export async function exchange<T>(root: string, call: ApiCall, limits: Exchange, read: (response: Response) => Promise<T>): Promise<ApiResult<T>> {
  const body = call.form ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
  const query = new URLSearchParams(call.query).toString();
  const spoken = (error: unknown) => redact(words(error), limits.secrets);
  try {
    return await withDeadline(limits.timeoutMs, call.signal, async (signal) => {
      const response = await fetch(`${root}${call.path}${query ? `?${query}` : ''}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined ? {} : { body }),
        ...(call.form || body === undefined ? {} : { headers: { 'content-type': 'application/json; charset=utf-8' } }),
        redirect: 'manual',
        signal,
      });
      if (response.ok) return { ok: true, value: await read(response) };
      await response.body?.cancel();
      const { status } = response;
      const rest = retryAfterOf(response);
      const detail = withOddRest(`The answer had HTTP status ${status}.`, rest);
      return { ok: false, error: { kind: 'odd_answer', status, detail, ...(rest.ms === undefined ? {} : { retryAfterMs: rest.ms }) } };
    });
  } catch (error) {
    if (error instanceof BodyTooLarge) return { ok: false, error: { kind: 'odd_answer', status: 200, detail: error.message } };
    if (isConnectError(error)) return { ok: false, error: { kind: 'unreachable', detail: spoken(error) } };
    return { ok: false, error: { kind: 'no_answer', detail: spoken(error) } };
  }
}
