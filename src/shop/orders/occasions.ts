/** Occasions to write to a customer: an order without payment, a first order, something that they usually buy by now, a long silence, a birthday. */

import type { Vars } from '../../json.ts';
import { isoDay, localTime } from '../../reading/values/calendar.ts';
import { type ContactKey, contacts } from '../../store/collections.ts';
import { everyRow } from '../../store/every-row.ts';
import type { Store } from '../../store/store.ts';
import { localText } from '../local-text.ts';
import { type OrderRow, orders, type ProductRow, products } from '../shop.ts';
import { orderView } from './order-view.ts';
import { reorderOf } from './reorder.ts';

const day = 86_400_000;

/** An event for one customer. */
export interface Occasion {
  /** Key of deduplication: the same for the same occasion. */
  id: string;
  name: 'order.unpaid' | 'customer.first_order' | 'reorder.due' | 'customer.lapsed' | 'customer.birthday';
  contact: ContactKey;
  data: Vars;
}

export interface OccasionRules {
  /** IANA. */
  zone: string;
  lang: string;
  /** Time since the last order after which a customer is missed, ms; never unless given. */
  lapsedAfter?: number | undefined;
}

/** Age from which an occasion counts as missed, ms: nobody is written to about it weeks later. */
const fresh = 3 * day;

const isDue = (due: number, now: number): boolean => due <= now && due > now - fresh;

/** Orders of one customer, by product. */
interface Bought {
  key: ContactKey;
  last: { at: number; number: string; title: string };
  times: Map<string, number[]>;
}

const gone = new Set<OrderRow['status']>(['cancelled', 'returned', 'refunded']);

function ownerOf({ contact, email, customer, phone }: OrderRow): [string, ContactKey | undefined] | undefined {
  if (contact) return [`contact ${contact}`, undefined];
  if (customer.externalId) return [`id ${customer.externalId}`, { externalId: customer.externalId }];
  if (email) return [`email ${email}`, { email }];
  return phone && customer.phone ? [`phone ${phone}`, { phone: customer.phone }] : undefined;
}

/** Returns the conversation in which the contact can be written to. */
async function addressOf(store: Store, contact: string): Promise<ContactKey | undefined> {
  const row = await store.collection(contacts).get(contact);
  const into = row?.mergedInto ? await store.collection(contacts).get(row.mergedInto) : row;
  const address = into?.addresses[0];
  return address === undefined ? undefined : { address };
}

async function bought(store: Store, productOf: ReadonlyMap<string, string>, lang: string): Promise<Map<string, Bought>> {
  const owners = new Map<string, Bought>();
  for await (const order of everyRow(store, orders)) {
    const owner = gone.has(order.status) ? undefined : ownerOf(order);
    if (!owner) continue;
    const [id, key] = owner;
    const title = order.items[0] ? localText(order.items[0].title, lang) : order.number;
    const latest = { at: order.placedAt, number: order.number, title };
    const one = owners.get(id) ?? { key: key ?? { address: '' }, last: latest, times: new Map() };
    if (order.placedAt > one.last.at) one.last = latest;
    for (const product of new Set(order.items.flatMap(({ sku }) => productOf.get(sku) ?? [])))
      one.times.set(product, [...(one.times.get(product) ?? []), order.placedAt]);
    owners.set(id, one);
  }
  return owners;
}

async function ofOrders(store: Store, { lang, lapsedAfter }: OccasionRules, now: number): Promise<Occasion[]> {
  const productOf = new Map<string, string>();
  for await (const product of everyRow<ProductRow>(store, products)) for (const { sku } of product.variants) productOf.set(sku, product._id);
  const found: Occasion[] = [];
  for (const [owner, { key, last, times }] of await bought(store, productOf, lang)) {
    const due = [...times].flatMap(([product, at]) => {
      const reorder = reorderOf(at);
      return reorder && isDue(reorder.due, now) ? [{ product, ...reorder }] : [];
    });
    const hasLapsed = lapsedAfter !== undefined && isDue(last.at + lapsedAfter, now);
    if (due.length === 0 && !hasLapsed) continue;
    const contact = owner.startsWith('contact ') ? await addressOf(store, owner.slice(8)) : key;
    if (!contact) continue;
    const days = (ms: number): number => Math.round(ms / day);
    for (const { product, times: count, usual, last: at } of due) {
      const data = { reorder: { product, times: count, usual_days: days(usual), since_days: days(now - at) } };
      found.push({ id: `reorder:${owner}:${product}:${at}`, name: 'reorder.due', contact, data });
    }
    if (hasLapsed) {
      const data = { customer: { order: last.number, title: last.title, days: days(now - last.at) } };
      found.push({ id: `lapsed:${owner}:${last.number}`, name: 'customer.lapsed', contact, data });
    }
  }
  return found;
}

