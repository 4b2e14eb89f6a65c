/** Shopify Admin GraphQL API: https://shopify.dev/docs/api/admin-graphql/latest */
import { z } from 'zod';
import type { Clock } from '../../../event-loop/clock.ts';
import { orderKey } from '../../../numbers/order-number.ts';
import type { OrderChange } from '../../adapter.ts';
import type { CouponRow, OrderStatus } from '../../shop.ts';
import { rowOf, rowsOf } from '../kit/row-trouble.ts';
import {
  type Change,
  failure,
  notPossible,
  type Page,
  type Result,
  type StoreAdapter,
  type StoreCart,
  type StoreOrder,
  type StoreProduct,
} from '../kit/store-adapter.ts';
import { decimalOf } from '../kit/store-money.ts';
import { bodyId, headerOf, isSigned } from '../kit/store-signature.ts';
import { createGraphql, refusalIn } from './graphql.ts';
import * as queries from './queries.ts';
import { numberOf, readShopifyCart, readShopifyOrder, readShopifyProduct, shopifyCart, shopifyOrder, shopifyProduct } from './shopify-rows.ts';

export interface ShopifySettings {
  /** Address of the shop: https://your-shop.myshopify.com */
  root: string;
  token: string;
  webhookSecret?: string;
  statuses: Readonly<Record<string, OrderStatus>>;
  clock: Clock;
  timeoutMs?: number;
}

const name = 'Shopify';
const connection = z.object({ nodes: z.array(z.unknown()), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }) });
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '')}"`;
const gid = (kind: string, ref: string): string => `gid://shopify/${kind}/${ref}`;
/** The id as rows are known by here. */
const shortId = (raw: unknown): string | undefined => {
  const id = z.object({ id: z.string() }).safeParse(raw).data?.id;
  return id === undefined ? undefined : numberOf(id);
};
const sent: readonly OrderStatus[] = ['shipped', 'out_for_delivery', 'delivered', 'stalled', 'returned', 'return_requested', 'refunded'];

