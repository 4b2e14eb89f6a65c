/** WooCommerce REST API v3: https://developer.woocommerce.com/docs/apis/rest-api/v3/ */
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
  type PageWish,
  type Result,
  type StoreAdapter,
  type StoreOrder,
  type StoreProduct,
} from '../kit/store-adapter.ts';
import { createStoreClient, type StoreAnswer } from '../kit/store-client.ts';
import { decimalOf } from '../kit/store-money.ts';
import { bodyId, headerOf, isSigned } from '../kit/store-signature.ts';
import { readWooOrder, wooOrder, wooStatuses } from './woo-order.ts';
import { isSold, readWooProduct, type WooVariation, wooProduct, wooVariation } from './woo-product.ts';

export interface WooSettings {
  url: string;
  key: string;
  secret: string;
  webhookSecret?: string;
  statuses: Readonly<Record<string, OrderStatus>>;
  clock: Clock;
  timeoutMs?: number;
}

/** Most rows that the API gives at once. */
const pageSize = 100;
const name = 'WooCommerce';
const unsent = Object.entries(wooStatuses).flatMap(([word, status]) => (['placed', 'paid', 'packed'].includes(status) ? [word] : []));

/** Field of an order that holds the key of the last change; a leading underscore hides it from customers. */
const keyField = '_zhanggui_change';
const orderState = z.object({
  status: z.string(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
  line_items: z
    .array(z.object({ id: z.number(), sku: z.string().nullish(), product_id: z.number().nullish(), variation_id: z.number().nullish() }))
    .default([]),
});

export function createWooCommerce({ url, key, secret, webhookSecret, statuses, clock, timeoutMs }: WooSettings): StoreAdapter {
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const client = createStoreClient({ name, headers: { authorization }, secrets: [key, secret, authorization], clock, ...(timeoutMs ? { timeoutMs } : {}) });
  const at = (path: string, query: Record<string, string> = {}): URL => new URL(`${url}/wp-json/wc/v3/${path}?${new URLSearchParams(query)}`);
  const get = (path: string, query?: Record<string, string>): Promise<Result<StoreAnswer>> => client({ method: 'GET', url: at(path, query) });

  async function list(path: string, query: Record<string, string>): Promise<Result<{ rows: unknown[]; pages: number }>> {
    const answer = await get(path, { ...query, per_page: String(pageSize) });
    if (!answer.ok) return answer;
    const rows = z.array(z.unknown()).safeParse(answer.value.json);
    const pages = Number(answer.value.headers.get('x-wp-totalpages'));
    if (!rows.success) return failure('invalid', `${name} gives no list of ${path}`);
    return { ok: true, value: { rows: rows.data, pages: Number.isInteger(pages) ? pages : 1 } };
  }

  const paged = (wish: PageWish): { page: number; query: Record<string, string> } => {
    const page = Number(wish.cursor ?? 1);
    const since: Record<string, string> = wish.since === undefined ? {} : { modified_after: new Date(wish.since).toISOString(), dates_are_gmt: 'true' };
    return { page, query: { page: String(page), orderby: 'id', order: 'asc', ...since } };
  };
  const nextOf = (page: number, pages: number): { next?: string } => (page < pages ? { next: String(page + 1) } : {});
  const read = (row: z.output<typeof wooOrder>): StoreOrder | null => readWooOrder(row, statuses);

  function orderIn(json: unknown): Result<StoreOrder> {
    const row = rowOf('order', wooOrder, json, read);
    if ('bad' in row) return failure('invalid', `${name}: order ${row.bad.ref}: ${row.bad.field} ${row.bad.message}`);
    return row.item ? { ok: true, value: row.item } : failure('not_found', `${name}: it is no order yet`);
  }

  let currency: string | undefined;
  async function currencyOfStore(): Promise<Result<string>> {
    if (currency !== undefined) return { ok: true, value: currency };
    const answer = await get('data/currencies/current');
    if (!answer.ok) return answer;
    const found = z.object({ code: z.string().regex(/^[A-Z]{3}$/) }).safeParse(answer.value.json);
    if (!found.success) return failure('invalid', `${name} does not tell its currency`);
    currency = found.data.code;
    return { ok: true, value: currency };
  }

  /** All variations of a product that has them. */
  async function variationsOf(id: number): Promise<Result<WooVariation[]>> {
    const all: WooVariation[] = [];
    for (let page = 1; ; page++) {
      const found = await list(`products/${id}/variations`, { page: String(page) });
      if (!found.ok) return found;
      const rows = z.array(wooVariation).safeParse(found.value.rows);
      if (!rows.success) return failure('invalid', `${name}: product ${id}: variations: ${rows.error.issues[0]?.message ?? ''}`);
      all.push(...rows.data);
      if (page >= found.value.pages) return { ok: true, value: all };
    }
  }

  async function productsIn(rows: readonly unknown[], money: string): Promise<Result<Omit<Page<StoreProduct>, 'next'>>> {
    const variations = new Map<number, WooVariation[]>();
    for (const raw of rows) {
      const row = wooProduct.safeParse(raw);
      if (!row.success || row.data.type !== 'variable' || !isSold(row.data)) continue;
      const found = await variationsOf(row.data.id);
      if (!found.ok) return found;
      variations.set(row.data.id, found.value);
    }
    return { ok: true, value: rowsOf('product', wooProduct, rows, (row) => (isSold(row) ? readWooProduct(row, variations.get(row.id) ?? [], money) : null)) };
  }

  /** The product or variation with this SKU, as a line of an order names it. */
  async function lineOf(sku: string): Promise<Result<{ product_id: number; variation_id?: number }>> {
    const found = await list('products', { page: '1', sku });
    if (!found.ok) return found;
    const rows = z.array(z.object({ id: z.number(), parent_id: z.number().nullish(), sku: z.string() })).safeParse(found.value.rows);
    const one = rows.success ? rows.data.find((row) => row.sku === sku) : undefined;
    if (!one) return failure('not_possible', `${name} has no product with the SKU ${sku.slice(0, 60)}`);
    return { ok: true, value: one.parent_id ? { product_id: one.parent_id, variation_id: one.id } : { product_id: one.id } };
  }

  async function bodyOf(change: OrderChange, lines: z.output<typeof orderState>['line_items']): Promise<Result<Record<string, unknown>>> {
    switch (change.do) {
      case 'cancel':
        return { ok: true, value: { status: 'cancelled' } };
      case 'change_address':
        return { ok: true, value: { shipping: { address_1: change.address, address_2: '', city: '', postcode: '' } } };
      // The other gateways have names that each shop gives them.
      case 'change_payment':
        if (change.payment !== 'cod') return failure('not_possible', `${name} cannot tell which gateway is meant by ${change.payment}`);
        return { ok: true, value: { payment_method: 'cod', payment_method_title: 'Cash on delivery' } };
      case 'change_items': {
        const old = lines.filter((line) => [line.sku, String(line.variation_id || line.product_id || '')].includes(change.from));
        if (old.length === 0) return failure('not_allowed', `${name}: the order has no ${change.from.slice(0, 60)}`);
        const next = await lineOf(change.to.sku);
        if (!next.ok) return next;
        return { ok: true, value: { line_items: [...old.map(({ id }) => ({ id, quantity: 0 })), { ...next.value, quantity: change.to.quantity }] } };
      }
      default:
        return notPossible(name, change.do);
    }
  }

  /** Changes an order that has not been sent, with one request. The key stays in the order, so that an earlier one is seen. */
  async function change(order: StoreOrder, wanted: OrderChange, key: string): Promise<Result<void>> {
    const before = await get(`orders/${order.ref}`);
    if (!before.ok) return before;
    const state = orderState.safeParse(before.value.json);
    if (!state.success) return failure('unavailable', `${name} gives no status`);
    const { status, meta_data, line_items } = state.data;
    const isDone = meta_data?.some((one) => one.key === keyField && one.value === key) || (wanted.do === 'cancel' && status === 'cancelled');
    if (isDone) return { ok: true, value: undefined };
    if (!unsent.includes(status)) return failure('not_allowed', `${name}: the order is ${status}`);
    const body = await bodyOf(wanted, line_items);
    if (!body.ok) return body;
    const done = await client({ method: 'PUT', url: at(`orders/${order.ref}`), body: { ...body.value, meta_data: [{ key: keyField, value: key }] } });
    return done.ok ? { ok: true, value: undefined } : done;
  }

  return {
    name: 'woocommerce',
    can: new Set(['cancel', 'change_address', 'change_items', 'change_payment', 'coupon', 'webhook']),
    async ping() {
      const found = await currencyOfStore();
      return found.ok ? { ok: true, value: { currency: found.value } } : found;
    },
    async products(wish) {
      const money = await currencyOfStore();
      if (!money.ok) return money;
      const { page, query } = paged(wish);
      const found = await list('products', { ...query, status: 'publish' });
      if (!found.ok) return found;
      const rows = await productsIn(found.value.rows, money.value);
      return rows.ok ? { ok: true, value: { ...rows.value, ...nextOf(page, found.value.pages) } } : rows;
    },
    async product(ref) {
      const money = await currencyOfStore();
      if (!money.ok) return money;
      const found = await get(`products/${encodeURIComponent(ref)}`);
      if (!found.ok) return found;
      const rows = await productsIn([found.value.json], money.value);
      if (!rows.ok) return rows;
      const [product] = rows.value.items;
      const [bad] = rows.value.bad;
      if (bad) return failure('invalid', `${name}: product ${ref}: ${bad.field} ${bad.message}`);
      return product ? { ok: true, value: product } : failure('not_found', `${name}: product ${ref} is not sold`);
    },
    async orders(wish) {
      const { page, query } = paged(wish);
      const found = await list('orders', query);
      if (!found.ok) return found;
      return { ok: true, value: { ...rowsOf('order', wooOrder, found.value.rows, read), ...nextOf(page, found.value.pages) } };
    },
    async order(by) {
      if ('ref' in by) {
        const found = await get(`orders/${encodeURIComponent(by.ref)}`);
        return found.ok ? orderIn(found.value.json) : found;
      }
      // The number is the id unless an extension gives numbers of its own, which the search finds.
      const found = await list('orders', { page: '1', search: by.number });
      if (!found.ok) return found;
      const rows = rowsOf('order', wooOrder, found.value.rows, read);
      const order = rows.items.find(({ number }) => orderKey(number) === orderKey(by.number));
      if (order) return { ok: true, value: order };
      if (!/^\d{1,12}$/.test(by.number)) return failure('not_found', `${name} has no order ${by.number}`);
      const direct = await get(`orders/${by.number}`);
      if (!direct.ok) return direct;
      const one = orderIn(direct.value.json);
      return one.ok && orderKey(one.value.number) !== orderKey(by.number) ? failure('not_found', `${name} has no order ${by.number}`) : one;
    },
    async ordersOf({ email, phone, externalId }) {
      const query: Record<string, string> = externalId ? { customer: externalId } : { search: email ?? phone ?? '' };
      if (Object.values(query).includes('')) return { ok: true, value: [] };
      const found = await list('orders', { page: '1', ...query });
      return found.ok ? { ok: true, value: rowsOf('order', wooOrder, found.value.rows, read).items } : found;
    },
    change,
    openReturn: async () => notPossible(name, 'return'),
    carts: async () => notPossible(name, 'carts'),
    async createCoupon(coupon, money) {
      const worth = couponBody(coupon, money);
      if (!worth) return failure('not_possible', `${name} takes no such coupon: a gift, or an amount in another currency`);
      const product_ids: number[] = [];
      for (const sku of coupon.products ?? []) {
        const line = await lineOf(sku);
        // Without one of them it would be good for other things than was promised: without all, for everything.
        if (!line.ok) return line;
        product_ids.push(line.value.variation_id ?? line.value.product_id);
      }
      const body = { ...worth, ...(product_ids.length > 0 && { product_ids }) };
      const done = await client({ method: 'POST', url: at('coupons'), body });
      if (done.ok) return { ok: true, value: undefined };
      if (done.code === 'not_allowed' || done.code === 'unclear') {
        const there = await list('coupons', { page: '1', code: coupon.code.toLowerCase() });
        if (there.ok && there.value.rows.length > 0) return { ok: true, value: undefined };
      }
      return done;
    },
    webhook(headers, raw) {
      if (!webhookSecret) return { ok: false, reason: 'WOO_WEBHOOK_SECRET is not set, so no delivery can be verified' };
      // The first thing a new webhook sends is unsigned, and has no effect: https://woocommerce.github.io/code-reference/classes/WC-Webhook.html
      if (raw.length < 40 && /^webhook_id=\d+$/.test(raw.toString('latin1'))) return { ok: true, id: bodyId(raw) };
      const given = headerOf(headers, 'x-wc-webhook-signature');
      if (!given || !isSigned(raw, given, webhookSecret, 'base64')) return { ok: false, reason: 'the signature does not fit' };
      const id = headerOf(headers, 'x-wc-webhook-delivery-id') ?? bodyId(raw);
      const change = changeIn(headerOf(headers, 'x-wc-webhook-topic') ?? '', raw);
      return { ok: true, id, ...(change ? { change } : {}) };
    },
  };
}

const kinds: Readonly<Record<string, Change['kind']>> = {
  'order.created': 'order',
  'order.updated': 'order',
  'order.restored': 'order',
  'order.deleted': 'order',
  'product.created': 'product',
  'product.updated': 'product',
  'product.restored': 'product',
  'product.deleted': 'product_gone',
};

function changeIn(topic: string, raw: Buffer): Change | undefined {
  const kind = Object.hasOwn(kinds, topic) ? kinds[topic] : undefined;
  if (!kind) return undefined;
  try {
    const body = z.object({ id: z.number().int().positive() }).safeParse(JSON.parse(raw.toString('utf8')));
    return body.success ? { kind, ref: String(body.data.id) } : undefined;
  } catch {
    return undefined;
  }
}

/** https://developer.woocommerce.com/docs/apis/rest-api/v3/coupons/ */
function couponBody(coupon: CouponRow, currency: string): Record<string, unknown> | null {
  const base = {
    code: coupon.code,
    description: coupon.campaign,
    date_expires_gmt: new Date(coupon.until).toISOString().slice(0, 19),
    individual_use: true,
    usage_limit_per_user: 1,
    ...(coupon.shared ? coupon.limits?.uses !== undefined && { usage_limit: coupon.limits.uses } : { usage_limit: 1 }),
    ...(coupon.minimum && { minimum_amount: decimalOf(coupon.minimum.amount, currency) }),
  };
  if (coupon.minimum && coupon.minimum.currency !== currency) return null;
  switch (coupon.kind) {
    case 'percent':
      return { ...base, discount_type: 'percent', amount: String(coupon.percent ?? 0) };
    case 'fixed':
      if (!coupon.money || coupon.money.currency !== currency) return null;
      return {
        ...base,
        discount_type: coupon.products ? 'fixed_product' : 'fixed_cart',
        ...(coupon.products && { limit_usage_to_x_items: 1 }),
        amount: decimalOf(coupon.money.amount, currency),
      };
    case 'free_shipping':
      return { ...base, discount_type: 'fixed_cart', amount: '0', free_shipping: true };
    case 'gift':
      return null;
  }
}
