/** The failure of a request, as the connection and the HTTP status alone tell it. Pure. */
import type { SendFailure } from '../channel.ts';
import type { ErrorCode } from '../errors.ts';
import { isConnectError } from './connect-errors.ts';

/** Returns our word for a status that the provider has not explained; `provider` for one that says nothing of this message, such as a gateway's. */
export function codeOfStatus(status: number): ErrorCode {
  if (status === 413) return 'too_large';
  return status === 429 ? 'rate_limited' : 'provider';
}

/**
 * Returns the failure of a request without an answer. `timeout` also stands for a connection that broke after the request was written: it may have
 * arrived. `network` means that it certainly did not. `detail` holds no secrets.
 */
export function connectionFailure(error: unknown, detail: string): SendFailure {
  return isConnectError(error) ? { code: 'network', detail, notTaken: true } : { code: 'timeout', detail };
}
