/** Calls that the platform itself did not answer, in our words. Pure. */
import type { SendFailure } from '../../channel.ts';
import { codeOfStatus } from '../http-failure.ts';
import { type ApiError, restOf } from './api-result.ts';

/**
 * Returns the failure of a call that brought no answer. `timeout` also stands for a connection that broke after the request was written: it may have
 * arrived. `notTaken` only where it certainly did not.
 */
export function callFailure(error: Exclude<ApiError, { kind: 'refused' }>): SendFailure {
  const { detail } = error;
  if (error.kind === 'unreachable') return { code: 'network', detail, notTaken: true, ...restOf(error) };
  if (error.kind === 'no_answer') return { code: 'timeout', detail };
  return { code: codeOfStatus(error.status), detail, ...restOf(error) };
}
