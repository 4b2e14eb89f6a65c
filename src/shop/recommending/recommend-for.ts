/** Recommendations for somebody, a cart or a product, as the customer may have them. */
import { inSlices } from '../../event-loop/slices.ts';
import type { Vars } from '../../json.ts';
import { parseConversationId } from '../../message.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import type { ShopAdapter } from '../adapter.ts';
import { localText } from '../local-text.ts';
import { currentCart } from '../orders/carts.ts';
import { ordersOf } from '../orders/lookup.ts';
import { productView } from '../search/products.ts';
import type { Asker, OrderRow } from '../shop.ts';
import { mayBePersonal } from './personal.ts';
import { undone } from './purchases.ts';
import { reasonText } from './reason.ts';
import { type Recommended, recommend } from './recommend.ts';
import { shelving } from './shelf.ts';

/** Bases of recommendations: what the customer buys, what lies in their cart, one product, or nothing in particular. */
export const goals = ['contact', 'cart', 'product', 'everybody'] as const;
export type Goal = (typeof goals)[number];

export interface RecommendTools {
  store: Store;
  shop: ShopAdapter;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
}

export interface Request {
  goal: Goal;
  /** Person who asks; nobody in particular unless set. */
  asker?: Asker;
  /** Ids of products, for the goal `product`. */
  products?: readonly string[];
  /** Ids of the products of the kind that is wanted; any kind unless set. */
  only?: readonly string[];
  /** Ids of products that are not wanted. */
  besides?: readonly string[];
  limit: number;
  now: number;
}

export interface Recommendations {
  items: Recommended[];
  /** Made by what the customer bought or has in the cart. Never so for one who refused that. */
  personal: boolean;
}

/** Most orders of somebody that are looked at. */
const mostOrders = 20;

/** Recommends; nothing that the customer has bought, sent back or put into the cart, as far as they let us look. */
export async function recommendFor(tools: RecommendTools, { goal, asker, products = [], only, besides = [], limit, now }: Request): Promise<Recommendations> {
  const { store, shop } = tools;
  const all = await shop.products(now);
  const personal = goal !== 'everybody' && asker !== undefined && (await mayBePersonal(store, asker.contact));
  const { placeOfSku } = await inSlices(shelving(all));
  const bought = personal ? await ordersOf(tools, asker, mostOrders) : [];
  const inCart = personal ? cartItems(await currentCart(store, asker.contact)) : [];
  const idsOf = (skus: readonly string[]): string[] => skus.flatMap((sku) => all[placeOfSku.get(sku) ?? -1]?._id ?? []);
  const kept = bought.filter(({ status }) => !undone.has(status)).flatMap((order) => order.items.map(({ sku }) => sku));
  const seeds = { product: products, cart: idsOf(inCart), contact: idsOf([...inCart, ...kept]), everybody: [] }[goal];
  const not = new Set([...besides, ...idsOf([...inCart, ...bought.flatMap(skusOf)])]);
  const items = await recommend(store, all, { seeds, not, limit, ...(only && only.length > 0 && { only: new Set(only) }) });
  return { items, personal: personal && goal !== 'product' && seeds.length > 0 };
}

const skusOf = ({ items }: OrderRow): string[] => items.map(({ sku }) => sku);
const cartItems = (cart: Awaited<ReturnType<typeof currentCart>>): string[] => (cart && cart.order === undefined ? cart.items.map(({ sku }) => sku) : []);

/** Returns the contact as one who asks; null when there is none. */
export async function askerOfContact(store: Store, id: string): Promise<Asker | null> {
  const row = await store.collection(contacts).get(id);
  if (!row) return null;
  const known = parseConversationId(row.addresses[0] ?? row._id);
  const address = known ?? { channel: '', account: '', user: '' };
  return { contact: row._id, address, ...(row.verifiedPhone !== undefined && { verifiedPhone: row.verifiedPhone }) };
}

/** Returns recommendations as flows and cards see them: products with their reason. */
export function recommendationsView({ items, personal }: Recommendations, lang: string): Vars[] {
  return items.map((item) => ({ ...productView(item.product, lang), reason: reasonText(item, lang), why: item.why, personal }));
}

/** Number of products that a text names. */
const named = 3;

/** Names what is recommended to a contact, or to nobody in particular; undefined where there is no such contact, or the shop has nothing for them. */
export async function recommendedText(tools: RecommendTools, contact: string | undefined, lang: string, now: number): Promise<string | undefined> {
  const asker = contact === undefined ? undefined : await askerOfContact(tools.store, contact);
  if (asker === null) return undefined;
  const { items } = await recommendFor(tools, { goal: asker ? 'contact' : 'everybody', ...(asker && { asker }), limit: named, now });
  if (items.length === 0) return undefined;
  const titles = items.map(({ product }) => localText(product.title, lang));
  return isChinese(lang) ? titles.join('、') : new Intl.ListFormat(lang, { type: 'conjunction' }).format(titles);
}
