/** Whatever is done to a person, in any order, the answer is the stricter one and the ledger says why. */
import { afterEach, expect, test } from 'vitest';
import { consentOf, contactAtRelease, mayWrite } from '../../src/marketing/consent/ledger.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { importFile } from '../../src/shop/importing/import.ts';
import { type ConsentRow, consents, contacts } from '../../src/store/collections.ts';
import { type ConsentPurpose, consentPurposes } from '../../src/store/consent-purposes.ts';
import { type Desk, openDesk } from '../runtime/desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const idOf = (n: number): string => `test:main:p${n}`;
const line = (id: string, purpose: ConsentPurpose, granted: boolean, more: Partial<ConsentRow> = {}): Omit<ConsentRow, 'v' | 'contact'> => ({
  _id: id,
  at: desk.clock.now(),
  purpose,
  granted,
  words: granted ? 'yes' : 'no',
  source: 'api',
  ...more,
});

async function people(count: number): Promise<void> {
  for (let n = 0; n < count; n++)
    await desk.store.collection(contacts).insert({ ...newContact(idOf(n), desk.clock.now()), email: `p${n}@example.com`, externalId: `c${n}` });
}

const answers = async (id: string, purpose: ConsentPurpose) => {
  const person = await consentOf(desk.store, id);
  if (!person) throw new Error(`no ${id}`);
  return mayWrite(person, purpose);
};

test('a change and its line are one write, and the same line twice is one', async () => {
  desk = await openDesk();
  await people(1);
  expect(await desk.runtime.contacts.agree('nobody', line('l0', 'marketing', true))).toBeNull();
  await desk.runtime.contacts.agree(idOf(0), line('l1', 'marketing', true, { evidence: 'form 7' }));
  await desk.runtime.contacts.agree(idOf(0), line('l1', 'marketing', true));
  expect(await answers(idOf(0), 'marketing')).toMatchObject({ may: true, why: 'agreed', line: { words: 'yes', evidence: 'form 7' } });
  expect(await desk.store.collection(consents).count({ contact: idOf(0) })).toBe(1);
  expect(await answers(idOf(0), 'review')).toEqual({ may: false, why: 'never_asked' });
  expect(await answers(idOf(0), 'service')).toEqual({ may: true, why: 'never_asked' });
});

test('an opt-out that only the ledger knows of stops a release', async () => {
  desk = await openDesk();
  await people(1);
  await desk.store.collection(contacts).replace({ ...newContact(idOf(0), 0), v: 1, consent: { marketing: true } });
  expect((await contactAtRelease(desk.store, idOf(0)))?.consent.marketing).toBe(true);
  await desk.store.collection(consents).insert({ ...line('l1', 'marketing', false), contact: idOf(0) });
  expect((await contactAtRelease(desk.store, idOf(0)))?.consent.marketing).toBe(false);
  expect(await contactAtRelease(desk.store, 'nobody')).toBeNull();
});

test('an import takes no opt-out back, and its lines name the file and row', async () => {
  desk = await openDesk();
  await people(2);
  await desk.runtime.contacts.agree(idOf(0), line('l1', 'marketing', false));
  const bytes = Buffer.from('external_id,name\nc0,Ann\nc1,Bo\nc2,Cy');
  const options = { file: 'shop-2026.csv', kind: 'customers' as const, bytes, now: desk.clock.now() + 1, currency: 'USD', zone: 'UTC' };
  const done = await importFile(desk.store, { ...options, consent: 'ticked the box at the till, May 2026', everyoneAgreed: true });
  expect(done).toMatchObject({ ok: true, notes: [{ line: 2, code: 'opted-out-stays' }] });
  expect(await answers(idOf(0), 'marketing')).toMatchObject({ may: false, why: 'refused' });
  const { may, line: proof } = await answers(idOf(1), 'marketing');
  expect([may, proof]).toMatchObject([true, { words: 'ticked the box at the till, May 2026', evidence: 'shop-2026.csv:3', source: 'import' }]);
});

/** A repeatable sequence of numbers below 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))('grants, opt-outs, merges, splits and imports in random order, %i', async (seed) => {
  desk = await openDesk();
  const next = random(seed + 1);
  const count = 4;
  await people(count);
  const any = () => idOf(Math.floor(next() * count));
  const { contacts: rows } = desk.runtime;

  for (let step = 0; step < 25; step++) {
    await desk.pass(1_000);
    const [id, other, purpose] = [any(), any(), consentPurposes[Math.floor(next() * 3)] ?? 'marketing'];
    const before = await consentOf(desk.store, id);
    const beforeOther = await consentOf(desk.store, other);
    const what = next();
    if (what < 0.25) {
      await rows.agree(id, line(`l${step}`, purpose, true));
      expect((await answers(id, purpose)).may).toBe(true);
    } else if (what < 0.5) {
      await rows.agree(id, line(`l${step}`, purpose, false));
      for (const one of before?.ids ?? []) expect(await answers(one, purpose)).toMatchObject({ may: false, why: 'refused' });
    } else if (what < 0.75) {
      const refused = consentPurposes.filter((one) => [before, beforeOther].some((each) => each && mayWrite(each, one).why === 'refused'));
      await rows.merge(id, other);
      for (const one of refused) expect([one, (await answers(id, one)).may, (await answers(other, one)).may]).toEqual([one, false, false]);
    } else if (what < 0.9) {
      const refused = consentPurposes.filter((one) => before && mayWrite(before, one).why === 'refused');
      await rows.split(id);
      for (const one of refused) for (const part of before?.ids ?? []) expect([one, (await answers(part, one)).may]).toEqual([one, false]);
    } else {
      const was = before && mayWrite(before, 'marketing').why;
      const bytes = Buffer.from(`external_id,name\nc${id.slice(-1)},X`);
      await importFile(desk.store, {
        file: 'c.csv',
        kind: 'customers',
        bytes,
        now: desk.clock.now(),
        currency: 'USD',
        zone: 'UTC',
        consent: 'yes',
        everyoneAgreed: true,
      });
      if (was === 'refused') expect((await answers(id, 'marketing')).may).toBe(false);
      else expect((await answers(id, 'marketing')).may).toBe(true);
    }
    for (let n = 0; n < count; n++) {
      for (const one of consentPurposes) {
        const { may, why, line: proof } = await answers(idOf(n), one);
        // The newest line says what the answer is: nobody is written to without one, and every refusal has its reason.
        if (why !== 'never_asked') expect([idOf(n), one, proof?.granted]).toEqual([idOf(n), one, may]);
      }
    }
  }
});
