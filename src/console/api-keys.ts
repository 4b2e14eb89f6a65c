/** Keys of the API for scripts and assistants: each has a name, scopes and an end. Of the key itself the hash alone is kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { may } from './permissions.ts';
import { type ApiKeyRow, apiKeys, staffRows } from './rows.ts';
import { loginOf } from './staff.ts';

/** Most keys of a shop. */
export const keysMost = 200;
/** Uses within this time are not noted one by one, ms. */
const seenEvery = 3_600_000;
const form = /^zg_([0-9a-f]{16})_([\w-]{43})$/;

export interface KeyInUse {
  id: string;
  name: string;
  scopes: readonly string[];
}

export interface ApiKeys {
  /** Makes a key; `key` is shown this once. `until`: epoch ms. Null when there are `keysMost` already. */
  make(given: { name: string; scopes: readonly string[]; by: string; staff?: string; until?: number }): Promise<{ key: string; row: ApiKeyRow } | null>;
  /** The key that this text is; null when it is none, was taken away or is over, or who made it may make none any more: has left, or got another role. */
  who(given: string): Promise<KeyInUse | null>;
  /** Tells whether the key with this id still opens anything. */
  stands(id: string): Promise<boolean>;
  /** Keys that stand, the newest first. */
  list(): Promise<ApiKeyRow[]>;
  /** Takes a key away for good; null when there is none. */
  revoke(id: string): Promise<ApiKeyRow | null>;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Opens the book of keys. `now` is epoch ms. */
export function createApiKeys(store: Store, now: () => number): ApiKeys {
  const rows = store.collection(apiKeys);
  const people = store.collection(staffRows);
  /** Tells whether who made the key may still make one. Names of the shop's people are unique. */
  async function isBacked({ staff, by }: ApiKeyRow): Promise<boolean> {
    const person = staff === undefined ? (await people.find({ where: { login: loginOf(by) }, limit: 1 }))[0] : await people.get(staff);
    if (!person) return staff === undefined;
    return person.off === undefined && may(person.role, 'settings');
  }
  const isOpen = async (row: ApiKeyRow): Promise<boolean> => (row.until === undefined || now() < row.until) && (await isBacked(row));
  return {
    async make({ name, scopes, by, staff, until }) {
      if ((await rows.count({})) >= keysMost) return null;
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const row = {
        _id: id,
        name,
        scopes: [...scopes],
        by,
        ...(staff !== undefined && { staff }),
        at: now(),
        hash: hashOf(secret),
        ...(until !== undefined && { until }),
      };
      await rows.insert(row);
      return { key: `zg_${id}_${secret}`, row: { ...row, v: 1 } };
    },
    async who(given) {
      const [, id = '', secret = ''] = form.exec(given) ?? [];
      const row = id === '' ? null : await rows.get(id);
      if (!row || !timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row.hash))) return null;
      if (!(await isOpen(row))) return null;
      const at = now();
      // Another process may have noted it: the mark is no more than a hint for people.
      if (Math.abs(at - (row.seen ?? 0)) > seenEvery) await rows.replace({ ...row, seen: at });
      return { id: row._id, name: row.name, scopes: row.scopes };
    },
    async stands(id) {
      const row = await rows.get(id);
      return row !== null && (await isOpen(row));
    },
    list: () => rows.find({ where: {}, sort: { by: 'at', desc: true }, limit: keysMost }),
    async revoke(id) {
      const row = await rows.get(id);
      if (row) await rows.delete(id);
      return row;
    },
  };
}
