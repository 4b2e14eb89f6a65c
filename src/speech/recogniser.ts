/** What every recogniser does, whoever stands behind it. */
import { type AskFailure, askFailure } from '../net/ask-failure.ts';
import type { Recording } from './recording.ts';

export interface Recognised {
  ok: true;
  text: string;
  /** 0 to 1; absent where the recogniser gives none. */
  confidence?: number;
  /** BCP 47, where the recogniser tells. */
  lang?: string;
}

export type NotRecognised = AskFailure;

export interface Recogniser {
  readonly kind: string;
  /** Host that recordings go to; absent where they stay on this machine. */
  readonly host?: string;
  /** Never rejects. `lang`: the customer's language as far as it is known; gives up when the signal aborts. */
  recognise(recording: Recording, lang: string, signal: AbortSignal): Promise<Recognised | NotRecognised>;
}

export const notRecognised = askFailure;
