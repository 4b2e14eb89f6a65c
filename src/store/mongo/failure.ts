import { mongo } from 'mongoose';
import { StoreUnavailable } from '../store.ts';
import { Unanswered } from './answered.ts';

const { MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerError } = mongo;

export const duplicateKey = 11_000;
const noSpace = 14_031;

/**
 * Answers of a server that is stopping, not primary any more or could not reach a majority: the write may have been done.
 * https://www.mongodb.com/docs/manual/reference/error-codes/
 */
const passing = new Set([6, 7, 64, 89, 91, 100, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/**
 * doubt: the server may have done what it was asked to; the answer was lost or is not certain.
 * away: it cannot be asked now. refused: it or the driver would refuse the same again, which is a bug of ours.
 */
export type Failure = 'doubt' | 'away' | 'refused';

export function failureOf(thrown: unknown): Failure {
  const error = unwrapped(thrown);
  if (error instanceof MongoNetworkError || error instanceof Unanswered || isSocketError(error)) return 'doubt';
  if (error instanceof MongoBulkWriteError && error.result?.getWriteConcernError()) return 'doubt';
  if (error instanceof MongoServerError) {
    if (passing.has(Number(error.code)) || error.hasErrorLabel('RetryableWriteError')) return 'doubt';
    return error.code === noSpace ? 'away' : 'refused';
  }
  return error instanceof MongoError && !(error instanceof mongo.MongoInvalidArgumentError) ? 'away' : 'refused';
}

/** Tells whether it is an error of a socket: the driver passes it on as it is when the socket ends while something is written to it. */
function isSocketError(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof MongoError) && 'syscall' in error && 'code' in error;
}

/** Returns the error inside: the driver wraps whatever ends a bulk write, a lost connection too, into an error that looks like an answer of the server. */
function unwrapped(error: unknown): unknown {
  return error instanceof MongoBulkWriteError && error.errorResponse instanceof Error ? error.errorResponse : error;
}

/** Returns the errors of single statements of a bulk write, by their number; null when it failed in another way. */
export function statementErrors(error: unknown): Map<number, { code: number; text: string }> | null {
  if (!(error instanceof MongoBulkWriteError) || failureOf(error) !== 'refused') return null;
  const list = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return list.length === 0 ? null : new Map(list.map((one) => [one.index, { code: one.code ?? 0, text: one.errmsg ?? '' }]));
}

/** Returns the error for the caller: StoreUnavailable when the server is at fault, the error itself when it is a bug of ours. */
export function toThrow(error: unknown, where: string): unknown {
  if (!(error instanceof MongoError || error instanceof Unanswered || isSocketError(error)) || failureOf(error) === 'refused') return error;
  return new StoreUnavailable(`MongoDB at ${where} cannot be used now (${error.message}): ${cureOf(error)}`, { cause: error });
}

/** Returns what to do about the error. */
export function cureOf(error: Error): string {
  if ('code' in error && error.code === noSpace) return 'make space on its disk';
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(error.message)) return 'start it, or check MONGODB_URL';
  if (error instanceof Unanswered || /timed? ?out/i.test(error.message)) return 'look at its load, its disk and the network in between';
  return 'look at its log and at the network in between';
}
