/** Errors of the Cloud API and of the network in our words. The same table serves the answer to a request and a failed status in a webhook. */
import { z } from 'zod';
import type { Health, SendFailure } from '../../src/channel.ts';
import { codeOfError } from '../../src/channel-kit/connect-errors.ts';
import { codeOfStatus, connectionFailure } from '../../src/channel-kit/http-failure.ts';
import { redactSecrets } from '../../src/channel-kit/redact.ts';
import type { ErrorCode } from '../../src/errors.ts';
import { BodyTooLarge } from '../../src/net/response-body.ts';
import { type RetryAfter, withOddRest } from '../../src/net/retry-after.ts';

interface Row {
  codes: readonly number[];
  is: ErrorCode;
  scope?: 'customer' | 'promotions' | 'account';
  retryAfterMs?: number;
  refusedMarketing?: true;
  /** Trouble that the merchant has to see, because it will not pass by itself. */
  health?: Health;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const renewToken: Health = {
  state: 'failed',
  detail: 'Meta refuses the access token: it has expired or lacks a right. Make a new one for the system user and set WHATSAPP_CLOUD_TOKEN',
};
const wrongNumber: Health = {
  state: 'failed',
  detail: 'Meta does not know this number, or the token may not use it. Compare WHATSAPP_CLOUD_PHONE_ID with the page API Setup',
};

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const table: readonly Row[] = [
  {
    codes: [0, 3, 10, 190, 131005, ...Array.from({ length: 100 }, (_, n) => 200 + n)],
    is: 'unauthorized',
    scope: 'account',
    retryAfterMs: 5 * minute,
    health: renewToken,
  },
  { codes: [33], is: 'unauthorized', scope: 'account', retryAfterMs: 5 * minute, health: wrongNumber },
  // Calls of the app, of its user, of the page, of the account; and a method that is called too often.
  { codes: [4, 17, 32, 341, 613, 80007], is: 'rate_limited', scope: 'account', retryAfterMs: 5 * minute },
  { codes: [130429], is: 'rate_limited', scope: 'account', retryAfterMs: 5 * second },
  { codes: [131056], is: 'rate_limited', scope: 'customer', retryAfterMs: 6 * second },
  {
    codes: [131048],
    is: 'spam_limited',
    scope: 'promotions',
    retryAfterMs: hour,
    health: {
      state: 'degraded',
      detail: 'Meta limits what this number may send, because customers blocked or reported it. Send less, and only to people who agreed',
    },
  },
  // Promotions beyond what this number may send now; replies go on.
  { codes: [131064], is: 'quota', scope: 'promotions', retryAfterMs: hour },
  {
    codes: [131063],
    is: 'promotions_off',
    scope: 'promotions',
    retryAfterMs: hour,
    health: {
      state: 'degraded',
      detail:
        'Meta takes no marketing templates of this number over the Cloud API: they are switched to the Marketing Messages API. Change it in WhatsApp Manager',
    },
  },
  {
    codes: [368, 131031],
    is: 'spam_limited',
    scope: 'account',
    retryAfterMs: hour,
    health: { state: 'banned', detail: 'Meta has locked the account for breaking a policy. Open Business Support Home, see why, and ask for a review' },
  },
  {
    codes: [131042],
    is: 'quota',
    scope: 'account',
    retryAfterMs: hour,
    health: { state: 'degraded', detail: 'Meta cannot charge the account. Add or repair the payment method in WhatsApp Manager' },
  },
  {
    codes: [131037, 131045, 133010],
    is: 'not_running',
    scope: 'account',
    retryAfterMs: 5 * minute,
    health: {
      state: 'failed',
      detail: 'The number is not registered for the Cloud API, or its display name is not approved. Finish it in WhatsApp Manager > Phone numbers',
    },
  },
  { codes: [1, 2, 131000, 131016, 133004], is: 'provider' },
  { codes: [131057], is: 'provider', scope: 'account', retryAfterMs: 5 * minute },
  { codes: [131021, 131026, 131030, 130497], is: 'unreachable' },
  { codes: [131047], is: 'window_closed' },
  { codes: [131049, 130472], is: 'marketing_limited' },
  { codes: [131050], is: 'marketing_refused', refusedMarketing: true },
  { codes: [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018], is: 'template_refused' },
  { codes: [131052, 131053], is: 'media_unavailable' },
];

/**
 * The number of people to whom the business may write first within 24 hours is used up; replies go on. Meta documents no code of its own for it, so the
 * words decide: https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
 */
const limitReached: Row = { codes: [], is: 'quota', scope: 'promotions', retryAfterMs: hour };
const saysLimit = /messaging limit|business[- ]initiated conversation/i;

const byCode = new Map(table.flatMap((row) => row.codes.map((code) => [code, row] as const)));

/** An error object of the Graph API; webhooks have `title` where answers have `type`. */
export const graphError = z.object({
  code: z.int(),
  title: z.string().optional(),
  message: z.string().optional(),
  error_subcode: z.int().optional().catch(undefined),
  is_transient: z.boolean().optional().catch(undefined),
  error_data: z.object({ details: z.string().optional() }).optional().catch(undefined),
});
export type GraphErrorBody = z.infer<typeof graphError>;

/** The Graph API refused a request. */
export class GraphError extends Error {
  readonly status: number;
  readonly body: GraphErrorBody | undefined;
  readonly rest: RetryAfter;
  constructor(status: number, body: GraphErrorBody | undefined, rest: RetryAfter = {}) {
    super(body ? words(body) : `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.rest = rest;
  }
}

function words({ code, title, message, error_data: data }: GraphErrorBody): string {
  const said = (message ?? title ?? '').replace(/^\(#\d+\)\s*/, '');
  return [`${code}: ${said}`, data?.details !== said && data?.details].filter(Boolean).join(' - ');
}

/** By the code; words only where the code is not known. Object 33 of error 100: the id in the path does not exist, or this token may not see it. */
function rowOf(body: GraphErrorBody): Row | undefined {
  const known = byCode.get(body.code === 100 && body.error_subcode === 33 ? 33 : body.code);
  return known ?? (saysLimit.test(words(body)) ? limitReached : undefined);
}

/** Replaces the given secrets, and anything that looks like an access token, by `***`; at most 300 characters are left. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactSecrets(text, secrets)
    .replace(/\bEAA[A-Za-z0-9]{10,}/g, '***')
    .slice(0, 300);
}

/** Returns one error of Meta's as a failure; `status` is that of the answer, left out for webhooks. */
export function graphFailure(body: GraphErrorBody, secrets: readonly string[], status = 0): SendFailure {
  const row = rowOf(body);
  const transient = status >= 500 || body.is_transient === true;
  const failure: SendFailure = {
    code: row?.is ?? (transient ? 'provider' : status === 429 ? 'rate_limited' : 'rejected'),
    detail: redact(words(body), secrets),
  };
  if (row?.retryAfterMs !== undefined) failure.retryAfterMs = row.retryAfterMs;
  if (row?.scope) failure.scope = row.scope;
  if (row?.refusedMarketing) failure.refusedMarketing = true;
  return failure;
}

/** Returns what the merchant has to be told of this error; undefined when it passes by itself or concerns one message only. */
export function healthOf(error: unknown): Health | undefined {
  const body = error instanceof GraphError ? error.body : graphError.safeParse(error).data;
  if (body) return rowOf(body)?.health;
  return error instanceof GraphError && error.status === 401 ? renewToken : undefined;
}

/** Tells whether nothing at all works with this token, as opposed to a right that it lacks for one question. */
export function tokenExpired(error: unknown): boolean {
  return error instanceof GraphError && error.body?.code === 190;
}

const notTheirs = 'The answer was not that of the Graph API';

function refusal({ body, status }: GraphError, secrets: readonly string[]): SendFailure {
  if (body) return graphFailure(body, secrets, status);
  if (status < 400) return { code: 'provider', detail: notTheirs };
  const code = status === 401 ? 'unauthorized' : codeOfStatus(status);
  const scope = code === 'rate_limited' || code === 'unauthorized' ? { scope: 'account' as const, retryAfterMs: minute } : {};
  return { code, detail: `Meta answered HTTP ${status}`, ...scope };
}

/**
 * Returns the failure of a call that did not work. `timeout` also stands for a connection that broke after the request was written: it may have
 * arrived. `network` means that it certainly did not.
 */
export function failureOf(error: unknown, secrets: readonly string[]): SendFailure {
  if (error instanceof GraphError) {
    const failure = refusal(error, secrets);
    const { ms } = error.rest;
    return { ...failure, detail: withOddRest(failure.detail ?? '', error.rest), ...(ms === undefined ? {} : { retryAfterMs: ms }) };
  }
  // The answer lacks what was asked for.
  if (error instanceof z.ZodError) return { code: 'provider', detail: notTheirs };
  if (error instanceof BodyTooLarge) return { code: 'provider', detail: `The answer was not that of the Graph API: ${error.message}` };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = redact(cause instanceof Error ? cause.message || codeOfError(cause) : String(cause), secrets);
  return connectionFailure(cause, detail);
}
