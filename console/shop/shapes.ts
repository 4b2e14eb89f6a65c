import * as z from 'zod/mini';

const listOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), next: z.optional(z.string()) });
export const shopList = listOf(z.object({ id: z.string(), name: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }));
export type ShopRow = z.infer<typeof shopList>['items'][number];
const money = z.object({ amount: z.number(), currency: z.string() });
export const couponRules = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['percent', 'fixed', 'free_shipping', 'gift']),
      percent: z.optional(z.number()),
      money: z.optional(money),
      gift: z.optional(z.string()),
      minimum: z.optional(money),
      once: z.boolean(),
      valid: z.number(),
      count: z.optional(z.number()),
      issued: z.number(),
    }),
  ),
});
export type CouponRule = z.infer<typeof couponRules>['items'][number];
export const cartList = listOf(
  z.object({
    id: z.string(),
    cart: z.string(),
    contact: z.optional(z.string()),
    state: z.enum(['open', 'ended']),
    why: z.optional(z.string()),
    started: z.number(),
    due: z.optional(z.number()),
    sent: z.array(z.object({ do: z.string(), at: z.number(), coupon: z.optional(z.string()) })),
    ended: z.optional(z.number()),
  }),
);
export const imported = z.object({ ok: z.boolean(), lines: z.array(z.string()) });
export const coupon = z.object({ code: z.string(), until: z.number() });
