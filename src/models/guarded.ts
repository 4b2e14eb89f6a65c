/** One server that is asked for something, in a bound of time, and left alone while it does not answer. */
import type { Clock } from '../event-loop/clock.ts';
import { within } from '../event-loop/within.ts';
import type { Logger } from '../logger.ts';
import { type AskFailure, askFailure } from '../net/ask-failure.ts';
import { Breaker } from '../net/breaker.ts';

export interface Guarded {
  /** True while the server rests. */
  readonly resting: boolean;
  /** Asks; gives up after `mostMs`. Never rejects. */
  ask<T extends { ok: true } | AskFailure>(mostMs: number, question: (signal: AbortSignal) => Promise<T>): Promise<T | AskFailure>;
}

export function guarded(what: { name: string; host: string }, clock: Pick<Clock, 'after' | 'monotonic'>, log: Pick<Logger, 'warn'>): Guarded {
  const breaker = new Breaker(clock.monotonic);
  return {
    get resting() {
      return breaker.resting;
    },
    async ask(mostMs, question) {
      if (!breaker.enter()) return askFailure('busy', 'it rests');
      const ending = new AbortController();
      const asked = question(ending.signal).catch((error: unknown): AskFailure => askFailure('failed', String(error)));
      const answer = await within(clock, mostMs, asked, (): AskFailure => {
        ending.abort(new DOMException('out of time', 'TimeoutError'));
        return askFailure('late', `no answer in ${mostMs} ms`);
      });
      breaker.note(answer.ok ? null : answer);
      if (!answer.ok) log.warn({ ...what, why: answer.why, detail: answer.detail, rests: breaker.resting }, 'a model gave no answer');
      return answer;
    },
  };
}
