import { json, type NextFunction, type Request, type RequestHandler, type Response, Router, raw } from 'express';
import type { Logger } from '../../logger.ts';
import { fileTrouble } from '../../machine/file-trouble.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { createAddressLimit } from '../limits/address-limit.ts';
import { retryAfter } from '../limits/rate-limit.ts';
import { bearerToken } from '../operations/bearer.ts';
import type { ApiCodeName } from './api-codes.ts';
import { auditOf, callerOf, type Door, findCaller, refusalFor } from './caller.ts';
import { madeOnce } from './made-once.ts';
import { neededFor } from './needed-permission.ts';
import { openApi } from './openapi.ts';
import { apiPage } from './page.ts';
import { perform } from './perform.ts';
import { type Caller, type FileRoute, type Refusal, type Route, refused } from './route.ts';
import { isPrivateWay, setSession } from './session-cookie.ts';

/** Sends the one shape of errors. */
export function sendRefusal(response: Response, { status, ...error }: Refusal): void {
  response.status(status).json({ error });
}

/**
 * Wrong tokens that an address may send: 20 at once, then ten a minute. Beyond that wrong ones have to wait; the right one is accepted all the same,
 * so that nobody behind one address locks out the owner.
 */
const wrongTokens = { burst: 20, perSecond: 10 / 60 };

/** Rate of /api for an address without the token: the description costs 10, all else 1. */
const strangers = { burst: 300, perSecond: 5 };

export interface ApiOptions {
  /** Tells whether this is the admin token, in constant time. */
  isToken(given: string): boolean;
  log: Logger;
  version: string;
  now(): number;
  /** Routes that take a file. */
  files?: readonly FileRoute[];
  /** Base URL for the examples of the description, without a slash at the end. */
  shop?: string;
  /** People sign in; without it the token alone opens the API. */
  door?: Door;
  /** Handlers that answer by a stream, with their path. */
  streams?: readonly { path: string; described?: Route; handle(request: Request, response: Response, by: Caller): void }[];
}

