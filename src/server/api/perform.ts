/** The work of a route once its caller is known to have the right to it: checked, done, noted in the audit log. */
import type { ApiCodeName } from './api-codes.ts';
import { auditOf, type Door } from './caller.ts';
import { type Answer, type Caller, type Refusal, type Route, refused } from './route.ts';

/** What a request brings, as it came. */
export interface Given {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** Checks what comes in by the schemas of the route, does it, and notes what changed. */
export async function perform(route: Route, given: Given, by: Caller, { door, now }: { door?: Pick<Door, 'store'>; now(): number }): Promise<Answer<unknown>> {
  const input: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const result = route[part].safeParse(given[part] ?? {});
    if (!result.success) return { ok: false, refusal: invalid(part, result.error.issues[0]) };
    input[part] = result.data;
  }
  const answer = await route.handle({ params: input.params, query: input.query, body: input.body, by });
  if (answer.ok) await auditOf(door, route, given.params ?? {}, by, answer.audit, now());
  return answer;
}

function invalid(part: string, issue: { code?: string; message: string; path: PropertyKey[]; keys?: string[] } | undefined): Refusal<ApiCodeName> {
  const field = issue?.code === 'unrecognized_keys' ? issue.keys?.[0] : issue?.path.map(String).join('.');
  return refused(422, 'invalid', `${part}: ${issue?.message ?? 'not valid'}`, field);
}
