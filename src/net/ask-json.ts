/** One request to the host that the merchant named: never redirected to another, and its answer bounded. */
import { type AskFailure, askFailure, ofStatus } from './ask-failure.ts';
import { bodyUpTo } from './response-body.ts';
import { readRetryAfter } from './retry-after.ts';

/** Largest answer that is read unless a caller knows better, bytes: the words of a minute have a few KB. */
const usualMost = 512_000;

/** Makes a request; resolves to the JSON of its answer, of at most `most` bytes. Never rejects. */
export async function askJson(
  url: URL,
  request: { headers: Record<string, string>; body: FormData | string },
  signal: AbortSignal,
  most: number = usualMost,
): Promise<{ ok: true; json: unknown } | AskFailure> {
  try {
    const response = await fetch(url, { method: 'POST', redirect: 'manual', ...request, signal });
    if (!response.ok) {
      const { ms } = readRetryAfter(response.headers.get('retry-after'), response.headers.get('date'));
      await response.body?.cancel();
      return ofStatus(response.status, ms);
    }
    const text = (await bodyUpTo(response, most)).toString('utf8');
    try {
      return { ok: true, json: JSON.parse(text) };
    } catch {
      return askFailure('failed', 'the answer is no JSON');
    }
  } catch (error) {
    if (signal.aborted) return askFailure('late', 'no answer in time');
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return askFailure('failed', cause instanceof Error ? cause.message : String(cause));
  }
}
