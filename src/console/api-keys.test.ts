import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import type { Store } from '../store/store.ts';
import { type ApiKeys, createApiKeys, keysMost } from './api-keys.ts';
import { apiKeys, type StaffRow, staffRows } from './rows.ts';
import { allScopes, covers, isScope, scopesOf } from './scopes.ts';

const hour = 3_600_000;
let now = 1_000_000_000;
let store: Store;
let close: () => Promise<void>;
let keys: ApiKeys;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  keys = createApiKeys(store, () => now);
});
afterEach(() => close());

const made = async (until?: number) => {
  const one = await keys.make({ name: 'numbers', scopes: ['reports:read'], by: 'Mei', ...(until !== undefined && { until }) });
  if (!one) throw new Error('no key');
  return one;
};

describe('a key', () => {
  it('opens what it is for, and is kept as a hash alone', async () => {
    const { key, row } = await made();
    expect(key).toMatch(/^zg_[0-9a-f]{16}_[\w-]{43}$/);
    expect(await keys.who(key)).toEqual({ id: row._id, name: 'numbers', scopes: ['reports:read'] });
    expect(JSON.stringify(await store.collection(apiKeys).find({}))).not.toContain(key.split('_').slice(2).join('_'));
  });

  it.each([
    ['another secret', (key: string) => `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`],
    ['another id', (key: string) => key.replace(/^zg_./, (start) => (start === 'zg_0' ? 'zg_1' : 'zg_0'))],
    ['a space behind it', (key: string) => `${key} `],
    ['capitals', (key: string) => key.toUpperCase()],
    ['its id alone', (key: string) => key.split('_')[1] ?? ''],
    ['nothing', () => ''],
  ])('is none with %s', async (_name, change) => expect(await keys.who(change((await made()).key))).toBeNull());

  it('is over at its end', async () => {
    const { key } = await made(now + hour);
    expect(await keys.who(key)).not.toBeNull();
    now += hour;
    expect(await keys.who(key)).toBeNull();
  });

  it('is gone once it is taken away', async () => {
    const { key, row } = await made();
    expect(await keys.revoke(row._id)).toMatchObject({ name: 'numbers' });
    expect(await keys.revoke(row._id)).toBeNull();
    expect(await keys.who(key)).toBeNull();
    expect(await keys.list()).toEqual([]);
  });

  it.each<[string, Partial<StaffRow> | null, boolean]>([
    ['is in the team', {}, true],
    ['has left', { off: 1 }, false],
    ['is an agent by now', { role: 'agent' }, false],
    ['is not there', null, false],
  ])('works only while who made it %s', async (_name, change, works) => {
    const person = { _id: 'p1', name: 'Mei', login: 'mei', password: '', role: 'owner' as const, createdAt: 0, ...change };
    if (change) await store.collection(staffRows).insert(person);
    const one = await keys.make({ name: 'numbers', scopes: ['reports:read'], by: 'Mei', staff: 'p1' });
    expect((await keys.who(one?.key ?? '')) !== null).toBe(works);
    // A key from before ids were kept goes by the name, which is theirs alone.
    if (change) expect((await keys.who((await made()).key)) !== null).toBe(works);
  });

  it('tells when it was last used, to the hour', async () => {
    const { key } = await made();
    const uses = [];
    for (const ms of [0, hour / 2, hour]) {
      now += ms;
      await keys.who(key);
      uses.push((await keys.list())[0]?.seen);
    }
    expect(uses).toEqual([now - 1.5 * hour, now - 1.5 * hour, now]);
  });

  it('is one of so many', async () => {
    for (let n = 0; n < keysMost; n++) await made();
    expect(await keys.make({ name: 'one more', scopes: [], by: 'Mei' })).toBeNull();
  });
});

describe('scopes', () => {
  it.each([
    [['inbox:read'], ['inbox:read']],
    [
      ['inbox:write', 'inbox:read', 'inbox:read'],
      ['inbox:read', 'inbox:write'],
    ],
    [['read'], allScopes.filter((scope) => scope.endsWith(':read')).sort()],
    [['write'], allScopes.filter((scope) => scope.endsWith(':write')).sort()],
  ])('%j are %j', (words, scopes) => expect(scopesOf(words)).toEqual({ ok: true, scopes }));

  it.each(['', 'inbox', 'inbox:delete', 'settings:write', 'self:read', 'erase:read', 'goods:write', 'INBOX:READ'])('there is no scope "%s"', (word) => {
    expect(isScope(word)).toBe(false);
    expect(scopesOf([word])).toEqual({ ok: false, word });
  });

  it.each([
    [['inbox:read'], 'inbox', false, true],
    [['inbox:read'], 'inbox', true, false],
    [['inbox:write'], 'inbox', false, true],
    [['inbox:write'], 'inbox', true, true],
    [['inbox:write'], 'customers', false, false],
    [[...allScopes], 'settings', false, false],
    [[...allScopes], 'self', false, false],
  ] as const)('%j: %s, to change it %s: %s', (scopes, permission, writes, expected) => expect(covers(scopes, permission, writes)).toBe(expected));
});
