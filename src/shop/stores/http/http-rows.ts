/** Rows of a store whose API is described in the config. */
import { z } from 'zod';
import { plainText } from '../../importing/plain-text.ts';
import type { OrderItem, OrderStatus, Parcel, Variant } from '../../shop.ts';
import { uncounted } from '../../stock.ts';
import { addressIn, amountIn, currencyIn, momentIn, numberIn, RowTrouble, statusIn } from '../kit/row-trouble.ts';
import type { StoreCart, StoreOrder, StoreProduct } from '../kit/store-adapter.ts';
import { wayOfPaying } from '../kit/ways-of-paying.ts';
import type { HttpMapping } from './mapping.ts';
import { firstAt, listAt, textAt, valueAt } from './values.ts';

export const anyRow = z.record(z.string(), z.unknown());
type Raw = z.output<typeof anyRow>;
type ItemFields = HttpMapping['order_fields']['item'];

function needed(raw: unknown, paths: readonly string[], field: string): string {
  const text = textAt(raw, paths);
  if (text === undefined || text === '') throw new RowTrouble(paths.join(' or '), `is missing (${field})`);
  return text;
}

function amountAt(mapping: HttpMapping, raw: unknown, paths: readonly string[], currency: string): number {
  const field = paths[0] ?? '';
  const value = firstAt(raw, paths);
  if (mapping.money === 'decimal') return amountIn(value, currency, field);
  const minor = Number(value ?? Number.NaN);
  if (!Number.isInteger(minor)) throw new RowTrouble(field, 'is no whole number of the smallest unit');
  if (minor < 0) throw new RowTrouble(field, 'is negative');
  return minor;
}

/** Epoch ms of a value in the store's form. */
function momentAt({ times, utc_offset }: HttpMapping, raw: unknown, paths: readonly string[], field: string): number {
  const value = textAt(raw, paths);
  if (times === 'iso') return momentIn(value, paths[0] ?? field);
  if (times === 'local') return momentIn(value, paths[0] ?? field) - utc_offset * 3_600_000;
  const at = Number(value) * (times === 'seconds' ? 1_000 : 1);
  if (!(at > 0 && at < 1e14)) throw new RowTrouble(paths[0] ?? field, 'is no time');
  return Math.round(at);
}

const currencyAt = (mapping: HttpMapping, raw: unknown, paths: readonly string[] | undefined): string =>
  currencyIn(textAt(raw, paths) ?? mapping.currency, paths?.[0] ?? 'currency');

const count = (text: string | undefined): number | undefined => (text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : undefined);

function itemsAt(mapping: HttpMapping, raw: unknown, path: string, fields: ItemFields, currency: string): (Omit<OrderItem, 'title'> & { title: string })[] {
  return listAt(raw, path).flatMap((item) => {
    const quantity = count(textAt(item, fields.quantity)) ?? 1;
    if (quantity < 1) return [];
    const title = needed(item, fields.title, 'title').slice(0, 300);
    const image = textAt(item, fields.image);
    return [
      {
        sku: (textAt(item, fields.sku) || title).slice(0, 100),
        title,
        quantity,
        price: amountAt(mapping, item, fields.price, currency),
        ...(image ? { image } : {}),
      },
    ];
  });
}

