/** Admin API of Medusa v2: https://docs.medusajs.com/api/admin */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Clock } from '../../../event-loop/clock.ts';
import { orderKey } from '../../../numbers/order-number.ts';
import type { OrderChange } from '../../adapter.ts';
import type { OrderStatus } from '../../shop.ts';
import { rowOf, rowsOf } from '../kit/row-trouble.ts';
import { type Change, failure, notPossible, type Result, type StoreAdapter, type StoreOrder, type Webhook } from '../kit/store-adapter.ts';
import { createStoreClient, type StoreAnswer, type StoreRequest } from '../kit/store-client.ts';
import { decimalOf } from '../kit/store-money.ts';
import { medusaOrder, medusaProduct, readMedusaOrder, readMedusaProduct } from './medusa-rows.ts';

export interface MedusaSettings {
  url: string;
  token: string;
  /** ISO 4217 of the shop: products have a price in each currency. */
  currency: string;
  /** Medusa signs nothing itself: a subscriber of the shop's sends `{ event, id }`, signed as shop events are. */
  verify(headers: IncomingHttpHeaders, raw: Buffer): { ok: true; id: string } | { ok: false; reason: string };
  statuses: Readonly<Record<string, OrderStatus>>;
  clock: Clock;
  timeoutMs?: number;
}

const name = 'Medusa';
const pageSize = 50;
/** By default there is little more than id, status and total: neither currency nor customer. */
const orderFields = '*items,*shipping_address,*fulfillments,*fulfillments.labels,+payment_status,+fulfillment_status,+currency_code,+total,+email,+customer_id';
const productFields =
  '*variants,*variants.prices,*variants.options,*variants.options.option,*variants.inventory_items,*variants.inventory_items.inventory.location_levels,*categories,*tags';
const sent: readonly OrderStatus[] = ['shipped', 'out_for_delivery', 'delivered', 'returned', 'refunded'];
const kinds: readonly [RegExp, Change['kind']][] = [
  [/^order\./, 'order'],
  [/^product\.deleted$/, 'product_gone'],
  [/^product\./, 'product'],
];
/** Begins the note of an edit that this program made. */
const ours = 'Zhanggui';
const variantRows = z.object({ variants: z.array(z.object({ id: z.string(), sku: z.string().nullish() })) });
const lineRows = z.object({ order: z.object({ items: z.array(z.object({ id: z.string(), variant_sku: z.string().nullish(), title: z.string() })) }) });
const changeRows = z.object({ order_changes: z.array(z.object({ status: z.string(), internal_note: z.string().nullish() })) });
const delivery = z.object({ event: z.string().max(100), id: z.string().min(1).max(100) });

