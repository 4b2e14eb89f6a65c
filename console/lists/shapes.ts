/** What the lists behind numbers read of the API. */
import * as z from 'zod/mini';

const amount = z.object({ amount: z.number(), currency: z.string() });
const range = z.object({ from: z.string(), to: z.string() });
const both = z.object({ en: z.string(), zh: z.string() });
export const behindNumber = z.object({
  range,
  since: z.string(),
  total: z.nullable(z.number()),
  items: z.array(
    z.object({
      day: z.string(),
      conversation: z.string(),
      name: z.optional(z.string()),
      channel: z.string(),
      times: z.number(),
      outcome: z.nullable(z.string()),
      messages: z.object({ in: z.number(), bot: z.number(), person: z.number() }),
      scores: z.array(z.number()),
      spent: z.array(amount),
    }),
  ),
  next: z.optional(z.string()),
});
export type BehindRow = z.infer<typeof behindNumber>['items'][number];
export const ordersBehind = z.object({
  range,
  total: z.object({ count: z.number() }),
  rows: z.array(z.object({ key: z.string(), figures: z.object({ count: z.number() }) })),
  items: z.array(z.object({ order: z.string(), placed_at: z.number(), money: amount, campaign: z.object({ name: z.string() }), why: both })),
  next: z.optional(z.string()),
});
export type OrderBehind = z.infer<typeof ordersBehind>['items'][number];
export const recipientsBehind = z.object({
  items: z.array(
    z.object({
      contact: z.string(),
      name: z.optional(z.string()),
      conversation: z.optional(z.string()),
      state: z.string(),
      reason: z.optional(z.string()),
      why: z.optional(both),
      at: z.number(),
      sent: z.optional(z.number()),
      cost: z.optional(amount),
    }),
  ),
  next: z.optional(z.string()),
});
export type RecipientBehind = z.infer<typeof recipientsBehind>['items'][number];
