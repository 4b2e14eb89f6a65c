/** Orders, products and carts of Shopify's Admin GraphQL API. */
import { z } from 'zod';
import type { OrderStatus, Parcel } from '../../shop.ts';
import { uncounted } from '../../stock.ts';
import { amountIn, currencyIn, momentIn, numberIn, RowTrouble, statusIn } from '../kit/row-trouble.ts';
import type { StoreCart, StoreOrder, StoreProduct } from '../kit/store-adapter.ts';
import { wayOfPaying } from '../kit/ways-of-paying.ts';

const text = z.string().nullish();
const bag = z.object({ shopMoney: z.object({ amount: z.unknown(), currencyCode: z.unknown() }) }).nullish();
const image = z.object({ url: z.string() }).nullish();
const person = z
  .object({
    id: z.string(),
    displayName: text,
    defaultEmailAddress: z.object({ emailAddress: text }).nullish(),
    defaultPhoneNumber: z.object({ phoneNumber: text }).nullish(),
  })
  .nullish();

/** Returns the number behind a global id: `gid://shopify/Order/1` is `1`. Webhooks name things by it. */
export const numberOf = (gid: string): string => /(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? gid;

export const shopifyOrder = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: text,
  updatedAt: text,
  cancelledAt: text,
  displayFinancialStatus: text,
  displayFulfillmentStatus: z.string(),
  returnStatus: text,
  email: text,
  phone: text,
  currentTotalPriceSet: bag,
  paymentGatewayNames: z.array(z.string()).nullish(),
  discountCodes: z.array(z.string()).nullish(),
  customer: person,
  shippingAddress: z.object({ name: text, phone: text, formatted: z.array(z.string()).nullish() }).nullish(),
  fulfillments: z.array(z.object({ displayStatus: text, trackingInfo: z.array(z.object({ company: text, number: text, url: text })).nullish() })).nullish(),
  lineItems: z.object({
    nodes: z.array(z.object({ sku: text, title: z.string(), variantTitle: text, currentQuantity: z.number(), discountedUnitPriceSet: bag, image })),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});
type ShopifyOrder = z.output<typeof shopifyOrder>;

/** https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFulfillmentStatus; `paid` leaves it to the payment. */
export const fulfilmentStatuses: Readonly<Record<string, OrderStatus>> = {
  FULFILLED: 'shipped',
  PARTIALLY_FULFILLED: 'shipped',
  IN_PROGRESS: 'packed',
  PENDING_FULFILLMENT: 'packed',
  UNFULFILLED: 'paid',
  OPEN: 'paid',
  ON_HOLD: 'paid',
  SCHEDULED: 'paid',
  REQUEST_DECLINED: 'paid',
  RESTOCKED: 'paid',
};
/** https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFinancialStatus; refunded in part it goes on. */
export const paymentStatuses: Readonly<Record<string, OrderStatus>> = {
  PAID: 'paid',
  PARTIALLY_REFUNDED: 'paid',
  AUTHORIZED: 'placed',
  PENDING: 'placed',
  PARTIALLY_PAID: 'placed',
  EXPIRED: 'placed',
  REFUNDED: 'refunded',
  VOIDED: 'cancelled',
};
/** https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderReturnStatus; none of these: as above. */
export const returnStatuses: Readonly<Record<string, OrderStatus>> = {
  RETURN_REQUESTED: 'return_requested',
  IN_PROGRESS: 'return_requested',
  INSPECTION_COMPLETE: 'return_requested',
  RETURNED: 'returned',
};
/** https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentDisplayStatus */
export const parcelStatuses: Readonly<Record<string, OrderStatus>> = {
  DELIVERED: 'delivered',
  OUT_FOR_DELIVERY: 'out_for_delivery',
  ATTEMPTED_DELIVERY: 'stalled',
  DELAYED: 'stalled',
  FAILURE: 'stalled',
  NOT_DELIVERED: 'stalled',
};

/** Reads the status: what ends an order first, then a return, then the parcels, then the payment. Several parcels: as far as the last one is. */
export function shopifyStatus(
  row: Pick<ShopifyOrder, 'cancelledAt' | 'displayFinancialStatus' | 'displayFulfillmentStatus' | 'returnStatus' | 'fulfillments'>,
  own: Readonly<Record<string, OrderStatus>>,
): OrderStatus {
  if (row.cancelledAt) return 'cancelled';
  const payment = row.displayFinancialStatus ? statusIn(row.displayFinancialStatus, paymentStatuses, own, 'displayFinancialStatus') : 'placed';
  if (payment === 'refunded') return 'refunded';
  const returned = Object.hasOwn(returnStatuses, row.returnStatus ?? '') ? returnStatuses[row.returnStatus ?? ''] : undefined;
  if (returned) return returned;
  const parcel = statusIn(row.displayFulfillmentStatus, fulfilmentStatuses, own, 'displayFulfillmentStatus');
  if (parcel === 'paid') return payment;
  if (parcel !== 'shipped' || row.displayFulfillmentStatus !== 'FULFILLED') return parcel;
  const states = (row.fulfillments ?? []).map(({ displayStatus }) =>
    Object.hasOwn(parcelStatuses, displayStatus ?? '') ? parcelStatuses[displayStatus ?? ''] : undefined,
  );
  const [first] = states;
  return first && states.every((state) => state === first) ? first : parcel;
}

function parcelsOf(row: ShopifyOrder, skus: string[]): Parcel[] {
  const all = (row.fulfillments ?? []).flatMap(({ trackingInfo }) => trackingInfo ?? []).filter(({ number }) => number);
  return all.map(({ company, number, url }) => ({
    carrier: company ?? '',
    number: (number ?? '').slice(0, 100),
    url: url ?? '',
    skus: all.length === 1 ? skus : [],
    steps: [],
  }));
}

const moneyIn = (set: z.output<typeof bag>, field: string): { currency: string; amount: number } => {
  const currency = currencyIn(set?.shopMoney.currencyCode, `${field}.currencyCode`);
  return { currency, amount: amountIn(set?.shopMoney.amount, currency, `${field}.amount`) };
};

/** Throws RowTrouble. */
export function readShopifyOrder(row: ShopifyOrder, own: Readonly<Record<string, OrderStatus>>): StoreOrder {
  const { currency, amount: total } = moneyIn(row.currentTotalPriceSet, 'currentTotalPriceSet');
  if (row.lineItems.pageInfo.hasNextPage) throw new RowTrouble('lineItems', 'has more than 250 lines');
  const items = row.lineItems.nodes
    .filter(({ currentQuantity }) => currentQuantity > 0)
    .map((line) => {
      const title = [line.title, line.variantTitle === 'Default Title' ? '' : line.variantTitle].filter(Boolean).join(' · ').slice(0, 300);
      return {
        sku: (line.sku || title).slice(0, 100),
        title: { zh: title, en: title },
        quantity: line.currentQuantity,
        price: moneyIn(line.discountedUnitPriceSet, 'lineItems.discountedUnitPriceSet').amount,
        ...(line.image ? { image: line.image.url } : {}),
      };
    });
  const email = row.email ?? row.customer?.defaultEmailAddress?.emailAddress;
  const phone = row.phone ?? row.shippingAddress?.phone ?? row.customer?.defaultPhoneNumber?.phoneNumber;
  const [coupon] = row.discountCodes ?? [];
  return {
    ref: numberOf(row.id),
    number: numberIn(row.name, 'name'),
    status: shopifyStatus(row, own),
    placedAt: momentIn(row.createdAt, 'createdAt'),
    updatedAt: momentIn(row.updatedAt ?? row.createdAt, 'updatedAt'),
    customer: {
      name: (row.customer?.displayName ?? row.shippingAddress?.name ?? '').slice(0, 200),
      ...(email ? { email } : {}),
      ...(phone ? { phone: phone.slice(0, 40) } : {}),
      ...(row.customer ? { externalId: numberOf(row.customer.id) } : {}),
    },
    currency,
    items,
    total,
    payment: wayOfPaying(row.paymentGatewayNames?.[0]),
    address: (row.shippingAddress?.formatted ?? []).join(', ').slice(0, 500),
    parcels: parcelsOf(
      row,
      items.map(({ sku }) => sku),
    ),
    ...(coupon ? { coupon: coupon.slice(0, 60) } : {}),
  };
}

export const shopifyProduct = z.object({
  id: z.string(),
  title: z.string().min(1),
  description: text,
  productType: text,
  tags: z.array(z.string()).nullish(),
  status: z.string(),
  onlineStoreUrl: text,
  updatedAt: text,
  featuredMedia: z.object({ preview: z.object({ image }).nullish() }).nullish(),
  variants: z.object({
    nodes: z
      .array(
        z.object({
          id: z.string(),
          sku: text,
          price: z.unknown(),
          inventoryQuantity: z.number().nullish(),
          inventoryPolicy: text,
          inventoryItem: z.object({ tracked: z.boolean() }).nullish(),
          selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      )
      .min(1, 'has no variant'),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

/** Throws RowTrouble. `currency`: that of the shop, in which prices of variants are. */
export function readShopifyProduct(row: z.output<typeof shopifyProduct>, currency: string): StoreProduct | null {
  if (row.status !== 'ACTIVE') return null;
  const variants = row.variants.nodes.map(({ id, sku, price, inventoryQuantity, inventoryPolicy, inventoryItem, selectedOptions }) => ({
    sku: (sku || numberOf(id)).slice(0, 100),
    options: Object.fromEntries(selectedOptions.filter(({ value }) => value !== 'Default Title').map(({ name, value }) => [name.toLowerCase(), value])),
    price: amountIn(price, currency, 'variants.price'),
    stock: inventoryItem?.tracked === false || inventoryPolicy === 'CONTINUE' ? uncounted : Math.max(0, inventoryQuantity ?? 0),
  }));
  const about = (row.description ?? '').slice(0, 4_000);
  return {
    _id: numberOf(row.id),
    title: { zh: row.title.slice(0, 300), en: row.title.slice(0, 300) },
    text: { zh: about, en: about },
    category: (row.productType ?? '').slice(0, 100),
    currency,
    price: Math.min(...variants.map(({ price }) => price)),
    image: row.featuredMedia?.preview?.image?.url ?? '',
    url: row.onlineStoreUrl ?? '',
    tags: (row.tags ?? []).map((tag) => tag.slice(0, 100)),
    variants,
    sold: 0,
    updatedAt: momentIn(row.updatedAt, 'updatedAt'),
  };
}

export const shopifyCart = z.object({
  id: z.string(),
  abandonedCheckoutUrl: z.string(),
  completedAt: text,
  updatedAt: text,
  totalPriceSet: bag,
  customer: person,
  lineItems: z.object({
    nodes: z.array(z.object({ sku: text, title: z.string(), quantity: z.number().int(), originalUnitPriceSet: bag, image })),
  }),
});

/** Throws RowTrouble; null for one that became an order. */
export function readShopifyCart(row: z.output<typeof shopifyCart>): StoreCart | null {
  if (row.completedAt) return null;
  const email = row.customer?.defaultEmailAddress?.emailAddress;
  const phone = row.customer?.defaultPhoneNumber?.phoneNumber;
  return {
    ref: numberOf(row.id),
    url: row.abandonedCheckoutUrl,
    currency: currencyIn(row.totalPriceSet?.shopMoney.currencyCode, 'totalPriceSet.currencyCode'),
    items: row.lineItems.nodes
      .filter(({ quantity }) => quantity > 0)
      .map((line) => ({
        sku: (line.sku || line.title).slice(0, 100),
        title: line.title.slice(0, 300),
        quantity: line.quantity,
        price: moneyIn(line.originalUnitPriceSet, 'lineItems.originalUnitPriceSet').amount,
        ...(line.image ? { image: line.image.url } : {}),
      })),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(row.customer ? { externalId: numberOf(row.customer.id) } : {}),
    updatedAt: momentIn(row.updatedAt, 'updatedAt'),
  };
}
