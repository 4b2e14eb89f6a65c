/** Starts the clock of video calls: what it tells goes to the flows, and as a note to the people who read the conversation. */
import { notes } from '../console/rows.ts';
import type { Logger } from '../logger.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { Store } from '../store/store.ts';
import { type CallClockParts, startCallClock } from '../video-calls/call-clock.ts';

export interface CallWatchParts extends Pick<CallClockParts, 'rooms' | 'ringMs' | 'lang' | 'hangUp' | 'recordings'> {
  store: Store;
  runtime: Runtime;
  log: Logger;
  now(): number;
}

/** Watches until it is stopped. */
export const watchCalls = ({ runtime, ...parts }: CallWatchParts): { stop(): Promise<void> } =>
  startCallClock({
    ...parts,
    tellFlows: (conversation, id, { name, data }) => runtime.enter(conversation, { type: 'engine', event: { type: 'event', id, name, data } }, `event:${id}`),
    tellPeople: (conversation, { id, ...line }) => parts.store.collection(notes).insert({ _id: id, conversation, ...line }),
  });
