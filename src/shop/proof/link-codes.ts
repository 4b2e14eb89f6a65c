/**
 * Codes by which a customer shows in a second channel that they are the same person. Short-lived, for one use, kept only as a hash;
 * guessing is slowed down for each contact and for each address that it writes from, or every new session would have tries of its own.
 * An address has 36 tries a day at 30^8 codes.
 */
import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { couponCode } from '../coupon-code.ts';
import { linkCodes } from '../shop.ts';
import { beginTry, contactRule, forgive, giveBack, waitFor } from './attempt-count.ts';
import { addressRules, sourcesOf } from './attempt-limiter.ts';

/** Time for which a code can be used, ms. */
const linkCodeLives = 10 * 60_000;
/** Time for which used and expired codes are distinguished from wrong ones, ms. */
export const linkCodesKept = 24 * 3_600_000;
const prefix = 'LNK';

function idOf(code: string): string {
  return createHash('sha256').update(`link ${code}`).digest('hex');
}

/** Reads the code in what was typed, in one form; null when there is none. */
export function linkCodeIn(text: string): string | null {
  const plain = text.slice(0, 500).normalize('NFKC').toUpperCase();
  const [, first, second] = /(?:^|[^A-Z0-9])(?:LNK[-–—\s]{0,5})?([2-9A-Z]{4})[-–—\s]{0,5}([2-9A-Z]{4})(?![A-Z0-9])/.exec(plain) ?? [];
  return first && second ? `${prefix}-${first}-${second}` : null;
}

/** Makes a new code for the contact. */
export async function makeLinkCode(
  store: Store,
  contact: string,
  now: number,
  random: (bytes: number) => Uint8Array,
): Promise<{ code: string; until: number }> {
  for (;;) {
    const code = couponCode(random, prefix);
    const until = now + linkCodeLives;
    if ((await store.collection(linkCodes).insert({ _id: idOf(code), contact, until, at: now })) === 'done') return { code, until };
  }
}

export type LinkResult =
  | { ok: true; contact: string }
  | { ok: false; code: 'unknown' | 'expired' | 'used' | 'same' }
  | { ok: false; code: 'too_many'; wait: number };

/** Customer who sends a code. */
export interface LinkAsker {
  contact: string;
  conversation?: string;
}

/** Uses up the code that somebody sent; resolves to whose it was. The same `key` may ask again after a crash and gets the same answer. */
export async function useLinkCode(store: Store, text: string, asker: LinkAsker, key: string, now: number): Promise<LinkResult> {
  const { contact } = asker;
  const rows = store.collection(linkCodes);
  const code = linkCodeIn(text);
  const before = code === null ? null : await rows.get(idOf(code));
  if (before?.usedBy === key) return { ok: true, contact: before.contact };
  const subject = `link:${contact}`;
  const sources = await sourcesOf(store, asker.conversation, 'link', addressRules.weak);
  const slowed = [[subject, contactRule] as const, ...sources];
  for (const [id, rule] of slowed) {
    const wait = await waitFor(store, id, rule, now);
    if (wait > 0) return { ok: false, code: 'too_many', wait };
  }
  for (const [id, rule] of slowed) {
    const wait = await beginTry(store, id, rule, now);
    if (wait > 0) return { ok: false, code: 'too_many', wait };
  }
  if (!before) return { ok: false, code: 'unknown' };
  if (before.usedBy !== undefined) return { ok: false, code: 'used' };
  if (before.until <= now || before.until - now > linkCodeLives) return { ok: false, code: 'expired' };
  // A code of their own proves nothing: it would give back every guess at the code of somebody else.
  if (before.contact === contact) return { ok: false, code: 'same' };
  await Promise.all([forgive(store, subject), ...sources.map(([id, rule]) => giveBack(store, id, rule))]);
  const used = await rows.replace({ ...before, usedBy: key });
  return used ? { ok: true, contact: used.contact } : { ok: false, code: 'used' };
}
