/** Orders of WooCommerce: https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/ */
import { z } from 'zod';
import type { OrderItem, OrderStatus, Parcel } from '../../shop.ts';
import { addressIn, amountIn, currencyIn, momentIn, numberIn, statusIn } from '../kit/row-trouble.ts';
import type { StoreOrder } from '../kit/store-adapter.ts';
import { wayOfPaying } from '../kit/ways-of-paying.ts';

const text = z.string().nullish();
const person = z
  .object({
    first_name: text,
    last_name: text,
    company: text,
    address_1: text,
    address_2: text,
    city: text,
    state: text,
    postcode: text,
    country: text,
    email: text,
    phone: text,
  })
  .nullish();
/** The extension Shipment Tracking keeps parcels here: https://woocommerce.com/document/shipment-tracking/ */
const tracking = z.array(z.object({ tracking_provider: text, custom_tracking_provider: text, tracking_number: z.string().min(1), custom_tracking_link: text }));

export const wooOrder = z.object({
  id: z.number().int().positive(),
  number: z.union([z.string(), z.number()]),
  status: z.string(),
  currency: z.unknown(),
  date_created_gmt: text,
  date_modified_gmt: text,
  total: z.unknown(),
  customer_id: z.number().nullish(),
  billing: person,
  shipping: person,
  payment_method: text,
  line_items: z.array(
    z.object({
      product_id: z.number().nullish(),
      variation_id: z.number().nullish(),
      sku: text,
      name: z.string(),
      quantity: z.number(),
      price: z.unknown(),
      image: z.object({ src: text }).nullish(),
    }),
  ),
  coupon_lines: z.array(z.object({ code: z.string() })).nullish(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
});

/** An order that is completed was sent; that it arrived is not said. Further words come from extensions that shops use. */
export const wooStatuses: Readonly<Record<string, OrderStatus>> = {
  pending: 'placed',
  'on-hold': 'placed',
  failed: 'placed',
  processing: 'paid',
  completed: 'shipped',
  cancelled: 'cancelled',
  trash: 'cancelled',
  refunded: 'refunded',
  'ready-to-ship': 'packed',
  packed: 'packed',
  'partial-shipped': 'shipped',
  'partially-shipped': 'shipped',
  shipped: 'shipped',
  'out-for-delivery': 'out_for_delivery',
  delivered: 'delivered',
  returned: 'returned',
};

function parcelsOf(meta: z.output<typeof wooOrder>['meta_data'], skus: string[]): Parcel[] {
  const found = tracking.safeParse(meta?.find(({ key }) => key === '_wc_shipment_tracking_items')?.value);
  if (!found.success) return [];
  return found.data.map((one, _, all) => ({
    carrier: one.custom_tracking_provider || one.tracking_provider || '',
    number: one.tracking_number.slice(0, 100),
    url: /^https?:\/\//.test(one.custom_tracking_link ?? '') ? (one.custom_tracking_link ?? '') : '',
    skus: all.length === 1 ? skus : [],
    steps: [],
  }));
}

/** Throws RowTrouble; null for the draft of a checkout, which is no order yet. */
export function readWooOrder(row: z.output<typeof wooOrder>, statuses: Readonly<Record<string, OrderStatus>>): StoreOrder | null {
  if (row.status === 'checkout-draft' || row.status === 'auto-draft') return null;
  const currency = currencyIn(row.currency, 'currency');
  const { billing, shipping } = row;
  const to = shipping?.address_1 ? shipping : billing;
  const items: OrderItem[] = row.line_items
    .filter(({ quantity }) => quantity > 0)
    .map((line, at) => ({
      sku: (line.sku || String(line.variation_id || line.product_id || line.name)).slice(0, 100),
      title: { zh: line.name.slice(0, 300), en: line.name.slice(0, 300) },
      quantity: Math.ceil(line.quantity),
      price: amountIn(line.price, currency, `line_items.${at}.price`),
      ...(line.image?.src ? { image: line.image.src } : {}),
    }));
  const [coupon] = row.coupon_lines ?? [];
  const name = [billing?.first_name, billing?.last_name].filter(Boolean).join(' ').trim() || [to?.first_name, to?.last_name].filter(Boolean).join(' ').trim();
  const phone = billing?.phone || shipping?.phone;
  return {
    ref: String(row.id),
    number: numberIn(row.number, 'number'),
    status: statusIn(row.status, wooStatuses, statuses, 'status'),
    placedAt: momentIn(row.date_created_gmt, 'date_created_gmt'),
    updatedAt: momentIn(row.date_modified_gmt ?? row.date_created_gmt, 'date_modified_gmt'),
    customer: {
      name: name.slice(0, 200),
      ...(billing?.email ? { email: billing.email.trim() } : {}),
      ...(phone ? { phone: phone.slice(0, 40) } : {}),
      ...(row.customer_id ? { externalId: String(row.customer_id) } : {}),
    },
    currency,
    items,
    total: amountIn(row.total, currency, 'total'),
    payment: wayOfPaying(row.payment_method),
    address: addressIn([to?.address_1, to?.address_2, to?.city, to?.state, to?.postcode, to?.country]),
    parcels: parcelsOf(
      row.meta_data,
      items.map(({ sku }) => sku),
    ),
    ...(coupon ? { coupon: coupon.code.slice(0, 60) } : {}),
  };
}
