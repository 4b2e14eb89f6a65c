/** Whose an order is, among many people: the contact that it names, and who has its email or phone. */
import type { Sliced } from '../../event-loop/slices.ts';
import { phoneKey } from '../../numbers/phone-key.ts';
import type { OrderRow } from '../../shop/shop.ts';
import type { Person } from './person-facts.ts';

/** People between two looks at the time. */
const stride = 256;

/** Digits that all spellings of a number share, so that two with others are not the same number; undefined where it is no plain number. */
function tailOf(phone: string): string | undefined {
  const digits = /^\+?[\d\s()-]+$/.test(phone) ? phone.replace(/\D/g, '') : '';
  return digits.length < 7 ? undefined : digits.slice(-7);
}

export class OrderOwners {
  readonly #country: string | undefined;
  readonly #emails = new Map<string, string[]>();
  /** People by the last digits of their phone: to read a whole number takes long. */
  readonly #tails = new Map<string, Person[]>();
  readonly #phones = new Map<string, string[]>();

  constructor(country: string | undefined) {
    this.#country = country;
  }

  /** Takes people in, and shows each to `also`. With `among` only those who may own one of these orders by email or phone. */
  *take(people: Iterable<Person>, among?: readonly OrderRow[], also?: (person: Person) => void): Sliced<void> {
    const emails = among && new Set(among.map((order) => order.email));
    const tails = among && new Set(among.map((order) => (order.phone === undefined ? undefined : tailOf(order.phone))));
    let left = stride;
    for (const person of people) {
      also?.(person);
      const { email, phone } = person.buys;
      if (email !== undefined && (!emails || emails.has(email))) add(this.#emails, email, person.id);
      if (phone !== undefined) {
        const tail = tailOf(phone);
        if (tail === undefined) add(this.#phones, phoneKey(phone, this.#country), person.id);
        else if (!tails || tails.has(tail)) add(this.#tails, tail, person);
      }
      if (--left > 0) continue;
      left = stride;
      yield;
    }
  }

  /** Ids of the owners of an order. */
  of({ contact, email, phone }: OrderRow): Set<string> {
    const found = new Set<string>();
    if (contact !== undefined) found.add(contact);
    for (const id of (email !== undefined && this.#emails.get(email)) || []) found.add(id);
    if (phone === undefined) return found;
    for (const id of this.#phones.get(phone) ?? []) found.add(id);
    for (const { id, buys } of this.#tails.get(tailOf(phone) ?? '') ?? []) {
      const own = buys.phone ?? '';
      if (own === phone || own === `+${phone}` || phoneKey(own, this.#country) === phone) found.add(id);
    }
    return found;
  }
}

function add<T>(to: Map<string, T[]>, key: string, value: T): void {
  const known = to.get(key);
  if (known) known.push(value);
  else to.set(key, [value]);
}
