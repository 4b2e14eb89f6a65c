/** Rows of calls with picture and sound, and of what their pages tell each other. */
import type { Json } from '../json.ts';
import type { CallAsk, RunningRecording } from './call-recordings.ts';
import type { CollectionSpec, Row } from './store.ts';
import type { VoiceFields } from './voice-fields.ts';

export const callSides = ['customer', 'shop'] as const;
export type CallSide = (typeof callSides)[number];

/** A call with picture and sound between the customer of a conversation and the shop. Of its links and seats the hashes alone are kept. */
export interface CallRow extends Row, VoiceFields {
  conversation: string;
  /** open: links were made. ringing: the customer waits. talking: both were let in. The others are its ends. */
  state: 'open' | 'ringing' | 'talking' | 'ended' | 'missed';
  /** Time at which the links were made, epoch ms. */
  at: number;
  /** One-time links that were not used yet. `until`: epoch ms. */
  links: Partial<Record<CallSide, { hash: string; until: number }>>;
  seats: Partial<Record<CallSide, { hash: string; at: number }>>;
  /** Name of the shop's person. */
  who?: string;
  rang?: number;
  talked?: number;
  over?: number;
  /** Last sign of life of a page, epoch ms. */
  seen?: number;
  /** Question that the customer is asked, how many were, and the answer to the last one. */
  ask?: CallAsk | undefined;
  asked?: number;
  answered?: { id: string; what: CallAsk['what']; yes: boolean; failed?: 1 } | undefined;
  /** Files of stills that were kept. */
  stills?: string[];
  recording?: RunningRecording | undefined;
  /** Set until the flows have been told how it ended. */
  untold?: 1;
}

/** What one page of a call tells the other one; `_id` is `call:side:n`. */
export interface CallSignalRow extends Row {
  /** `call:side` of the page that it is for. */
  to: string;
  /** Rises with every signal, microseconds. */
  n: number;
  at: number;
  signal: Json;
}

export const videoCalls: CollectionSpec<CallRow> = {
  name: 'video_calls',
  indexes: [{ fields: ['state', 'at'] }, { fields: ['conversation', 'at'] }, { fields: ['untold'] }, { fields: ['provider'] }],
  ttlField: 'at',
  keepWhileSet: 'untold',
};
export const callSignals: CollectionSpec<CallSignalRow> = { name: 'call_signals', indexes: [{ fields: ['to', 'n'] }], ttlField: 'at' };
