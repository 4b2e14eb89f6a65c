/** WeCom's error codes in our words: https://developer.work.weixin.qq.com/document/path/90313 */
import type { SendFailure } from '../../src/channel.ts';
import type { ApiError } from '../../src/channel-kit/wechat/api-result.ts';
import { callFailure } from '../../src/channel-kit/wechat/call-failure.ts';
import type { ErrorCode } from '../../src/errors.ts';

interface Row {
  is: ErrorCode;
  /** Meaning of the code, where WeCom's own words do not help the merchant. */
  says?: string;
  /** Concerns the whole account: messages wait for this long and are tried again, ms. */
  pause?: number;
}

/** The merchant has to change something; what waits goes out then. */
const settled = 300_000;

export const codes: Readonly<Record<number, Row>> = {
  [-1]: { is: 'provider' },
  40001: { is: 'unauthorized', says: 'the secret is wrong; check WECOM_KF_SECRET', pause: settled },
  40004: { is: 'media_unavailable' },
  40005: { is: 'media_unavailable' },
  40006: { is: 'too_large' },
  40007: { is: 'media_unavailable' },
  40008: { is: 'rejected' },
  40009: { is: 'too_large' },
  40011: { is: 'too_large' },
  40013: { is: 'unauthorized', says: 'the corporation is not known; check WECOM_CORP_ID', pause: settled },
  40014: { is: 'unauthorized', says: 'the access token was refused', pause: settled },
  40058: { is: 'rejected' },
  40096: { is: 'unreachable' },
  40201: { is: 'unauthorized', says: 'WeCom has blocked this customer-service account', pause: settled },
  41001: { is: 'unauthorized', says: 'the access token was refused', pause: settled },
  42001: { is: 'unauthorized', says: 'the access token was refused', pause: settled },
  45001: { is: 'too_large' },
  45002: { is: 'rejected' },
  45009: { is: 'rate_limited', pause: 60_000 },
  45033: { is: 'rate_limited', pause: 5_000 },
  48002: { is: 'unauthorized', says: 'the application may not use customer service; add it under "applications that may call the API"', pause: settled },
  48004: { is: 'unauthorized', says: 'WeCom has blocked the API for this corporation', pause: settled },
  60011: { is: 'unauthorized', says: 'the application may not use this customer-service account', pause: settled },
  60020: { is: 'unauthorized', says: "the address of this server is not among the application's trusted IPs", pause: settled },
  84061: { is: 'unreachable' },
  95000: { is: 'rejected', says: 'the customer-service account (open_kfid) is not one of this corporation' },
  95001: { is: 'window_closed', says: '5 messages were sent since the customer wrote' },
  95002: { is: 'window_closed', says: 'the customer wrote more than 48 hours ago' },
  95003: { is: 'unauthorized', says: 'the corporation must be verified before it may serve more customers', pause: settled },
  95004: { is: 'rejected', says: 'the customer-service account (open_kfid) does not exist any more' },
  95007: { is: 'rejected', says: 'the token of the callback is too old' },
  95008: { is: 'rejected' },
  95009: { is: 'rejected' },
  95011: { is: 'unauthorized', says: 'customer service is run in the WeCom app; hand the account to the API in the administration', pause: settled },
  95012: { is: 'unauthorized', says: 'customer service is not switched on in WeCom', pause: settled },
  95013: { is: 'window_closed', says: 'the session has ended' },
  95014: { is: 'rejected', says: 'this member does not use WeCom' },
  95017: { is: 'unauthorized', says: 'the API of customer service is switched off in the administration', pause: settled },
  95018: { is: 'rejected', says: 'a person of the shop serves this customer in WeCom' },
  95024: { is: 'window_closed', says: 'the customer has not written for 48 hours' },
};

/** The session is in a state in which no program may send; what state tells whether a person has it or it has ended. */
export const wrongState = 95018;
/** The token of a callback is not good any more: the pull goes without it. */
export const pullTokenOver = 95007;
/** A file that was uploaded is gone. */
export const fileGone = 40007;

/**
 * Tells whether WeCom refused a message because it has it already. "If msgid is given it must be unique within the account, or an error is returned";
 * no code is named for it. Our ids are always well formed, so a refusal that speaks of the msgid can only mean that it was used, that is, that the
 * message is there already. https://developer.work.weixin.qq.com/document/path/94677
 */
export function isRepeat(errmsg: string): boolean {
  return /\bmsg_?id\b/i.test(errmsg);
}

/** `errmsg` is shown without the address of the help page that WeCom adds. */
function refused(errcode: number, errmsg: string): SendFailure {
  const row = codes[errcode];
  const detail = [`${errcode}`, row?.says, errmsg.replace(/,? more info at \S+/, '')].filter(Boolean).join(': ').slice(0, 300);
  const failure: SendFailure = { code: row?.is ?? 'rejected', detail };
  return row?.pause === undefined ? failure : { ...failure, scope: 'account', retryAfterMs: row.pause };
}

/**
 * Returns the failure of a call that did not work. `timeout` also stands for a connection that broke after the request was written; `network` means
 * that it certainly did not arrive.
 */
export function failureOf(error: ApiError): SendFailure {
  return error.kind === 'refused' ? refused(error.errcode, error.errmsg) : callFailure(error);
}

/** `fail_type` of `msg_send_fail`: https://developer.work.weixin.qq.com/document/path/94670 */
const failTypes: Readonly<Record<number, { code: ErrorCode; detail: string }>> = {
  0: { code: 'rejected', detail: 'WeCom gives no reason' },
  1: { code: 'rejected', detail: 'the customer-service account was deleted' },
  2: { code: 'unauthorized', detail: 'the application was closed' },
  4: { code: 'window_closed', detail: 'the customer wrote more than 48 hours ago' },
  5: { code: 'window_closed', detail: 'the session has ended' },
  6: { code: 'window_closed', detail: '5 messages were sent since the customer wrote' },
  8: { code: 'unauthorized', detail: 'the corporation is not verified' },
  10: { code: 'blocked', detail: 'the customer refuses messages' },
  11: { code: 'unauthorized', detail: 'no member of the corporation is logged in to the WeCom app' },
  12: { code: 'rejected', detail: 'this type of message is not allowed here' },
  13: { code: 'rejected', detail: 'held back for security' },
};

/** Returns why a message that WeCom had taken did not arrive; a number that is not in its documentation is named. */
export function failedBecause(type: number): { code: ErrorCode; detail: string } {
  return failTypes[type] ?? { code: 'rejected', detail: `fail_type ${type}` };
}
