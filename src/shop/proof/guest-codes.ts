/**
 * Codes by which a guest shows that a phone number or an e-mail address is theirs: sent there, typed here. Of a code its hash alone is kept; it lives for ten
 * minutes and takes five tries. Asking for codes is slowed for the guest, the address that they write from, and where the code goes, which may be somebody else's
 * and must not be flooded; and for the whole shop by the hour and the day. Phone, e-mail and conversations by e-mail are counted apart, so that none uses up another. Whoever owns a domain
 * makes up mailboxes without end, so it is counted too, unless it is a provider's.
 */
import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { type GuestCodeRow, guestCodes } from '../shop.ts';
import { type AttemptRule, beginTry, waitFor } from './attempt-count.ts';
import { addressRules, sourcesOf } from './attempt-limiter.ts';
import { countWrong, isOver, type SumLimit, sumLimit } from './guess-sum.ts';
import { ownedDomain } from './mail-domain.ts';

const minute = 60_000;
const codeLives = 10 * minute;
const mostTries = 5;
/** Time for which a row is kept, ms: as long as it tells a used code from none. */
export const guestRowsKept = { [guestCodes.name]: 24 * 60 * minute };

/** Codes that go out before pauses begin: for a guest, and for a number or mailbox whoever asks. */
const askRules: Record<'guest' | 'target', AttemptRule> = {
  guest: { free: 3, pauses: [5 * minute, 30 * minute, 2 * 60 * minute, 24 * 60 * minute] },
  target: { free: 3, pauses: [30 * minute, 2 * 60 * minute, 24 * 60 * minute] },
};

/** Codes of the whole shop in a day by each way, a quarter of them in an hour: sessions and addresses are cheap, and a number that writes to strangers is blocked. */
const shopLimit = sumLimit(400);
/** The same for the mailboxes of one domain. */
const domainLimit = sumLimit(40);

/** Id of the row: a guest has one code for each purpose. */
const rowOf = (contact: string, purpose?: string): string => (purpose ? `${purpose}:${contact}` : contact);
const hashOf = (contact: string, code: string): string => createHash('sha256').update(`guest ${contact} ${code}`).digest('hex');

const mailPrefix = 'mail:';
/** Returns where a code goes that goes by e-mail. */
export const toMail = (address: string): string => `${mailPrefix}${address.toLowerCase()}`;
/** Returns the e-mail address of where a code goes; undefined for a phone number. */
export const mailTo = (to: string): string | undefined => (to.startsWith(mailPrefix) ? to.slice(mailPrefix.length) : undefined);

/** Returns one form for all addresses of one mailbox: they have no end behind a plus, nor with dots at Google. */
function mailboxOf(to: string): string {
  const [local = '', domain] = to.replace(/\+[^@]*(?=@)/, '').split('@');
  if (domain === undefined) return local;
  return /^(?:gmail|googlemail)\.com$/.test(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}

const hashed = (text: string): string => createHash('sha256').update(`guest ${text}`).digest('base64url').slice(0, 22);
const targetId = (to: string): string => `guest-number:${hashed(mailboxOf(to))}`;

type Sum = [id: string, limit: SumLimit];
const sumOf: Record<'phone' | 'email' | 'transcript', Sum> = {
  phone: ['guest-sum', shopLimit],
  email: ['guest-sum:mail', shopLimit],
  transcript: ['guest-sum:transcript', shopLimit],
};
function domainOf(email: string | undefined): Sum[] {
  const owned = email === undefined ? undefined : ownedDomain(email.split('@').at(-1) ?? '');
  return owned === undefined ? [] : [[`guest-domain:${hashed(owned)}`, domainLimit]];
}

/** Reads six digits, however they were typed. */
export function guestCodeIn(text: string): string | null {
  const found = /(?:^|\D)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(text.slice(0, 200).normalize('NFKC'));
  return found ? `${found[1]}${found[2]}` : null;
}

export interface Guest {
  contact: string;
  conversation?: string;
  /** Purpose of the code, where it is another than who the guest is: a code for one thing is none for another. */
  purpose?: 'mail';
}

/**
 * Makes a code for the guest and a number (see phoneKey) or an e-mail address (see toMail); an earlier one is worthless from then on. `wait`: ms until another may
 * be asked for. `crowded`: the whole shop has sent as many as it may.
 */
export async function makeGuestCode(
  store: Store,
  guest: Guest,
  to: string,
  now: number,
  random: (bytes: number) => Uint8Array,
): Promise<{ ok: true; code: string } | { ok: false; wait: number; crowded?: true }> {
  const email = mailTo(to);
  const [asks, from] = email === undefined ? (['guest-ask', 'guest'] as const) : (['guest-ask-mail', 'guest-mail'] as const);
  const whole = sumOf[email === undefined ? 'phone' : guest.purpose === 'mail' ? 'transcript' : 'email'];
  const sums = [...domainOf(email), whole];
  const full = (sum: Sum) => ({ ok: false as const, wait: 60 * minute, ...(sum === whole && { crowded: true as const }) });
  const sources = await sourcesOf(store, guest.conversation, from, addressRules.weak);
  const slowed = [[`${asks}:${guest.contact}`, askRules.guest] as const, [targetId(to), askRules.target] as const, ...sources];
  const waits = await Promise.all(slowed.map(([id, rule]) => waitFor(store, id, rule, now)));
  if (Math.max(...waits) > 0) return { ok: false, wait: Math.max(...waits) };
  for (const sum of sums) if (await isOver(store, sum[1], now, sum[0])) return full(sum);
  for (const [id, rule] of slowed) {
    const wait = await beginTry(store, id, rule, now);
    if (wait > 0) return { ok: false, wait };
  }
  for (const sum of sums) if ((await countWrong(store, sum[1], now, sum[0])) === 'over') return full(sum);
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  const code = String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, '0');
  const row: GuestCodeRow = {
    _id: rowOf(guest.contact, guest.purpose),
    v: 1,
    contact: guest.contact,
    phone: to,
    code: hashOf(rowOf(guest.contact, guest.purpose), code),
    until: now + codeLives,
    tries: 0,
    at: now,
  };
  await store.write([{ op: 'put', in: guestCodes.name, row }]);
  return { ok: true, code };
}

/** `to`: where the code went. */
export type GuestCheck = { ok: true; to: string } | { ok: false; code: 'none' | 'expired' | 'wrong' | 'too_many' };

/** Checks what the guest typed. A try is counted before it is looked at; the right code is used up by the call `key`, which may ask again. */
export async function checkGuestCode(store: Store, contact: string, typed: string, key: string, now: number, purpose?: Guest['purpose']): Promise<GuestCheck> {
  const rows = store.collection(guestCodes);
  const id = rowOf(contact, purpose);
  for (;;) {
    const row = await rows.get(id);
    if (!row) return { ok: false, code: 'none' };
    if (row.usedBy === key) return { ok: true, to: row.phone };
    if (row.usedBy !== undefined) return { ok: false, code: 'none' };
    if (row.until <= now || row.until - now > codeLives) return { ok: false, code: 'expired' };
    if (row.tries >= mostTries) return { ok: false, code: 'too_many' };
    const code = guestCodeIn(typed);
    const isRight = code !== null && hashOf(id, code) === row.code;
    const stored = await rows.replace({ ...row, tries: row.tries + 1, ...(isRight && { usedBy: key }) });
    if (stored) return isRight ? { ok: true, to: row.phone } : { ok: false, code: row.tries + 1 >= mostTries ? 'too_many' : 'wrong' };
  }
}
