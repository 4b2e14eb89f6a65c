import * as z from 'zod/mini';

const both = z.object({ en: z.string(), zh: z.string() });
export const testPreview = z.object({
  to: z.string(),
  name: z.optional(z.string()),
  text: z.string(),
  templates: z.array(z.object({ name: z.string(), lang: z.string() })),
  problem: z.optional(both),
  closed: z.boolean(),
});
export const testSent = z.object({ message: z.string() });
export const testOutcome = z.object({
  state: z.enum(['waiting', 'sent', 'failed', 'unknown']),
  arrived: z.boolean(),
  why: z.optional(both),
  detail: z.optional(z.string()),
});
