/** Any store with an HTTP API, by its description in the config. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../../event-loop/clock.ts';
import { sameSecret } from '../../../net/same-secret.ts';
import { orderKey } from '../../../numbers/order-number.ts';
import type { OrderChange } from '../../adapter.ts';
import type { OrderStatus } from '../../shop.ts';
import { rowOf, rowsOf } from '../kit/row-trouble.ts';
import {
  type Ability,
  failure,
  notPossible,
  type Page,
  type PageWish,
  type Result,
  type StoreAdapter,
  type StoreOrder,
  type Webhook,
} from '../kit/store-adapter.ts';
import { createStoreClient } from '../kit/store-client.ts';
import { decimalOf } from '../kit/store-money.ts';
import { bodyId, headerOf, isSigned, isSumSigned } from '../kit/store-signature.ts';
import { anyRow, readHttpCart, readHttpOrder, readHttpProduct } from './http-rows.ts';
import type { HttpMapping, Operation } from './mapping.ts';
import { addressOf, fillBody, listAt, type Names, textAt, valueAt } from './values.ts';

export interface HttpStoreSettings {
  mapping: HttpMapping;
  token: string;
  webhookSecret?: string;
  statuses: Readonly<Record<string, OrderStatus>>;
  clock: Clock;
  timeoutMs?: number;
}

const name = 'The store (shop.http)';

/** The names of a moment, in the forms that APIs ask for. */
function momentNames({ utc_offset }: HttpMapping, since: number | undefined, now: number): Names {
  if (since === undefined) return { now_local: localText(now, utc_offset), now_ms: now };
  return {
    since: new Date(since).toISOString(),
    since_local: localText(since, utc_offset),
    since_seconds: Math.floor(since / 1_000),
    since_ms: since,
    now_local: localText(now, utc_offset),
    now_ms: now,
  };
}

