/** The caller of the API, and their rights. */
import type { Request, RequestHandler, Response } from 'express';
import type { ApiKeys } from '../../console/api-keys.ts';
import { noteAudit } from '../../console/audit.ts';
import { may, type Permission } from '../../console/permissions.ts';
import { covers, isScope } from '../../console/scopes.ts';
import type { Staff } from '../../console/staff.ts';
import type { Store } from '../../store/store.ts';
import { createAddressLimit } from '../limits/address-limit.ts';
import { retryAfter } from '../limits/rate-limit.ts';
import { bearerToken } from '../operations/bearer.ts';
import type { ApiCodeName } from './api-codes.ts';
import { changes, neededFor } from './needed-permission.ts';
import { type Audit, type Caller, nameOf, type Refusal, type Route, refused } from './route.ts';
import { isOwnOrigin, sessionSecret } from './session-cookie.ts';

export interface Door {
  staff: Staff;
  keys: ApiKeys;
  store: Store;
  /** PUBLIC_URL begins with https. */
  secure: boolean;
}

/** Cookies of no session that an address may send: each is looked up in the store. */
const wrongCookies = { burst: 300, perSecond: 5 };
/** Cookies that were right lately: whoever sends one is not kept out by strangers behind the same address. */
const mostKnown = 2_000;

/** Finds the caller of a request. The admin token comes before a cookie: whoever sends it means it. */
export function findCaller(isToken: (given: string) => boolean, door: Door | undefined, now: () => number): RequestHandler {
  const wrong = createAddressLimit(wrongCookies, now);
  const known = new Set<string>();
  return async (request, response, next) => {
    const from = { ip: request.ip ?? '', agent: request.get('user-agent') ?? '', host: request.get('host') ?? '' };
    const given = bearerToken(request.headers.authorization);
    let by: Caller = { ...from, kind: 'nobody' };
    if (given !== undefined) {
      if (isToken(given)) by = { ...from, kind: 'script' };
      else {
        const key = await door?.keys.who(given);
        if (key) by = { ...from, kind: 'key', key };
      }
    } else if (door) {
      const secret = sessionSecret(request, door);
      const looked = secret !== undefined && (known.has(secret) || wrong.wait(request.ip) === 0);
      const person = looked ? await door.staff.who(secret) : null;
      if (person && secret !== undefined) {
        if (known.size >= mostKnown) known.clear();
        known.add(secret);
        by = { ...from, kind: 'staff', person };
      } else if (secret !== undefined) {
        known.delete(secret);
        const wait = wrong.take(request.ip);
        if (wait > 0) {
          response.setHeader('retry-after', retryAfter(wait));
          const error = {
            code: 'too_many' satisfies ApiCodeName,
            message: 'Too many requests with a session that is over came from this address; wait a moment',
          };
          response.status(429).json({ error });
          return;
        }
      }
    }
    response.locals.by = by;
    next();
  };
}

/** The caller that `findCaller` found. */
export const callerOf = (response: Response): Caller => response.locals.by as Caller;

/** Null when the caller has the right to the route; else why not. */
export function rightTo(route: Pick<Route, 'method' | 'path'>, by: Caller): Refusal<ApiCodeName> | null {
  const { need } = neededFor(route);
  if (by.kind === 'script' || need === 'open') return null;
  if (by.kind === 'nobody') return refused(401, 'unauthorized', 'Sign in, or send the admin token or a key as "Authorization: Bearer ..."');
  if (by.kind === 'staff' && by.person.lacks && need !== 'self')
    return refused(403, 'second_factor', 'The owner demands a second factor: set one up under your account first');
  if (by.kind === 'staff') return may(by.person.role, need) ? null : refused(403, 'forbidden', `The role ${by.person.role} may not do this`);
  if (covers(by.key.scopes, need, changes(route))) return null;
  const scope = `${need}:${changes(route) ? 'write' : 'read'}`;
  return refused(403, 'forbidden', isScope(scope) ? `The key "${by.key.name}" lacks the scope ${scope}` : 'No key may do this: sign in');
}

/** Tells whether the caller has a permission besides that of the route, to read or to change. */
export function has(by: Caller | undefined, need: Permission, writes: boolean): boolean {
  if (by?.kind === 'staff') return may(by.person.role, need);
  return by?.kind === 'key' ? covers(by.key.scopes, need, writes) : by?.kind === 'script';
}
/** The route that whoever may know customers may use: what else tells who they are asks for the same right. */
export const customerPage = { method: 'get', path: '/contacts/:id' } as const;

/** Null when the caller may; else why not. Everything that a cookie opens has to come from a page of ours. */
export function refusalFor(request: Request, by: Caller, route: Pick<Route, 'method' | 'path'>): Refusal<ApiCodeName> | null {
  const byHeader = by.kind === 'script' || by.kind === 'key' || (by.kind === 'nobody' && neededFor(route).need !== 'open');
  if (!byHeader && !isOwnOrigin(request)) return refused(403, 'foreign_origin', 'This comes from a page of another site');
  return rightTo(route, by);
}

/** Notes a change that was made. `params`: of the path. */
export async function auditOf(
  door: Pick<Door, 'store'> | undefined,
  route: Pick<Route, 'method' | 'path'>,
  params: Readonly<Record<string, unknown>>,
  by: Caller,
  said: Audit | 'none' | undefined,
  now: number,
): Promise<void> {
  // What nobody may say for certain who did is told by the route itself.
  if (!door || said === 'none' || !changes(route) || neededFor(route).need === 'open') return;
  const { id } = params;
  await noteAudit(door.store, {
    at: now,
    who: nameOf(by, 'script'),
    from: by.ip,
    ...(by.agent && { agent: by.agent.slice(0, 300) }),
    what: `${route.method} ${route.path}`,
    ...(typeof id === 'string' && { of: id }),
    ...said,
  });
}
