/**
 * The people of the shop as conditions see them, kept in memory and current, so that a condition is counted while it is typed. It is read from the store
 * in slices when it is first asked, and follows the rows that change. Where it would take more memory than it may, counts read the store each time.
 */
import { setImmediate as nextRound } from 'node:timers/promises';
import type { Clock } from '../../event-loop/clock.ts';
import { inSlices } from '../../event-loop/slices.ts';
import { type OrderRow, orders, products } from '../../shop/shop.ts';
import { type ContactRow, contacts } from '../../store/collections.ts';
import type { Collection, Row } from '../../store/store.ts';
import type { Change } from '../../store/watched.ts';
import { broadcastMarks, broadcasts, recipients } from '../broadcast/rows.ts';
import { OrderOwners } from './order-owners.ts';
import { type FactGroup, namesWares, needs, Person, personsOf } from './person-facts.ts';
import { createPool } from './pool.ts';
import { type PurchaseOptions, purchasesOf, type Ware, waresBySku, withOrder } from './purchase-facts.ts';
import { contactOf, type Received, receivedOf, saysNothing, withMark, withRecipient } from './received-facts.ts';
import type { Segment } from './segment-condition.ts';
import { countAmong, countPerson, noCount, type SegmentCount } from './segment-count.ts';

export interface PeopleOptions extends PurchaseOptions {
  clock: Clock;
  /** Most bytes that they may take, by estimate. */
  maxBytes?: number;
  /** Read anew after this, ms, where other processes write rows as well and a word of theirs may be lost. */
  maxAge?: number;
}

/** A count, and the moment whose rows it tells of, epoch ms. */
export type CountAsOf = SegmentCount & { asOf: number };

/** Collections whose changes matter. */
export const peopleCollections: ReadonlySet<string> = new Set([contacts, orders, products, broadcasts, recipients, broadcastMarks].map(({ name }) => name));

const defaultBytes = 192 * 1024 * 1024;
const pageSize = 200;
/** Most people that are looked at for one page of a segment. */
const pageMost = 5_000;
/** Changes are read this long after the first of them, so that a count finds few, ms. */
const followAfter = 300;
/** With more changes than this, and than a fifth of the people, all is read anew. */
const manyChanges = 5_000;
/** Memory of a person beside the texts, bytes. */
const personBytes = 550;

export class People {
  readonly #given: PeopleOptions;
  #people = new Map<string, Person>();
  #state: 'none' | 'ready' | 'over' = 'none';
  #groups = new Set<FactGroup>();
  #bytes = 0;
  #readAt = 0;
  #pool = createPool(() => {});
  readonly #shared: { currency: string; wares: Map<string, Ware>; broadcasts: Map<string, string> };
  #wares: 'stale' | 'current' = 'stale';
  #names: 'stale' | 'current' = 'stale';
  readonly #dirty = { contacts: new Set<string>(), orders: new Set<string>() };
  #work: Promise<unknown> = Promise.resolve();
  #cancelFollow: (() => void) | undefined;

  constructor(options: PeopleOptions) {
    this.#given = options;
    this.#shared = { currency: options.currency, wares: new Map(), broadcasts: new Map() };
  }

