/** What a person signs in with besides the password, or in place of it: codes of an app, recovery codes, passkeys. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { settings } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { newPasskey, type PasskeyHost, usedPasskey } from './passkey.ts';
import { type PasskeyRow, type StaffRow, staffRows } from './rows.ts';
import { newTotpSecret, stepOf } from './totp.ts';

export const passkeysMost = 20;
const recoveryCodes = 10;
/** A challenge is good for so long, ms. */
const challengeMs = 300_000;
/** Challenges of a passkey that are remembered as used. */
const usedMost = 8;
/** Times that a change is tried again when another one came between. */
const mostTries = 5;
const demandSetting = 'second_factor_demanded';
const secretSetting = 'passkey_challenges';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Recovery codes as they are typed: without the hyphen, in any case. */
const plainCode = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase();

export interface SecondFactor {
  /** What the person has; `demanded`: the owner asks it of everybody. */
  state(id: string): Promise<{ totp: boolean; codes: number; passkeys: PasskeyRow[]; demanded: boolean }>;
  demand(on: boolean): Promise<void>;
  demanded(): Promise<boolean>;
  /** A new secret of an app; it counts once a code of it was confirmed. */
  beginTotp(id: string): Promise<string | null>;
  /** Recovery codes, shown this once; null when the code is wrong. */
  confirmTotp(id: string, code: string): Promise<string[] | null>;
  endTotp(id: string): Promise<void>;
  /** Uses a code of the app, or a recovery code; false when it is neither. */
  useCode(row: StaffRow, code: string): Promise<boolean>;
  /** A challenge for a passkey. */
  challenge(): Promise<string>;
  addPasskey(
    id: string,
    given: { id: string; name: string; clientData: string; authData: string; key: string; alg: number; challenge: string },
    host: PasskeyHost,
  ): Promise<'done' | 'refused' | 'too_many'>;
  removePasskey(id: string, passkey: string): Promise<boolean>;
  /** The person whose passkey signed the challenge; null when nobody's did. */
  byPasskey(given: { id: string; clientData: string; authData: string; signature: string; challenge: string }, host: PasskeyHost): Promise<StaffRow | null>;
}

/** Tells whether the person signs in with more than a password. */
export const hasSecondFactor = (row: StaffRow): boolean => row.totp?.since !== undefined || (row.passkeys?.length ?? 0) > 0;

