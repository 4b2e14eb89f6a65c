import * as z from 'zod/mini';

export const stepIds = ['try', 'shop', 'faq', 'products', 'channel', 'team'] as const;
export type StepId = (typeof stepIds)[number];
export const firstSteps = z.object({
  items: z.array(z.object({ id: z.enum(stepIds), state: z.enum(['todo', 'done', 'skipped']) })),
  left: z.boolean(),
  conversation: z.optional(z.string()),
});
export type FirstSteps = z.infer<typeof firstSteps>;
export const started = z.object({ conversation: z.string() });
export const faqPairs = z.object({ items: z.array(z.object({ q: z.string(), a: z.string(), unsure: z.optional(z.boolean()) })) });
