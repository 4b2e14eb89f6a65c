/** The only file that talks to the Graph API. */
import { z } from 'zod';
import { withDeadline } from '../../src/event-loop/deadline.ts';
import { bodyUpTo } from '../../src/net/response-body.ts';
import { retryAfterOf } from '../../src/net/retry-after.ts';
import { apiVersion } from './capabilities.ts';
import { GraphError, graphError } from './failure.ts';
import type { Settings } from './settings.ts';

/** An answer larger than this is not the Graph API's, bytes. A page of 100 templates stays far below. */
const answerLimit = 4_000_000;
const errorAnswer = z.object({ error: graphError });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Client {
  /** `path` without the version, e.g. `/123/messages`. Rejects with GraphError, or with fetch's own error. Never tries twice. */
  call(method: 'GET' | 'POST', path: string, body: object | FormData | undefined, timeoutMs: number): Promise<unknown>;
  /** Bytes behind an address that Meta gave; the token goes along only to the API root's and Meta's own hosts. */
  bytes(url: string, limit: number, timeoutMs: number): Promise<Buffer>;
}

/** Hosts at which Meta keeps media: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#download-media */
const metaHosts = /(?:^|\.)(?:facebook\.com|fbsbx\.com|fbcdn\.net|whatsapp\.net)$/;

/** Tells whether the access token may be sent there. */
export function trusted(url: string, apiRoot: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol, hostname } = new URL(url);
  return origin === new URL(apiRoot).origin || (protocol === 'https:' && metaHosts.test(hostname));
}

/** Makes a client without any traffic. Redirects are not followed: the token would go along. */
export function createClient({ apiRoot, token }: Settings): Client {
  const authorization = `Bearer ${token}`;
  return {
    async call(method, path, body, timeoutMs) {
      const form = body instanceof FormData;
      return withDeadline(timeoutMs, undefined, async (signal) => {
        const response = await fetch(`${apiRoot}/${apiVersion}${path}`, {
          method,
          headers: { authorization, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
          body: form ? body : body && JSON.stringify(body),
          redirect: 'manual',
          signal,
        });
        const answer = parsed((await bodyUpTo(response, answerLimit)).toString('utf8'));
        const refused = errorAnswer.safeParse(answer);
        if (refused.success || !response.ok || answer === undefined) throw new GraphError(response.status, refused.data?.error, retryAfterOf(response));
        return answer;
      });
    },
    async bytes(url, limit, timeoutMs) {
      if (!trusted(url, apiRoot)) throw new Error('the address of the file is not one of Meta');
      return withDeadline(timeoutMs, undefined, async (signal) => {
        const response = await fetch(url, { headers: { authorization }, redirect: 'manual', signal });
        if (!response.ok) {
          await response.body?.cancel();
          throw new GraphError(response.status, undefined, retryAfterOf(response));
        }
        return bodyUpTo(response, limit);
      });
    },
  };
}
