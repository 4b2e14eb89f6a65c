/** What every recogniser does, whoever stands behind it. */
import type { Recording, Unheard } from './recording.ts';

export interface Recognised {
  ok: true;
  text: string;
  /** 0 to 1; absent where the recogniser gives none. */
  confidence?: number;
  /** BCP 47, where the recogniser tells. */
  lang?: string;
}

export interface NotRecognised {
  ok: false;
  why: Extract<Unheard, 'busy' | 'late' | 'refused' | 'failed'>;
  /** The recogniser asked for this pause, ms. */
  retryAfterMs?: number;
  /** For the log: nothing of the recording, and no key. */
  detail: string;
}

export interface Recogniser {
  readonly kind: string;
  /** Host that recordings go to; absent where they stay on this machine. */
  readonly host?: string;
  /** Never rejects. `lang`: the customer's language as far as it is known; gives up when the signal aborts. */
  recognise(recording: Recording, lang: string, signal: AbortSignal): Promise<Recognised | NotRecognised>;
}

export const notRecognised = (why: NotRecognised['why'], detail: string, retryAfterMs?: number): NotRecognised => ({
  ok: false,
  why,
  detail: detail.slice(0, 200),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** Returns what a status says, whatever the body. */
export function ofStatus(status: number, retryAfterMs?: number): NotRecognised {
  if (status === 401 || status === 403) return notRecognised('refused', `HTTP ${status}: the key is not taken`);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) return notRecognised('busy', `HTTP ${status}`, retryAfterMs);
  return notRecognised('failed', `HTTP ${status}`);
}
