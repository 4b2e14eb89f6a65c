/** Errors of the Bot API and of the network in our words. The token is part of every URL: no text leaves here with it. */
import { GrammyError, HttpError } from 'grammy';
import { z } from 'zod';
import type { SendFailure } from '../../src/channel.ts';
import { connectionFailure } from '../../src/channel-kit/http-failure.ts';
import { redactSecrets } from '../../src/channel-kit/redact.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { longestRest } from '../../src/net/retry-after.ts';

/** Replaces the given secrets, and anything that looks like a bot token, by `***`. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactSecrets(text, secrets).replace(/\b(bot)?\d{5,}:[\w-]{20,}/g, '$1***');
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
  // Says "Wrong HTTP URL" too, and means the link of a button.
  { code: 400, says: /keyboard button|BUTTON_/i, is: 'rejected' },
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

/** A gateway's page, `{}`, `null`: the trouble of whoever stands there, never a word on the message. */
export const notTheirs: SendFailure = { code: 'provider', detail: 'The answer was not that of a Bot API server.' };

function networkFailure(cause: unknown): SendFailure {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const failure = connectionFailure(cause, detail);
  return failure.code === 'timeout' && /invalid json|over limit/i.test(detail) ? notTheirs : failure;
}

/** Fields of an error that are used. Whatever stands in front of the Bot API may have answered, so that nothing is certain of it. */
const saidSchema = z.object({ error_code: z.int(), description: z.string() });
const retryAfterSchema = z.union([z.number().positive(), z.literal(Number.POSITIVE_INFINITY)]).transform((seconds) => Math.min(seconds * 1000, longestRest));

function refusal(error: GrammyError): SendFailure {
  const said = saidSchema.safeParse({ error_code: error.error_code, description: error.description });
  if (!said.success) return notTheirs;
  const { error_code, description } = said.data;
  const failure: SendFailure = { code: codeOf(error_code, description), detail: `${error_code}: ${description}` };
  const asked: unknown = error.parameters.retry_after;
  if (asked === undefined) return failure;
  const pause = retryAfterSchema.safeParse(asked);
  if (pause.success && pause.data < longestRest) return { ...failure, retryAfterMs: pause.data };
  const odd = `${failure.detail} (retry_after ${JSON.stringify(asked) ?? 'of no sense'}, not believed)`;
  return pause.success ? { ...failure, detail: odd, retryAfterMs: pause.data } : { ...failure, detail: odd };
}

/**
 * Returns the failure of a call that did not work. `timeout` also stands for a connection that broke after the request was written: it may have
 * arrived. `network` means that it certainly did not.
 */
export function failureOf(error: unknown, secrets: readonly string[]): SendFailure {
  let failure: SendFailure;
  if (error instanceof GrammyError) failure = refusal(error);
  else if (error instanceof HttpError) failure = networkFailure(error.error);
  // grammy reads fields of whatever JSON came, of `null` as well; what lacks something is found by its schema.
  else if (error instanceof TypeError || error instanceof z.ZodError) failure = notTheirs;
  else failure = { code: 'rejected', detail: error instanceof Error ? error.message : String(error) };
  return { ...failure, detail: redact(failure.detail ?? '', secrets).slice(0, 300) };
}
