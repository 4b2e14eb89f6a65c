/** Description of a store's API in the config (`shop.http`): a list of requests, and where in the answers each value stands. */
import { z } from 'zod';
import { orderStatuses } from '../../shop.ts';

const path = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\p{L}\p{N}_$.[\]*-]+$/u, 'write a path such as data.order.id or items[0].sku');
/** Several paths: the first that has a value counts. */
const paths = z.union([path, z.array(path).min(1).max(10)]).transform((one) => (Array.isArray(one) ? one : [one]));
const template = z.union([z.string().max(2_000), z.number(), z.boolean()]);
type Body = z.infer<typeof template> | Body[] | { [key: string]: Body };
const body: z.ZodType<Body> = z.lazy(() => z.union([template, z.array(body), z.record(z.string(), body)]));

/** One kind of request. `{name}` is filled in: in the path, the query, the body. */
const operation = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  path: z.string().min(1).max(500),
  query: z.record(z.string(), template).default({}),
  body: z.record(z.string(), body).optional(),
  /** Path of the list, or of the one thing, in the answer. */
  at: path.optional(),
  /** Sign that it went well, beside a status of 200: the value at a path. */
  ok: z.strictObject({ at: path, is: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
});
export type Operation = z.output<typeof operation>;

const paging = z.discriminatedUnion('by', [
  /** `first`: number of the first page. */
  z.strictObject({ by: z.literal('page'), size: z.number().int().min(1).max(1_000), first: z.number().int().min(0).default(1) }),
  z.strictObject({ by: z.literal('offset'), size: z.number().int().min(1).max(1_000) }),
  z.strictObject({ by: z.literal('cursor'), size: z.number().int().min(1).max(1_000), next: path }),
  z.strictObject({ by: z.literal('none') }),
]);

const money = z.enum(['decimal', 'minor'], 'decimal (19.90) or minor (1990)');

export const httpMapping = z.strictObject({
  base: z.url({ protocol: /^https?$/, error: 'write an address such as https://api.your-shop.example' }).transform((url) => url.replace(/\/+$/, '')),
  /** `{token}` is SHOP_HTTP_TOKEN. */
  auth: z
    .strictObject({ header: z.string().max(60).optional(), query: z.string().max(60).optional(), value: z.string().max(200).default('{token}') })
    .default({ header: 'authorization', value: 'Bearer {token}' }),
  money: money.default('decimal'),
  /** The same for products, where it is another there. */
  product_money: money.optional(),
  /** ISO 4217, where orders and products carry none. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Form of times: ISO 8601, `2026-11-22 10:00:00` in `zone` hours from UTC, or seconds or milliseconds since 1970. */
  times: z.enum(['iso', 'local', 'seconds', 'ms']).default('iso'),
  utc_offset: z.number().min(-14).max(14).default(0),
  paging,
  orders: operation,
  /** By {ref}, the store's id, or {number}; both where the store knows only one of them. */
  order: operation,
  products: operation,
  product: operation.optional(),
  cancel: operation.optional(),
  change_address: operation.optional(),
  /** All pieces of {from_sku} become {quantity} of {to_sku}. */
  change_items: operation.optional(),
  /** {payment}: card, cod, wechat, alipay, paypal or other. */
  change_payment: operation.optional(),
  /** {account}; the order shows it again at order_fields.refund_account. */
  refund_account: operation.optional(),
  /** {address}; the order shows it again at order_fields.customer_address. */
  profile_address: operation.optional(),
  return: operation.optional(),
  coupon: operation.optional(),
  carts: operation.optional(),
  order_fields: z.strictObject({
    id: paths,
    number: paths.optional(),
    status: paths,
    placed_at: paths,
    updated_at: paths.optional(),
    currency: paths.optional(),
    total: paths,
    payment: paths.optional(),
    name: paths.optional(),
    email: paths.optional(),
    phone: paths.optional(),
    customer_id: paths.optional(),
    /** All of these in a row. */
    address: z
      .union([path, z.array(path)])
      .transform((one) => (Array.isArray(one) ? one : [one]))
      .optional(),
    coupon: paths.optional(),
    refund_account: paths.optional(),
    customer_address: paths.optional(),
    items: path,
    item: z.strictObject({ sku: paths, title: paths, quantity: paths, price: paths, image: paths.optional() }),
    parcels: path.optional(),
    parcel: z.strictObject({ carrier: paths.optional(), number: paths, url: paths.optional() }).optional(),
  }),
  /** The store's words; those that are written nowhere are trouble. */
  statuses: z.record(z.string().min(1).max(60), z.enum(orderStatuses)),
  product_fields: z.strictObject({
    id: paths,
    title: paths,
    text: paths.optional(),
    category: paths.optional(),
    currency: paths.optional(),
    price: paths,
    image: paths.optional(),
    url: paths.optional(),
    updated_at: paths.optional(),
    stock: paths.optional(),
    sku: paths.optional(),
    /** Path of the variants; without them a product is its own one. */
    variants: path.optional(),
    variant: z.strictObject({ sku: paths, price: paths.optional(), stock: paths.optional(), options: z.record(z.string(), path).default({}) }).optional(),
  }),
  cart_fields: z
    .strictObject({
      id: paths,
      url: paths,
      currency: paths.optional(),
      updated_at: paths,
      email: paths.optional(),
      phone: paths.optional(),
      customer_id: paths.optional(),
      items: path,
      item: z.strictObject({ sku: paths, title: paths, quantity: paths, price: paths, image: paths.optional() }),
    })
    .optional(),
  webhook: z
    .strictObject({
      /** Header with the signature. */
      header: z.string().min(1).max(60),
      /** `md5`: of client_id, body and secret in a row. */
      sign: z.enum(['hmac-sha256-hex', 'hmac-sha256-base64', 'md5', 'token']),
      client_id: z.string().max(100).optional(),
      /** Header with the id of the delivery; else the body itself is it. */
      id_header: z.string().max(60).optional(),
      /** Paths of the id of the order or product, and of the kind of event. */
      ref: paths,
      kind: z.strictObject({ at: path.optional(), header: z.string().max(60).optional() }).default({}),
      /** Meaning of the kinds; `*` is any other. */
      kinds: z.record(z.string(), z.enum(['order', 'product', 'product_gone', 'carts'])),
    })
    .optional(),
});
export type HttpMapping = z.output<typeof httpMapping>;