export function createMedusa({ url, token, currency, verify, statuses, clock, timeoutMs }: MedusaSettings): StoreAdapter {
  const authorization = `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
  const client = createStoreClient({ name, headers: { authorization }, secrets: [token, authorization], clock, ...(timeoutMs ? { timeoutMs } : {}) });
  const at = (path: string, query: Record<string, string> = {}): URL => new URL(`${url}/admin/${path}?${new URLSearchParams(query)}`);
  const get = (path: string, query?: Record<string, string>): Promise<Result<StoreAnswer>> => client({ method: 'GET', url: at(path, query) });

  async function list(
    path: string,
    field: string,
    wish: { cursor?: string; since?: number },
    query: Record<string, string>,
  ): Promise<Result<{ rows: unknown[]; next?: string }>> {
    const offset = Number(wish.cursor ?? 0);
    const since: Record<string, string> = wish.since === undefined ? {} : { 'updated_at[$gte]': new Date(wish.since).toISOString() };
    const answer = await get(path, { ...query, ...since, limit: String(pageSize), offset: String(offset), order: 'id' });
    if (!answer.ok) return answer;
    const read = z.object({ [field]: z.array(z.unknown()), count: z.number() }).safeParse(answer.value.json);
    if (!read.success) return failure('invalid', `${name} gives no list of ${path}`);
    const rows = z.array(z.unknown()).parse(read.data[field]);
    const next = offset + rows.length;
    return { ok: true, value: { rows, ...(rows.length > 0 && next < Number(read.data.count) ? { next: String(next) } : {}) } };
  }

  const read = (row: z.output<typeof medusaOrder>): StoreOrder => readMedusaOrder(row, statuses);
  const productRows = (rows: readonly unknown[]) => rowsOf('product', medusaProduct, rows, (row) => readMedusaProduct(row, currency));
  const isSent = ({ status }: StoreOrder): boolean => sent.includes(status);

  /** Id of the variant with this SKU. */
  async function variantOf(sku: string): Promise<Result<string>> {
    const found = await get('product-variants', { q: sku, fields: 'id,sku', limit: String(pageSize) });
    if (!found.ok) return found;
    const rows = variantRows.safeParse(found.value.json);
    const one = rows.success ? rows.data.variants.find((row) => row.sku === sku) : undefined;
    return one ? { ok: true, value: one.id } : failure('not_possible', `${name} has no variant with the SKU ${sku.slice(0, 60)}`);
  }

  /**
   * Changes the items by an edit, which has no effect before it is confirmed: https://docs.medusajs.com/api/admin#order-edits. An edit of ours that an
   * earlier try left open is taken away; somebody else's stays.
   */
  async function changeItems(ref: string, { from, to }: Extract<OrderChange, { do: 'change_items' }>, key: string): Promise<Result<void>> {
    const before = await get(`orders/${encodeURIComponent(ref)}`, { fields: orderFields });
    if (!before.ok) return before;
    const lines = lineRows.safeParse(before.value.json);
    const old = lines.success ? lines.data.order.items.filter((line) => (line.variant_sku || line.title) === from) : [];
    if (old.length === 0) return failure('not_allowed', `${name}: the order has no ${from.slice(0, 60)}`);
    const variant = await variantOf(to.sku);
    if (!variant.ok) return variant;
    const path = `order-edits/${encodeURIComponent(ref)}`;
    const changes = await get(`orders/${encodeURIComponent(ref)}/changes`);
    if (!changes.ok) return changes;
    const open = changeRows.safeParse(changes.value.json).data?.order_changes.find(({ status }) => status === 'pending' || status === 'requested');
    if (open && !open.internal_note?.startsWith(ours)) return failure('not_allowed', `${name}: somebody is editing this order`);
    const steps: StoreRequest[] = [
      ...(open ? [{ method: 'DELETE', url: at(path) } as const] : []),
      { method: 'POST', url: at('order-edits'), body: { order_id: ref, internal_note: `${ours} ${key}` } },
      ...old.map(({ id }) => ({ method: 'POST', url: at(`${path}/items/item/${encodeURIComponent(id)}`), body: { quantity: 0 } }) as const),
      { method: 'POST', url: at(`${path}/items`), body: { items: [{ variant_id: variant.value, quantity: to.quantity }] } },
    ];
    for (const step of steps) {
      const done = await client(step);
      // The order is as it was: nothing of the edit counts yet.
      if (!done.ok) return done.code === 'unclear' ? failure('unavailable', done.detail) : done;
    }
    const done = await client({ method: 'POST', url: at(`${path}/confirm`) });
    return done.ok ? { ok: true, value: undefined } : done;
  }

  return {
    name: 'medusa',
    can: new Set(['cancel', 'change_address', 'change_items', 'coupon', 'webhook']),
    async ping() {
      const found = await get('stores', { limit: '1' });
      return found.ok ? { ok: true, value: { currency } } : found;
    },
    async products(wish) {
      const found = await list('products', 'products', wish, { fields: productFields, 'status[]': 'published' });
      if (!found.ok) return found;
      const { rows, next } = found.value;
      return { ok: true, value: { ...productRows(rows), ...(next ? { next } : {}) } };
    },
    async product(ref) {
      const found = await get(`products/${encodeURIComponent(ref)}`, { fields: productFields });
      if (!found.ok) return found;
      const body = z.object({ product: z.unknown() }).safeParse(found.value.json);
      const { items, bad } = productRows(body.success ? [body.data.product] : []);
      if (bad[0]) return failure('invalid', `${name}: product ${ref}: ${bad[0].field} ${bad[0].message}`);
      return items[0] ? { ok: true, value: items[0] } : failure('not_found', `${name}: product ${ref} is not sold`);
    },
    async orders(wish) {
      const found = await list('orders', 'orders', wish, { fields: orderFields });
      if (!found.ok) return found;
      const { rows, next } = found.value;
      return { ok: true, value: { ...rowsOf('order', medusaOrder, rows, read), ...(next ? { next } : {}) } };
    },
    async order(by) {
      if ('number' in by) {
        const found = await list('orders', 'orders', {}, { fields: orderFields, q: by.number });
        if (!found.ok) return found;
        const order = rowsOf('order', medusaOrder, found.value.rows, read).items.find(({ number }) => orderKey(number) === orderKey(by.number));
        return order ? { ok: true, value: order } : failure('not_found', `${name} has no order ${by.number}`);
      }
      const found = await get(`orders/${encodeURIComponent(by.ref)}`, { fields: orderFields });
      if (!found.ok) return found;
      const body = z.object({ order: z.unknown() }).safeParse(found.value.json);
      const row = rowOf('order', medusaOrder, body.data?.order, read);
      if ('bad' in row || !row.item)
        return failure('invalid', `${name}: order ${by.ref}: ${'bad' in row ? `${row.bad.field} ${row.bad.message}` : 'is empty'}`);
      return { ok: true, value: row.item };
    },
    async ordersOf({ email, externalId }) {
      const query: Record<string, string> = externalId ? { customer_id: externalId } : { q: email ?? '' };
      if (Object.values(query).includes('')) return { ok: true, value: [] };
      const found = await list('orders', 'orders', {}, { fields: orderFields, ...query });
      return found.ok ? { ok: true, value: rowsOf('order', medusaOrder, found.value.rows, read).items } : found;
    },
    async change(order, wanted, key) {
      if (wanted.do !== 'cancel' && wanted.do !== 'change_address' && wanted.do !== 'change_items') return notPossible(name, wanted.do);
      if (wanted.do === 'cancel' && order.status === 'cancelled') return { ok: true, value: undefined };
      if (isSent(order) || order.status === 'cancelled') return failure('not_allowed', `${name}: the order is ${order.status}`);
      if (wanted.do === 'change_items') return changeItems(order.ref, wanted, key);
      const request: StoreRequest =
        wanted.do === 'cancel'
          ? { method: 'POST', url: at(`orders/${order.ref}/cancel`) }
          : {
              method: 'POST',
              url: at(`orders/${order.ref}`),
              body: { shipping_address: { address_1: wanted.address, address_2: '', city: '', postal_code: '' } },
            };
      const done = await client(request);
      return done.ok ? { ok: true, value: undefined } : done;
    },
    openReturn: async () => notPossible(name, 'return'),
    carts: async () => notPossible(name, 'carts'),
    async createCoupon(coupon, money) {
      const worth =
        coupon.kind === 'percent'
          ? { type: 'percentage', value: coupon.percent ?? 0 }
          : coupon.kind === 'fixed' && coupon.money
            ? { type: 'fixed', value: Number(decimalOf(coupon.money.amount, money)) }
            : null;
      if (!worth) return failure('not_possible', `${name} has no code of this kind: ${coupon.kind}`);
      if (coupon.minimum) return failure('not_possible', `${name} is given no code with a minimum`);
      const values: string[] = [];
      for (const sku of coupon.products ?? []) {
        const variant = await variantOf(sku);
        // Without one of them it would be good for other things than was promised.
        if (!variant.ok) return variant;
        values.push(variant.value);
      }
      // https://docs.medusajs.com/resources/commerce-modules/promotion/application-method
      const target = coupon.products
        ? { target_type: 'items', allocation: 'across', target_rules: [{ attribute: 'items.variant_id', operator: 'in', values }] }
        : { target_type: 'order' };
      const uses = coupon.shared ? coupon.limits?.uses : 1;
      const there = await get('promotions', { code: coupon.code, limit: '1' });
      if (!there.ok) return there;
      const known = z.object({ promotions: z.array(z.unknown()) }).safeParse(there.value.json);
      if (known.success && known.data.promotions.length > 0) return { ok: true, value: undefined };
      const body = {
        code: coupon.code,
        type: 'standard',
        status: 'active',
        is_automatic: false,
        application_method: { ...worth, ...target, currency_code: money.toLowerCase() },
        campaign: {
          name: `${coupon.campaign} ${coupon.code}`,
          campaign_identifier: coupon.code,
          ends_at: new Date(coupon.until).toISOString(),
          ...(uses !== undefined && { budget: { type: 'usage', limit: uses } }),
        },
      };
      const done = await client({ method: 'POST', url: at('promotions'), body });
      return done.ok ? { ok: true, value: undefined } : done;
    },
    webhook(headers, raw): Webhook {
      const verified = verify(headers, raw);
      if (!verified.ok) return verified;
      try {
        const body = delivery.safeParse(JSON.parse(raw.toString('utf8')));
        const kind = body.success ? kinds.find(([pattern]) => pattern.test(body.data.event))?.[1] : undefined;
        return { ok: true, id: verified.id, ...(kind && body.data ? { change: { kind, ref: body.data.id } } : {}) };
      } catch {
        return { ok: true, id: verified.id };
      }
    },
  };
}
