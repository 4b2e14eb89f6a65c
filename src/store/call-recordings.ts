/** What is kept of calls after both sides agreed: recordings, and what is asked in a call. */
import type { CollectionSpec, Row } from './store.ts';

/** What the shop's side asks the customer for in a call; one at a time. `of`: whose picture a still shows. */
export interface CallAsk {
  id: string;
  what: 'still' | 'recording';
  of?: 'customer' | 'shop';
  /** Epoch ms. */
  at: number;
}

/** A recording that runs. Times are epoch ms; `until` is its longest end. */
export interface RunningRecording {
  id: string;
  since: number;
  until: number;
}

/** A recording. `on`: it runs. `over`: its last parts may be on their way. `kept`: it is a file of `media`. `empty`: nothing came of it. */
export interface CallRecordingRow extends Row {
  call: string;
  conversation: string;
  state: 'on' | 'over' | 'kept' | 'empty';
  /** Time at which it began, epoch ms. */
  at: number;
  /** Times at which both sides agreed, epoch ms. */
  agreed: { customer: number; shop: number };
  over?: number;
  /** Parts and bytes that came, and when the last one did. */
  parts: number;
  bytes: number;
  partAt?: number;
  /** Time at which a process began to make the file. */
  making?: number;
  /** Id of the file in `media`. */
  stored?: string;
}

/** A part of a recording that is no file yet; `_id` is `recording:n`, `data` is base64. */
export interface CallRecordingPartRow extends Row {
  at: number;
  data: string;
}

export const callRecordings: CollectionSpec<CallRecordingRow> = {
  name: 'call_recordings',
  indexes: [{ fields: ['state'] }, { fields: ['conversation', 'at'] }],
  ttlField: 'at',
};
export const callRecordingParts: CollectionSpec<CallRecordingPartRow> = { name: 'call_recording_parts', indexes: [], ttlField: 'at' };

/** Time for which parts are kept that never became a file, ms; and what the pages of a call told each other. */
const dayMs = 86_400_000;
export const callRowsKept: Readonly<Record<string, number>> = { [callRecordingParts.name]: dayMs, call_signals: dayMs };
