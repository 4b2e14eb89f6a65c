/** A plan as the ledger keeps it. */
import { z } from 'zod';
import type { Plan } from './decide.ts';
import { wishSchema } from './wish.ts';

const title = z.record(z.string(), z.string());
const change = z.discriminatedUnion('do', [
  z.object({ do: z.literal('cancel') }),
  z.object({ do: z.literal('change_address'), address: z.string() }),
  z.object({
    do: z.literal('change_items'),
    from: z.string(),
    to: z.object({ sku: z.string(), title, quantity: z.number(), price: z.number(), image: z.string().exactOptional() }),
    count: z.number(),
    total: z.number(),
  }),
  z.object({ do: z.literal('change_payment'), payment: z.enum(['card', 'cod', 'wechat', 'alipay', 'paypal', 'other']) }),
  z.object({ do: z.literal('refund_account'), account: z.string() }),
  z.object({ do: z.literal('profile_address'), address: z.string() }),
  z.object({ do: z.literal('return'), items: z.array(z.string()) }),
  z.object({
    do: z.literal('exchange'),
    items: z.array(z.string()),
    to: z.object({ sku: z.string(), title, price: z.number() }).exactOptional(),
  }),
]);

export const planSchema: z.ZodType<Plan> = z.object({
  change,
  difference: z.number(),
  refund: z.number().nullable(),
  until: z.number().nullable(),
  back: wishSchema.nullable(),
});
