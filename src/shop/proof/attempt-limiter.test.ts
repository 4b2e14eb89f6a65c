import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../../tests/shop/test-shop.ts';
import { allCollections } from '../../app/open-store.ts';
import { openSqlite } from '../../store/sqlite/sqlite.ts';
import type { Store } from '../../store/store.ts';
import { guessSources, lookupGuards } from '../shop.ts';
import { type AttemptLimiter, createAttemptLimiter, createSourceNotes, type Strength } from './attempt-limiter.ts';
import { sumLimit } from './guess-sum.ts';

const hour = 3_600_000;
const usual = 200;
let store: Store;
let alarms: number[];
let guard: AttemptLimiter;
beforeEach(async () => {
  store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => noon, log: { info() {}, warn() {} } });
  alarms = [];
  guard = createAttemptLimiter(store, sumLimit(usual), async (now) => void alarms.push(now));
});
afterEach(() => store.close());

const visitor = (n: number) => ({
  contact: `webchat:main:v-${n}`,
  conversation: `webchat:main:v-${n}`,
  address: { channel: 'webchat', account: 'main', user: `v-${n}` },
});

/** A guesser with so many sessions at so many addresses, who tries whenever a try counts. Resolves to how many proofs were looked at in each day. */
async function guess({ sessions, addresses, days, strength }: { sessions: number; addresses: number; days: number; strength: Strength }): Promise<number[]> {
  const notes = createSourceNotes(store, Buffer.from('secret'));
  const looked = Array<number>(days).fill(0);
  let number = 0;
  for (let minutes = 0; minutes < days * 1_440; minutes += 10) {
    const now = noon + minutes * 60_000;
    const waiting = new Set<number>();
    round: for (let again = true; again; ) {
      again = false;
      for (let session = 0; session < sessions; session++) {
        const address = session % addresses;
        if (waiting.has(address)) continue;
        await notes(`webchat:main:v-${session}`, [`192.0.2.${address}`], now);
        // A new order each time: the next of the shop's 12,000.
        number = (number + 1) % 12_000;
        const admission = await guard.admit(visitor(session), `SO-${number}`, { strength, isRight: false }, now);
        if (admission.ok) {
          again = true;
          looked[Math.floor(minutes / 1_440)]! += 1;
        } else if (admission.code === 'stronger_proof') break round;
        else if (session + addresses >= sessions) waiting.add(address);
      }
    }
  }
  return looked;
}

test('1,000 sessions at 100 addresses, for three days in a shop of 12,000 orders: one order in 50 days', async () => {
  const looked = await guess({ sessions: 1_000, addresses: 100, days: 3, strength: 'weak' });
  expect(Math.max(...looked)).toBeLessThanOrEqual(usual);
  const opened = Math.max(...looked) / 10_000;
  expect(opened).toBeLessThanOrEqual(1 / 50);
  // The team hears of it within the first hour.
  expect(alarms[0]).toBeLessThanOrEqual(noon + hour);
});

test('guessing whole phone numbers instead, 100 addresses: one order in years', async () => {
  const [looked = 0] = await guess({ sessions: 30, addresses: 3, days: 1, strength: 'strong' });
  const ofAnAddress = looked / 3;
  expect(ofAnAddress).toBeLessThanOrEqual(70);
  expect((ofAnAddress * 100) / 10_000_000).toBeLessThanOrEqual(1 / 1_000);
});

test('new sessions of one address share its count; IPv6 networks of 48 bits have a share of their own', async () => {
  const notes = createSourceNotes(store, Buffer.from('secret'));
  const tries = async (keysOf: (n: number) => string[]) => {
    let counted = 0;
    for (let n = 0; n < 85; n++) {
      const one = visitor(++made);
      await notes(one.conversation, keysOf(n), noon);
      if ((await wide.admit(one, `SO-${made}`, { strength: 'weak', isRight: false }, noon)).ok) counted += 1;
    }
    return counted;
  };
  let made = 0;
  const wide = createAttemptLimiter(store, sumLimit(100_000), async () => {});
  expect(await tries(() => ['192.0.2.1'])).toBe(10);
  expect(await tries(() => ['2001:db8:0:1::/64', '2001:db8:0::/48'])).toBe(10);
  expect(await tries((n) => [`2001:db8:1:${n}::/64`, '2001:db8:1::/48'])).toBe(80);
});

test('addresses are kept as hashes only, and as long as they count', async () => {
  const notes = createSourceNotes(store, Buffer.from('secret'));
  await notes('webchat:main:v-1', ['192.0.2.1'], noon);
  await guard.admit(visitor(1), 'SO-1', { strength: 'weak', isRight: false }, noon);
  const kept = [await store.collection(guessSources).find({}), await store.collection(lookupGuards).find({})];
  expect(JSON.stringify(kept)).not.toContain('192.0.2');
  expect(kept[0]).toHaveLength(1);
  await notes('webchat:main:v-1', ['192.0.2.1'], noon + hour);
  expect(await store.collection(guessSources).get('webchat:main:v-1'), 'not written again at each message').toMatchObject({ at: noon });
  await notes('webchat:main:v-1', ['192.0.2.2'], noon + hour);
  expect(await store.collection(guessSources).get('webchat:main:v-1')).toMatchObject({ at: noon + hour });
});

test('the sum is of the last 24 hours, and a clock that is set back keeps it', async () => {
  const flood = async (now: number) => {
    let counted = 0;
    for (let n = 0; n < 55; n++) if ((await guard.admit(visitor(made++), `SO-${made}`, { strength: 'weak', isRight: false }, now)).ok) counted += 1;
    return counted;
  };
  let made = 0;
  expect(await flood(noon)).toBe(50);
  expect(await flood(noon - 5 * hour)).toBe(0);
  expect(await flood(noon + 2 * hour)).toBe(50);
  expect(await flood(noon + 4 * hour)).toBe(50);
  expect(await flood(noon + 6 * hour)).toBe(50);
  expect(await flood(noon + 8 * hour)).toBe(0);
  expect(await flood(noon + 26 * hour)).toBe(50);
});

test('right proofs count for nobody, also when many come at once', async () => {
  const right = { strength: 'weak', isRight: true } as const;
  for (let n = 0; n < 60; n++) expect(await guard.admit(visitor(n), `SO-${n}`, right, noon)).toEqual({ ok: true });
  const all = await Promise.all(Array.from({ length: 500 }, (_, n) => guard.admit(visitor(1_000 + n), `SO-${1_000 + n}`, right, noon)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(500);
  expect(alarms).toEqual([]);
});

test('a right proof among many wrong ones at once is not looked at when the sum is reached', async () => {
  const all = await Promise.all(Array.from({ length: 201 }, (_, n) => guard.admit(visitor(n), `SO-${n}`, { strength: 'weak', isRight: n === 200 }, noon)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(50);
  expect(all[200]).toEqual({ ok: false, code: 'stronger_proof' });
});
