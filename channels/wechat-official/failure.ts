/**
 * Return codes of WeChat in our words. https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html and the pages of the
 * single interfaces. The access token is part of every URL: what comes here was redacted by the client already.
 */
import type { SendFailure } from '../../src/channel.ts';
import type { ApiError } from '../../src/channel-kit/wechat/api-result.ts';
import { callFailure } from '../../src/channel-kit/wechat/call-failure.ts';
import type { ErrorCode } from '../../src/errors.ts';

interface Row {
  codes: readonly number[];
  is: ErrorCode;
  /** Kept for everybody (`account`) and tried again after the pause. */
  scope?: SendFailure['scope'];
  retryAfterMs?: number;
}

const minute = 60_000;
const hour = 60 * minute;

const table: readonly Row[] = [
  // System busy.
  { codes: [-1], is: 'provider', retryAfterMs: 2_000 },
  // Wrong AppSecret or token, AppID, IP whitelist, IP to be confirmed by the administrator: a person has to put it right, then everything goes out.
  {
    codes: [40001, 40014, 42001, 41001, 40013, 40125, 40164, 41002, 41004, 40243, 89501, 89503, 89506, 89507],
    is: 'unauthorized',
    scope: 'account',
    retryAfterMs: minute,
  },
  // The account lacks this interface, or it was taken away.
  { codes: [48001, 48004, 48006, 50001, 50002, 40200, 45064, 43107], is: 'unauthorized' },
  // Not following (any more), refuses messages.
  { codes: [43004, 48002, 43019, 50005], is: 'blocked' },
  { codes: [40003, 40031, 40032, 41009, 46004], is: 'unreachable' },
  // 48 hours are over; the messages allowed since the customer's last word are used up.
  { codes: [45015, 45047], is: 'window_closed' },
  // Daily quota of an interface, of templates; a burst.
  { codes: [45009], is: 'quota', scope: 'account', retryAfterMs: hour },
  { codes: [45011], is: 'rate_limited', scope: 'account', retryAfterMs: minute },
  // A template that does not exist, is banned, or whose values do not fit.
  { codes: [40037, 41028, 41029, 41030, 43116, 47003, 45025], is: 'template_refused' },
  // The customer has not subscribed to this notice, or the one message that it allowed was sent.
  { codes: [43101], is: 'template_refused' },
  { codes: [40006, 40009, 40010, 40011, 40012, 45001, 45007], is: 'too_large' },
  { codes: [40004, 40005, 40007, 41005, 41006, 44001, 40113], is: 'media_unavailable' },
];

function rowOf(errcode: number): Row | undefined {
  return table.find((row) => row.codes.includes(errcode));
}

/** Returns our word for a return code; `rejected` for one that the table does not name. */
export function codeOf(errcode: number): ErrorCode {
  return rowOf(errcode)?.is ?? 'rejected';
}

/**
 * Returns the failure of a call that did not work. `timeout` also stands for a connection that broke after the request was written: it may have
 * arrived. `notTaken` only where it certainly did not.
 */
export function failureOf(error: ApiError): SendFailure {
  if (error.kind !== 'refused') return callFailure(error);
  const row = rowOf(error.errcode);
  const failure: SendFailure = { code: row?.is ?? 'rejected', detail: `${error.errcode}: ${error.errmsg}`.slice(0, 300) };
  if (row?.scope) failure.scope = row.scope;
  if (row?.retryAfterMs) failure.retryAfterMs = row.retryAfterMs;
  return failure;
}

/** Says what a merchant has to do about a refused token; undefined when it is none of their doing. */
export function accountProblem(error: ApiError): string | undefined {
  if (error.kind !== 'refused') return undefined;
  const { errcode, errmsg } = error;
  if (errcode === 40164 || errcode === 89501 || errcode === 89503 || errcode === 89506 || errcode === 89507) {
    const ip = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+/i.exec(errmsg)?.[0];
    return `WeChat does not take calls from this server; add ${ip ?? 'its public IP address'} to the IP whitelist (${errcode})`;
  }
  if (errcode === 40013 || errcode === 41002) return `WeChat does not know this AppID; check WECHAT_APP_ID (${errcode})`;
  if (errcode === 40001 || errcode === 40125 || errcode === 41004)
    return `WeChat refuses the AppSecret; check WECHAT_APP_SECRET, or reset it in the console (${errcode})`;
  if (errcode === 40243) return `The AppSecret is frozen; unfreeze it in the WeChat console (${errcode})`;
  return undefined;
}
