/** The people of the shop: the first owner, invitations, sign-in, sessions. Of ids and tokens the hashes alone are kept. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Op, Store } from '../store/store.ts';
import { hashPassword, isPassword, isStrong } from './password.ts';
import type { Role } from './permissions.ts';
import { type InvitationRow, invitations, type SessionRow, type StaffRow, sessions, staffRows } from './rows.ts';
import { createSecondFactor, hasSecondFactor, type SecondFactor } from './second-factor.ts';

const hour = 3_600_000;
/** A session ends so long after its last request, and so long after its sign-in, ms. */
export const idleMs = 12 * hour;
export const sessionMs = 30 * 24 * hour;
/** Links of invitations are good for, ms. */
export const invitationMs = 72 * hour;
/** Requests within this time are not noted one by one, ms. */
const seenEvery = 60_000;
/** Times that a change is tried again when another one came between. */
const mostTries = 5;
/** The owner of the first run has this id, so that two links cannot make two. */
const firstOwner = 'owner';
/** Names that mean somebody else where a conversation or the audit log shows who. */
const reserved = ['bot', 'customer', 'script', 'owner'];

export interface Person {
  id: string;
  name: string;
  role: Role;
}
export interface SignedIn extends Person {
  /** Id of the session as it is listed. */
  session: string;
  /** The owner demands a second factor, and this person has none yet: only the own account opens. */
  lacks?: true;
}
/** Where a request comes from. */
export interface From {
  ip: string;
  agent: string;
}
export type JoinProblem = 'no_link' | 'name_taken' | 'name_reserved' | 'weak_password' | 'name_missing';

export interface Staff {
  second: SecondFactor;
  /** A new link's token for the first owner; null once there is one. */
  firstRun(): Promise<string | null>;
  /** Token of a link for a new person. */
  invite(by: string, role: Role): Promise<string>;
  /** Token of a link for a new password of this person; null when there is none. */
  reset(by: string, id: string): Promise<string | null>;
  /** Links that are still good, the newest first. */
  links(): Promise<{ id: string; role: Role; at: number; until: number; by: string; name?: string }[]>;
  /** Makes a link good for nothing; false when there is none. */
  withdraw(id: string): Promise<boolean>;
  /** A new password in place of the present one: ends all sessions and answers with a new one. Rejects with PasswordsBusy. */
  newPassword(id: string, given: { current: string; password: string }, from: From): Promise<{ secret: string; person: Person } | 'wrong' | 'weak_password'>;
  /** What the link is for; null when it was used, is too old or never was one. */
  invitation(token: string): Promise<{ role: Role; name?: string } | null>;
  /** Takes up an invitation and signs in; resolves to the new session's secret id. Rejects with PasswordsBusy. */
  join(given: { token: string; name?: string; password: string }, from: From): Promise<{ secret: string; person: Person } | JoinProblem>;
  /**
   * Null when name or password are wrong. `needs_code` where the person has an app and gave no code; `wrong_code` where it is wrong, or `mayTry` says that this
   * person has tried too many; `needs_passkey` where everybody must have a second factor and a passkey is all they have. Rejects with PasswordsBusy.
   */
  signIn(
    name: string,
    password: string,
    from: From,
    code?: string,
    mayTry?: (id: string) => boolean,
  ): Promise<{ secret: string; person: Person } | 'needs_code' | 'wrong_code' | 'needs_passkey' | null>;
  /** Opens a session for whoever showed a passkey. */
  enter(row: StaffRow, from: From): Promise<{ secret: string; person: Person }>;
  /** Tells whether this is the present password of the person. Rejects with PasswordsBusy. */
  isOwn(id: string, password: string): Promise<boolean>;
  /** Tells whether the person of this name has a session that was opened from this address. */
  cameFrom(name: string, ip: string): Promise<boolean>;
  /** The person of a session; null when it is none, is over or the person is off. */
  who(secret: string): Promise<SignedIn | null>;
  /**
   * How the listed session stands: `idle` when nobody used it for so long that its person has to sign in again, `lacks` where they have no second factor and
   * the owner demands one. Null when it was ended, is over, or the person is off.
   */
  standing(session: string): Promise<'stands' | 'idle' | 'lacks' | null>;
  /** Tells whether the listed session still stands. */
  stands(session: string): Promise<boolean>;
  sessionsOf(id: string): Promise<SessionRow[]>;
  /** Ends a session of this person; false when there is none. */
  revoke(id: string, session: string): Promise<boolean>;
  team(): Promise<(Person & { off: boolean })[]>;
  /** Changes role or switches on and off; whoever it is has to sign in again. The last owner stays one. */
  change(id: string, to: { role?: Role; off?: boolean }): Promise<'done' | 'unknown' | 'last_owner'>;
}

