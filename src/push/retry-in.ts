/** When a notice that a push service did not take is given to it again. Pure. */
import type { PushFailed } from './send-push.ts';

/** Waits before each further try, ms, unless the push service asks for longer. */
const waits = [2_000, 15_000, 60_000] as const;
/** Longest rest that a notice waits for, ms: after it the person has found the customer by themselves. */
const longest = 10 * 60_000;

/**
 * Returns how long to wait, ms; undefined: not again. Only too many (429), trouble of the push service (5xx) and a network that failed (0) pass; `tries`: those
 * before; `left`: time for which the notice is of use, ms.
 */
export function retryIn({ status, retryAfterMs = 0 }: Pick<PushFailed, 'status' | 'retryAfterMs'>, tries: number, left: number): number | undefined {
  const passes = status === 429 || status === 0 || (status >= 500 && status < 600);
  const own = waits[tries];
  if (!passes || own === undefined) return undefined;
  const wait = Math.max(own, retryAfterMs);
  return wait <= longest && wait < left ? wait : undefined;
}
