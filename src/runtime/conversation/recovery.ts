/** Recovery of the work that a process left behind when it ended: the next one takes it up in slices, while it already serves. */
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Clock } from '../../event-loop/clock.ts';
import { conversations as conversationSpec } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { lease } from '../rows/due.ts';
import type { Inbox } from './inbox.ts';
import { rowsByDue } from './rows-by-due.ts';
import type { Scheduler } from './scheduler.ts';

/** Turns that the backlog has at work or in line, so that who writes now waits behind few of them. */
const turnsMost = 128;
/** Work between two looks at what comes in, ms. */
const slice = 10;
/** Longest time that a call may take, ms: how far ahead a start looks for calls of a dead process. */
const longestCall = 120_000;
const page = 100;

export interface RecoveryParts {
  store: Store;
  inbox: Inbox;
  clock: Clock;
  scheduler: Scheduler;
  /** Resolves when one more conversation has room in memory. */
  room(): Promise<void>;
  /** Asks for a conversation to be looked at; `events`: its inbox, too. */
  take(conversation: string, events: boolean): void;
  stopped(): boolean;
}

/** Takes up every conversation with events that wait, calls that nobody answers or messages to send. Rejects when the store does; it can be run again. */
export async function recover({ store, inbox, clock, scheduler, room, take, stopped }: RecoveryParts): Promise<void> {
  let since = performance.now();
  const pause = async (): Promise<void> => {
    await scheduler.below(turnsMost);
    await room();
    if (performance.now() - since < slice) return;
    await nextRound();
    since = performance.now();
  };
  for await (const id of inbox.conversations()) {
    await pause();
    if (stopped()) return;
    take(id, true);
  }
  for await (const rows of rowsByDue(store.collection(conversationSpec), page, 0, () => clock.now() + lease + longestCall)) {
    for (const row of rows) {
      if (row.calls.length === 0 && row.outbox.length === 0 && (row.due ?? 0) > clock.now()) continue;
      await pause();
      if (stopped()) return;
      take(row._id, false);
    }
  }
}
