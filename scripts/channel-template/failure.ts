/** The provider's errors in our words. REPLACE: the page that lists them. */
import type { SendFailure } from '../../src/channel.ts';
import { codeOfStatus, connectionFailure } from '../../src/channel-kit/http-failure.ts';
import { redactSecrets } from '../../src/channel-kit/redact.ts';
import type { ErrorCode } from '../../src/errors.ts';
import type { RetryAfter } from '../../src/net/retry-after.ts';

/** The provider refused a request. */
export class Refused extends Error {
  readonly status: number;
  readonly rest: RetryAfter;
  constructor(status: number, said: string, rest: RetryAfter) {
    super(`HTTP ${status}: ${said}`);
    this.status = status;
    this.rest = rest;
  }
}

/** REPLACE: what the provider's statuses and codes mean. What is missing here counts as the provider's own trouble and is tried again. */
const table: Readonly<Record<number, ErrorCode>> = { 400: 'rejected', 401: 'unauthorized', 403: 'blocked', 404: 'unreachable' };

export function failureOf(error: unknown, secrets: readonly string[]): SendFailure {
  // fetch hides what happened behind "fetch failed".
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = redactSecrets(cause instanceof Error ? cause.message : String(cause), secrets).slice(0, 300);
  if (!(error instanceof Refused)) return connectionFailure(error, detail);
  const { ms } = error.rest;
  return { code: table[error.status] ?? codeOfStatus(error.status), detail, ...(ms === undefined ? {} : { retryAfterMs: ms }) };
}
