/** The way of tools to the merchant's API: in this program by its routes, or over HTTP from a program of its own. */

import type { Store } from '../../store/store.ts';
import { rightTo } from '../api/caller.ts';
import { type Given, perform } from '../api/perform.ts';
import type { Caller, Route } from '../api/route.ts';

/** What the API said: its body, or its refusal in its own words. */
export type Said = { ok: true; body: unknown } | { ok: false; message: string };

/** Asks a route, named as in the audit log: `get /conversations/:id`. */
export type AskApi = (route: string, given?: Given) => Promise<Said>;

/** Asks the routes of this program for a caller: with the caller's own rights, and into the audit log under the caller's name. */
export function askRoutes(routes: readonly Route[], by: Caller, { store, now }: { store: Store; now(): number }): AskApi {
  return async (name, given = {}) => {
    const route = routes.find(({ method, path }) => `${method} ${path}` === name);
    if (!route) return { ok: false, message: `This program has no route ${name}` };
    const refusal = rightTo(route, by);
    if (refusal) return { ok: false, message: refusal.message };
    const answer = await perform(route, given, by, { door: { store }, now });
    return answer.ok ? { ok: true, body: answer.body } : { ok: false, message: answer.refusal.message };
  };
}

/** Returns method and address of a request: `:id` in the path is filled in, the query behind it. */
export function requestOf(name: string, { params = {}, query = {} }: Given): { method: string; path: string } {
  const [method = '', template = ''] = name.split(' ');
  const path = template.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '')));
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, String(value)]])));
  return { method: method.toUpperCase(), path: search.size > 0 ? `${path}?${search}` : path };
}
