/** What the reports besides the overview read of the API. */
import * as z from 'zod/mini';

const amount = z.object({ amount: z.number(), currency: z.string() });
const both = z.object({ en: z.string(), zh: z.string() });
const next = z.optional(z.string());
export const hours = z.object({ days: z.array(z.array(z.number())), total: z.number(), without: z.number() });
export const flowRows = z.object({
  rows: z.array(
    z.object({
      flow: z.string(),
      started: z.number(),
      conversations: z.number(),
      solved: z.number(),
      with_person: z.number(),
      orders: z.object({ count: z.number(), revenue: z.array(amount) }),
    }),
  ),
});
export const ratings = z.object({
  total: z.object({ count: z.number() }),
  scores: z.record(z.string(), z.number()),
  comments: z.array(z.object({ at: z.number(), score: z.number(), scale: z.number(), comment: z.string(), conversation: z.string() })),
});
export const couponRows = z.object({
  rows: z.array(
    z.object({
      campaign: z.string(),
      name: z.string(),
      issued: z.number(),
      open: z.number(),
      voided: z.number(),
      expired: z.number(),
      used: z.number(),
      revenue: z.array(amount),
      cost: amount,
    }),
  ),
  complete: z.boolean(),
});
const side = z.object({ people: z.number(), opened: z.number(), dismissed: z.number(), answered: z.number(), ordered: z.number() });
export const rules = z.object({
  rules: z.array(z.object({ rule: z.string(), shown: side, held: side, lift: z.nullable(z.object({ words: both })) })),
  complete: z.boolean(),
});
export const couponList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      contact: z.optional(z.string()),
      customer: z.optional(z.string()),
      state: z.enum(['open', 'used', 'voided', 'expired']),
      issued: z.number(),
      until: z.number(),
      used: z.optional(z.number()),
      order: z.optional(z.string()),
      money: z.optional(amount),
    }),
  ),
  range: z.object({ from: z.string(), to: z.string() }),
  next,
});
export type CouponGiven = z.infer<typeof couponList>['items'][number];
export const momentList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      rule: z.string(),
      about: z.string(),
      held: z.boolean(),
      opened: z.optional(z.number()),
      dismissed: z.optional(z.number()),
      answered: z.optional(z.number()),
      conversation: z.optional(z.string()),
      customer: z.optional(z.string()),
    }),
  ),
  range: z.object({ from: z.string(), to: z.string() }),
  next,
});
export type Moment = z.infer<typeof momentList>['items'][number];

const cartStage = z.enum(['left', 'reminded', 'back', 'ordered', 'alone']);
export type CartStage = z.infer<typeof cartStage>;
export const cartFunnel = z.object({
  left: z.number(),
  reminded: z.number(),
  back: z.number(),
  ordered: z.number(),
  alone: z.number(),
  steps: z.array(z.object({ step: z.string(), carts: z.number(), back: z.number(), ordered: z.number() })),
  endings: z.array(z.object({ why: z.string(), carts: z.number() })),
  complete: z.boolean(),
});
export const cartsBehind = z.object({
  items: z.array(
    z.object({
      cart: z.string(),
      contact: z.optional(z.string()),
      customer: z.optional(z.string()),
      stage: cartStage,
      left: z.number(),
      sent: z.array(z.object({ do: z.string(), at: z.number() })),
      why: z.optional(z.string()),
      order: z.optional(z.string()),
      ordered: z.optional(z.number()),
    }),
  ),
  total: z.number(),
  complete: z.boolean(),
  range: z.object({ from: z.string(), to: z.string() }),
  next,
});
export type CartBehind = z.infer<typeof cartsBehind>['items'][number];
