/** Declaration of a route of the merchant's API: once, for checking, documentation and types. */
import { z } from 'zod';
import type { KeyInUse } from '../../console/api-keys.ts';
import type { From, SignedIn } from '../../console/staff.ts';
import type { Json } from '../../json.ts';
import type { ApiCodeName } from './api-codes.ts';
import type { Example, ExampleOf } from './example.ts';
import { about, type Words } from './words.ts';

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** An expected refusal: becomes `{ error: { code, message, field? } }` with this status. */
export interface Refusal<Code extends string = string> {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 416 | 422 | 429 | 503 | 507;
  code: Code;
  message: string;
  field?: string;
  /** Offset in the text of the field. */
  at?: number;
}

/** Whoever sends a request: a person who is signed in, a key with scopes, a script with the admin token, or nobody who is known. */
export type Caller = From & { /** Host and port to which the request came. */ host?: string } & (
    | { kind: 'staff'; person: SignedIn }
    | { kind: 'key'; key: KeyInUse }
    | { kind: 'script' }
    | { kind: 'nobody' }
  );

/** What the audit log says besides the route: an id that is not in the path, and values that are nobody's secret. */
export interface Audit {
  of?: string;
  before?: Json;
  after?: Json;
}

export type Answer<T> =
  /** `session`: the secret of the session that the browser has from now on; null takes it away. `audit`: `none` where nothing was changed after all. */
  | { ok: true; body: T; status?: 200 | 201 | 202; session?: string | null; audit?: Audit | 'none' }
  /** `wait`: ask again after so many ms. */
  | { ok: false; refusal: Refusal<ApiCodeName>; wait?: number };

export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  method: Method;
  /** Express path, e.g. `/conversations/:id`. */
  path: string;
  summary: Words;
  params: P;
  query: Q;
  body: B;
  response: R;
  example: Example;
  handle(input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; by?: Caller }): Promise<Answer<z.input<R>>>;
}

const nothing = z.object({});
const noBody = z.undefined().or(z.strictObject({}));

/** Declares a route; what it does not take may be left out. Its example has to fit its schemas. */
export function route<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(given: Omit<Route<P, Q, B, R>, 'params' | 'query' | 'body' | 'example'> & { params?: P; query?: Q; body?: B; example: ExampleOf<P, Q, B, R> }): Route {
  const whole = { params: nothing, query: nothing, body: noBody, ...given };
  return whole as unknown as Route;
}

/** Returns the name of the route for programs and for links on the page: `getConversationsId`. */
export const operationId = ({ method, path }: Route): string => method + path.replace(/[/-]:?(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Tells whether the route takes JSON. */
export const takesBody = ({ method, body }: Route): boolean => method !== 'get' && body instanceof z.ZodObject;

export const ok = <T>(body: T, status: 200 | 201 | 202 = 200): Answer<T> => ({ ok: true, body, status });
/** Returns the name of the caller as conversations and the audit log show it; a script may say for whom it acts. */
export const nameOf = (by: Caller | undefined, otherwise: string): string =>
  by?.kind === 'staff' ? by.person.name : by?.kind === 'key' ? by.key.name : otherwise;
/** Returns a refusal with one of the codes that the API explains. */
export const refused = (status: Refusal['status'], code: ApiCodeName, message: string, field?: string): Refusal<ApiCodeName> => ({
  status,
  code,
  message,
  ...(field ? { field } : {}),
});
export const refuse = (...given: Parameters<typeof refused>): { ok: false; refusal: Refusal<ApiCodeName> } => ({ ok: false, refusal: refused(...given) });

/** `?cursor=&limit=` of every list. */
export const paging = {
  cursor: z.string().max(500).optional().meta(about('Where the page begins: `next` of the page before', '从哪里开始：上一页的 `next`')),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta(about('How many at most', '最多几条')),
};
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().optional().meta(about('There is more: `cursor` of the next page', '后面还有：下一页的 `cursor`')),
  });

/** A route whose body is a file as it is. */
export interface FileRoute {
  /** Route as it is documented. */
  described: Route;
  path: string;
  /** Most bytes. */
  limit: number;
  handle(query: unknown, bytes: Uint8Array): Promise<Answer<object>>;
}
