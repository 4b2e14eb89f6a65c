/** Orders and products of the Admin API of Medusa v2: https://docs.medusajs.com/api/admin. Amounts are in whole units of the currency. */
import { z } from 'zod';
import type { OrderStatus } from '../../shop.ts';
import { uncounted } from '../../stock.ts';
import { addressIn, amountIn, currencyIn, momentIn, numberIn, RowTrouble, statusIn } from '../kit/row-trouble.ts';
import type { StoreOrder, StoreProduct } from '../kit/store-adapter.ts';

const text = z.string().nullish();

export const medusaOrder = z.object({
  id: z.string(),
  display_id: z.union([z.number(), z.string()]),
  status: z.string(),
  payment_status: text,
  fulfillment_status: text,
  email: text,
  currency_code: z.unknown(),
  total: z.unknown(),
  created_at: text,
  updated_at: text,
  customer_id: text,
  shipping_address: z
    .object({
      first_name: text,
      last_name: text,
      phone: text,
      address_1: text,
      address_2: text,
      city: text,
      province: text,
      postal_code: text,
      country_code: text,
    })
    .nullish(),
  items: z.array(
    z.object({
      variant_sku: text,
      variant_title: text,
      product_title: text,
      title: z.string(),
      quantity: z.number(),
      unit_price: z.unknown(),
      thumbnail: text,
    }),
  ),
  fulfillments: z.array(z.object({ canceled_at: text, labels: z.array(z.object({ tracking_number: text, tracking_url: text })).nullish() })).nullish(),
});
type MedusaOrder = z.output<typeof medusaOrder>;

/** `paid`: the payment decides. What is fulfilled in Medusa is packed; sent is another word. */
export const fulfilmentStatuses: Readonly<Record<string, OrderStatus>> = {
  not_fulfilled: 'paid',
  partially_fulfilled: 'packed',
  fulfilled: 'packed',
  partially_shipped: 'shipped',
  shipped: 'shipped',
  partially_delivered: 'shipped',
  delivered: 'delivered',
  canceled: 'paid',
};
export const paymentStatuses: Readonly<Record<string, OrderStatus>> = {
  not_paid: 'placed',
  awaiting: 'placed',
  authorized: 'placed',
  partially_authorized: 'placed',
  partially_captured: 'placed',
  requires_action: 'placed',
  captured: 'paid',
  partially_refunded: 'paid',
  refunded: 'refunded',
  canceled: 'cancelled',
};

/** Reads the status: what ends an order first, then the parcels, then the payment. */
export function medusaStatus(
  row: Pick<MedusaOrder, 'status' | 'payment_status' | 'fulfillment_status'>,
  own: Readonly<Record<string, OrderStatus>>,
): OrderStatus {
  if (row.status === 'canceled') return 'cancelled';
  const payment = statusIn(row.payment_status ?? 'not_paid', paymentStatuses, own, 'payment_status');
  if (payment === 'refunded') return payment;
  const parcel = statusIn(row.fulfillment_status ?? 'not_fulfilled', fulfilmentStatuses, own, 'fulfillment_status');
  return parcel === 'paid' ? payment : parcel;
}

/** Throws RowTrouble. */
export function readMedusaOrder(row: MedusaOrder, own: Readonly<Record<string, OrderStatus>>): StoreOrder {
  const currency = currencyIn(row.currency_code, 'currency_code');
  const to = row.shipping_address;
  const labels = (row.fulfillments ?? []).filter(({ canceled_at }) => !canceled_at).flatMap(({ labels }) => labels ?? []);
  return {
    ref: row.id,
    number: numberIn(row.display_id, 'display_id'),
    status: medusaStatus(row, own),
    placedAt: momentIn(row.created_at, 'created_at'),
    updatedAt: momentIn(row.updated_at ?? row.created_at, 'updated_at'),
    customer: {
      name: [to?.first_name, to?.last_name].filter(Boolean).join(' ').slice(0, 200),
      ...(row.email ? { email: row.email } : {}),
      ...(to?.phone ? { phone: to.phone.slice(0, 40) } : {}),
      ...(row.customer_id ? { externalId: row.customer_id } : {}),
    },
    currency,
    items: row.items
      .filter(({ quantity }) => quantity > 0)
      .map((line) => {
        const title = [line.product_title ?? line.title, line.variant_title].filter(Boolean).join(' · ').slice(0, 300);
        return {
          sku: (line.variant_sku || title).slice(0, 100),
          title: { zh: title, en: title },
          quantity: Math.ceil(line.quantity),
          price: amountIn(line.unit_price, currency, 'items.unit_price'),
          ...(line.thumbnail ? { image: line.thumbnail } : {}),
        };
      }),
    total: amountIn(row.total, currency, 'total'),
    payment: 'other',
    address: addressIn([to?.address_1, to?.address_2, to?.city, to?.province, to?.postal_code, to?.country_code?.toUpperCase()]),
    parcels: labels.flatMap(({ tracking_number, tracking_url }) =>
      tracking_number ? [{ carrier: '', number: tracking_number.slice(0, 100), url: tracking_url ?? '', skus: [], steps: [] }] : [],
    ),
  };
}