/** Throws RowTrouble. */
export function readHttpOrder(mapping: HttpMapping, raw: Raw, own: Readonly<Record<string, OrderStatus>>): StoreOrder {
  const fields = mapping.order_fields;
  const currency = currencyAt(mapping, raw, fields.currency);
  const items = itemsAt(mapping, raw, fields.items, fields.item, currency).map((item) => ({ ...item, title: { zh: item.title, en: item.title } }));
  const ref = needed(raw, fields.id, 'id');
  const placedAt = momentAt(mapping, raw, fields.placed_at, 'placed_at');
  const [name, email, phone, externalId, coupon] = [fields.name, fields.email, fields.phone, fields.customer_id, fields.coupon].map((paths) =>
    textAt(raw, paths),
  );
  const [refundTo, home] = [fields.refund_account, fields.customer_address].map((paths) => textAt(raw, paths));
  const parcels = listAt(raw, fields.parcels ?? '-').flatMap((one): Parcel[] => {
    const number = textAt(one, fields.parcel?.number);
    return number
      ? [{ carrier: textAt(one, fields.parcel?.carrier) ?? '', number: number.slice(0, 100), url: textAt(one, fields.parcel?.url) ?? '', skus: [], steps: [] }]
      : [];
  });
  return {
    ref,
    number: numberIn(textAt(raw, fields.number) ?? ref, 'number'),
    status: statusIn(needed(raw, fields.status, 'status'), mapping.statuses, own, fields.status[0] ?? 'status'),
    placedAt,
    updatedAt: textAt(raw, fields.updated_at) === undefined ? placedAt : momentAt(mapping, raw, fields.updated_at ?? [], 'updated_at'),
    customer: {
      name: (name ?? '').slice(0, 200),
      ...(email ? { email } : {}),
      ...(phone ? { phone: phone.slice(0, 40) } : {}),
      ...(externalId && externalId !== '0' ? { externalId } : {}),
      ...(home ? { address: home.slice(0, 500) } : {}),
    },
    currency,
    items,
    total: amountAt(mapping, raw, fields.total, currency),
    payment: wayOfPaying(textAt(raw, fields.payment)),
    address: addressIn((fields.address ?? []).map((path) => textAt(raw, [path]))),
    parcels,
    ...(coupon ? { coupon: coupon.slice(0, 60) } : {}),
    ...(refundTo ? { refundTo: refundTo.slice(0, 200) } : {}),
  };
}

function variantsAt(mapping: HttpMapping, raw: Raw, currency: string, ref: string): Variant[] {
  const { variants, variant, price, stock, sku } = mapping.product_fields;
  const list = variants === undefined || !variant ? [] : listAt(raw, variants);
  if (list.length === 0 || !variant)
    return [
      {
        sku: (textAt(raw, sku) ?? ref).slice(0, 100),
        options: {},
        price: amountAt(mapping, raw, price, currency),
        stock: Math.max(0, count(textAt(raw, stock)) ?? uncounted),
      },
    ];
  return list.map((one) => ({
    sku: needed(one, variant.sku, 'sku').slice(0, 100),
    options: Object.fromEntries(
      Object.entries(variant.options).flatMap(([name, path]) => {
        const value = valueAt(one, path);
        return typeof value === 'string' && value !== '' ? [[name.toLowerCase(), value]] : [];
      }),
    ),
    price: variant.price ? amountAt(mapping, one, variant.price, currency) : amountAt(mapping, raw, price, currency),
    stock: Math.max(0, count(textAt(one, variant.stock)) ?? uncounted),
  }));
}

/** Throws RowTrouble. */
export function readHttpProduct(mapping: HttpMapping, raw: Raw, now: number): StoreProduct {
  const fields = mapping.product_fields;
  const ref = needed(raw, fields.id, 'id');
  const currency = currencyAt(mapping, raw, fields.currency);
  const title = needed(raw, fields.title, 'title').slice(0, 300);
  const about = plainText(textAt(raw, fields.text) ?? '').slice(0, 4_000);
  const variants = variantsAt({ ...mapping, money: mapping.product_money ?? mapping.money }, raw, currency, ref);
  return {
    _id: ref.slice(0, 100),
    title: { zh: title, en: title },
    text: { zh: about, en: about },
    category: (textAt(raw, fields.category) ?? '').slice(0, 100),
    currency,
    price: Math.min(...variants.map(({ price }) => price)),
    image: textAt(raw, fields.image) ?? '',
    url: textAt(raw, fields.url) ?? '',
    tags: [],
    variants,
    sold: 0,
    updatedAt: textAt(raw, fields.updated_at) === undefined ? now : momentAt(mapping, raw, fields.updated_at ?? [], 'updated_at'),
  };
}

/** Throws RowTrouble. */
export function readHttpCart(mapping: HttpMapping, raw: Raw): StoreCart | null {
  const fields = mapping.cart_fields;
  if (!fields) return null;
  const currency = currencyAt(mapping, raw, fields.currency);
  const [email, phone, externalId] = [fields.email, fields.phone, fields.customer_id].map((paths) => textAt(raw, paths));
  return {
    ref: needed(raw, fields.id, 'id').slice(0, 100),
    url: needed(raw, fields.url, 'url'),
    currency,
    items: itemsAt(mapping, raw, fields.items, fields.item, currency),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(externalId ? { externalId } : {}),
    updatedAt: momentAt(mapping, raw, fields.updated_at, 'updated_at'),
  };
}
