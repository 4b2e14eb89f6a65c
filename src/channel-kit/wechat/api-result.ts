/** A call to the API and what comes of it. */

export type ApiResult<T> = { ok: true; value: T } | { ok: false; error: ApiError };

export interface ApiCall {
  /** From the API's root, e.g. `/cgi-bin/menu/create`. */
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON by POST; or a form with files by POST; a GET without either. */
  json?: unknown;
  form?: FormData;
  timeoutMs?: number;
  /** Ends the call early, as if no answer had come. */
  signal?: AbortSignal;
}

/** Returns the rest that the platform asked for, ms; empty when it asked for none. */
export function restOf(error: ApiError): { retryAfterMs?: number } {
  const asked = error.kind === 'odd_answer' || error.kind === 'unreachable' ? error.retryAfterMs : undefined;
  return asked === undefined ? {} : { retryAfterMs: asked };
}

/** Reasons for which there is no answer of use. */
export type ApiError =
  /** The platform said no. `errmsg` is redacted. */
  | { kind: 'refused'; errcode: number; errmsg: string }
  /** The connection was never made: nothing can have arrived. */
  | { kind: 'unreachable'; detail: string; retryAfterMs?: number }
  /** No answer in time, or the connection broke: it may have arrived. */
  | { kind: 'no_answer'; detail: string }
  /** An answer that is not the platform's: another HTTP status, no JSON, too large, or fields missing. `retryAfterMs` as its head asks for it. */
  | { kind: 'odd_answer'; detail: string; status: number; retryAfterMs?: number };