/** Puts the routes on a router behind the bearer token; checks what comes in with their schemas, and what goes out in tests. */
export function apiRouter(
  routes: readonly Route[],
  { isToken, log, version, now, files = [], shop = 'http://127.0.0.1:3000', door, streams = [] }: ApiOptions,
): Router {
  const all = [...routes, ...files.map(({ described }) => described), ...streams.flatMap(({ described }) => described ?? [])];
  const wrong = createAddressLimit(wrongTokens, now);
  const unknown = createAddressLimit(strangers, now);
  const router = Router();
  router.use(findCaller(isToken, door, now));
  router.use((request, response, next) => {
    const wait = callerOf(response).kind !== 'nobody' ? 0 : unknown.take(request.ip, /^\/(openapi\.json|docs)\/?$/i.test(request.path) ? 10 : 1);
    if (!wait) return next();
    response.setHeader('retry-after', retryAfter(wait));
    sendRefusal(response, refused(429, 'too_many', 'Too many requests without the right token came from this address; wait a moment'));
  });
  // Anybody may read these two: they are made once in each language, not at each request.
  router.get(
    '/openapi.json',
    madeOnce('json', async (lang) => JSON.stringify(await openApi(all, version, lang))),
  );
  const page = madeOnce('html', (lang) => apiPage(all, { version, lang, shop }));
  router.get('/docs', (request, response, next) => {
    response.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return page(request, response, next);
  });
  router.use((request, response, next) => {
    // Customers' words, and what links an account: nobody on the way keeps it.
    response.set('cache-control', 'no-store');
    const given = bearerToken(request.headers.authorization);
    // Before the count: strangers behind the same proxy must not keep the merchant out.
    if (callerOf(response).kind !== 'nobody') return next();
    // A page that signs in: the route looks at it itself.
    if (given === undefined && door) return next();
    const wait = given === undefined ? 0 : wrong.wait(request.ip);
    if (wait > 0) {
      response.setHeader('retry-after', retryAfter(wait));
      return sendRefusal(response, refused(429, 'too_many', 'Too many wrong tokens came from this address; wait before the next'));
    }
    if (given !== undefined) wrong.take(request.ip);
    response.setHeader('www-authenticate', 'Bearer');
    sendRefusal(response, refused(401, 'unauthorized', 'Send the admin token as "Authorization: Bearer ..."'));
  });
  const auth =
    (route: Pick<Route, 'method' | 'path'>): RequestHandler =>
    (request, response, next) => {
      const refusal = refusalFor(request, callerOf(response), route);
      if (!refusal) return next();
      if (refusal.status === 401) response.setHeader('www-authenticate', 'Bearer');
      sendRefusal(response, refusal);
    };
  for (const { path, handle } of streams) router.get(path, auth({ method: 'get', path }), (request, response) => handle(request, response, callerOf(response)));
  for (const { path, limit, handle } of files) {
    router.post(path, auth({ method: 'post', path }), raw({ type: () => true, limit }), async (request: Request, response: Response) => {
      const answer = await handle(request.query, Buffer.isBuffer(request.body) ? request.body : new Uint8Array());
      if (!answer.ok) return sendRefusal(response, answer.refusal);
      await auditOf(door, { method: 'post', path }, request.params, callerOf(response), answer.audit, now());
      response.status(answer.status ?? 200).json(answer.body);
    });
  }
  router.use(json({ limit: '256kb', strict: true }));
  for (const route of routes) {
    router[route.method](route.path, auth(route), async (request: Request, response: Response) => {
      const by = callerOf(response);
      const opens = neededFor(route).need === 'open';
      if (opens && !isPrivateWay(request, door ?? { secure: false }))
        return sendRefusal(response, refused(403, 'not_secure', 'Passwords are taken over https only, or on this machine'));
      // No body at all is an empty one; one that is not called JSON was not read, and must not pass for an empty one.
      const sent = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
      if (sent && request.body === undefined)
        return sendRefusal(response, refused(415, 'not_json', 'Send the body as JSON, with "Content-Type: application/json"'));
      const answer = await perform(route, request, by, { door, now });
      if (!answer.ok) {
        if (answer.wait !== undefined) response.setHeader('retry-after', retryAfter(answer.wait));
        return sendRefusal(response, answer.refusal);
      }
      if (answer.session !== undefined && door) setSession(request, response, answer.session, door);
      response.status(answer.status ?? 200).json(answer.body);
    });
  }
  router.use((_request, response) => sendRefusal(response, refused(404, 'not_found', 'There is no such route; see /api/openapi.json')));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refusal = bodyRefusal(error);
    if (refusal) return sendRefusal(response, refusal);
    log.error({ err: error }, 'an API request failed');
    const trouble = storageTrouble(error);
    if (trouble !== null) return sendRefusal(response, refused(503, 'unavailable', trouble));
    response.status(500).json({ error: { code: 'internal' satisfies ApiCodeName, message: 'Something went wrong here; see the log' } });
  });
  return router;
}

/** Returns the owner's message for a disk or store that is away; null for every other error. */
export function storageTrouble(error: unknown): string | null {
  return error instanceof StoreUnavailable ? error.message : (fileTrouble(error)?.en ?? null);
}

/** Errors of express's body parser and router that are the caller's. */
export function bodyRefusal(error: unknown): Refusal<ApiCodeName> | null {
  if (error instanceof URIError && 'status' in error && error.status === 400) return refused(400, 'malformed', 'The address is not written right');
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string' && /^Z_(DATA|BUF|NEED_DICT)/.test(error.code))
    return refused(400, 'malformed', 'The body is not compressed as its header says');
  if (!('type' in error)) return null;
  if (error.type === 'entity.too.large')
    return refused(413, 'too_large', 'The body is too large: at most 256 KB, and 50 MB for a file / 请求内容太大：上限 256 KB，文件上限 50 MB');
  if (error.type === 'entity.parse.failed')
    return refused(400, 'malformed', 'The body is no JSON: write it as JSON in UTF-8 / 请求内容不是 JSON：请用 UTF-8 的 JSON');
  if (typeof error.type === 'string' && /^(encoding|charset|request|entity)\./.test(error.type)) return refused(400, 'malformed', 'The body could not be read');
  return null;
}
