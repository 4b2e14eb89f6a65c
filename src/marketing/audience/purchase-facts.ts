/** Purchases of people: the orders that name them, by contact, email or phone, summed up. */
import { phoneKey } from '../../numbers/phone-key.ts';
import { type OrderRow, orders, products } from '../../shop/shop.ts';
import type { ContactRow } from '../../store/collections.ts';
import type { Collection, Store } from '../../store/store.ts';

/** Orders of a person that were not cancelled or given back. Times are epoch ms. */
export interface Purchases {
  ids: string[];
  /** Minor units of the shop's currency. */
  spent: number;
  first: number;
  last: number;
  skus: string[];
}

export interface PurchaseOptions {
  store: Store;
  currency: string;
  /** ISO 3166, of phone numbers without country code. */
  country?: string;
}

const byNothing = {};

/** Email and phone by which an order is somebody's: what a flow was told can be another's, so that nobody is found by it. */
export function buysBy({ email, phone, verifiedPhone, told }: ContactRow): { email?: string; phone?: string } {
  const number = verifiedPhone ?? (told?.includes('phone') ? undefined : phone);
  if (!number && !email) return byNothing;
  return { ...(email && !told?.includes('email') && { email }), ...(number && { phone: number }) };
}

const notBought: ReadonlySet<string> = new Set<OrderRow['status']>(['cancelled', 'refunded', 'returned']);
const pageSize = 1_000;
const waresPage = 200;

/** Adds an order to what somebody bought, once; one that was undone changes nothing. */
export function withOrder(known: Purchases | undefined, order: OrderRow, currency: string): Purchases | undefined {
  if (notBought.has(order.status)) return known;
  const spent = order.currency === currency ? order.total : 0;
  const skus = order.items.map(({ sku }) => sku);
  if (!known) return { ids: [order._id], spent, first: order.placedAt, last: order.placedAt, skus: [...new Set(skus)] };
  known.ids.push(order._id);
  known.spent += spent;
  known.first = Math.min(known.first, order.placedAt);
  known.last = Math.max(known.last, order.placedAt);
  for (const sku of skus) if (!known.skus.includes(sku)) known.skus.push(sku);
  return known;
}

/** Returns the purchases of a page of contacts, by contact, in few queries. */
export async function purchasesOf({ store, currency, country }: PurchaseOptions, page: readonly ContactRow[]): Promise<Map<string, Purchases>> {
  const [ids, emails, phones] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()];
  for (const contact of page) {
    const { email, phone } = buysBy(contact);
    ids.set(contact._id, [contact._id]);
    if (email) add(emails, email, contact._id);
    if (phone) add(phones, phoneKey(phone, country), contact._id);
  }
  const found = new Map<string, Purchases>();
  const seen = new Set<string>();
  for (const [field, keys] of [
    ['contact', ids],
    ['email', emails],
    ['phone', phones],
  ] as const) {
    for (const order of await allWith(store.collection(orders), field, [...keys.keys()])) {
      for (const owner of keys.get(order[field] ?? '') ?? []) {
        const both = `${owner}\n${order._id}`;
        if (seen.has(both)) continue;
        seen.add(both);
        const bought = withOrder(found.get(owner), order, currency);
        if (bought) found.set(owner, bought);
      }
    }
  }
  return found;
}

function add(to: Map<string, string[]>, key: string, id: string): void {
  const known = to.get(key);
  if (known) known.push(id);
  else to.set(key, [id]);
}

async function allWith(rows: Collection<OrderRow>, field: 'contact' | 'email' | 'phone', values: string[]): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  if (values.length === 0) return found;
  for (let after = ''; ; ) {
    const page = await rows.find({ where: { [field]: { in: values }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    found.push(...page);
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return found;
  }
}

/** Product and category of a sku. */
export interface Ware {
  product: string;
  category: string;
}

/** Products by sku, a product's own id among them. */
export async function waresBySku(store: Store): Promise<Map<string, Ware>> {
  const found = new Map<string, Ware>();
  for (let after = ''; ; ) {
    const page = await store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: waresPage });
    for (const { _id, category, variants } of page) {
      const ware = { product: _id, category };
      for (const sku of [_id, ...variants.map((variant) => variant.sku)]) found.set(sku, ware);
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < waresPage) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
