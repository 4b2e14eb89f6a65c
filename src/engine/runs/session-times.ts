/** The times that a session keeps, after somebody set the clock back. */

import type { Session } from '../model/session.ts';
import { allRuns } from '../turn/runs.ts';

/** Moves what happened in a time that is to come to now, in the session itself: what is counted from it would last as long as the clock is behind. */
export function bringToPresent(session: Session, now: number): void {
  const past = (at: number): number => Math.min(at, now);
  if (session.lastAt !== undefined) session.lastAt = past(session.lastAt);
  if (session.greetedAt !== undefined) session.greetedAt = past(session.greetedAt);
  if (session.unproved) session.unproved.at = past(session.unproved.at);
  session.gaveUp = session.gaveUp.map(past);
  for (const [name, times] of Object.entries(session.fired)) session.fired[name] = times.map(past);
  for (const wait of [session.handoff, session.queued]) {
    if (!wait || wait.since <= now) continue;
    wait.until -= wait.since - now;
    wait.since = now;
  }
  for (const run of allRuns(session)) {
    run.startedAt = past(run.startedAt);
    run.touchedAt = past(run.touchedAt);
    for (const wait of [run.waiting, ...run.stack.map(({ paused }) => paused)]) if (wait) wait.since = past(wait.since);
  }
}
