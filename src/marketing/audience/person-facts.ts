/** Facts of a person that conditions of segments and texts of broadcasts read. */
import type { Json, Vars } from '../../json.ts';
import { parseConversationId } from '../../message.ts';
import type { ContactRow } from '../../store/collections.ts';
import { broadcasts } from '../broadcast/rows.ts';
import { buysBy, type PurchaseOptions, type Purchases, purchasesOf, type Ware, waresBySku } from './purchase-facts.ts';
import { type Received, receivedOf } from './received-facts.ts';

/** Facts as texts read them, with what is put beside them. */
export interface PersonFacts {
  [name: string]: Json;
}

/** Names that a condition may read, with what they are. */
export const factNames = {
  name: 'text',
  lang: 'text',
  email: 'text',
  phone: 'text',
  zone: 'text',
  source: 'text',
  last_source: 'text',
  tags: 'list',
  channels: 'list',
  products: 'list',
  categories: 'list',
  got: 'list',
  clicked: 'list',
  replied: 'list',
  orders: 'number',
  spent: 'money',
  first_order: 'time',
  last_order: 'time',
  last_seen: 'time',
  joined: 'time',
  marketing: 'yes',
  contact: 'own',
} as const satisfies Record<string, 'text' | 'list' | 'number' | 'money' | 'time' | 'yes' | 'own'>;
export type FactName = keyof typeof factNames;
export type Facts = Readonly<Record<FactName, Json>>;

/** Facts that come from elsewhere than the contact's own row. */
export const factGroups = {
  purchases: new Set<string>(['orders', 'spent', 'first_order', 'last_order', 'products', 'categories'] satisfies FactName[]),
  received: new Set<string>(['got', 'clicked', 'replied'] satisfies FactName[]),
} as const;
export type FactGroup = keyof typeof factGroups;

/** Tells whether any of the names is of the group. */
export function needs(names: ReadonlySet<string>, group: FactGroup): boolean {
  for (const name of names) if (factGroups[group].has(name)) return true;
  return false;
}

/** Tells whether the names ask about the catalogue. */
export function namesWares(names: ReadonlySet<string>): boolean {
  return names.has('products') || names.has('categories');
}

/** Keeps one copy of what many people share. */
export interface Pool {
  text(value: string): string;
  list(values: readonly string[]): string[];
}
const unpooled: Pool = { text: (value) => value, list: (values) => [...values] };

/** Values that facts are computed with, the same for everybody. */
export interface SharedFacts {
  currency: string;
  /** Products by sku; empty where no condition asks. */
  wares: ReadonlyMap<string, Ware>;
  /** Name by the id of a broadcast: a condition may write either. */
  broadcasts: ReadonlyMap<string, string>;
}

const none: string[] = [];
const noVars: Vars = {};

/** Returns the language as conditions write it: zh, en, fr; of Chinese in traditional characters zh-TW. Browsers say zh-CN, files zh. */
function plainLang(lang: string | undefined): string | undefined {
  if (lang === undefined) return undefined;
  const [base = ''] = lang.toLowerCase().split(/[-_]/);
  return base === 'zh' && /^zh[-_](?:tw|hk|mo|hant)/i.test(lang) ? 'zh-TW' : base;
}

/** A person as conditions see them. Times are epoch ms, `spent` is money of the shop's currency. Nobody changes the lists. */
export class Person implements Facts {
  readonly id: string;
  readonly name: string | null;
  readonly lang: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly zone: string | null;
  readonly source: string | null;
  readonly last_source: string | null;
  readonly tags: string[];
  readonly channels: string[];
  readonly vars: Vars;
  readonly last_seen: number;
  readonly joined: number;
  readonly marketing: boolean;
  /** Channel of the address that can be written to, used last. */
  readonly reached: string | undefined;
  /** Email and phone by which orders are theirs. */
  readonly buys: { readonly email?: string; readonly phone?: string };
  purchases: Purchases | undefined;
  received: Received | undefined;
  readonly #shared: SharedFacts;
  /** Phone of the row itself, as texts show it. */
  readonly #typed: string | null;

