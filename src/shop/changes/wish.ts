/** The change that a customer wants, as a flow passes it and the ledger keeps it. */
import { z } from 'zod';

const sku = z.string().min(1).max(200);
const reason = z.string().max(500).default('other');
const back = { items: z.array(sku).max(200).default([]), reason, photo: z.string().max(2_000).optional() };

export const wishSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('cancel') }),
  z.object({ do: z.literal('change_address'), address: z.string().min(6).max(500) }),
  /** `item` and `to`: SKUs of one product. */
  z.object({ do: z.literal('change_items'), item: sku, to: sku }),
  z.object({ do: z.literal('change_payment'), payment: z.enum(['card', 'cod', 'wechat', 'alipay', 'paypal', 'other']) }),
  /** Without `to` the customer said in words what it shall be. */
  z.object({ do: z.literal('exchange'), ...back, to: sku.optional() }),
  z.object({ do: z.literal('return'), ...back }),
  z.object({ do: z.literal('refund_account'), account: z.string().min(4).max(200) }),
  z.object({ do: z.literal('profile_address'), address: z.string().min(6).max(500) }),
]);
export type Wish = z.output<typeof wishSchema>;

/** Terms that a customer said yes to. An answer that differs from it is shown again first. */
export const quoteSchema = z.object({
  wish: wishSchema,
  order: z.string().min(1).max(200),
  difference: z.number().int(),
  refund: z.number().int().nullable(),
  /** Key of the state that the preview showed. */
  seen: z.string().max(100),
  /** Epoch ms. */
  at: z.number(),
});
export type Quote = z.output<typeof quoteSchema>;
