/**
 * Shows an order to its owner only. An owner is known by the contact or channel identity that the order is linked to, or
 * proves it with the phone's last four digits or the e-mail of the order. A stranger learns nothing, not even whether a
 * number exists: an unknown number asks for proof and refuses it just like a real one.
 *
 * The e-mail and phone of `Asker` are not proof: customers tell them to flows themselves. A phone counts only where the
 * channel vouches for it (WhatsApp's user id is the number).
 */

import { orderDigits, plainNumber } from '../../numbers/order-number.ts';
import { isDoubtful, phoneKey } from '../../numbers/phone-key.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import type { ShopAdapter } from '../adapter.ts';
import type { Admission, AttemptLimiter, Strength } from '../proof/attempt-limiter.ts';
import { type Asker, type OrderRow, orderProofs } from '../shop.ts';
import { orderNumbersSaid } from './lookup-numbers.ts';

export type Lookup = { ok: true; order: OrderRow } | { ok: false; code: 'not_found' | 'proof_needed' | 'wrong_proof' } | Extract<Admission, { ok: false }>;

/** The number that an address of WhatsApp is. */
function numberOf({ channel, user }: { channel: string; user: string }): string | undefined {
  return channel.startsWith('whatsapp') ? /^\d{8,15}(?=@c\.us$|$)/.exec(user)?.[0] : undefined;
}

/** The phone numbers that channels vouch for now, as orders carry them. One that they had before may be somebody else's. */
async function vouchedPhones(store: Store, { address, contact, verifiedPhone }: Asker): Promise<string[]> {
  const current = verifiedPhone ?? (await store.collection(contacts).get(contact))?.verifiedPhone;
  const numbers = [numberOf(address), current].flatMap((number) => number?.replace(/\D/g, '') || []);
  return [...new Set(numbers.map((digits) => phoneKey(`+${digits}`, undefined)))].filter(Boolean);
}

/** The shop's own id of a customer who is logged in there: the web chat takes it only with the shop's signature. */
function signedId({ address }: Asker): string | undefined {
  return address.channel === 'webchat' && address.user.startsWith('u-') ? address.user.slice(2) : undefined;
}

/** Tells whether one of these numbers is certainly the one of the order; one that may be of two countries has to be proved. */
function isNumberOf(order: OrderRow, phones: readonly string[], country: string | undefined): boolean {
  return order.phone !== undefined && phones.includes(order.phone) && !isDoubtful(order.customer.phone ?? '', country);
}

async function owns({ store, country }: OwnerTools, order: OrderRow, asker: Asker): Promise<boolean> {
  if (order.contact === asker.contact) return true;
  if (order.phone && isNumberOf(order, await vouchedPhones(store, asker), country)) return true;
  const externalId = signedId(asker);
  if (externalId && order.customer.externalId === externalId) return true;
  return (await store.collection(orderProofs).get(`${order.number} ${asker.contact}`)) !== null;
}

/** Least number of digits that is a whole phone number in some country, and cannot be guessed. */
const wholePhone = 7;

/** Returns the text that was written as proof, in one form. Some customers repeat the number: "SO-10002 8021". */
function plainProof(proof: string, pattern: string | undefined): string {
  return (proofBeside(proof, pattern) ?? proof).slice(0, 200).normalize('NFKC').trim().toLowerCase();
}

/** Returns the strength by the written text alone, so that it reveals nothing of the order. */
export function strengthOfProof(plain: string): Strength {
  return plain.includes('@') || plain.replace(/\D/g, '').length >= wholePhone ? 'strong' : 'weak';
}

function proves(order: OrderRow, plain: string, strength: Strength, country: string | undefined): boolean {
  // One e-mail a try: a list of them would be many guesses for the price of one.
  if (plain.includes('@'))
    return order.email !== undefined && plain.indexOf('@') === plain.lastIndexOf('@') && plain.split(/[\s,;:，；：]+/).includes(order.email);
  const digits = plain.replace(/\D/g, '');
  if (strength === 'strong' && order.phone && phoneKey(plain, country) === order.phone) return true;
  const least = strength === 'strong' ? wholePhone : 4;
  if (digits.length < least || digits.length > 15) return false;
  return [order.phone ?? '', order.customer.phone?.replace(/\D/g, '') ?? '']
    .filter((phone) => phone.length >= least)
    .some((phone) => (digits.length > phone.length ? digits.endsWith(phone) : phone.endsWith(digits)));
}

/** Tells whether this proof alone, an e-mail or digits of a phone, is the order's. */
export const provesOrder = (order: OrderRow, plain: string, country: string | undefined): boolean => proves(order, plain, strengthOfProof(plain), country);