/** Returns the name as it is compared: spellings, widths and case of letters make no other person. */
export const loginOf = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newSecret = (): string => randomBytes(32).toString('base64url');
const personOf = ({ _id, name, role }: StaffRow): Person => ({ id: _id, name, role });

/** Opens the book of staff. `now` is epoch ms. */
export function createStaff(store: Store, now: () => number): Staff {
  const people = store.collection(staffRows);
  const signedIn = store.collection(sessions);
  const links = store.collection(invitations);
  const second = createSecondFactor(store, now);

  const openSession = async (person: StaffRow, { ip, agent }: From): Promise<{ secret: string; person: Person }> => {
    const secret = newSecret();
    await signedIn.insert({ _id: hashOf(secret), staff: person._id, at: now(), seen: now(), ip, agent: agent.slice(0, 300) });
    return { secret, person: personOf(person) };
  };
  const link = async (row: Pick<InvitationRow, 'role' | 'by' | 'staff'>): Promise<string> => {
    const token = newSecret();
    await links.insert({ ...row, _id: hashOf(token), at: now(), until: now() + invitationMs });
    return token;
  };
  const good = async (token: string): Promise<InvitationRow | null> => {
    const row = await links.get(hashOf(token));
    if (!row || row.until < now()) return null;
    return row.by === '' && (await people.get(firstOwner)) ? null : row;
  };
  const fresh = (row: SessionRow): boolean => now() - row.seen < idleMs && now() - row.at < sessionMs;
  const endSessions = async (id: string): Promise<void> => {
    for (const row of await signedIn.find({ where: { staff: id }, limit: 1_000 })) await signedIn.delete(row._id);
  };
  /** Ends links that are still out: those for this person, and those that they made. */
  const endLinks = async (id: string, name?: string): Promise<void> => {
    for (const row of await links.find({ limit: 1_000 })) if (row.staff === id || row.by === name) await links.delete(row._id);
  };
  /** The person of a session that stands. */
  const personIn = async (row: SessionRow | null): Promise<{ person: StaffRow; lacks: boolean } | null> => {
    const person = row && fresh(row) ? await people.get(row.staff) : null;
    if (!person || person.off !== undefined) return null;
    return { person, lacks: !hasSecondFactor(person) && (await second.demanded()) };
  };
  const all = () => people.find({ sort: { by: 'login' }, limit: 1_000 });

  return {
    second,
    async firstRun() {
      return (await people.get(firstOwner)) ? null : link({ role: 'owner', by: '' });
    },
    invite: (by, role) => link({ role, by }),
    async reset(by, id) {
      const person = await people.get(id);
      return person ? link({ role: person.role, by, staff: id }) : null;
    },
    async links() {
      const rows = (await links.find({ limit: 1_000 })).filter(({ until, by }) => until >= now() && by !== '');
      const known = new Map((await people.getMany(rows.flatMap(({ staff }) => (staff === undefined ? [] : [staff])))).map((row) => [row._id, row.name]));
      return rows
        .sort((a, b) => b.at - a.at)
        .map(({ _id, role, at, until, by, staff }) => ({ id: _id, role, at, until, by, ...(staff !== undefined && { name: known.get(staff) ?? '' }) }));
    },
    async withdraw(id) {
      const row = await links.get(id);
      if (!row || row.until < now() || row.by === '') return false;
      await links.delete(id);
      return true;
    },
    async newPassword(id, { current, password }, from) {
      const person = await people.get(id);
      if (!person || person.off !== undefined || !(await isPassword(current, person.password))) return 'wrong';
      if (!isStrong(password, person.name)) return 'weak_password';
      const changed = await people.replace({ ...person, password: await hashPassword(password) });
      if (!changed) return 'wrong';
      await endSessions(id);
      await endLinks(id);
      return openSession(changed, from);
    },
    async invitation(token) {
      const row = await good(token);
      if (!row) return null;
      const person = row.staff === undefined ? null : await people.get(row.staff);
      return { role: person?.role ?? row.role, ...(person && { name: person.name }) };
    },
    async join({ token, name = '', password }, from) {
      const row = await good(token);
      if (!row) return 'no_link';
      const known = row.staff === undefined ? null : await people.get(row.staff);
      const shown = known?.name ?? name.normalize('NFKC').trim().replace(/\s+/g, ' ');
      if (shown === '') return 'name_missing';
      const login = loginOf(shown);
      if (!known && reserved.includes(login)) return 'name_reserved';
      if (!known && (await people.count({ login })) > 0) return 'name_taken';
      if (!isStrong(password, shown)) return 'weak_password';
      const hash = await hashPassword(password);
      // The link goes first: of two who use it at once one finds it gone.
      const used: InvitationRow = { ...row, v: row.v + 1, until: 0 };
      if ((await store.write([], { in: invitations.name, row: used, was: row })) === 'conflict') return 'no_link';
      if (known) {
        // Whoever made the link knows the person: a lost phone must not keep them out.
        const { totp: _t, totpNew: _n, passkeys: _p, ...rest } = known;
        const changed = await people.replace({ ...rest, password: hash });
        if (!changed) return 'no_link';
        await endSessions(known._id);
        await endLinks(known._id);
        return openSession(changed, from);
      }
      const id = row.by === '' ? firstOwner : randomUUID();
      const person: StaffRow = { _id: id, v: 1, name: shown, login, password: hash, role: row.role, createdAt: now() };
      if ((await people.insert(person)) === 'duplicate') return row.by === '' ? 'no_link' : 'name_taken';
      return openSession(person, from);
    },
    enter: openSession,
    async isOwn(id, password) {
      const person = await people.get(id);
      return person !== null && person.off === undefined && (await isPassword(password, person.password));
    },
    async signIn(name, password, from, code, mayTry = () => true) {
      const [person] = await people.find({ where: { login: loginOf(name) }, limit: 1 });
      const right = await isPassword(password, person && person.off === undefined ? person.password : null);
      if (!person || !right) return null;
      if (person.totp) {
        if (code === undefined) return 'needs_code';
        if (!mayTry(person._id) || !(await second.useCode(person, code))) return 'wrong_code';
      } else if (hasSecondFactor(person) && (await second.demanded())) return 'needs_passkey';
      const opened = await openSession(person, from);
      // A new password, or an end, that came while this one was looked at has ended the sessions before this one was there.
      const still = await people.get(person._id);
      if (still?.password === person.password && still.off === undefined) return opened;
      await signedIn.delete(hashOf(opened.secret));
      return null;
    },
    async cameFrom(name, ip) {
      const [person] = await people.find({ where: { login: loginOf(name) }, limit: 1 });
      return person !== undefined && (await signedIn.find({ where: { staff: person._id }, limit: 1_000 })).some((row) => row.ip === ip);
    },
    async who(secret) {
      const row = await signedIn.get(hashOf(secret));
      const found = await personIn(row);
      if (!row || !found) return null;
      if (now() - row.seen > seenEvery) await signedIn.replace({ ...row, seen: now() });
      return { ...personOf(found.person), session: row._id, ...(found.lacks && { lacks: true as const }) };
    },
    async standing(session) {
      const row = await signedIn.get(session);
      if (!row || now() - row.at >= sessionMs) return null;
      const person = await people.get(row.staff);
      if (!person || person.off !== undefined) return null;
      if (!hasSecondFactor(person) && (await second.demanded())) return 'lacks';
      return fresh(row) ? 'stands' : 'idle';
    },
    async stands(session) {
      const row = await signedIn.get(session);
      return row !== null && fresh(row);
    },
    async sessionsOf(id) {
      return (await signedIn.find({ where: { staff: id }, sort: { by: 'at', desc: true }, limit: 200 })).filter(fresh);
    },
    async revoke(id, session) {
      const row = await signedIn.get(session);
      if (row?.staff !== id) return false;
      await signedIn.delete(session);
      return true;
    },
    team: async () => (await all()).map((row) => ({ ...personOf(row), off: row.off !== undefined })),
    async change(id, { role, off }) {
      for (let tries = 0; tries < mostTries; tries++) {
        const rows = await all();
        const row = rows.find((one) => one._id === id);
        if (!row) return 'unknown';
        const { off: was, ...rest } = row;
        const next: StaffRow = { ...rest, v: row.v + 1, role: role ?? row.role, ...((off ?? was !== undefined) && { off: was ?? now() }) };
        const isOwner = (one: StaffRow): boolean => one.role === 'owner' && one.off === undefined;
        const stays = rows.find((one) => isOwner(one) && one._id !== id);
        if (isOwner(row) && !isOwner(next) && !stays) return 'last_owner';
        // The owner who stays is written too: of two owners who take the role from each other at once, one loses and is told.
        const ops: Op[] = isOwner(row) && !isOwner(next) && stays ? [{ op: 'patch', in: staffRows.name, id: stays._id, set: { stays: randomUUID() } }] : [];
        if ((await store.write(ops, { in: staffRows.name, row: next, was: row })) === 'conflict') continue;
        await endSessions(id);
        if (!isOwner(next)) await endLinks(id, row.name);
        return 'done';
      }
      return 'unknown';
    },
  };
}
