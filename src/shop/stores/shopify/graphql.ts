/** One request to Shopify's Admin GraphQL API, with its cost: https://shopify.dev/docs/api/usage/limits */
import { z } from 'zod';
import type { Clock } from '../../../event-loop/clock.ts';
import { type Failure, failure, type Result } from '../kit/store-adapter.ts';
import { createStoreClient } from '../kit/store-client.ts';
import { apiVersion } from './queries.ts';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.union([z.string(), z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))]).optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number().nullish(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
      }),
    })
    .optional(),
});

const name = 'Shopify';
const tries = 4;

export type Graphql = (query: string, variables?: Record<string, unknown>) => Promise<Result<Record<string, unknown>>>;

const codes: Readonly<Record<string, Failure['code']>> = { ACCESS_DENIED: 'unauthorised', SHOP_INACTIVE: 'unavailable', INTERNAL_SERVER_ERROR: 'unavailable' };

export function createGraphql({ root, token, clock, timeoutMs }: { root: string; token: string; clock: Clock; timeoutMs?: number }): Graphql {
  const client = createStoreClient({ name, headers: { 'x-shopify-access-token': token }, secrets: [token], clock, ...(timeoutMs ? { timeoutMs } : {}) });
  const url = new URL(`${root}/admin/api/${apiVersion}/graphql.json`);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));
  /** Moment from which the bucket holds what the last query cost, of the monotonic clock. */
  let fullAgain = 0;

  return async (query, variables = {}) => {
    const isRead = query.startsWith('query');
    for (let tried = 1; ; tried++) {
      const wait = fullAgain - clock.monotonic();
      if (wait > 0) await pause(wait);
      const got = await client({ method: 'POST', url, body: { query, variables }, repeatable: isRead });
      if (!got.ok) return got;
      const read = answer.safeParse(got.value.json);
      if (!read.success) return failure(isRead ? 'invalid' : 'unclear', `${name} answers with what is no GraphQL: check SHOPIFY_SHOP`);
      const { data, errors, extensions } = read.data;
      const cost = extensions?.cost;
      const lack = cost ? (cost.requestedQueryCost ?? 0) - cost.throttleStatus.currentlyAvailable : 0;
      const rest = cost && lack > 0 ? (lack / cost.throttleStatus.restoreRate) * 1_000 : 0;
      fullAgain = clock.monotonic() + rest;
      const first = typeof errors === 'string' ? { message: errors, extensions: undefined } : errors?.[0];
      if (!first) return data ? { ok: true, value: data } : failure(isRead ? 'invalid' : 'unclear', `${name} gives no data`);
      const code = first.extensions?.code ?? '';
      if (code === 'THROTTLED') {
        if (tried >= tries) return failure('rate_limited', `${name} asks for a pause: too many queries`, Math.max(rest, 2_000));
        if (rest === 0) await pause(1_000);
        continue;
      }
      // A mutation that broke inside may have had its effect.
      if (!isRead && code === 'INTERNAL_SERVER_ERROR') return failure('unclear', `${name}: ${first.message}`);
      return failure((Object.hasOwn(codes, code) ? codes[code] : undefined) ?? 'invalid', `${name}: ${first.message}`);
    }
  };
}

const errorList = z.array(z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() }));

/** Refusals of a mutation, as they stand in its payload; null when there are none. */
export function refusalIn(data: Record<string, unknown>, mutation: string, list = 'userErrors'): { code: string; message: string } | null {
  const payload = data[mutation];
  const found = errorList.safeParse(typeof payload === 'object' && payload !== null ? Reflect.get(payload, list) : undefined);
  const first = found.success ? found.data[0] : { code: '', message: `${mutation} gives no answer` };
  return first ? { code: first.code ?? '', message: first.message } : null;
}
