/** Finds what the writing of a picture means to this shop: an order, a parcel of the customer's own, a coupon or a product. */

import { orderKey } from '../../numbers/order-number.ts';
import { candidatesIn, digitsOf, lookalike } from '../../pictures/candidates.ts';
import type { Writing } from '../../pictures/picture.ts';
import type { Store } from '../../store/store.ts';
import { normalCode } from '../coupon-code.ts';
import { localText } from '../local-text.ts';
import { coupons, type OrderRow, orderProofs, orders, products } from '../shop.ts';

/** The find, in words that a customer might have typed. */
export type Known = { text: string; of: 'order' | 'coupon' | 'product' };
export type KnownInPicture = { ok: true; known: Known } | { ok: false; why: 'nothing' | 'several' };

/** Orders that are looked at for one picture. */
const most = 50;

/** Numbers of one form that a picture of a stranger may show: a list of guesses would tell which of them exist. */
const guessesMost = 3;

const formOf = (text: string): string => lookalike(text).replace(/\d/g, '9').replace(/[A-Z]/g, 'A');

/** Counts the different numbers in the writing that have the form of this one. */
function guessesLike(number: string, writing: Writing): number {
  const texts = [...candidatesIn(writing).filter(({ joined }) => !joined), ...writing.codes.map((text) => ({ text }))];
  return new Set(texts.map(({ text }) => lookalike(text)).filter((text) => formOf(text) === formOf(number))).size;
}

/** Orders whose number stands there: letter by letter where there is one, else by signs that look alike. */
async function ordersIn(store: Store, writing: Writing): Promise<OrderRow[]> {
  const found = [...candidatesIn(writing), ...writing.codes.map((text) => ({ text, marked: true, joined: false }))];
  const digits = [...new Set(found.flatMap(({ text }) => digitsOf(text)))];
  if (digits.length === 0) return [];
  const rows = await store.collection(orders).find({ where: { digits: { in: digits } }, limit: most });
  const keys = new Set(found.map(({ text }) => orderKey(text)));
  const looks = new Set(found.map(({ text }) => lookalike(text)));
  const alike = rows.filter(({ number }) => looks.has(lookalike(number)));
  // Of two numbers that look alike, the one that was read as it is written.
  const certain = new Set(alike.filter(({ key }) => keys.has(key)).map(({ number }) => lookalike(number)));
  return alike.filter(({ key, number }) => keys.has(key) || !certain.has(lookalike(number)));
}

/** Orders that are this customer's: bound to them, or proven. */
async function ownOrders(store: Store, contact: string): Promise<OrderRow[]> {
  const proofs = await store.collection(orderProofs).find({ where: { contact }, limit: most });
  const [bound, proven] = await Promise.all([
    store.collection(orders).find({ where: { contact }, limit: most }),
    store.collection(orders).getMany(proofs.map(({ order }) => order)),
  ]);
  return [...new Map([...bound, ...proven].map((row) => [row._id, row])).values()];
}

/**
 * Looks what the shop knows of the writing. Gives no order's contents: the number is what the customer would have typed, and proof is asked as for any.
 * Several orders: the customer's own where that is one, else none.
 */
export async function knownInPicture(store: Store, writing: Writing, contact: string, lang: string): Promise<KnownInPicture> {
  const known = (of: Known['of'], text: string): KnownInPicture => ({ ok: true, known: { text, of } });
  const found = await ordersIn(store, writing);
  const own = await ownOrders(store, contact);
  const [only] = found;
  if (only && found.length === 1) {
    const isOwn = own.some(({ _id }) => _id === only._id);
    return isOwn || guessesLike(only.number, writing) <= guessesMost ? known('order', only.number) : { ok: false, why: 'several' };
  }
  if (found.length > 1) {
    const theirs = found.filter(({ _id }) => own.some((row) => row._id === _id));
    return theirs.length === 1 && theirs[0] ? known('order', theirs[0].number) : { ok: false, why: 'several' };
  }
  const looks = new Set([...candidatesIn(writing).map(({ text }) => lookalike(text)), ...writing.codes.map(lookalike)]);
  const parcel = own.flatMap((row) => row.parcels.map(({ number }) => ({ row, number }))).find(({ number }) => looks.has(lookalike(number)));
  if (parcel) return known('order', parcel.row.number);
  for (const code of writing.codes) {
    const coupon = await store.collection(coupons).get(normalCode(code));
    if (coupon) return known('coupon', coupon.code);
    const id = lastOfPath(code);
    const product = id === undefined ? null : await store.collection(products).get(id);
    if (product) return known('product', localText(product.title, lang));
  }
  return { ok: false, why: 'nothing' };
}

/** Returns the id that an address of a product ends with, or the code itself where it is none. */
function lastOfPath(code: string): string | undefined {
  if (!URL.canParse(code)) return code.length <= 100 ? code : undefined;
  const last = new URL(code).pathname.split('/').filter(Boolean).at(-1);
  try {
    return last === undefined ? undefined : decodeURIComponent(last);
  } catch {
    return undefined;
  }
}
