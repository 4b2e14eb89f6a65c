/** What is asked of the customer in a call, as changes of its row. Pure: nothing is taken without an answer to a question that still stands. */
import type { CallAsk, RunningRecording } from '../store/call-recordings.ts';
import type { CallRow } from '../store/call-rows.ts';

/** Time for which a question stands, ms. */
export const askMs = 60_000;
/** Questions that the shop's side may put in one call. */
export const asksMost = 20;

/** Puts a question; null when the call does not go on, another question stands, or too many were put. */
export function asking(call: CallRow, ask: CallAsk): CallRow | null {
  if (call.state !== 'talking' || openAsk(call, ask.at) || (call.asked ?? 0) >= asksMost) return null;
  if (ask.what === 'recording' && call.recording) return null;
  return { ...call, ask, asked: (call.asked ?? 0) + 1, answered: undefined };
}

/** The question that stands at `now`. */
export function openAsk({ ask, state }: CallRow, now: number): CallAsk | undefined {
  return ask && state === 'talking' && now - ask.at < askMs ? ask : undefined;
}

/** Takes the customer's answer; null when that question does not stand any more. `failed`: they agreed to a picture that could not be had. */
export function answering(call: CallRow, id: string, yes: boolean, now: number, failed = false): CallRow | null {
  const ask = openAsk(call, now);
  if (ask?.id !== id) return null;
  const isFailed = failed && !yes && ask.what === 'still';
  return { ...call, ask: undefined, answered: { id, what: ask.what, yes, ...(isFailed && { failed: 1 }) } };
}

/** Begins a recording. */
export const recording = (call: CallRow, running: RunningRecording): CallRow => ({ ...call, recording: running });

/** Ends the recording that runs; null when none does. */
export const stopped = (call: CallRow): CallRow | null => (call.recording ? { ...call, recording: undefined } : null);