/** Days of the year that are celebrated today: who was born on 29 February celebrates on the 28th in other years. */
function birthdaysOf(today: string): Set<string> {
  const [year = 0] = today.split('-').map(Number);
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return new Set([today.slice(5), ...(today.endsWith('-02-28') && !isLeap ? ['02-29'] : [])]);
}

async function ofBirthdays(store: Store, zone: string, now: number): Promise<Occasion[]> {
  const today = isoDay(localTime(now, zone).day);
  const days = birthdaysOf(today);
  const year = today.slice(0, 4);
  const found: Occasion[] = [];
  for await (const { _id, vars, addresses, mergedInto } of everyRow(store, contacts)) {
    const [address] = addresses;
    if (mergedInto || address === undefined || typeof vars.birthday !== 'string' || !days.has(vars.birthday)) continue;
    found.push({ id: `birthday:${_id}:${year}`, name: 'customer.birthday', contact: { address }, data: { customer: { year } } });
  }
  return found;
}

/** Time after which an order that nobody paid is told of, and after which it is too late for that, ms. */
const unpaid = { from: 1_800_000, until: day };

/** Tells whether this order is the only one of whoever made it, by all that the shop knows of them; false where it knows nothing to tell by. */
async function isFirst(store: Store, { number, contact, email, phone }: OrderRow): Promise<boolean> {
  const ways = [contact && { contact }, email && { email }, phone && { phone }].filter((way) => way !== undefined && way !== '');
  if (ways.length === 0) return false;
  for (const where of ways) {
    const some = await store.collection(orders).find({ where: where as { email: string }, limit: 50 });
    if (some.some((other) => other.number !== number && other.status !== 'cancelled')) return false;
  }
  return true;
}

/** Time after which a first order is an old one, ms: a shop that is connected brings its past. */
const firstUntil = day;

/** Returns the orders of today that are paid, or to be paid on delivery, and the first of their customers; to be asked for every few minutes. */
export async function firstOrders(store: Store, now: number, told: ReadonlySet<string> = new Set()): Promise<Occasion[]> {
  const found: Occasion[] = [];
  const recent = await store.collection(orders).find({ where: { placedAt: { gt: now - firstUntil } }, sort: { by: 'placedAt' }, limit: 10_000 });
  for (const order of recent) {
    const id = `first:${order.number}`;
    const isBought = order.status === 'placed' ? order.payment === 'cod' && order.confirmedAt !== undefined : !gone.has(order.status);
    if (!isBought || told.has(id) || !(await isFirst(store, order))) continue;
    const [owner = '', key] = ownerOf(order) ?? [];
    const contact = owner.startsWith('contact ') ? await addressOf(store, owner.slice(8)) : key;
    if (contact) found.push({ id, name: 'customer.first_order', contact, data: { customer: { order: order.number } } });
  }
  return found;
}

/** Returns the orders that wait for their payment, to be asked for every few minutes. Cash on delivery is paid later. */
export async function unpaidOrders(store: Store, lang: string, now: number): Promise<Occasion[]> {
  const found: Occasion[] = [];
  const recent = await store.collection(orders).find({ where: { placedAt: { gt: now - unpaid.until } }, sort: { by: 'placedAt' }, limit: 10_000 });
  for (const order of recent) {
    if (order.status !== 'placed' || order.payment === 'cod' || order.placedAt > now - unpaid.from) continue;
    const [owner = '', key] = ownerOf(order) ?? [];
    const contact = owner.startsWith('contact ') ? await addressOf(store, owner.slice(8)) : key;
    if (contact) found.push({ id: `unpaid:${order.number}`, name: 'order.unpaid', contact, data: { order: orderView(order, lang, now, {}) } });
  }
  return found;
}

/** Returns the occasions of today. To be asked once a day: it reads every order and contact. */
export async function occasionsOf(store: Store, rules: OccasionRules, now: number): Promise<Occasion[]> {
  return [...(await ofOrders(store, rules, now)), ...(await ofBirthdays(store, rules.zone, now))];
}
