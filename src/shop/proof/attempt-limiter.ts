/**
 * Limits what guessing at the proof of an order can find, without locking any order.
 *
 * A weak proof (fewer than 7 digits of the phone) is right by chance once in 10,000 tries. Wrong ones count four times: for the
 * contact and for the address that it writes from, which then wait longer and longer; for the order number; and for the whole shop.
 * An order number or a shop with too many takes the strong proof only (the whole phone number or the e-mail) until they are fewer.
 * Whoever is known as the owner is never asked, so none of this concerns them.
 *
 * With G wrong proofs a day in the whole shop, guessers open G / 10,000 orders a day, whatever the number of orders, contacts and
 * addresses: with the 200 that are usual, one in 50 days of guessing that never stops. The team is notified once the limit is reached,
 * by fast guessing within the first hour; slower guessing, up to 8 an hour, stays below it and unseen, and opens no more than
 * that. One order that somebody is after is opened in 10,000 / 10 days. Digits that are more frequent than others raise it by that.
 * A strong proof is right by chance once in 10,000,000 tries or less; an address has about 70 of them a day.
 */
import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { type Asker, guessSources } from '../shop.ts';
import { type AttemptRule, beginTry, contactRule, forgive, giveBack, waitFor } from './attempt-count.ts';
import { countWrong, isOver, type SumLimit } from './guess-sum.ts';

const minute = 60_000;
const hour = 60 * minute;
const addressPauses = [minute, 5 * minute, 30 * minute, hour];
/** An address may be many people: an office, or all customers of a mobile network. */
export const addressRules: Record<Strength, AttemptRule> = { weak: { free: 10, pauses: addressPauses }, strong: { free: 40, pauses: addressPauses } };
/** Share of an IPv6 network of 48 bits, as a multiple of that of one address. */
const networkShare = 8;
/** Ten a day; then the order takes strong proofs only. */
export const orderRule: AttemptRule = { free: 10, pauses: [24 * hour] };

export type Strength = 'weak' | 'strong';

export type Admission =
  /** The proof may be looked at. */
  | { ok: true }
  | { ok: false; code: 'stronger_proof' }
  /** `wait`: ms until the next try counts. */
  | { ok: false; code: 'too_many'; wait: number };

/** A proof as somebody gave it. */
export interface Proof {
  strength: Strength;
  /** True when it proves the order; a wrong one is counted. */
  isRight: boolean;
}

/** Decides whether somebody who is not known as an order's owner may try a proof now, and counts it. The answer does not reveal whether the proof is right. */
export interface AttemptLimiter {
  admit(asker: Asker, number: string, proof: Proof, now: number): Promise<Admission>;
}

/** Notifies the team that somebody guesses; called again and again while it lasts. */
export type Alarm = (now: number) => Promise<void>;

type Subject = [id: string, rule: AttemptRule];

/** Creates the attempt limiter of one shop; `limit` is the sum of wrong proofs that the whole shop has. */
export function createAttemptLimiter(store: Store, limit: SumLimit, alarm: Alarm): AttemptLimiter {
  let last: Promise<unknown> = Promise.resolve();
  /** Runs one after the other, so that a right proof finds every wrong one counted that came before it, and many right ones at once count for none. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    async admit(asker, number, { strength, isRight }, now) {
      const mine: Subject = [`contact:${asker.contact}`, contactRule];
      const slowed: Subject[] = [mine, ...(await sourcesOf(store, asker.conversation, strength, addressRules[strength]))];
      const order: Subject = [`order:${number}`, orderRule];
      const waits = await Promise.all(slowed.map(([id, rule]) => waitFor(store, id, rule, now)));
      const wait = Math.max(...waits);
      if (wait > 0) return { ok: false, code: 'too_many', wait };
      const isWeak = strength === 'weak';
      if (isWeak && (await waitFor(store, ...order, now)) > 0) return { ok: false, code: 'stronger_proof' };
      if (isWeak && (await isOver(store, limit, now))) {
        await alarm(now);
        return { ok: false, code: 'stronger_proof' };
      }
      for (const [id, rule] of slowed) {
        const later = await beginTry(store, id, rule, now);
        if (later > 0) return { ok: false, code: 'too_many', wait: later };
      }
      if (isWeak && (await beginTry(store, ...order, now)) > 0) return { ok: false, code: 'stronger_proof' };
      const isFull = await inTurn(async () => (isRight ? isOver(store, limit, now) : (await countWrong(store, limit, now)) === 'over'));
      if (isFull) await alarm(now);
      if (isFull && isWeak) return { ok: false, code: 'stronger_proof' };
      if (!isRight) return { ok: true };
      const shared = isWeak ? [...slowed.slice(1), order] : slowed.slice(1);
      await Promise.all([forgive(store, mine[0]), ...shared.map(([id, rule]) => giveBack(store, id, rule))]);
      return { ok: true };
    },
  };
}

/**
 * Returns the addresses that a conversation was last written from, where the channel gives them, as subjects of `kind`: the address, and its network
 * of 48 bits.
 */
export async function sourcesOf(
  store: Store,
  conversation: string | undefined,
  kind: Strength | 'link' | 'coupon' | 'guest' | 'guest-mail',
  rule: AttemptRule,
): Promise<Subject[]> {
  const row = conversation === undefined ? null : await store.collection(guessSources).get(conversation);
  return (row?.keys ?? []).map((key, wider) => [`${kind}:${key}`, wider === 0 ? rule : { ...rule, free: rule.free * networkShare }]);
}

/** Time for which the addresses that a conversation was written from are kept, ms: as long as its wrong proofs count. */
export const sourcesKept = 24 * hour;
const noteAgain = sourcesKept / 2;
const notedMost = 20_000;

/**
 * Notes where conversations are written from: `keys` are the address and its wider networks, kept only as hashes with `secret`.
 * A conversation that goes on from the same address is written down twice a day.
 */
export function createSourceNotes(store: Store, secret: Buffer): (conversation: string, keys: readonly string[], now: number) => Promise<void> {
  const noted = new Map<string, { at: number; key: string }>();
  return async (conversation, plain, now) => {
    const last = noted.get(conversation);
    const all = plain.join(' ');
    if (last?.key === all && Math.abs(now - last.at) < noteAgain) return;
    const keys = plain.map((key) => createHash('sha256').update(secret).update(`source ${key}`).digest('base64url').slice(0, 22));
    await store.write([{ op: 'put', in: guessSources.name, row: { _id: conversation, v: 1, keys, at: now } as GuessSource }]);
    noted.delete(conversation);
    noted.set(conversation, { at: now, key: all });
    const [oldest] = noted.keys();
    if (noted.size > notedMost && oldest !== undefined) noted.delete(oldest);
  };
}

type GuessSource = NonNullable<(typeof guessSources)['row']>;
