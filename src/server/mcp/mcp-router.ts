/** `/mcp`: the tools of assistants over streamable HTTP, for whoever has a key of the API. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { type Request as Incoming, json, type Response as Outgoing, Router } from 'express';
import type { Logger } from '../../logger.ts';
import { callerOf, type Door, findCaller } from '../api/caller.ts';
import { bodyRefusal, sendRefusal } from '../api/express-routes.ts';
import { type Caller, type Route, refused } from '../api/route.ts';
import { createAddressLimit } from '../limits/address-limit.ts';
import { createRateLimit, retryAfter } from '../limits/rate-limit.ts';
import { askRoutes } from './ask-api.ts';
import { assistantServer, callBucket, writeBucket } from './assistant-server.ts';
import { createPendingWrites } from './pending-writes.ts';

/** Requests without a right key that an address may send. */
const strangers = { burst: 20, perSecond: 10 / 60 };
/** Largest request, bytes. */
const bodyMost = 256 * 1024;

export interface McpRouterParts {
  routes: readonly Route[];
  isToken(given: string): boolean;
  door: Door;
  version: string;
  now(): number;
  log: Logger;
}

const idOf = (by: Caller): string => (by.kind === 'key' ? `key:${by.key.id}` : 'script');

/** Serves the protocol. A cookie opens nothing here: pages of other sites must not reach it. */
export function mcpRouter({ routes, isToken, door, version, now, log }: McpRouterParts): Router {
  const pending = createPendingWrites(now);
  const [calls, writes] = [createRateLimit(callBucket, now), createRateLimit(writeBucket, now)];
  const unknown = createAddressLimit(strangers, now);
  const router = Router();
  router.use(findCaller(isToken, door, now));
  router.use((request, response, next) => {
    response.set('cache-control', 'no-store');
    const { kind } = callerOf(response);
    if (kind === 'key' || kind === 'script') return next();
    const wait = unknown.take(request.ip);
    if (wait > 0) {
      response.set('retry-after', retryAfter(wait));
      return sendRefusal(response, refused(429, 'too_many', 'Too many requests without the right key came from this address; wait a moment'));
    }
    response.set('www-authenticate', 'Bearer');
    sendRefusal(response, refused(401, 'unauthorized', 'Send a key of the API as "Authorization: Bearer ..."; npm run keys makes one'));
  });
  router.use(json({ limit: bodyMost, strict: true }));
  router.all('/', async (request: Incoming, response: Outgoing) => {
    const by = callerOf(response);
    const parts = { caller: idOf(by), ask: askRoutes(routes, by, { store: door.store, now }), pending, calls, writes, version };
    const handler = createMcpHandler(() => assistantServer(parts), {
      onerror: (error) => log.warn({ err: error }, 'an assistant sent what the protocol does not have'),
    });
    try {
      const given = request.method === 'POST' ? { parsedBody: request.body as unknown } : {};
      await sendAnswer(response, await handler.fetch(asWebRequest(request), given));
    } finally {
      await handler.close();
    }
  });
  router.use((error: unknown, _request: Incoming, response: Outgoing, next: (error: unknown) => void) => {
    const refusal = bodyRefusal(error);
    if (refusal) sendRefusal(response, refusal);
    else next(error);
  });
  return router;
}

function asWebRequest(request: Incoming): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  // The key has done its work: what serves the protocol does not see it.
  headers.delete('authorization');
  const body = request.method === 'POST' ? { body: JSON.stringify(request.body) } : {};
  return new Request('http://mcp.invalid/mcp', { method: request.method, headers, ...body });
}

async function sendAnswer(response: Outgoing, answer: Response): Promise<void> {
  response.status(answer.status);
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (!answer.body) return void response.end();
  await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), response);
}
