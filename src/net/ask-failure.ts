/** Why a server that was asked for something gave nothing, whatever it was asked for. */

export interface AskFailure {
  ok: false;
  why: 'busy' | 'late' | 'refused' | 'failed';
  /** The server asked for this pause, ms. */
  retryAfterMs?: number;
  /** For the log: nothing of what was asked, and no key. */
  detail: string;
}

export const askFailure = (why: AskFailure['why'], detail: string, retryAfterMs?: number): AskFailure => ({
  ok: false,
  why,
  detail: detail.slice(0, 200),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** Returns what a status says, whatever the body. */
export function ofStatus(status: number, retryAfterMs?: number): AskFailure {
  if (status === 401 || status === 403) return askFailure('refused', `HTTP ${status}: the key is not taken`);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) return askFailure('busy', `HTTP ${status}`, retryAfterMs);
  return askFailure('failed', `HTTP ${status}`);
}