/** What one piece of a variant takes out of the store. Admin routes of products know no `inventory_quantity`: only those of variants and of the shop do. */
const stocked = z.object({
  required_quantity: z.number().nullish(),
  inventory: z.object({ location_levels: z.array(z.object({ stocked_quantity: z.number(), reserved_quantity: z.number().nullish() })).nullish() }).nullish(),
});

/** Returns how many pieces can be sold: as many as what there is least of allows, over all places. */
function piecesOf(items: readonly z.output<typeof stocked>[]): number {
  const pieces = items.map(({ required_quantity, inventory }) => {
    const there = (inventory?.location_levels ?? []).reduce(
      (sum, { stocked_quantity, reserved_quantity }) => sum + stocked_quantity - (reserved_quantity ?? 0),
      0,
    );
    return Math.floor(there / (required_quantity || 1));
  });
  return Math.max(0, Math.min(...(pieces.length > 0 ? pieces : [0])));
}

export const medusaProduct = z.object({
  id: z.string(),
  title: z.string().min(1),
  description: text,
  status: z.string(),
  handle: text,
  thumbnail: text,
  updated_at: text,
  categories: z.array(z.object({ name: z.string() })).nullish(),
  tags: z.array(z.object({ value: z.string() })).nullish(),
  variants: z
    .array(
      z.object({
        id: z.string(),
        sku: text,
        manage_inventory: z.boolean().nullish(),
        allow_backorder: z.boolean().nullish(),
        inventory_items: z.array(stocked).nullish(),
        options: z.array(z.object({ value: z.string(), option: z.object({ title: z.string() }).nullish() })).nullish(),
        prices: z.array(z.object({ amount: z.unknown(), currency_code: z.string(), min_quantity: z.number().nullish() })).nullish(),
      }),
    )
    .min(1, 'has no variant'),
});

/** Throws RowTrouble, as for a product without a price in the shop's currency. */
export function readMedusaProduct(row: z.output<typeof medusaProduct>, currency: string): StoreProduct | null {
  if (row.status !== 'published') return null;
  const variants = row.variants.map((one) => {
    const price = one.prices?.find(({ currency_code, min_quantity }) => currency_code.toUpperCase() === currency && !min_quantity);
    if (!price) throw new RowTrouble('variants.prices', `has no price in ${currency}, the currency of the shop (shop.currency)`);
    return {
      sku: (one.sku || one.id).slice(0, 100),
      options: Object.fromEntries((one.options ?? []).map(({ value, option }) => [(option?.title ?? 'option').toLowerCase(), value])),
      price: amountIn(price.amount, currency, 'variants.prices.amount'),
      stock: one.manage_inventory === false || one.allow_backorder ? uncounted : piecesOf(one.inventory_items ?? []),
    };
  });
  const about = (row.description ?? '').slice(0, 4_000);
  return {
    _id: row.id,
    title: { zh: row.title.slice(0, 300), en: row.title.slice(0, 300) },
    text: { zh: about, en: about },
    category: row.categories?.[0]?.name.slice(0, 100) ?? '',
    currency,
    price: Math.min(...variants.map(({ price }) => price)),
    image: row.thumbnail ?? '',
    url: '',
    tags: (row.tags ?? []).map(({ value }) => value.slice(0, 100)),
    variants,
    sold: 0,
    updatedAt: momentIn(row.updated_at, 'updated_at'),
  };
}
