/**
 * Codes by which a guest shows that a phone number is theirs: sent to that number, typed here. Of a code its hash alone is kept; it lives for ten minutes and
 * takes five tries. Asking for codes is slowed for the guest, their address and the number, which may be somebody else's and must not be flooded; and for the whole shop.
 */
import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { type GuestCodeRow, guestCodes } from '../shop.ts';
import { type AttemptRule, beginTry, waitFor } from './attempt-count.ts';
import { addressRules, sourcesOf } from './attempt-limiter.ts';
import { countWrong, isOver, sumLimit } from './guess-sum.ts';

const minute = 60_000;
const codeLives = 10 * minute;
const mostTries = 5;
/** Time for which a row is kept, ms: as long as it tells a used code from none. */
export const guestRowsKept = { [guestCodes.name]: 24 * 60 * minute };

/** Codes that go out before pauses begin: for a guest, and for a number whoever asks. */
const askRules: Record<'contact' | 'number', AttemptRule> = {
  contact: { free: 3, pauses: [5 * minute, 30 * minute, 2 * 60 * minute, 24 * 60 * minute] },
  number: { free: 3, pauses: [30 * minute, 2 * 60 * minute, 24 * 60 * minute] },
};

/** Codes of the whole shop in a day for each purpose, a quarter of them in an hour: sessions and addresses are cheap, and a number that writes to strangers is blocked. */
const shopLimit = sumLimit(400);
const shopSum = (purpose?: string): string => (purpose ? `guest-sum:${purpose}` : 'guest-sum');

/** Id of the row: a guest has one code for each purpose. */
const rowOf = (contact: string, purpose?: string): string => (purpose ? `${purpose}:${contact}` : contact);
const hashOf = (contact: string, code: string): string => createHash('sha256').update(`guest ${contact} ${code}`).digest('hex');
/** One mailbox has addresses without end behind a plus. */
const numberId = (phone: string): string =>
  `guest-number:${createHash('sha256')
    .update(`guest ${phone.replace(/\+[^@]*(?=@)/, '')}`)
    .digest('base64url')
    .slice(0, 22)}`;

/** Reads six digits, however they were typed. */
export function guestCodeIn(text: string): string | null {
  const found = /(?:^|\D)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(text.slice(0, 200).normalize('NFKC'));
  return found ? `${found[1]}${found[2]}` : null;
}

export interface Guest {
  contact: string;
  conversation?: string;
  /** Purpose of the code, where it is not a phone number: a code for one thing is none for another. */
  purpose?: 'mail';
}

/** Makes a code for the guest and a number (see phoneKey), or `mail:` with an address; an earlier one is worthless from then on. */
export async function makeGuestCode(
  store: Store,
  guest: Guest,
  phone: string,
  now: number,
  random: (bytes: number) => Uint8Array,
): Promise<{ ok: true; code: string } | { ok: false; wait: number }> {
  const sources = await sourcesOf(store, guest.conversation, 'guest', addressRules.weak);
  const slowed = [[`guest-ask:${guest.contact}`, askRules.contact] as const, [numberId(phone), askRules.number] as const, ...sources];
  const waits = await Promise.all(slowed.map(([id, rule]) => waitFor(store, id, rule, now)));
  if (Math.max(...waits) > 0) return { ok: false, wait: Math.max(...waits) };
  const sum = shopSum(guest.purpose);
  if (await isOver(store, shopLimit, now, sum)) return { ok: false, wait: 60 * minute };
  for (const [id, rule] of slowed) {
    const wait = await beginTry(store, id, rule, now);
    if (wait > 0) return { ok: false, wait };
  }
  if ((await countWrong(store, shopLimit, now, sum)) === 'over') return { ok: false, wait: 60 * minute };
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  const code = String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, '0');
  const row: GuestCodeRow = {
    _id: rowOf(guest.contact, guest.purpose),
    v: 1,
    contact: guest.contact,
    phone,
    code: hashOf(rowOf(guest.contact, guest.purpose), code),
    until: now + codeLives,
    tries: 0,
    at: now,
  };
  await store.write([{ op: 'put', in: guestCodes.name, row }]);
  return { ok: true, code };
}

export type GuestCheck = { ok: true; phone: string } | { ok: false; code: 'none' | 'expired' | 'wrong' | 'too_many' };

/** Checks what the guest typed. A try is counted before it is looked at; the right code is used up by the call `key`, which may ask again. */
export async function checkGuestCode(store: Store, contact: string, typed: string, key: string, now: number, purpose?: Guest['purpose']): Promise<GuestCheck> {
  const rows = store.collection(guestCodes);
  const id = rowOf(contact, purpose);
  for (;;) {
    const row = await rows.get(id);
    if (!row) return { ok: false, code: 'none' };
    if (row.usedBy === key) return { ok: true, phone: row.phone };
    if (row.usedBy !== undefined) return { ok: false, code: 'none' };
    if (row.until <= now || row.until - now > codeLives) return { ok: false, code: 'expired' };
    if (row.tries >= mostTries) return { ok: false, code: 'too_many' };
    const code = guestCodeIn(typed);
    const isRight = code !== null && hashOf(id, code) === row.code;
    const stored = await rows.replace({ ...row, tries: row.tries + 1, ...(isRight && { usedBy: key }) });
    if (stored) return isRight ? { ok: true, phone: row.phone } : { ok: false, code: row.tries + 1 >= mostTries ? 'too_many' : 'wrong' };
  }
}
