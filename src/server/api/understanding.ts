import { z } from 'zod';
import type { FlowSet } from '../../engine/flow-tree.ts';
import { states, understand } from '../../engine/transcripts/understand.ts';
import type { ShopFacts } from '../../engine/turn.ts';
import { ok, type Route, route } from './route.ts';

const candidate = z.object({ kind: z.enum(['faq', 'flow']), id: z.string(), title: z.string(), score: z.number() });
const understanding = z.object({
  language: z.string().nullable(),
  courtesies: z.array(z.string()),
  clauses: z.array(z.object({ text: z.string(), candidates: z.array(candidate) })),
  optsOut: z.boolean(),
  wantsPerson: z.boolean(),
  command: z.string().nullable(),
  sure: z.number(),
  maybe: z.number(),
  rule: z.string().nullable(),
  would: z.array(
    z.union([z.object({ say: z.string(), choices: z.array(z.string()).optional() }), z.object({ call: z.string() }), z.object({ handoff: z.string() })]),
  ),
  notes: z.array(z.string()),
});

/** Why the live flows understand a message as they do. */
export function understandingRoutes({ flows, shop }: { flows: { set(): FlowSet }; shop: Partial<ShopFacts> }): Route[] {
  return [
    route({
      method: 'post',
      path: '/understanding/try',
      summary: 'What a message would mean to the live flows, and why; nothing is done',
      body: z.strictObject({
        text: z.string().min(1).max(4_000),
        state: z.enum(states).default('idle'),
        /** Of the customer; heard from the text unless given. */
        lang: z.string().max(20).optional(),
      }),
      response: understanding,
      handle: async ({ body }) => ok(understand(flows.set(), body.text, { state: body.state, shop, ...(body.lang && { lang: body.lang }) })),
    }),
  ];
}
