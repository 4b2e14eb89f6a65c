/** The `data` of each kind of shop event, as a shop sends it: amounts in minor units, times as ISO 8601. */
import { z } from 'zod';
import { wholeNumber } from '../../numbers/order-number.ts';

const text = (most: number) => z.string('a text is needed').trim().min(1, 'must not be empty').max(most);
const minor = z.number('an amount in minor units (cents) is needed').int('amounts are whole minor units: 1990, not 19.90').min(0).max(1e12);
const currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD is needed');
const count = z.number('a whole number is needed').int().min(1).max(100_000);
const web = z
  .string()
  .max(2_000)
  .regex(/^(https?:\/\/|\/)/, 'an address that begins with https:// is needed');
const time = z.iso.datetime({ offset: true, error: 'write the time as 2026-11-22T10:00:00Z' }).transform((iso) => Date.parse(iso));
const title = z.union(
  [text(300).transform((plain): Record<string, string> => ({ en: plain, zh: plain })), z.record(z.string().regex(/^[a-z]{2}(-[A-Za-z]+)?$/), text(300))],
  'a text, or texts by language, is needed',
);

const cartItem = z.object({ sku: text(100), title: text(300), quantity: count, price: minor, image: web.optional() });

/** An empty list of items is a cart that was emptied. */
export const cartData = z.object({
  cart: z.object({ id: text(100), url: web, currency, items: z.array(cartItem).max(200), updated_at: time.optional(), device: text(100).optional() }),
});
export type CartData = z.output<typeof cartData>;

const orderItem = z.object({ sku: text(100), title, quantity: count, price: minor, image: web.optional() });
const step = z.object({ at: time, status: text(40), place: text(200).optional(), text: title });
const parcel = z.object({
  carrier: text(100),
  number: text(100),
  url: z.union([web, z.literal('')]).default(''),
  skus: z.array(text(100)).max(200).default([]),
  steps: z.array(step).max(200).default([]),
});

/** Data of an order in an event: only the number is needed, and fields that are left out stay as they were. */
export const orderData = z.object({
  order: z.object({
    number: text(40).transform((number, context) => {
      const whole = wholeNumber(number);
      if (whole !== null) return whole;
      context.addIssue({ code: 'custom', message: `"${number}" is no order number: there is no digit in it` });
      return z.NEVER;
    }),
    currency: currency.optional(),
    items: z.array(orderItem).max(200).optional(),
    total: minor.optional(),
    payment: z.enum(['card', 'cod', 'wechat', 'alipay', 'paypal'], 'card, cod, wechat, alipay or paypal').optional(),
    address: text(500).optional(),
    coupon: text(60).optional(),
    customer: z.object({ name: text(200).optional(), email: z.email().max(200).optional(), phone: text(40).optional() }).optional(),
    parcels: z.array(parcel).max(50).optional(),
    /** The cart that it came of, and the device that it was placed on, as cart events name them. */
    cart: text(100).optional(),
    device: text(100).optional(),
    tracking: z.object({ carrier: text(100), number: text(100), url: web.optional() }).optional(),
  }),
});
export type OrderData = z.output<typeof orderData>;

export const productData = z.object({
  product: z.object({ id: text(100), sku: text(100).optional(), stock: z.number().int().min(1).max(1e9).optional(), price: minor.optional() }),
});
export type ProductData = z.output<typeof productData>;
