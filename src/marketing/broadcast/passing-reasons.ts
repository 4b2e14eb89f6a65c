/** Reasons of a failure that can pass with time: the only ones for which a broadcast is sent again to the same address. */
import type { ErrorCode } from '../../errors.ts';

/**
 * Left out on purpose: what the customer decided (blocked, refused), what is so of the address or of the message (unreachable, too large, rejected), and what
 * may have arrived already (timeout, in doubt).
 */
const passing: ReadonlySet<string> = new Set<ErrorCode>([
  'rate_limited',
  'network',
  'provider',
  'unauthorized',
  'window_closed',
  'template_refused',
  'marketing_limited',
  'spam_limited',
  'quota',
  'promotions_off',
  'media_unavailable',
  'not_running',
  'gave_up',
]);

/** Tells whether a failure for this reason may be tried again later. */
export function canPass(reason: string): boolean {
  return passing.has(reason);
}

/** Number of failures, counted by reason, that can be tried again. */
export function passingOf(failed: Readonly<Record<string, number>>): number {
  return Object.entries(failed).reduce((sum, [reason, count]) => sum + (canPass(reason) ? count : 0), 0);
}