  /** Bytes that they take, by estimate. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Hears of a row that was written. */
  changed({ in: name, id, row }: Change): void {
    if (name === products.name) this.#wares = 'stale';
    if (name === broadcasts.name && this.#shared.broadcasts.get(id) !== row.name) this.#names = 'stale';
    if (this.#state !== 'ready') return;
    if (name === contacts.name) this.#dirty.contacts.add(id);
    else if (name === orders.name) this.#dirty.orders.add(id);
    else if ((name === recipients.name || name === broadcastMarks.name) && this.#groups.has('received') && !saysNothing(row.state)) {
      const contact = contactOf(id);
      if (contact !== undefined) this.#dirty.contacts.add(contact);
    }
    this.#cancelFollow ??= this.#given.clock.after(followAfter, () => void this.#alone(() => this.#follow()).catch(() => this.drop()));
  }

  /** Reads everybody, so that the first count need not wait. */
  async warm(): Promise<void> {
    await this.#alone(() => this.#ready(new Set(['orders'])));
  }

  /** Forgets everybody; the next count reads them anew. */
  drop(): void {
    this.#people = new Map();
    this.#state = 'none';
    this.#groups = new Set();
    this.#bytes = 0;
    this.#wares = 'stale';
    this.#names = 'stale';
    this.#pool = createPool(() => {});
    this.#forget();
  }

  close(): void {
    this.#cancelFollow?.();
    this.drop();
  }

  /** Counts the people whom a condition names. Rows written before the call are in it. */
  async count(segment: Segment): Promise<CountAsOf> {
    const { clock } = this.#given;
    await this.#alone(() => this.#ready(segment.names)).catch((error: unknown) => {
      this.drop();
      throw error;
    });
    const asOf = clock.now();
    if (this.#state === 'over') return { ...(await this.#countByPages(segment, asOf)), asOf };
    return { ...(await inSlices(countAmong(this.#people.values(), segment, asOf), 5)), asOf };
  }

  /**
   * Reads those whom a condition names in the order of their ids, from behind `after` on, at most `limit`; `next` where there may be more, also when
   * none was found so far: a page looks at 5,000 people.
   */
  async page(segment: Segment, after: string, limit: number): Promise<{ items: SegmentCount['examples']; next?: string }> {
    const now = this.#given.clock.now();
    const items: SegmentCount['examples'] = [];
    let last = after;
    for (let looked = 0; looked < pageMost; looked += pageSize) {
      const rows = await this.#given.store.collection(contacts).find({ where: { _id: { gt: last } }, sort: { by: '_id' }, limit: pageSize });
      const own = rows.filter((one) => one.mergedInto === undefined);
      for (const person of await personsOf({ ...this.#given, names: segment.names }, own)) {
        if (!segment.holds(person, now)) continue;
        const { id, name, reached } = person;
        items.push({ id, ...(name && { name }), ...(reached && { channel: reached }) });
        if (items.length === limit) return { items, next: id };
      }
      last = rows.at(-1)?._id ?? last;
      if (rows.length < pageSize) return { items };
      await nextRound();
    }
    return { items, next: last };
  }

  /** One after the other, whatever the outcome of the one before. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => {});
    return done;
  }

  #forget(): void {
    this.#dirty.contacts.clear();
    this.#dirty.orders.clear();
  }

  async #ready(names: ReadonlySet<string>): Promise<void> {
    const { clock, maxAge = Number.POSITIVE_INFINITY, store } = this.#given;
    if (this.#state === 'ready' && clock.monotonic() - this.#readAt > maxAge) this.drop();
    const many = this.#dirty.contacts.size + this.#dirty.orders.size;
    if (this.#state === 'ready' && many > manyChanges && many > this.#people.size / 5) this.drop();
    if (this.#state === 'none') await this.#readEverybody();
    if (this.#state === 'over') return;
    if (needs(names, 'purchases') && !this.#groups.has('purchases')) await this.#readPurchases();
    if (needs(names, 'received') && !this.#groups.has('received')) await this.#readReceived();
    if (namesWares(names) && this.#wares === 'stale') {
      this.#wares = 'current';
      this.#shared.wares = await waresBySku(store);
    }
    if (needs(names, 'received') && this.#names === 'stale') {
      this.#names = 'current';
      const found = new Map<string, string>();
      await everyRow(store.collection(broadcasts), (rows) => {
        for (const { _id, name } of rows) found.set(_id, name);
        return true;
      });
      this.#shared.broadcasts = found;
    }
    await this.#follow();
  }

  async #readEverybody(): Promise<void> {
    const { store, clock, maxBytes = defaultBytes } = this.#given;
    this.drop();
    this.#pool = createPool((bytes) => {
      this.#bytes += bytes;
    });
    this.#readAt = clock.monotonic();
    // From here on changes are noted.
    this.#state = 'ready';
    await everyRow(store.collection(contacts), (rows) => {
      for (const row of rows) this.#put(row);
      return this.#bytes <= maxBytes;
    });
    if (this.#bytes <= maxBytes) return;
    this.drop();
    this.#state = 'over';
  }

  /** Takes in a contact; one that was merged away is nobody. */
  #put(row: ContactRow): Person | undefined {
    if (row.mergedInto !== undefined) {
      this.#people.delete(row._id);
      return undefined;
    }
    const person = new Person(row, this.#shared, this.#pool);
    if (!this.#people.has(row._id)) this.#bytes += personBytes + textBytes(row);
    this.#people.set(row._id, person);
    return person;
  }

  async #readPurchases(): Promise<void> {
    const { store, currency, country } = this.#given;
    this.#groups.add('purchases');
    const owners = new OrderOwners(country);
    await inSlices(owners.take(this.#people.values()), 5);
    await everyRow(store.collection(orders), (rows) => {
      for (const order of rows) {
        for (const id of owners.of(order)) {
          const person = this.#people.get(id);
          if (!person) continue;
          person.purchases = withOrder(person.purchases, order, currency);
          this.#bytes += 100;
        }
      }
      return true;
    });
  }

  async #readReceived(): Promise<void> {
    const { store } = this.#given;
    this.#groups.add('received');
    const found = new Map<string, Received>();
    await everyRow(store.collection(recipients), (rows) => {
      for (const row of rows) withRecipient(found, row);
      return true;
    });
    await everyRow(store.collection(broadcastMarks), (rows) => {
      for (const row of rows) withMark(found, row);
      return true;
    });
    this.#bytes += found.size * 200;
    for (const [id, received] of found) {
      const person = this.#people.get(id);
      if (person) person.received = received;
    }
  }

  /** Reads what changed since. */
  async #follow(): Promise<void> {
    this.#cancelFollow?.();
    this.#cancelFollow = undefined;
    if (this.#state !== 'ready') return this.#forget();
    const changedOrders = [...this.#dirty.orders];
    this.#dirty.orders.clear();
    if (changedOrders.length > 0 && this.#groups.has('purchases')) await this.#noteOwners(changedOrders);
    const ids = [...this.#dirty.contacts];
    this.#dirty.contacts.clear();
    for (let n = 0; n < ids.length; n += pageSize / 4) {
      await this.#reread(ids.slice(n, n + pageSize / 4));
      await nextRound();
    }
  }

  async #reread(ids: readonly string[]): Promise<void> {
    const { store } = this.#given;
    const rows = await store.collection(contacts).getMany(ids);
    const there = new Set(rows.map((row) => row._id));
    for (const id of ids) if (!there.has(id)) this.#people.delete(id);
    const own = rows.filter((row) => row.mergedInto === undefined);
    const bought = this.#groups.has('purchases') ? await purchasesOf(this.#given, own) : undefined;
    const received = this.#groups.has('received')
      ? await receivedOf(
          store,
          own.map((row) => row._id),
        )
      : undefined;
    for (const row of rows) {
      const person = this.#put(row);
      if (!person) continue;
      person.purchases = bought?.get(row._id);
      person.received = received?.get(row._id);
    }
  }

  /** Everybody who had one of these orders, or has it now, is read anew. */
  async #noteOwners(ids: readonly string[]): Promise<void> {
    const { store, country } = this.#given;
    const owners = new OrderOwners(country);
    const changed = new Set(ids);
    const rows: OrderRow[] = [];
    for (let n = 0; n < ids.length; n += pageSize) rows.push(...(await store.collection(orders).getMany(ids.slice(n, n + pageSize))));
    const had = (person: Person): void => {
      if (person.purchases?.ids.some((id) => changed.has(id))) this.#dirty.contacts.add(person.id);
    };
    await inSlices(owners.take(this.#people.values(), rows, had), 5);
    for (const order of rows) for (const id of owners.of(order)) this.#dirty.contacts.add(id);
  }

  async #countByPages(segment: Segment, now: number): Promise<SegmentCount> {
    const found = noCount();
    for (let after = ''; ; ) {
      const page = await this.#given.store.collection(contacts).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      const own = page.filter((one) => one.mergedInto === undefined);
      for (const person of await personsOf({ ...this.#given, names: segment.names }, own)) if (segment.holds(person, now)) countPerson(found, person);
      after = page.at(-1)?._id ?? '';
      if (page.length < pageSize) return found;
      await nextRound();
    }
  }
}

/** Estimates the memory of a contact's texts, bytes. */
function textBytes({ _id, name = '', email = '', phone = '', vars, told }: ContactRow): number {
  const own = Object.keys(vars).length;
  return 2 * (_id.length + name.length) + email.length + phone.length + 100 * own + (told ? 40 : 0);
}

/** Shows all rows of a collection in pages, with room for others between them, until `take` wants no more. */
async function everyRow<T extends Row>(rows: Collection<T>, take: (page: T[]) => boolean): Promise<void> {
  for (let after = ''; ; ) {
    const page = await rows.find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    if (!take(page)) return;
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return;
    await nextRound();
  }
}
