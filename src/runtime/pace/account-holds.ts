/** Account holds: everything of an account, or its promotions only, that the provider holds back. In memory: after a start the provider reports them again. */
import type { ErrorCode } from '../../errors.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { MessageClass } from '../../message.ts';

export type PauseScope = 'account' | 'promotions';

export interface AccountHold {
  scope: PauseScope;
  /** Epoch ms. */
  until: number;
  code: ErrorCode;
  detail?: string | undefined;
}

/** Longest rest that a provider can ask for, ms: what waits is tried once a day at least, and the provider can ask again. */
const longestPause = 24 * 60 * 60_000;

/** Returns the hold that the provider asked for, ms, between 1 and a day; undefined when none was, or no number. */
export function believedPause(asked: number | undefined): number | undefined {
  if (asked === undefined || Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(1, asked), longestPause);
}

const allScopes: readonly PauseScope[] = ['account', 'promotions'];

export class AccountHolds {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Holds with their ends on the monotonic clock: one lasts as long as the provider asked for, whatever the wall clock is set to. */
  readonly #holds = new Map<string, { pause: AccountHold; end: number }>();

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock;
  }

  /** Begins a hold. False when the account was already held for this reason; the later end holds. */
  begin(account: string, pause: AccountHold): boolean {
    const key = `${account} ${pause.scope}`;
    const now = this.#clock.monotonic();
    const end = now + pause.until - this.#clock.now();
    const before = this.#holds.get(key);
    const resting = before !== undefined && before.end > now;
    if (!resting || before.end < end) this.#holds.set(key, { pause, end });
    return !resting;
  }

  /** Returns the hold on messages of this class now. */
  of(account: string, messageClass: MessageClass): AccountHold | undefined {
    const scopes: readonly PauseScope[] = messageClass === 'promo' ? allScopes : ['account'];
    return scopes.map((scope) => this.#now(account, scope)).find((pause) => pause !== undefined);
  }

  /** Lists the holds on an account now. */
  list(account: string): AccountHold[] {
    return allScopes.flatMap((scope) => this.#now(account, scope) ?? []);
  }

  #now(account: string, scope: PauseScope): AccountHold | undefined {
    const found = this.#holds.get(`${account} ${scope}`);
    const left = (found?.end ?? 0) - this.#clock.monotonic();
    return found && left > 0 ? { ...found.pause, until: Math.ceil(this.#clock.now() + left) } : undefined;
  }
}
