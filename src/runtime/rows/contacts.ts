/** Contacts: found, changed one after another, merged and taken apart. */
import { isDoubtful, phoneForms, phoneKey } from '../../numbers/phone-key.ts';
import { type ConsentRow, type ContactKey, type ContactRow, consents, contacts } from '../../store/collections.ts';
import type { Collection, Op, Store } from '../../store/store.ts';
import { mergeLines, splitLines } from './consent-lines.ts';
import { difference, mergeContacts, newContact, normalEmail } from './contact-change.ts';
import { givenBy, takeApart } from './split-contact.ts';

/** Runs `work` while no other process runs work under this name. */
type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Most merges that are followed from one contact to the one that stands for it. */
const mergeDepth = 8;
const pageRows = 100;

export class Contacts {
  readonly #store: Store;
  readonly #rows: Collection<ContactRow>;
  readonly #ledger: Collection<ConsentRow>;
  readonly #moved: (conversation: string, contact: string) => Promise<void>;
  readonly #locks = new Map<string, Promise<unknown>>();
  readonly #exclusive: Exclusive | undefined;
  readonly #country: string | undefined;
  readonly #now: () => number;

  /**
   * `moved` is called for each address that belongs to another contact from now on. `exclusive` is given where other processes change contacts too; a
   * contact with a single address does not need it, because its conversation is changed by one process at a time. `country` (ISO 3166) is that of
   * phone numbers without country code, `now` the clock of the ledger.
   */
  constructor(store: Store, moved: (conversation: string, contact: string) => Promise<void>, now: () => number, exclusive?: Exclusive, country?: string) {
    this.#store = store;
    this.#rows = store.collection(contacts);
    this.#ledger = store.collection(consents);
    this.#moved = moved;
    this.#exclusive = exclusive;
    this.#country = country;
    this.#now = now;
  }

  /** Reads the contact, or the one that it was merged into; null when there is none. */
  async get(id: string): Promise<ContactRow | null> {
    let row = await this.#rows.get(id);
    for (let depth = 0; row?.mergedInto !== undefined && depth < mergeDepth; depth++) row = await this.#rows.get(row.mergedInto);
    return row;
  }

