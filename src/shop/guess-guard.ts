/**
 * Slows down guessing. Each subject (a contact, an order number) has some free failures; every further one doubles the pause
 * in which no try counts. The failure is written before the answer is looked at, so that a thousand tries at once count as a
 * thousand; a success gives it back.
 */
import type { Store } from '../store/store.ts';
import { type LookupGuardRow, lookupGuards } from './shop.ts';

export interface GuardRule {
  /** Failures without a pause. */
  free: number;
  /** First pause, ms. */
  first: number;
  longest: number;
}

/** A person mistypes a few times; a guesser tries thousands of last-four-digits. */
export const contactRule: GuardRule = { free: 4, first: 30_000, longest: 24 * 3_600_000 };
/** Looser, because strangers must not be able to lock an order for its owner for long. */
export const orderRule: GuardRule = { free: 8, first: 30_000, longest: 3_600_000 };
const forgottenAfter = 24 * 3_600_000;
/** A row that nobody tried at for this long says nothing any more, ms; longer than any pause. Whoever keeps the store removes it. */
export const guardsKept = 2 * forgottenAfter;

function pauseAfter(failures: number, rule: GuardRule): number {
  return failures < rule.free ? 0 : Math.min(rule.longest, rule.first * 2 ** Math.min(failures - rule.free, 30));
}

/** Counts a try as failed. Resolves to 0, or to how many ms to wait when no try is allowed now. */
export async function beginTry(store: Store, subject: string, rule: GuardRule, now: number): Promise<number> {
  const guards = store.collection(lookupGuards);
  for (let round = 0; round < 50; round++) {
    const row = await guards.get(subject);
    if (!row) {
      if ((await guards.insert({ _id: subject, failures: 1, until: now + pauseAfter(1, rule), at: now })) === 'done') return 0;
      continue;
    }
    if (row.at > now) {
      // Tried in the future: the clock was set back since, and the pause begins anew, or it would last as long as the clock is behind.
      await guards.replace({ ...row, at: now, until: now + Math.min(Math.max(0, row.until - row.at), rule.longest) });
      continue;
    }
    if (now < row.until) return row.until - now;
    const failures = now - row.at > forgottenAfter ? 1 : row.failures + 1;
    const next: LookupGuardRow = { ...row, failures, until: now + pauseAfter(failures, rule), at: now };
    if (await guards.replace(next)) return 0;
  }
  return rule.first;
}

/** The try was right: all is forgiven. */
export async function forgive(store: Store, subjects: string[]): Promise<void> {
  const guards = store.collection(lookupGuards);
  await Promise.all(subjects.map((subject) => guards.delete(subject)));
}
