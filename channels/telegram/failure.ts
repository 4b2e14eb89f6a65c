/** Errors of the Bot API and of the network in our words. The token is part of every URL: no text leaves here with it. */
import { GrammyError, HttpError } from 'grammy';
import type { SendFailure } from '../../src/channel.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { neverConnected } from '../../src/never-connected.ts';
import { withoutSecrets } from '../../src/without-secrets.ts';

/** Replaces the given secrets, and anything that looks like a bot token, by `***`. */
export function redact(text: string, secrets: readonly string[]): string {
  return withoutSecrets(text, secrets).replace(/\b(bot)?\d{5,}:[\w-]{20,}/g, '$1***');
}

/** First match wins. Descriptions are those that the Bot API server sends; it documents the codes only. */
const table: readonly { code: number; says?: RegExp; is: ErrorCode }[] = [
  { code: 401, is: 'unauthorized' },
  { code: 404, is: 'unauthorized' },
  { code: 403, says: /deactivated|can't initiate|can't send messages to bots/i, is: 'unreachable' },
  { code: 403, is: 'blocked' },
  { code: 429, is: 'rate_limited' },
  { code: 413, is: 'too_large' },
  { code: 400, says: /chat not found|user not found|PEER_ID_INVALID|chat_id is empty|USER_IS_BLOCKED|user_id.*invalid/i, is: 'unreachable' },
  { code: 400, says: /too big|too large|entity too large/i, is: 'too_large' },
  {
    code: 400,
    says: /HTTP URL|web page content|file identifier|WEBPAGE_|IMAGE_PROCESS_FAILED|PHOTO_INVALID|wrong (?:remote )?file|file reference|EXTERNAL_URL/i,
    is: 'media_unavailable',
  },
  { code: 400, is: 'rejected' },
];

function codeOf(code: number, description: string): ErrorCode {
  if (code >= 500) return 'provider';
  return table.find((row) => row.code === code && (!row.says || row.says.test(description)))?.is ?? 'rejected';
}

function networkFailure(cause: unknown): SendFailure {
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (neverConnected(cause)) return { code: 'network', detail, notTaken: true };
  if (/invalid json/i.test(detail)) return { code: 'provider', detail: 'The answer was not that of a Bot API server.' };
  return { code: 'timeout', detail };
}

/**
 * `timeout` also stands for a connection that broke after the request was written: it may have arrived.
 * `network` means that it certainly did not.
 */
export function failureOf(error: unknown, secrets: readonly string[]): SendFailure {
  let failure: SendFailure;
  if (error instanceof GrammyError) {
    failure = { code: codeOf(error.error_code, error.description), detail: `${error.error_code}: ${error.description}` };
    if (error.parameters.retry_after !== undefined) failure.retryAfterMs = error.parameters.retry_after * 1000;
  } else if (error instanceof HttpError) failure = networkFailure(error.error);
  else failure = { code: 'rejected', detail: error instanceof Error ? error.message : String(error) };
  return { ...failure, detail: redact(failure.detail ?? '', secrets).slice(0, 300) };
}
