/** Failures of wechaty and its puppets, in our words. Puppets have no codes of their own: gRPC's, else the words of their errors. */
import { z } from 'zod';
import type { SendFailure } from '../../src/channel.ts';
import type { ErrorCode } from '../../src/errors.ts';

const shape = z.object({ code: z.unknown().optional(), message: z.string().optional(), details: z.unknown().optional() });

export interface Trouble {
  /** https://grpc.github.io/grpc/core/md_doc_statuscodes.html; undefined for an error of another kind. */
  code?: number;
  words: string;
}

/** Puts into words an error of whatever kind; at most 300 characters, no stack. */
export function troubleOf(error: unknown): Trouble {
  const parsed = shape.safeParse(error);
  if (!parsed.success) return { words: String(error).slice(0, 300) };
  const { code, message, details } = parsed.data;
  // wechaty's GError puts a stack into `details`, gRPC the words that count.
  const told = typeof details === 'string' && !/\n\s+at /.test(details) ? details : message;
  const words = (told || message || 'no reason given').split('\n')[0] ?? '';
  return { ...(typeof code === 'number' ? { code } : {}), words: words.slice(0, 300) };
}

/** First match wins; `code` unless given is any. */
const table: readonly { code?: number; says?: RegExp; is: ErrorCode; notTaken?: true }[] = [
  { says: /Unsupported API/i, is: 'rejected' },
  { says: /not logged ?in|must login|未登录/i, is: 'not_running', notTaken: true },
  { says: /No connection established|ECONNREFUSED|ENOTFOUND|Name resolution failed/i, is: 'network', notTaken: true },
  { says: /not (?:your |a )?friend|不是.{0,6}好友|开启了朋友验证|拒收/i, is: 'blocked' },
  { says: /too (?:often|fast|many|frequent)|rate limit|频繁/i, is: 'rate_limited' },
  { says: /(?:contact|room|conversation).{0,40}(?:not (?:exist|found)|no payload)|no payload found/i, is: 'unreachable' },
  { says: /too (?:large|big)|larger than max/i, is: 'too_large' },
  { code: 16, is: 'unauthorized' },
  { code: 7, is: 'unauthorized' },
  { code: 4, is: 'timeout' },
  // The connection broke after the call was written: it may have arrived.
  { code: 14, is: 'timeout' },
  { code: 1, is: 'timeout' },
  { code: 8, is: 'rate_limited' },
  { code: 5, is: 'unreachable' },
  { code: 12, is: 'rejected' },
  { code: 3, is: 'rejected' },
];

/** Returns the failure of a send that did not work. An unknown error counts as the provider's own: trying again may help. */
export function failureOf(error: unknown): SendFailure {
  const { code, words } = troubleOf(error);
  const row = table.find((each) => (each.code === undefined || each.code === code) && (!each.says || each.says.test(words)));
  return { code: row?.is ?? 'provider', detail: words, ...(row?.notTaken ? { notTaken: true } : {}) };
}

/** Tells whether the puppet cannot send this kind of thing at all; something else may be sent instead. */
export function isUnsupported(failure: SendFailure): boolean {
  return failure.code === 'rejected' && /Unsupported API|not (?:been )?(?:supported|implemented)|UNIMPLEMENTED/i.test(failure.detail ?? '');
}

/** Reads from an error what became of the connection to a puppet server: the words are those that Node and gRPC use. */
export function connectionTrouble(error: unknown): 'token' | 'certificate' | 'lost' | 'other' {
  const { code, words } = troubleOf(error);
  if (code === 16 || /Invalid Wechaty TOKEN|UNAUTHENTICATED/i.test(words)) return 'token';
  if (/certificate|altnames|self[- ]signed|unable to verify|wrong version number|SSL routines/i.test(words)) return 'certificate';
  if (code === 14 || code === 1 || /UNAVAILABLE|ECONNREFUSED|ECONNRESET|WatchdogAgent reset|stream (?:ended|closed)|call not end/i.test(words)) return 'lost';
  return 'other';
}