  /**
   * Finds the contact with any of these, asked in this order: address, externalId, email, phone. The most recently seen of several. An e-mail or phone
   * that the customer only gave to a flow finds nobody: a message for its owner would go to the one who typed it. Nor does a phone without country code
   * that is one of the shop's country and just as well one of another.
   */
  async find(key: ContactKey): Promise<ContactRow | null> {
    if (key.address) {
      const row = await this.get(key.address);
      if (row) return row;
    }
    const asked: ['externalId' | 'email' | 'verifiedPhone' | 'phone', string[]][] = [];
    if (key.externalId) asked.push(['externalId', [key.externalId]]);
    if (key.email) asked.push(['email', [normalEmail(key.email)]]);
    if (key.phone && !isDoubtful(key.phone, this.#country)) {
      const verified = phoneKey(key.phone, this.#country);
      if (verified !== '') asked.push(['verifiedPhone', [`+${verified}`]]);
      asked.push(['phone', phoneForms(key.phone, this.#country)]);
    }
    for (const [field, values] of asked) {
      const latest = await this.#latest(field, values);
      if (latest) return latest.mergedInto === undefined ? latest : this.get(latest._id);
    }
    return null;
  }

  /** Returns the contact seen last, read page by page: many contacts may have given a flow somebody else's e-mail, and must not hide its owner. */
  async #latest(field: 'externalId' | 'email' | 'verifiedPhone' | 'phone', values: string[]): Promise<ContactRow | undefined> {
    const found: ContactRow[] = [];
    for (let after = ''; found.length < 20; ) {
      const rows = await this.#rows.find({ where: { [field]: { in: values }, _id: { gt: after } }, sort: { by: '_id' }, limit: pageRows });
      found.push(...rows.filter((row) => !row.told?.some((one) => one === field)));
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageRows) break;
    }
    return found.filter((row) => row.mergedInto === undefined).sort((a, b) => b.seenAt - a.seenAt)[0] ?? found[0];
  }

  /** Runs `work` while nobody else changes the contact. */
  async locked<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#locks.get(id) ?? Promise.resolve();
    const alone = (): Promise<T> => this.#alone(id, work);
    const mine = before.then(alone, alone);
    const settled = mine.catch(() => undefined);
    this.#locks.set(id, settled);
    try {
      return await mine;
    } finally {
      if (this.#locks.get(id) === settled) this.#locks.delete(id);
    }
  }

  /** Changes the contact; null when there is none. `change` may be called again when another process was faster. */
  update(id: string, change: (row: ContactRow) => ContactRow): Promise<ContactRow | null> {
    return this.locked(id, () => this.#replace(id, change));
  }

  /**
   * Changes what the person agrees to, with its line in the ledger in the same write; the contact after it, null when there is none. A line that is
   * there already changes nothing.
   */
  async agree(id: string, line: Omit<ConsentRow, 'v' | 'contact'>): Promise<ContactRow | null> {
    const whole = await this.get(id);
    if (!whole) return null;
    if (await this.#ledger.get(line._id)) return whole;
    return this.locked(whole._id, async () => {
      for (let attempt = 0; attempt < 20; attempt++) {
        const was = await this.#rows.get(whole._id);
        if (!was) return null;
        if (was.mergedInto !== undefined) break;
        const row = { ...was, v: was.v + 1, consent: { ...was.consent, [line.purpose]: line.granted } };
        const entry: ConsentRow = { ...line, v: 1, contact: was._id };
        const done = await this.#store.write([{ op: 'insert', in: consents.name, row: entry }], { in: contacts.name, row, was });
        if (done === 'done') return row;
      }
      throw new Error(`contact ${whole._id}: its consent could not be written`);
    });
  }

  /**
   * Merges two contacts of the same person: `from` lives on as a pointer to `into`. False when one of them is missing or they are one already, and
   * for `unless_apart` when the shop has taken them apart before.
   */
  async merge(into: string, from: string, when: 'always' | 'unless_apart' = 'always'): Promise<boolean> {
    const [first, second] = [await this.get(into), await this.get(from)];
    if (!first || !second || first._id === second._id) return false;
    const merged = await this.#lockedBoth(first._id, second._id, async () => {
      const [target, source] = [await this.#rows.get(first._id), await this.#rows.get(second._id)];
      if (!target || !source || target.mergedInto !== undefined || source.mergedInto !== undefined) return null;
      if (when === 'unless_apart' && (target.apart?.includes(source._id) || source.apart?.includes(target._id))) return null;
      const without = (row: ContactRow, id: string): ContactRow => (row.apart ? { ...row, apart: row.apart.filter((one) => one !== id) } : row);
      const whole = mergeContacts(without(target, source._id), source);
      const pointer = { ...without(source, target._id), mergedInto: target._id, gave: givenBy(target, source) };
      await this.#writeBoth([target, whole], [source, pointer], mergeLines(target, source, this.#now()));
      return source.addresses;
    });
    for (const address of merged ?? []) await this.#moved(address, first._id);
    return merged !== null;
  }

  /** What a merge would make of the two; null where there is nothing to merge. */
  async merged(into: string, from: string): Promise<ContactRow | null> {
    const [first, second] = [await this.get(into), await this.get(from)];
    return first && second && first._id !== second._id ? mergeContacts(first, second) : null;
  }

  /** Takes a merge back: see takeApart. What was said meanwhile stays with the other. Nothing merges the two by itself any more. */
  async split(id: string): Promise<boolean> {
    const row = await this.#rows.get(id);
    const whole = row?.mergedInto === undefined ? null : await this.get(row.mergedInto);
    if (!row || !whole) return false;
    const theirs = new Set((await this.everyoneIn(id)).flatMap((one) => [one._id, ...one.addresses]));
    const ledger = await this.#ledger.find({ where: { contact: whole._id }, sort: { by: 'at', desc: true }, limit: 1000 });
    const done = await this.#lockedBoth(id, whole._id, async () => {
      const [own, other] = [await this.#rows.get(id), await this.#rows.get(whole._id)];
      if (own?.mergedInto === undefined || !other) return false;
      const [mine, rest] = takeApart(own, other, theirs, ledger);
      await this.#writeBoth([own, mine], [other, rest], splitLines([own, mine], [other, rest], ledger, this.#now()));
      return true;
    });
    if (done) for (const address of theirs) await this.#moved(address, id);
    return done;
  }

  /** Returns the contact and all that were merged into it. */
  async everyoneIn(id: string): Promise<ContactRow[]> {
    const first = await this.#rows.get(id);
    const found = first ? [first] : [];
    for (const { _id } of found) found.push(...(await this.#rows.find({ where: { mergedInto: _id }, limit: 1000 })));
    return found;
  }

  /** Notes another id of the contact, which nobody has written from yet: somebody who does is the same person. */
  async note(alias: string, contact: string, now: number): Promise<void> {
    await this.#rows.insert({ ...newContact(alias, now), addresses: [], mergedInto: contact });
  }

  /** Adds a contact that is not there yet. */
  async add(row: ContactRow): Promise<void> {
    await this.#rows.insert(row);
  }

  /** Returns the contacts whose number a provider has verified (see verifiedNumber), the longest known first. */
  async withVerifiedPhone(phone: string): Promise<ContactRow[]> {
    const rows = await this.#rows.find({ where: { verifiedPhone: phone }, limit: 20 });
    const whole = await Promise.all(rows.map((row) => (row.mergedInto === undefined ? row : this.get(row._id))));
    const found = new Map(whole.flatMap((row) => (row ? [[row._id, row] as const] : [])));
    return [...found.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  #lockedBoth<T>(a: string, b: string, work: () => Promise<T>): Promise<T> {
    const [first, second] = a < b ? [a, b] : [b, a];
    return this.locked(first, () => this.locked(second, work));
  }

  #writeBoth(one: [before: ContactRow, after: ContactRow], other: [before: ContactRow, after: ContactRow], lines: ConsentRow[]): Promise<unknown> {
    const patches = [one, other].map(([before, after]): Op => ({ op: 'patch', in: contacts.name, id: before._id, set: difference(before, after) }));
    return this.#store.write([...patches, ...lines.map((row): Op => ({ op: 'insert', in: consents.name, row }))]);
  }

  async #alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    if (!this.#exclusive || ((await this.#rows.get(id))?.addresses.length ?? 0) < 2) return work();
    return this.#exclusive(`contact:${id}`, work);
  }

  async #replace(id: string, change: (row: ContactRow) => ContactRow): Promise<ContactRow | null> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const row = await this.#rows.get(id);
      if (!row) return null;
      const next = change(row);
      if (next === row) return row;
      const written = await this.#rows.replace({ ...next, v: row.v });
      if (written) return written;
    }
    throw new Error(`contact ${id}: no write got through`);
  }
}
