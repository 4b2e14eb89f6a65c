/** One request to the host that the merchant named: never redirected to another, and its answer bounded. */
import { bodyUpTo } from '../../net/response-body.ts';
import { readRetryAfter } from '../../net/retry-after.ts';
import { type NotRecognised, notRecognised, ofStatus } from '../recogniser.ts';

/** Largest answer that is read, bytes: a minute of speech has a few KB. */
const most = 512_000;

/** Makes a request; resolves to the JSON of its answer. Never rejects. */
export async function ask(
  url: URL,
  request: { headers: Record<string, string>; body: FormData | string },
  signal: AbortSignal,
): Promise<{ ok: true; json: unknown } | NotRecognised> {
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
      return notRecognised('failed', 'the answer is no JSON');
    }
  } catch (error) {
    if (signal.aborted) return notRecognised('late', 'no answer in time');
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return notRecognised('failed', cause instanceof Error ? cause.message : String(cause));
  }
}