/** Opens the second factors of the staff. `now` is epoch ms. */
export function createSecondFactor(store: Store, now: () => number): SecondFactor {
  const people = store.collection(staffRows);
  const kept = store.collection(settings);
  const change = async (id: string, to: (row: StaffRow) => StaffRow | null): Promise<StaffRow | null> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const row = await people.get(id);
      const next = row && to(row);
      if (!next) return null;
      const done = await people.replace(next);
      if (done) return done;
    }
    return null;
  };
  const secret = async (): Promise<string> => {
    await kept.insert({ _id: secretSetting, value: randomBytes(32).toString('base64') });
    const value = (await kept.get(secretSetting))?.value;
    return typeof value === 'string' ? value : '';
  };
  const signOf = async (body: string): Promise<string> =>
    createHmac('sha256', await secret())
      .update(body)
      .digest('base64url')
      .slice(0, 32);
  /** Ours, and not too old. */
  const isGood = async (challenge: string): Promise<boolean> => {
    const text = Buffer.from(challenge, 'base64url').toString('utf8');
    const [at = '', nonce = '', signed = ''] = text.split('.');
    const expected = await signOf(`${at}.${nonce}`);
    const same = signed.length === expected.length && timingSafeEqual(Buffer.from(signed), Buffer.from(expected));
    return same && Math.abs(now() - Number(at)) < challengeMs;
  };
  return {
    async state(id) {
      const row = await people.get(id);
      const demanded = (await kept.get(demandSetting))?.value === true;
      return { totp: row?.totp?.since !== undefined, codes: row?.totp?.codes.length ?? 0, passkeys: row?.passkeys ?? [], demanded };
    },
    demanded: async () => (await kept.get(demandSetting))?.value === true,
    async demand(on) {
      await store.write([{ op: 'put', in: settings.name, row: { _id: demandSetting, v: 1, value: on } as never }]);
    },
    async beginTotp(id) {
      const fresh = newTotpSecret();
      const row = await change(id, (one) => ({ ...one, totpNew: fresh }));
      return row && fresh;
    },
    async confirmTotp(id, code) {
      const codes = Array.from({ length: recoveryCodes }, () => randomBytes(5).toString('hex'));
      const done = await change(id, (row) => {
        const step = row.totpNew === undefined ? null : stepOf(row.totpNew, code, now());
        if (row.totpNew === undefined || step === null) return null;
        const { totpNew, ...rest } = row;
        return { ...rest, totp: { secret: totpNew, since: now(), used: step, codes: codes.map(hashOf) } };
      });
      return done && codes.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`);
    },
    async endTotp(id) {
      await change(id, ({ totp: _t, totpNew: _n, ...rest }) => rest);
    },
    async useCode(row, code) {
      const typed = plainCode(code);
      const done = await change(row._id, (one) => {
        if (!one.totp) return null;
        const step = /^\d{6}$/.test(typed) ? stepOf(one.totp.secret, typed, now(), one.totp.used) : null;
        if (step !== null) return { ...one, totp: { ...one.totp, used: step } };
        const hash = hashOf(typed);
        if (!one.totp.codes.includes(hash)) return null;
        return { ...one, totp: { ...one.totp, codes: one.totp.codes.filter((other) => other !== hash) } };
      });
      return done !== null;
    },
    async challenge() {
      const body = `${now()}.${randomBytes(16).toString('base64url')}`;
      return Buffer.from(`${body}.${await signOf(body)}`).toString('base64url');
    },
    async addPasskey(id, { id: passkey, name, challenge, ...given }, host) {
      const known = (await isGood(challenge)) ? newPasskey(given, challenge, host) : null;
      if (!known) return 'refused';
      // One id, one person (WebAuthn 3, 7.1): another's must not be taken over.
      const all = await people.find({ sort: { by: 'login' }, limit: 1_000 });
      if (all.some((row) => row._id !== id && row.passkeys?.some((one) => one.id === passkey))) return 'refused';
      let full = false;
      const done = await change(id, (row) => {
        const before = (row.passkeys ?? []).filter((one) => one.id !== passkey);
        full = before.length >= passkeysMost;
        return full ? null : { ...row, passkeys: [...before, { ...known, id: passkey, name, at: now(), used: [hashOf(challenge)] }] };
      });
      return done ? 'done' : full ? 'too_many' : 'refused';
    },
    async removePasskey(id, passkey) {
      return (
        (await change(id, (row) =>
          row.passkeys?.some((one) => one.id === passkey) ? { ...row, passkeys: row.passkeys.filter((one) => one.id !== passkey) } : null,
        )) !== null
      );
    },
    async byPasskey({ id, challenge, ...given }, host) {
      if (!(await isGood(challenge))) return null;
      const all = await people.find({ sort: { by: 'login' }, limit: 1_000 });
      const owner = all.find((row) => row.off === undefined && row.passkeys?.some((one) => one.id === id));
      if (!owner) return null;
      const once = hashOf(challenge);
      return change(owner._id, (row) => {
        const known = row.passkeys?.find((one) => one.id === id);
        const count = known && !known.used.includes(once) ? usedPasskey(given, known, challenge, host) : null;
        if (!known || count === null || row.off !== undefined) return null;
        const next = { ...known, count, seen: now(), used: [...known.used, once].slice(-usedMost) };
        return { ...row, passkeys: row.passkeys?.map((one) => (one.id === id ? next : one)) ?? [] };
      });
    },
  };
}