/**
 * Returns the proof that stands beside an order number in one message ("SO-10002, phone 8021"): an e-mail, or the only other group of exactly 4 or of
 * 10 and more digits. Undefined when there is none, or when it is not clear which.
 */
export function proofBeside(text: string, pattern?: string): string | undefined {
  const [number] = orderNumbersSaid(text, pattern);
  if (!number) return undefined;
  const plain = plainNumber(text).replace(number, ' ');
  const email = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/.exec(plain);
  if (email) return email[0];
  const own = orderDigits(number);
  const groups = (plain.match(/\d+/g) ?? []).filter((digits) => digits !== own && (digits.length === 4 || digits.length >= 10));
  return groups.length === 1 ? groups[0] : undefined;
}

interface OwnerTools {
  store: Store;
  shop: ShopAdapter;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
}

export interface LookupTools extends OwnerTools {
  attemptLimiter: AttemptLimiter;
  /** Pattern of the shop's own numbers. */
  pattern?: string | undefined;
}

/** The order of the first number that there is. */
async function firstOf(shop: ShopAdapter, numbers: readonly string[]): Promise<OrderRow | null> {
  for (const number of numbers) {
    const order = await shop.order(number);
    if (order) return order;
  }
  return null;
}

/** The first of these orders that the asker owns. */
async function ownOf(tools: OwnerTools, asker: Asker, numbers: readonly string[]): Promise<OrderRow | null> {
  for (const number of numbers) {
    const order = await tools.shop.order(number);
    if (order && (await owns(tools, order, asker))) return order;
  }
  return null;
}

/**
 * Finds an order by number for somebody. Of several numbers in the text a stranger is asked about the likeliest alone, whether or not there is such
 * an order: otherwise the answers would reveal which of them exist.
 * - `not_found`: the text holds no order number.
 * - `proof_needed`: not known as the owner (or no such order); ask for the phone's last four digits or the e-mail.
 * - `wrong_proof`: it does not match (or no such order).
 * - `too_many`: guessing is slowed down for the one who guesses; `stronger_proof`: just now only the whole phone number or the e-mail
 *   is taken, right or not.
 */
export async function lookUp(tools: LookupTools, asker: Asker, text: string, proof: string | undefined, now: number): Promise<Lookup> {
  const { store, shop, attemptLimiter, country, pattern } = tools;
  const numbers = orderNumbersSaid(text, pattern);
  const [likeliest] = numbers;
  if (!likeliest) return { ok: false, code: 'not_found' };
  const own = await ownOf(tools, asker, numbers);
  if (own) return { ok: true, order: own };
  if (!proof?.trim()) return { ok: false, code: 'proof_needed' };
  const plain = plainProof(proof, pattern);
  const strength = strengthOfProof(plain);
  // With or without what the shop writes before its digits it is one number, and has one count of tries.
  const digits = orderDigits(likeliest);
  const order = await firstOf(
    shop,
    numbers.filter((number) => orderDigits(number) === digits),
  );
  const proved = order !== null && proves(order, plain, strength, country) ? order : undefined;
  const admission = await attemptLimiter.admit(asker, digits, { strength, isRight: proved !== undefined }, now);
  if (!admission.ok) return admission;
  if (!proved) return { ok: false, code: 'wrong_proof' };
  await store.collection(orderProofs).insert({ _id: `${proved.number} ${asker.contact}`, contact: asker.contact, order: proved.number, at: now });
  return { ok: true, order: proved };
}

/** Finds exactly the order that was proved, not another whose number is only like it. */
async function orderProved(shop: ShopAdapter, number: string): Promise<OrderRow | null> {
  const order = await shop.order(number);
  return order?.number === number ? order : null;
}

/** Returns the orders that somebody is known to own, newest first. */
export async function ordersOf({ store, shop, country }: OwnerTools, asker: Asker, most: number): Promise<OrderRow[]> {
  const phones = await vouchedPhones(store, asker);
  const proofs = await store.collection(orderProofs).find({ where: { contact: asker.contact }, limit: 50 });
  const [linked, ...proved] = await Promise.all([
    shop.ordersOf({ contact: asker.contact, phones }, most),
    ...proofs.map((row) => orderProved(shop, row.order)),
  ]);
  const byNumber = new Map<string, OrderRow>();
  const theirs = linked.filter((order) => order.contact === asker.contact || isNumberOf(order, phones, country));
  for (const order of [...theirs, ...proved]) if (order) byNumber.set(order.number, order);
  return [...byNumber.values()].sort((a, b) => b.placedAt - a.placedAt).slice(0, most);
}
