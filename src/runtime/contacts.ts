/** Contacts: found, changed one after another, merged and taken apart. */
import { type ContactRow, contacts } from '../store/collections.ts';
import type { Collection, Store } from '../store/store.ts';
import { mergeContacts, normalEmail, normalPhone } from './contact-change.ts';

export interface ContactKey {
  /** Conversation id. */
  address?: string;
  email?: string;
  phone?: string;
  externalId?: string;
}

/** Runs `work` while no other process runs work under this name. */
type Exclusive = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** How many merges are followed from one contact to the one that stands for it. */
const mergeDepth = 8;

export class Contacts {
  readonly #rows: Collection<ContactRow>;
  readonly #moved: (conversation: string, contact: string) => Promise<void>;
  readonly #locks = new Map<string, Promise<unknown>>();
  readonly #exclusive: Exclusive | undefined;

  /**
   * `moved` is told of each address that belongs to another contact from now on. `exclusive` is given where other processes change contacts too; one
   * with a single address needs it not, because its conversation is changed by one process at a time.
   */
  constructor(store: Store, moved: (conversation: string, contact: string) => Promise<void>, exclusive?: Exclusive) {
    this.#rows = store.collection(contacts);
    this.#moved = moved;
    this.#exclusive = exclusive;
  }

  /** The contact, or the one that it was merged into; null when there is none. */
  async get(id: string): Promise<ContactRow | null> {
    let row = await this.#rows.get(id);
    for (let depth = 0; row?.mergedInto !== undefined && depth < mergeDepth; depth++) row = await this.#rows.get(row.mergedInto);
    return row;
  }

  /** The contact with any of these, asked in this order: address, externalId, email, phone. The most recently seen of several. */
  async find(key: ContactKey): Promise<ContactRow | null> {
    if (key.address) {
      const row = await this.get(key.address);
      if (row) return row;
    }
    const asked: [string, string[]][] = [];
    if (key.externalId) asked.push(['externalId', [key.externalId]]);
    if (key.email) asked.push(['email', [normalEmail(key.email)]]);
    if (key.phone) {
      const phone = normalPhone(key.phone);
      asked.push(['phone', [...new Set([phone, `+${phone.replace('+', '')}`, phone.replace('+', '')])]]);
    }
    for (const [field, values] of asked) {
      const rows = await this.#rows.find({ where: { [field]: { in: values } }, limit: 20 });
      const latest = rows.filter((row) => row.mergedInto === undefined).sort((a, b) => b.seenAt - a.seenAt)[0] ?? rows[0];
      if (latest) return latest.mergedInto === undefined ? latest : this.get(latest._id);
    }
    return null;
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

  /** The same person under two contacts: `from` lives on as a pointer to `into`. False when one of them is missing or they are one already. */
  async merge(into: string, from: string): Promise<boolean> {
    const [target, source] = [await this.get(into), await this.get(from)];
    if (!target || !source || target._id === source._id) return false;
    await this.update(target._id, (row) => mergeContacts(row, source));
    await this.update(source._id, (row) => ({ ...row, mergedInto: target._id }));
    for (const address of source.addresses) await this.#moved(address, target._id);
    return true;
  }

  /** Takes a merge back: the contact has its own addresses and values again; what was said meanwhile stays with the other. */
  async unmerge(id: string): Promise<boolean> {
    const row = await this.#rows.get(id);
    if (row?.mergedInto === undefined) return false;
    await this.update(id, (own) => ({ ...own, mergedInto: undefined }));
    await this.update(row.mergedInto, (other) => ({ ...other, addresses: other.addresses.filter((one) => !row.addresses.includes(one)) }));
    for (const address of row.addresses) await this.#moved(address, id);
    return true;
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
