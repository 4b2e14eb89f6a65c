/**
 * Codes by which a customer shows in a second channel that they are the same person. Short-lived, for one use, kept only as a hash;
 * guessing is slowed down for each contact.
 */
import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { couponCode } from './coupon-code.ts';
import { beginTry, contactRule, forgive } from './guess-guard.ts';
import { linkCodes } from './shop.ts';

/** How long a code can be used, ms. */
const linkCodeLives = 10 * 60_000;
/** Used and expired codes are told from wrong ones for this long, ms. */
export const linkCodesKept = 24 * 3_600_000;
const prefix = 'LNK';

function idOf(code: string): string {
  return createHash('sha256').update(`link ${code}`).digest('hex');
}

/** The code in what was typed, in one form; null when there is none. */
export function linkCodeIn(text: string): string | null {
  const plain = text.slice(0, 500).normalize('NFKC').toUpperCase();
  const [, first, second] = /(?:^|[^A-Z0-9])(?:LNK[-–—\s]{0,5})?([2-9A-Z]{4})[-–—\s]{0,5}([2-9A-Z]{4})(?![A-Z0-9])/.exec(plain) ?? [];
  return first && second ? `${prefix}-${first}-${second}` : null;
}

/** A new code for the contact. */
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

/** Uses up the code that `contact` sent; resolves to whose it was. The same `key` may ask again after a crash and gets the same answer. */
export async function useLinkCode(store: Store, text: string, contact: string, key: string, now: number): Promise<LinkResult> {
  const rows = store.collection(linkCodes);
  const code = linkCodeIn(text);
  const before = code === null ? null : await rows.get(idOf(code));
  if (before?.usedBy === key) return { ok: true, contact: before.contact };
  const subject = `link:${contact}`;
  const wait = await beginTry(store, subject, contactRule, now);
  if (wait > 0) return { ok: false, code: 'too_many', wait };
  if (!before) return { ok: false, code: 'unknown' };
  if (before.usedBy !== undefined) return { ok: false, code: 'used' };
  if (before.until <= now || before.until - now > linkCodeLives) return { ok: false, code: 'expired' };
  // A code of their own proves nothing: it would give back every guess at the code of somebody else.
  if (before.contact === contact) return { ok: false, code: 'same' };
  await forgive(store, subject);
  const used = await rows.replace({ ...before, usedBy: key });
  return used ? { ok: true, contact: used.contact } : { ok: false, code: 'used' };
}
