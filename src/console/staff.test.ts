import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore } from '../../tests/shop/test-shop.ts';
import type { Store } from '../store/store.ts';
import { type StaffRow, sessions, staffRows } from './rows.ts';
import { createStaff, idleMs, invitationMs, loginOf, type Staff, sessionMs } from './staff.ts';
import { codeAt } from './totp.ts';

const from = { ip: '203.0.113.7', agent: 'Firefox' };
const password = 'green tea at four';
let now = 1_000_000_000;
let store: Store;
let close: () => Promise<void>;
let staff: Staff;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
  staff = createStaff(store, () => now);
});
afterEach(() => close());

/** Nobody here has an app with codes. */
const signIn = async (...given: Parameters<Staff['signIn']>) => {
  const done = await staff.signIn(...given);
  return typeof done === 'string' ? null : done;
};

async function owner(): Promise<string> {
  const joined = await staff.join({ token: (await staff.firstRun()) ?? '', name: 'Mei', password }, from);
  if (typeof joined === 'string') throw new Error(joined);
  return joined.secret;
}
async function member(name: string, role: 'owner' | 'editor' | 'agent'): Promise<string> {
  const joined = await staff.join({ token: await staff.invite('Mei', role), name, password }, from);
  if (typeof joined === 'string') throw new Error(joined);
  return joined.secret;
}

it('gives a first-run link until there is an owner, and takes none of them afterwards', async () => {
  const [first, second] = [await staff.firstRun(), await staff.firstRun()];
  expect(await staff.invitation(second ?? '')).toEqual({ role: 'owner' });
  expect(await staff.join({ token: first ?? '', name: 'Mei', password }, from)).toMatchObject({ person: { id: 'owner', name: 'Mei', role: 'owner' } });
  expect(await staff.firstRun()).toBeNull();
  expect(await staff.invitation(second ?? '')).toBeNull();
  expect(await staff.join({ token: second ?? '', name: 'Eve', password }, from)).toBe('no_link');
});

it('says to the first owner that the name "owner" means anybody, and takes another one by the same link', async () => {
  const token = (await staff.firstRun()) ?? '';
  expect(await staff.join({ token, name: ' Owner', password }, from)).toBe('name_reserved');
  expect(await staff.join({ token, name: 'Mei', password }, from)).toMatchObject({ person: { role: 'owner' } });
});

it('makes one owner of two who use links at the same time', async () => {
  const tokens = [await staff.firstRun(), await staff.firstRun()];
  const results = await Promise.all(tokens.map((token, at) => staff.join({ token: token ?? '', name: `Owner ${at}`, password }, from)));
  expect(results.filter((one) => typeof one === 'object')).toHaveLength(1);
  expect(await staff.team()).toHaveLength(1);
});

it('takes a link once, and not when it is old', async () => {
  await owner();
  const token = await staff.invite('Mei', 'agent');
  const both = await Promise.all(['Wei', 'Lin'].map((name) => staff.join({ token, name, password }, from)));
  expect(both.filter((one) => one === 'no_link')).toHaveLength(1);
  const old = await staff.invite('Mei', 'agent');
  now += invitationMs + 1;
  expect(await staff.join({ token: old, name: 'Late', password }, from)).toBe('no_link');
});

it.each([
  ['mei', password, 'name_taken'],
  ['ＭＥＩ', password, 'name_taken'],
  ['Bot', password, 'name_reserved'],
  ['script', password, 'name_reserved'],
  ['  ', password, 'name_missing'],
  ['Wei', 'short', 'weak_password'],
  ['Wei', 'wei wei wei wei', 'weak_password'],
])('refuses the name %s with %s: %s, and the link stays good', async (name, given, problem) => {
  await owner();
  const token = await staff.invite('Mei', 'agent');
  expect(await staff.join({ token, name, password: given }, from)).toBe(problem);
  expect(await staff.invitation(token)).toEqual({ role: 'agent' });
});

it('signs in by any spelling of the name, each time with another id, of which the hash alone is kept', async () => {
  const first = await owner();
  const second = await signIn(' MEI ', password, from);
  expect(second?.secret).toMatch(/^[\w-]{43}$/);
  expect(second?.secret).not.toBe(first);
  expect(await staff.who(second?.secret ?? '')).toMatchObject({ id: 'owner', name: 'Mei', role: 'owner' });
  expect(JSON.stringify(await store.collection(sessions).find({}))).not.toContain(second?.secret ?? first);
  expect(JSON.stringify(await store.collection(staffRows).find({}))).not.toContain(password);
  expect(await signIn('Mei', 'wrong', from)).toBeNull();
  expect(await signIn('Nobody', password, from)).toBeNull();
  expect(loginOf('  Mei   Ｌin ')).toBe('mei lin');
});

it('ends a session that rests, and every session after its time', async () => {
  const secret = await owner();
  const until = now + sessionMs;
  while (now + idleMs < until) {
    now += idleMs - 1;
    expect(await staff.who(secret)).not.toBeNull();
  }
  now += idleMs;
  expect(await staff.who(secret)).toBeNull();
  const again = (await signIn('Mei', password, from))?.secret ?? '';
  now += idleMs + 1;
  expect(await staff.who(again)).toBeNull();
});

it('lists sessions, ends one, and not those of others', async () => {
  const mine = await owner();
  const theirs = await member('Wei', 'agent');
  const me = await staff.who(mine);
  const wei = await staff.who(theirs);
  expect((await staff.sessionsOf('owner')).map((row) => row._id)).toEqual([me?.session]);
  expect(await staff.revoke('owner', wei?.session ?? '')).toBe(false);
  expect(await staff.stands(wei?.session ?? '')).toBe(true);
  expect(await staff.revoke(wei?.id ?? '', wei?.session ?? '')).toBe(true);
  expect(await staff.who(theirs)).toBeNull();
  expect(await staff.stands(wei?.session ?? '')).toBe(false);
});