  constructor(row: ContactRow, shared: SharedFacts, pool: Pool = unpooled) {
    const text = (value: string | undefined) => (value === undefined ? null : pool.text(value));
    this.id = row._id;
    this.name = row.name ?? null;
    this.lang = text(plainLang(row.lang));
    this.email = row.email ?? null;
    this.#typed = row.phone ?? null;
    this.phone = row.phone ?? row.verifiedPhone ?? null;
    this.zone = text(row.zone);
    this.source = text(row.came);
    this.last_source = text(row.cameLast);
    this.tags = row.tags.length === 0 ? none : pool.list(row.tags);
    const channels = row.addresses.map(channelOf).filter(Boolean);
    this.channels = pool.list(channels.length < 2 ? channels : [...new Set(channels)]);
    this.vars = Object.keys(row.vars).length === 0 ? noVars : row.vars;
    this.last_seen = row.seenAt;
    this.joined = row.createdAt;
    this.marketing = row.consent.marketing === true;
    const { unreachable } = row;
    const address = unreachable ? row.addresses.find((id) => !unreachable.includes(id)) : row.addresses[0];
    this.reached = address === undefined ? undefined : pool.text(channelOf(address)) || undefined;
    this.buys = buysBy(row);
    this.#shared = shared;
  }

  get orders(): number {
    return this.purchases?.ids.length ?? 0;
  }
  get spent(): { amount: number; currency: string } {
    return { amount: this.purchases?.spent ?? 0, currency: this.#shared.currency };
  }
  get first_order(): number | null {
    return this.purchases?.first ?? null;
  }
  get last_order(): number | null {
    return this.purchases?.last ?? null;
  }
  get products(): string[] {
    if (!this.purchases) return none;
    const { skus } = this.purchases;
    return [...new Set([...skus, ...skus.flatMap((sku) => this.#shared.wares.get(sku)?.product ?? [])])];
  }
  get categories(): string[] {
    return this.purchases ? [...new Set(this.purchases.skus.flatMap((sku) => this.#shared.wares.get(sku)?.category ?? []))] : none;
  }
  get got(): string[] {
    return this.#named(this.received?.got);
  }
  get clicked(): string[] {
    return this.#named(this.received?.clicked);
  }
  get replied(): string[] {
    return this.#named(this.received?.replied);
  }
  #named(ids: readonly string[] | undefined): string[] {
    if (!ids || ids.length === 0) return none;
    const { broadcasts } = this.#shared;
    return [...new Set([...ids, ...ids.flatMap((id) => broadcasts.get(id) ?? [])])];
  }

  /** One of `contact`. */
  remembered(key: string): Json | undefined {
    switch (key) {
      case 'name':
      case 'lang':
      case 'email':
      case 'tags':
        return this[key];
      case 'phone':
        return this.#typed;
      default:
        return Object.hasOwn(this.vars, key) ? this.vars[key] : undefined;
    }
  }
  get contact(): Vars {
    return { ...this.vars, name: this.name, lang: this.lang, email: this.email, phone: this.#typed, tags: this.tags };
  }
}

function channelOf(address: string): string {
  return parseConversationId(address)?.channel ?? '';
}

/** Settings of reading facts: `names` are those that are used, so that the others cost nothing. */
export interface FactsOptions extends PurchaseOptions {
  names: ReadonlySet<string>;
}

/** Reads the persons of a page of contacts in few queries; the same order. */
export async function personsOf({ names, ...options }: FactsOptions, page: readonly ContactRow[]): Promise<Person[]> {
  const { store, currency } = options;
  const purchases = needs(names, 'purchases') ? await purchasesOf(options, page) : undefined;
  const ids = page.map((one) => one._id);
  const received = needs(names, 'received') ? await receivedOf(store, ids) : undefined;
  const told = new Set([...(received?.values() ?? [])].flatMap(({ got, clicked, replied }) => [...got, ...clicked, ...replied]));
  const shared: SharedFacts = {
    currency,
    wares: namesWares(names) ? await waresBySku(store) : new Map(),
    broadcasts: new Map(told.size === 0 ? [] : (await store.collection(broadcasts).getMany([...told])).map(({ _id, name }) => [_id, name])),
  };
  return page.map((contact) => {
    const person = new Person(contact, shared);
    person.purchases = purchases?.get(contact._id);
    person.received = received?.get(contact._id);
    return person;
  });
}

/** Copies facts of a person, as texts read them: those that are named, or all. */
export function plainFacts(person: Facts, names: Iterable<string> = Object.keys(factNames)): PersonFacts {
  const found: PersonFacts = {};
  for (const name of names) if (isFact(name)) found[name] = person[name];
  return found;
}

export function isFact(name: string): name is FactName {
  return Object.hasOwn(factNames, name);
}
