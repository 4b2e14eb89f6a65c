/** What providers keep back of a whole account: everything, or its promotions only. In memory: who starts anew is told again. */
import type { ErrorCode } from '../errors.ts';
import type { MessageClass } from '../message.ts';

export type PauseScope = 'account' | 'promotions';

export interface Pause {
  scope: PauseScope;
  /** Epoch ms. */
  until: number;
  code: ErrorCode;
  detail?: string | undefined;
}

/** Longest rest that a provider can ask for, ms: what waits is tried once a day at least, and the provider can ask again. */
const longestPause = 24 * 60 * 60_000;

/** The rest that was asked for, ms, between 1 and a day; undefined when none was, or no number. */
export function believedPause(asked: number | undefined): number | undefined {
  if (asked === undefined || Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(1, asked), longestPause);
}

export class Pauses {
  readonly #pauses = new Map<string, Pause>();

  /** False when the account rested for this already; the later end holds. */
  begin(account: string, pause: Pause, now: number): boolean {
    const key = `${account} ${pause.scope}`;
    const before = this.#pauses.get(key);
    const resting = before !== undefined && before.until > now;
    if (!resting || before.until < pause.until) this.#pauses.set(key, pause);
    return !resting;
  }

  /** What keeps a message of this class back now. */
  of(account: string, messageClass: MessageClass, now: number): Pause | undefined {
    const scopes: PauseScope[] = messageClass === 'promo' ? ['account', 'promotions'] : ['account'];
    return scopes.map((scope) => this.#pauses.get(`${account} ${scope}`)).find((pause) => pause !== undefined && pause.until > now);
  }
}
