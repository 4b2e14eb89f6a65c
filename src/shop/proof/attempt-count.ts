/**
 * Slows down guessing. Each subject (a contact, an address, an order number) has some free failures; every further one makes the
 * pause longer in which no try counts. The failure is written before the answer is looked at, so that a thousand tries at once
 * count as a thousand; a success gives it back.
 */
import type { Store } from '../../store/store.ts';
import { type LookupGuardRow, lookupGuards } from '../shop.ts';

export interface AttemptRule {
  /** Failures without a pause. */
  free: number;
  /** The pause after each further one, ms; the last one stays. */
  pauses: readonly number[];
}

const minute = 60_000;
const hour = 60 * minute;
/** A person mistypes a few times; a guesser tries thousands. */
export const contactRule: AttemptRule = { free: 4, pauses: [minute, 5 * minute, 30 * minute, 2 * hour, 8 * hour, 24 * hour] };
const forgottenAfter = 24 * hour;
/** Time after the last try at which a row is removed by retention, ms; longer than any pause. */
export const attemptsKept = 2 * forgottenAfter;

function pauseAfter(failures: number, { free, pauses }: AttemptRule): number {
  return failures < free ? 0 : (pauses[Math.min(failures - free, pauses.length - 1)] ?? 0);
}

function longest({ pauses }: AttemptRule): number {
  return Math.max(0, ...pauses);
}

/** Resolves to the ms until a try at the subject is allowed; 0: now. Counts nothing. */
export async function waitFor(store: Store, subject: string, rule: AttemptRule, now: number): Promise<number> {
  const row = await store.collection(lookupGuards).get(subject);
  if (!row) return 0;
  // Of the future: the clock was set back since, and the pause counts from now.
  const since = Math.min(row.at, now);
  return Math.max(0, since + Math.min(row.until - row.at, longest(rule)) - now);
}

/** Counts a try as failed. Resolves to 0, or to how many ms to wait when no try is allowed now. */
export async function beginTry(store: Store, subject: string, rule: AttemptRule, now: number): Promise<number> {
  const guards = store.collection(lookupGuards);
  for (let round = 0; round < 50; round++) {
    const row = await guards.get(subject);
    if (!row) {
      if ((await guards.insert({ _id: subject, failures: 1, until: now + pauseAfter(1, rule), at: now })) === 'done') return 0;
      continue;
    }
    if (row.at > now) {
      // Tried in the future: the clock was set back since, and the pause begins again, or it would last as long as the clock is behind.
      await guards.replace({ ...row, at: now, until: now + Math.min(Math.max(0, row.until - row.at), longest(rule)) });
      continue;
    }
    if (now < row.until) return row.until - now;
    const failures = now - row.at > forgottenAfter ? 1 : row.failures + 1;
    const next: LookupGuardRow = { ...row, failures, until: now + pauseAfter(failures, rule), at: now };
    if (await guards.replace(next)) return 0;
  }
  return minute;
}

/** Takes a try that was right back; those before it stay. Otherwise a guesser could wipe them out with an order of their own. */
export async function giveBack(store: Store, subject: string, rule: AttemptRule): Promise<void> {
  const guards = store.collection(lookupGuards);
  for (let round = 0; round < 50; round++) {
    const row = await guards.get(subject);
    if (!row) return;
    const failures = Math.max(0, row.failures - 1);
    if (await guards.replace({ ...row, failures, until: row.at + pauseAfter(failures, rule) })) return;
  }
}

/** Forgets all failures of the subject. */
export async function forgive(store: Store, subject: string): Promise<void> {
  await store.collection(lookupGuards).delete(subject);
}