it('ends the sessions of whoever changes role, gets a new password or is switched off', async () => {
  await owner();
  const id = async () => (await staff.team()).find(({ name }) => name === 'Wei')?.id ?? '';
  const first = await member('Wei', 'agent');
  expect(await staff.change(await id(), { role: 'editor' })).toBe('done');
  expect(await staff.who(first)).toBeNull();
  const second = (await signIn('Wei', password, from))?.secret ?? '';
  expect(await staff.who(second)).toMatchObject({ role: 'editor' });
  const token = (await staff.reset('Mei', await id())) ?? '';
  expect(await staff.invitation(token)).toEqual({ role: 'editor', name: 'Wei' });
  expect(await staff.join({ token, password: 'black tea at five' }, from)).toMatchObject({ person: { name: 'Wei', role: 'editor' } });
  expect(await staff.who(second)).toBeNull();
  expect(await signIn('Wei', password, from)).toBeNull();
  const third = (await signIn('Wei', 'black tea at five', from))?.secret ?? '';
  expect(await staff.change(await id(), { off: true })).toBe('done');
  expect(await staff.who(third)).toBeNull();
  expect(await signIn('Wei', 'black tea at five', from)).toBeNull();
  expect(await staff.change(await id(), { off: false })).toBe('done');
  expect(await signIn('Wei', 'black tea at five', from)).not.toBeNull();
});

it('keeps one owner', async () => {
  await owner();
  expect(await staff.change('owner', { role: 'agent' })).toBe('last_owner');
  expect(await staff.change('owner', { off: true })).toBe('last_owner');
  await member('Wei', 'owner');
  expect(await staff.change('owner', { role: 'agent' })).toBe('done');
  expect(await staff.change('nobody', { role: 'agent' })).toBe('unknown');
});

it('keeps one owner of two who take the role from each other at once', async () => {
  for (let round = 0; round < 5; round++) {
    await owner().catch(() => undefined);
    await member(`Wei ${round}`, 'owner');
    const owners = (await staff.team()).filter(({ role, off }) => role === 'owner' && !off).map(({ id }) => id);
    const results = await Promise.all(owners.map((id) => staff.change(id, { role: 'agent' })));
    expect(results.filter((one) => one === 'last_owner').length).toBe(1);
    const left = (await staff.team()).filter(({ role, off }) => role === 'owner' && !off);
    expect(left).toHaveLength(1);
  }
});

it('lists links that are good, and withdraws one', async () => {
  await owner();
  const token = await staff.invite('Mei', 'agent');
  const [id] = (await staff.team()).map((one) => one.id);
  await staff.reset('Mei', id ?? '');
  expect((await staff.links()).map(({ role, by, name }) => [role, by, name])).toEqual(
    expect.arrayContaining([
      ['agent', 'Mei', undefined],
      ['owner', 'Mei', 'Mei'],
    ]),
  );
  const agent = (await staff.links()).find(({ role }) => role === 'agent');
  expect(await staff.withdraw(agent?.id ?? '')).toBe(true);
  expect(await staff.withdraw(agent?.id ?? '')).toBe(false);
  expect(await staff.invitation(token)).toBeNull();
  now += invitationMs + 1;
  expect(await staff.links()).toEqual([]);
});

it('takes a new password for the present one, and ends every other session', async () => {
  const first = await owner();
  const id = (await staff.who(first))?.id ?? '';
  expect(await staff.newPassword(id, { current: 'not it at all', password: 'white tea at nine' }, from)).toBe('wrong');
  expect(await staff.newPassword(id, { current: password, password: 'short' }, from)).toBe('weak_password');
  const made = await staff.newPassword(id, { current: password, password: 'white tea at nine' }, from);
  if (typeof made === 'string') throw new Error(made);
  expect(await staff.who(first)).toBeNull();
  expect(await staff.who(made.secret)).toMatchObject({ name: 'Mei' });
  expect(await signIn('Mei', password, from)).toBeNull();
});

it('does not let a password alone in where everybody needs a second factor and a passkey is all the person has', async () => {
  await owner();
  const row = (await store.collection(staffRows).get('owner')) as StaffRow;
  const passkeys = [{ id: 'k', name: 'phone', key: '', alg: -7, count: 0, at: now, used: [] }];
  await store.collection(staffRows).replace({ ...row, passkeys });
  expect(await staff.signIn('Mei', password, from)).toMatchObject({ person: { name: 'Mei' } });
  await staff.second.demand(true);
  expect(await staff.signIn('Mei', password, from)).toBe('needs_passkey');
});

it('tells a wrong code from a wrong password, and takes none from who has tried too many', async () => {
  await owner();
  const row = (await store.collection(staffRows).get('owner')) as StaffRow;
  await store.collection(staffRows).replace({ ...row, totp: { secret: 'JBSWY3DPEHPK3PXP', since: now, used: 0, codes: [] } });
  const right = codeAt('JBSWY3DPEHPK3PXP', Math.floor(now / 30_000));
  expect(await staff.signIn('Mei', password, from)).toBe('needs_code');
  expect(await staff.signIn('Mei', 'not it at all', from, right)).toBeNull();
  expect(await staff.signIn('Mei', password, from, '000000')).toBe('wrong_code');
  expect(await staff.signIn('Mei', password, from, right, () => false)).toBe('wrong_code');
  expect(await staff.signIn('Mei', password, from, right, () => true)).toMatchObject({ person: { name: 'Mei' } });
});
