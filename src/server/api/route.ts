/** How a route of the merchant's API is declared: once, for checking, documentation and types. */
import { z } from 'zod';

export type Method = 'get' | 'post' | 'patch' | 'delete';

/** An expected refusal: becomes `{ error: { code, message, field? } }` with this status. */
export interface Refusal {
  status: 400 | 401 | 404 | 409 | 412 | 413 | 415 | 416 | 422 | 429 | 503 | 507;
  code: string;
  message: string;
  field?: string;
}

export type Answer<T> = { ok: true; body: T; status?: 200 | 201 | 202 } | { ok: false; refusal: Refusal };

export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  method: Method;
  /** Express path, e.g. `/conversations/:id`. */
  path: string;
  summary: string;
  params: P;
  query: Q;
  body: B;
  response: R;
  handle(input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> }): Promise<Answer<z.input<R>>>;
}

const nothing = z.object({});

/** Declares a route; what it does not take may be left out. */
export function route<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
>(given: Omit<Route<P, Q, B, R>, 'params' | 'query' | 'body'> & { params?: P; query?: Q; body?: B }): Route {
  const whole = { params: nothing, query: nothing, body: z.undefined().or(z.strictObject({})), ...given };
  return whole as unknown as Route;
}

export const ok = <T>(body: T, status: 200 | 201 | 202 = 200): Answer<T> => ({ ok: true, body, status });
export const refuse = (status: Refusal['status'], code: string, message: string, field?: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { status, code, message, ...(field ? { field } : {}) },
});

/** `?cursor=&limit=` of every list. */
export const paging = { cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });

/** A route whose body is a file as it is. */
export interface FileRoute {
  /** How it is documented. */
  described: Route;
  path: string;
  /** Most bytes. */
  limit: number;
  handle(query: unknown, bytes: Uint8Array): Promise<Answer<object>>;
}