export function createShopify({ root, token, webhookSecret, statuses, clock, timeoutMs }: ShopifySettings): StoreAdapter {
  const ask = createGraphql({ root, token, clock, ...(timeoutMs ? { timeoutMs } : {}) });
  let currency: string | undefined;

  async function currencyOfShop(): Promise<Result<string>> {
    if (currency !== undefined) return { ok: true, value: currency };
    const got = await ask(queries.shopQuery);
    if (!got.ok) return got;
    const read = z.object({ shop: z.object({ currencyCode: z.string() }) }).safeParse(got.value);
    if (!read.success) return failure('invalid', `${name} does not tell its currency`);
    currency = read.data.shop.currencyCode;
    return { ok: true, value: currency };
  }

  async function page<T>(
    query: string,
    field: string,
    wish: { cursor?: string; search?: string },
    rows: (nodes: readonly unknown[]) => Omit<Page<T>, 'next'>,
  ): Promise<Result<Page<T>>> {
    const got = await ask(query, { after: wish.cursor ?? null, query: wish.search ?? null });
    if (!got.ok) return got;
    const read = connection.safeParse(got.value[field]);
    if (!read.success) return failure('invalid', `${name} gives no list of ${field}`);
    const { nodes, pageInfo } = read.data;
    return { ok: true, value: { ...rows(nodes), ...(pageInfo.hasNextPage && pageInfo.endCursor ? { next: pageInfo.endCursor } : {}) } };
  }

  const sinceOf = (since: number | undefined): string[] => (since === undefined ? [] : [`updated_at:>='${new Date(since).toISOString()}'`]);
  const orderRows = (nodes: readonly unknown[]) => rowsOf('order', shopifyOrder, nodes, (row) => readShopifyOrder(row, statuses), shortId);
  const productRows = (money: string) => (nodes: readonly unknown[]) =>
    rowsOf('product', shopifyProduct, nodes, (row) => readShopifyProduct(row, money), shortId);

  async function orderOf(ref: string): Promise<Result<StoreOrder>> {
    const got = await ask(queries.orderQuery, { id: gid('Order', ref) });
    if (!got.ok) return got;
    if (got.value.order === null || got.value.order === undefined) return failure('not_found', `${name} has no order ${ref}`);
    const row = rowOf('order', shopifyOrder, got.value.order, (order) => readShopifyOrder(order, statuses), shortId);
    if ('bad' in row || !row.item) return failure('invalid', `${name}: order ${ref}: ${'bad' in row ? `${row.bad.field} ${row.bad.message}` : 'is empty'}`);
    return { ok: true, value: row.item };
  }

  /** Orders of a page that have more lines than a page gives are read alone. */
  async function ordersIn(wish: { cursor?: string; search?: string }): Promise<Result<Page<StoreOrder>>> {
    const found = await page(queries.ordersQuery, 'orders', wish, orderRows);
    if (!found.ok) return found;
    const { bad, ...rest } = found.value;
    const long = bad.filter(({ field }) => field === 'lineItems');
    const items = [...rest.items];
    const left = bad.filter(({ field }) => field !== 'lineItems');
    for (const one of long) {
      const whole = await orderOf(one.ref.replace(/^.*\//, ''));
      if (whole.ok) items.push(whole.value);
      else if (whole.code === 'invalid') left.push(one);
      else return whole;
    }
    return { ok: true, value: { ...rest, items, bad: left } };
  }

  async function productOf(ref: string, money: string): Promise<Result<StoreProduct>> {
    const got = await ask(queries.productQuery, { id: gid('Product', ref) });
    if (!got.ok) return got;
    const { items, bad } = productRows(money)(got.value.product ? [got.value.product] : []);
    if (bad[0]) return failure('invalid', `${name}: product ${ref}: ${bad[0].field} ${bad[0].message}`);
    return items[0] ? { ok: true, value: items[0] } : failure('not_found', `${name}: product ${ref} is not sold`);
  }

  async function written(query: string, variables: Record<string, unknown>, field: string, errors?: string): Promise<Result<void>> {
    const got = await ask(query, variables);
    if (!got.ok) return got;
    const refusal = refusalIn(got.value, field, errors);
    return refusal ? failure('not_allowed', `${name}: ${refusal.message}`) : { ok: true, value: undefined };
  }

  /** Prepares an edit of the order, which has no effect until it is committed: that is the one write. */
  async function changeItems(id: string, { from, to }: Extract<OrderChange, { do: 'change_items' }>, key: string): Promise<Result<void>> {
    const drafted = await draft(id, from, to);
    if (!drafted.ok) return drafted.code === 'unclear' ? { ...drafted, code: 'unavailable' } : drafted;
    return written(queries.editCommitMutation, { id: drafted.value, note: `Zhanggui ${key}` }, 'orderEditCommit');
  }

  async function variantOf(sku: string): Promise<Result<{ id: string }>> {
    const found = await ask(queries.variantQuery, { query: `sku:${quoted(sku)}` });
    if (!found.ok) return found;
    const variant = variants.safeParse(found.value).data?.productVariants.nodes.find((one) => one.sku === sku);
    return variant ? { ok: true, value: variant } : failure('not_possible', `${name} has no variant with the SKU ${sku.slice(0, 60)}`);
  }

  async function draft(id: string, from: string, { sku, quantity }: { sku: string; quantity: number }): Promise<Result<string>> {
    const variant = await variantOf(sku);
    if (!variant.ok) return variant;
    const begun = await ask(queries.editBeginMutation, { id });
    if (!begun.ok) return begun;
    const refusal = refusalIn(begun.value, 'orderEditBegin');
    if (refusal) return failure('not_allowed', `${name}: ${refusal.message}`);
    const edit = edited.safeParse(begun.value).data?.orderEditBegin.calculatedOrder;
    const lines = edit?.lineItems.nodes.filter((line) => (line.sku || line.title) === from && line.quantity > 0) ?? [];
    if (!edit || lines.length === 0) return failure('not_allowed', `${name}: the order has no ${from.slice(0, 60)}`);
    for (const line of lines) {
      const set = await written(queries.editQuantityMutation, { id: edit.id, lineItemId: line.id }, 'orderEditSetQuantity');
      if (!set.ok) return set;
    }
    const added = await written(queries.editAddMutation, { id: edit.id, variantId: variant.value.id, quantity }, 'orderEditAddVariant');
    return added.ok ? { ok: true, value: edit.id } : added;
  }

  return {
    name: 'shopify',
    can: new Set(['cancel', 'change_address', 'change_items', 'return', 'carts', 'coupon', 'webhook']),
    async ping() {
      const found = await currencyOfShop();
      return found.ok ? { ok: true, value: { currency: found.value } } : found;
    },
    async products({ cursor, since }) {
      const money = await currencyOfShop();
      if (!money.ok) return money;
      const search = ['status:active', ...sinceOf(since)].join(' AND ');
      return page(queries.productsQuery, 'products', { ...(cursor ? { cursor } : {}), search }, productRows(money.value));
    },
    async product(ref) {
      const money = await currencyOfShop();
      return money.ok ? productOf(ref, money.value) : money;
    },
    orders: ({ cursor, since }) => ordersIn({ ...(cursor ? { cursor } : {}), ...(since === undefined ? {} : { search: sinceOf(since).join(' ') }) }),
    async order(by) {
      if ('ref' in by) return orderOf(by.ref);
      const found = await ordersIn({ search: `name:${quoted(by.number)}` });
      if (!found.ok) return found;
      const order = found.value.items.find(({ number }) => orderKey(number) === orderKey(by.number));
      return order ? { ok: true, value: order } : failure('not_found', `${name} has no order ${by.number}`);
    },
    async ordersOf({ email, externalId }) {
      const search = externalId ? `customer_id:${quoted(externalId)}` : email ? `email:${quoted(email)}` : undefined;
      if (search === undefined) return { ok: true, value: [] };
      const found = await ordersIn({ search });
      return found.ok ? { ok: true, value: found.value.items } : found;
    },
    async change(order, wanted, key) {
      if (wanted.do === 'cancel' && order.status === 'cancelled') return { ok: true, value: undefined };
      if (sent.includes(order.status) || order.status === 'cancelled') return failure('not_allowed', `${name}: the order is ${order.status}`);
      const id = gid('Order', order.ref);
      switch (wanted.do) {
        // The order is cancelled by a job after the answer.
        case 'cancel':
          return written(queries.cancelMutation, { id, note: `Zhanggui ${key}` }, 'orderCancel', 'orderCancelUserErrors');
        case 'change_address':
          return written(queries.addressMutation, { input: { id, shippingAddress: { address1: wanted.address, address2: '' } } }, 'orderUpdate');
        case 'change_items':
          return changeItems(id, wanted, key);
        default:
          return notPossible(name, wanted.do);
      }
    },
    async openReturn({ order, skus, kind, reason, key }) {
      const got = await ask(queries.returnableQuery, { id: gid('Order', order.ref) });
      if (!got.ok) return got;
      const read = returnable.safeParse(got.value.order);
      if (!read.success) return failure('not_found', `${name} has no order ${order.ref}`);
      if (read.data.returns.nodes.some(({ returnLineItems }) => returnLineItems.nodes.some(({ customerNote }) => customerNote?.includes(key))))
        return { ok: true, value: undefined };
      const lines = read.data.fulfillments
        .flatMap(({ fulfillmentLineItems }) => fulfillmentLineItems.nodes)
        .filter(({ lineItem }) => skus.includes(lineItem.sku || lineItem.title))
        .map(({ id, quantity }) => ({ fulfillmentLineItemId: id, quantity, returnReason: 'OTHER', customerNote: `${key} ${kind}: ${reason}`.slice(0, 300) }));
      if (lines.length === 0) return failure('not_allowed', `${name}: nothing of this has been sent`);
      const done = await ask(queries.returnMutation, { input: { orderId: gid('Order', order.ref), returnLineItems: lines } });
      const refusal = done.ok ? refusalIn(done.value, 'returnRequest') : null;
      if (refusal) return failure('not_allowed', `${name}: ${refusal.message}`);
      return done.ok ? { ok: true, value: undefined } : done;
    },
    async carts(since) {
      const all: Page<StoreCart> = { items: [], bad: [] };
      for (let cursor: string | undefined; ; ) {
        const found = await page(queries.cartsQuery, 'abandonedCheckouts', { ...(cursor ? { cursor } : {}), search: sinceOf(since).join(' ') }, (nodes) =>
          rowsOf('cart', shopifyCart, nodes, readShopifyCart, shortId),
        );
        if (!found.ok) return found;
        all.items.push(...found.value.items);
        all.bad.push(...found.value.bad);
        cursor = found.value.next;
        if (cursor === undefined) return { ok: true, value: all };
      }
    },
    async createCoupon(coupon, money) {
      const productVariantsToAdd: string[] = [];
      for (const sku of coupon.products ?? []) {
        const variant = await variantOf(sku);
        // Without one of them it would be good for other things than was promised.
        if (!variant.ok) return variant;
        productVariantsToAdd.push(variant.value.id);
      }
      const discount = discountOf(coupon, money, productVariantsToAdd);
      if (!discount) return failure('not_possible', `${name} takes no such code: a gift, free postage for certain products, or an amount in another currency`);
      const isShipping = coupon.kind === 'free_shipping';
      const got = await ask(isShipping ? queries.freeShippingMutation : queries.couponMutation, { discount });
      const refusal = got.ok ? refusalIn(got.value, isShipping ? 'discountCodeFreeShippingCreate' : 'discountCodeBasicCreate') : null;
      // The code is ours and unguessable: taken, it was taken by an earlier try.
      if (refusal && refusal.code !== 'TAKEN') return failure('not_allowed', `${name}: ${refusal.message}`);
      return got.ok ? { ok: true, value: undefined } : got;
    },
    webhook(headers, raw) {
      if (!webhookSecret) return { ok: false, reason: 'SHOPIFY_WEBHOOK_SECRET is not set, so no delivery can be verified' };
      const given = headerOf(headers, 'x-shopify-hmac-sha256');
      if (!given || !isSigned(raw, given, webhookSecret, 'base64')) return { ok: false, reason: 'the signature does not fit' };
      const id = headerOf(headers, 'x-shopify-webhook-id') ?? bodyId(raw);
      const change = changeIn(headerOf(headers, 'x-shopify-topic') ?? '', raw);
      return { ok: true, id, ...(change ? { change } : {}) };
    },
  };
}

const variants = z.object({ productVariants: z.object({ nodes: z.array(z.object({ id: z.string(), sku: z.string().nullish() })) }) });
const edited = z.object({
  orderEditBegin: z.object({
    calculatedOrder: z.object({
      id: z.string(),
      lineItems: z.object({ nodes: z.array(z.object({ id: z.string(), sku: z.string().nullish(), title: z.string(), quantity: z.number() })) }),
    }),
  }),
});
const returnable = z.object({
  fulfillments: z.array(
    z.object({
      fulfillmentLineItems: z.object({
        nodes: z.array(z.object({ id: z.string(), quantity: z.number(), lineItem: z.object({ sku: z.string().nullish(), title: z.string() }) })),
      }),
    }),
  ),
  returns: z.object({ nodes: z.array(z.object({ returnLineItems: z.object({ nodes: z.array(z.object({ customerNote: z.string().nullish() })) }) })) }),
});

/** https://shopify.dev/docs/api/webhooks; `order_id` names the order where the thing itself is another. */
const topics: Readonly<Record<string, { kind: Change['kind']; id: 'id' | 'order_id' }>> = {
  'orders/create': { kind: 'order', id: 'id' },
  'orders/updated': { kind: 'order', id: 'id' },
  'orders/edited': { kind: 'order', id: 'order_id' },
  'orders/paid': { kind: 'order', id: 'id' },
  'orders/fulfilled': { kind: 'order', id: 'id' },
  'orders/partially_fulfilled': { kind: 'order', id: 'id' },
  'orders/cancelled': { kind: 'order', id: 'id' },
  'fulfillments/create': { kind: 'order', id: 'order_id' },
  'fulfillments/update': { kind: 'order', id: 'order_id' },
  'refunds/create': { kind: 'order', id: 'order_id' },
  'products/create': { kind: 'product', id: 'id' },
  'products/update': { kind: 'product', id: 'id' },
  'products/delete': { kind: 'product_gone', id: 'id' },
  'checkouts/create': { kind: 'carts', id: 'id' },
  'checkouts/update': { kind: 'carts', id: 'id' },
};

function changeIn(topic: string, raw: Buffer): Change | undefined {
  const about = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (!about) return undefined;
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    const inner = topic === 'orders/edited' && typeof body === 'object' && body !== null ? Reflect.get(body, 'order_edit') : body;
    const ref = z.union([z.number(), z.string()]).safeParse(typeof inner === 'object' && inner !== null ? Reflect.get(inner, about.id) : undefined);
    return ref.success ? { kind: about.kind, ref: String(ref.data) } : undefined;
  } catch {
    return undefined;
  }
}

/** https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountCodeBasicInput */
function discountOf(coupon: CouponRow, currency: string, productVariantsToAdd: readonly string[]): Record<string, unknown> | null {
  const base = {
    title: `${coupon.campaign} ${coupon.code}`,
    code: coupon.code,
    startsAt: new Date(coupon.issuedAt).toISOString(),
    endsAt: new Date(coupon.until).toISOString(),
    context: { all: 'ALL' },
    appliesOncePerCustomer: true,
    ...(coupon.shared ? coupon.limits?.uses !== undefined && { usageLimit: coupon.limits.uses } : { usageLimit: 1 }),
    ...(coupon.minimum && { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: decimalOf(coupon.minimum.amount, currency) } } }),
  };
  // The postage is of the whole order.
  if ((coupon.products && coupon.kind === 'free_shipping') || (coupon.minimum && coupon.minimum.currency !== currency)) return null;
  // https://shopify.dev/docs/api/admin-graphql/latest/input-objects/DiscountItemsInput
  const items = coupon.products ? { products: { productVariantsToAdd } } : { all: true };
  switch (coupon.kind) {
    case 'percent':
      return { ...base, customerGets: { items, value: { percentage: (coupon.percent ?? 0) / 100 } } };
    case 'fixed':
      if (!coupon.money || coupon.money.currency !== currency) return null;
      return { ...base, customerGets: { items, value: { discountAmount: { amount: decimalOf(coupon.money.amount, currency), appliesOnEachItem: false } } } };
    case 'free_shipping':
      return { ...base, destination: { all: true } };
    case 'gift':
      return null;
  }
}
