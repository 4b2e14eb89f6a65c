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