const localText = (at: number, offset: number): string => new Date(at + offset * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const abilities = [
  'cancel',
  'change_address',
  'change_items',
  'change_payment',
  'refund_account',
  'profile_address',
  'return',
  'coupon',
  'carts',
  'webhook',
] as const satisfies Ability[];

/** The names that a change fills in. */
function wishNames(change: OrderChange): Names {
  switch (change.do) {
    case 'cancel':
      return {};
    case 'change_address':
    case 'profile_address':
      return { address: change.address };
    case 'change_items':
      return { from_sku: change.from, to_sku: change.to.sku, quantity: change.to.quantity };
    case 'change_payment':
      return { payment: change.payment };
    case 'refund_account':
      return { account: change.account };
  }
}

export function createHttpStore({ mapping, token, webhookSecret, statuses, clock, timeoutMs }: HttpStoreSettings): StoreAdapter {
  const { base, auth, paging } = mapping;
  const value = auth.value.replaceAll('{token}', token);
  const client = createStoreClient({
    name,
    headers: auth.header && token ? { [auth.header.toLowerCase()]: value } : {},
    secrets: [token, value],
    clock,
    ...(timeoutMs ? { timeoutMs } : {}),
  });
  const can = new Set<Ability>();
  for (const ability of abilities) if (mapping[ability]) can.add(ability);

  async function ask(operation: Operation, names: Names, key?: string): Promise<Result<unknown>> {
    const url = addressOf(base, operation, names);
    if (auth.query && token) url.searchParams.set(auth.query, value);
    const isRead = operation.method === 'GET' || key === undefined;
    const answer = await client({
      method: operation.method,
      url,
      ...(operation.body ? { body: fillBody(operation.body, names) } : {}),
      ...(isRead ? { repeatable: true } : {}),
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
    if (!answer.ok) return answer;
    const { json } = answer.value;
    const { ok } = operation;
    const said = ok && valueAt(json, ok.at);
    if (ok && said !== ok.is) {
      const why = textAt(json, ['message', 'msg', 'error', 'gw_err_resp.err_msg']) ?? '';
      return failure('not_allowed', `${name} says ${ok.at} = ${JSON.stringify(said ?? null)}, not ${JSON.stringify(ok.is)} ${why}`);
    }
    return { ok: true, value: json };
  }

  /** One page of a list, with the cursor of the next. */
  async function page(operation: Operation, wish: PageWish): Promise<Result<{ list: unknown[]; next?: string }>> {
    const size = paging.by === 'none' ? undefined : paging.size;
    const at = Number(wish.cursor ?? (paging.by === 'page' ? paging.first : 0));
    const place: Names = paging.by === 'page' ? { page: at } : paging.by === 'offset' ? { offset: at } : paging.by === 'cursor' ? { cursor: wish.cursor } : {};
    const answer = await ask(operation, { size, ...place, ...momentNames(mapping, wish.since, clock.now()) });
    if (!answer.ok) return answer;
    const found = operation.at === undefined ? answer.value : valueAt(answer.value, operation.at);
    if (found !== null && !Array.isArray(found)) return failure('invalid', `${name} gives no list at ${operation.at ?? 'the top'}`);
    const list = listAt(answer.value, operation.at);
    const next =
      paging.by === 'cursor'
        ? textAt(answer.value, [paging.next])
        : list.length < (size ?? Number.POSITIVE_INFINITY)
          ? undefined
          : String(paging.by === 'page' ? at + 1 : at + list.length);
    return { ok: true, value: { list, ...(next ? { next } : {}) } };
  }

  const idOf =
    (paths: readonly string[] = ['id']) =>
    (raw: unknown): string | undefined =>
      textAt(raw, paths);
  const readOrder = (raw: Record<string, unknown>): StoreOrder => readHttpOrder(mapping, raw, statuses);
  const orderId = idOf(mapping.order_fields.id);

  function pageOf<T>(found: Result<{ list: unknown[]; next?: string }>, rows: (list: readonly unknown[]) => Omit<Page<T>, 'next'>): Result<Page<T>> {
    if (!found.ok) return found;
    const { list, next } = found.value;
    return { ok: true, value: { ...rows(list), ...(next ? { next } : {}) } };
  }

  async function write(ability: Ability, operation: Operation | undefined, names: Names, key: string): Promise<Result<void>> {
    if (!operation) return notPossible(name, ability);
    const done = await ask(operation, { ...names, key }, key);
    return done.ok ? { ok: true, value: undefined } : done;
  }
  const namesOf = ({ ref, number, total, currency }: StoreOrder): Names => ({
    ref,
    number,
    total: mapping.money === 'minor' ? total : decimalOf(total, currency),
    currency,
  });

  async function oneOrder(by: { ref: string } | { number: string }): Promise<Result<StoreOrder>> {
    const asked = 'ref' in by ? by.ref : by.number;
    const found = await ask(mapping.order, { ref: asked, number: asked });
    if (!found.ok) return found;
    const at = mapping.order.at === undefined ? found.value : valueAt(found.value, mapping.order.at);
    const list = Array.isArray(at) ? at : at === undefined || at === null ? [] : [at];
    for (const raw of list) {
      const row = rowOf('order', anyRow, raw, readOrder, orderId);
      if ('bad' in row) return failure('invalid', `${name}: order ${asked.slice(0, 40)}: ${row.bad.field} ${row.bad.message}`);
      if (row.item && (row.item.ref === asked || orderKey(row.item.number) === orderKey(asked))) return { ok: true, value: row.item };
    }
    return failure('not_found', `${name} has no order ${asked.slice(0, 40)}`);
  }

  const products = (list: readonly unknown[]) =>
    rowsOf('product', anyRow, list, (raw) => readHttpProduct(mapping, raw, clock.now()), idOf(mapping.product_fields.id));

  return {
    name: 'http',
    can,
    async ping() {
      const found = await page(mapping.orders, { since: clock.now() });
      return found.ok ? { ok: true, value: mapping.currency ? { currency: mapping.currency } : {} } : found;
    },
    products: async (wish) => pageOf(await page(mapping.products, wish), products),
    async product(ref) {
      if (!mapping.product) return failure('not_possible', `${name} has no operation for one product`);
      const found = await ask(mapping.product, { ref });
      if (!found.ok) return found;
      const raw = mapping.product.at === undefined ? found.value : valueAt(found.value, mapping.product.at);
      const { items, bad } = products(Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw]);
      if (bad[0]) return failure('invalid', `${name}: product ${ref}: ${bad[0].field} ${bad[0].message}`);
      return items[0] ? { ok: true, value: items[0] } : failure('not_found', `${name} has no product ${ref}`);
    },
    orders: async (wish) => pageOf(await page(mapping.orders, wish), (list) => rowsOf('order', anyRow, list, readOrder, orderId)),
    order: oneOrder,
    ordersOf: async () => ({ ok: true, value: [] }),
    change: (order, wanted, key) => write(wanted.do, mapping[wanted.do], { ...namesOf(order), ...wishNames(wanted) }, key),
    openReturn: ({ order, skus, kind, reason, key }) => write('return', mapping.return, { ...namesOf(order), skus: skus.join(','), kind, reason }, key),
    async carts(since) {
      if (!mapping.carts) return notPossible(name, 'carts');
      return pageOf(await page(mapping.carts, { since }), (list) =>
        rowsOf('cart', anyRow, list, (raw) => readHttpCart(mapping, raw), idOf(mapping.cart_fields?.id)),
      );
    },
    createCoupon: (coupon, currency) =>
      write(
        'coupon',
        mapping.coupon,
        {
          code: coupon.code,
          campaign: coupon.campaign,
          kind: coupon.kind,
          percent: coupon.percent,
          amount: coupon.money && (mapping.money === 'minor' ? coupon.money.amount : decimalOf(coupon.money.amount, currency)),
          currency,
          minimum: coupon.minimum && (mapping.money === 'minor' ? coupon.minimum.amount : decimalOf(coupon.minimum.amount, currency)),
          products: coupon.products?.join(','),
          until: new Date(coupon.until).toISOString(),
          until_ms: coupon.until,
        },
        `coupon-${coupon.code}`,
      ),
    webhook: (headers, raw) => webhookOf(mapping, webhookSecret, headers, raw),
  };
}

function isRight(webhook: NonNullable<HttpMapping['webhook']>, secret: string, given: string, raw: Buffer): boolean {
  switch (webhook.sign) {
    case 'hmac-sha256-hex':
      return isSigned(raw, given.replace(/^sha256=/, '').toLowerCase(), secret, 'hex');
    case 'hmac-sha256-base64':
      return isSigned(raw, given, secret, 'base64');
    case 'md5':
      return isSumSigned(raw, given, webhook.client_id ?? '', secret);
    case 'token':
      return sameSecret(given.replace(/^Bearer /, ''), secret);
  }
}

function webhookOf({ webhook }: HttpMapping, secret: string | undefined, headers: IncomingHttpHeaders, raw: Buffer): Webhook {
  if (!webhook) return { ok: false, reason: 'shop.http.webhook says nothing of how deliveries are signed' };
  if (!secret) return { ok: false, reason: 'SHOP_HTTP_WEBHOOK_SECRET is not set, so no delivery can be verified' };
  const given = headerOf(headers, webhook.header.toLowerCase());
  if (!given || !isRight(webhook, secret, given, raw)) return { ok: false, reason: 'the signature does not fit' };
  const id = (webhook.id_header && headerOf(headers, webhook.id_header.toLowerCase())) || bodyId(raw);
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch {
    return { ok: true, id };
  }
  const said = (webhook.kind.header && headerOf(headers, webhook.kind.header.toLowerCase())) || textAt(body, webhook.kind.at ? [webhook.kind.at] : []) || '';
  const kind = (Object.hasOwn(webhook.kinds, said) ? webhook.kinds[said] : undefined) ?? webhook.kinds['*'];
  const ref = textAt(body, webhook.ref);
  return kind && ref ? { ok: true, id, change: { kind, ref: ref.slice(0, 100) } } : { ok: true, id };
}
