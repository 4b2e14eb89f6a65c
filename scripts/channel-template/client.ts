/** The only file that talks to the provider's API. */
import { withDeadline } from '../../src/event-loop/deadline.ts';
import { bodyUpTo } from '../../src/net/response-body.ts';
import { retryAfterOf } from '../../src/net/retry-after.ts';
import { Refused } from './failure.ts';
import type { Settings } from './settings.ts';

/** An answer larger than this is not the provider's, bytes. */
const answerLimit = 1_000_000;

export interface Client {
  /** Rejects with Refused, or with fetch's own error. Never tries twice: the outbox does. */
  call(method: string, path: string, body: unknown, timeoutMs: number): Promise<unknown>;
}

/** Makes a client without any traffic. Redirects are not followed: the token would go along. */
export function createClient({ apiRoot, token }: Settings): Client {
  return {
    call: (method, path, body, timeoutMs) =>
      withDeadline(timeoutMs, undefined, async (signal) => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const response = await fetch(apiRoot + path, { method, headers, body: JSON.stringify(body), redirect: 'manual', signal });
        const text = (await bodyUpTo(response, answerLimit)).toString('utf8');
        if (!response.ok) throw new Refused(response.status, text, retryAfterOf(response));
        try {
          return JSON.parse(text);
        } catch {
          throw new Refused(502, 'the answer was not that of the provider', {});
        }
      }),
  };
}
