import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good, openTestShop, type TestShop } from '../../tests/shop/test-shop.ts';
import { contacts } from '../store/collections.ts';
import { numbered } from './numbered.ts';
import { createSourceNotes } from './proof-guard.ts';
import { orders } from './shop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

describe('proof', () => {
  test('a stranger is asked for proof, whether or not the order exists', async () => {
    const real = await shop.call('order.find', { number: 'SO-10001' });
    const unreal = await shop.call('order.find', { number: 'SO-99999' });
    expect(real).toMatchObject({ ok: false, code: 'proof_needed' });
    expect(unreal).toEqual(real);
  });

  test('a wrong proof sounds the same for a real and an unknown order', async () => {
    const real = await shop.call('order.find', { number: 'SO-10001', proof: '9999' });
    const unreal = await shop.call('order.find', { number: 'SO-99999', proof: '9999' });
    expect(real).toMatchObject({ ok: false, code: 'wrong_proof' });
    expect(unreal).toEqual(real);
  });

  test.each([
    '0142',
    'SO-10001 0142',
    '后四位是0142',
    '+1 415 555 0142',
    '４１５５５５０１４２',
    'Emma.Wilson@example.com',
    '我的邮箱：emma.wilson@example.com',
  ])('%s proves SO-10001', async (proof) => {
    expect(good(await shop.call('order.find', { number: 'so 10001', proof })).number).toBe('SO-10001');
  });

  test.each(['10001', '#10001', '订单10001', 'no. 10001'])('%s is SO-10001, whatever stands before the digits in this shop', async (number) => {
    expect(good(await shop.call('order.find', { number, proof: '0142' })).number).toBe('SO-10001');
  });

  test.each([
    ['20240318002', '20240318002'],
    ['CY70023', '70023'],
    ['CY70023', 'cy 70023'],
  ])('%s is found and shown as the shop has it, asked for as %s', async (number, asked) => {
    const row = await shop.store.collection(orders).get('SO-10001');
    await shop.store.collection(orders).insert({ ...row!, ...numbered(number) });
    expect(good(await shop.call('order.find', { number: asked, proof: '0142' })).number).toBe(number);
  });

  test.each(['142', '42', '1', '', 'emma', 'wilson@example.com', 'xemma.wilson@example.com', 'a@b.co, emma.wilson@example.com', '10142', 'SO-10001 9999'])(
    '%s does not',
    async (proof) => {
      expect((await shop.call('order.find', { number: 'SO-10001', proof })).ok).toBe(false);
    },
  );

  test.each(['SO-10001, phone 0142', '订单SO-10001 手机尾号0142', 'so10001 +14155550142', '10001 emma.wilson@example.com', '我的单号10001，0142'])(
    'number and proof in one message: %s',
    async (number) => expect(good(await shop.call('order.find', { number })).number).toBe('SO-10001'),
  );

  test.each([
    ['SO-10001 phone 9999', 'wrong_proof'],
    ['SO-99999 phone 0142', 'wrong_proof'],
    ['SO-10001 9999 0142', 'proof_needed'],
    ['SO-10001 142', 'proof_needed'],
    ['SO-10001 90142', 'proof_needed'],
    ['SO-10001, SO-10001', 'proof_needed'],
  ])('%s is no proof', async (number, code) => expect(await shop.call('order.find', { number })).toMatchObject({ ok: false, code }));

  test('numbers and proofs in one message are slowed down like all guesses', async () => {
    const codes: unknown[] = [];
    for (let guess = 1000; guess < 1012; guess++) codes.push((await shop.call('order.find', { number: `SO-10001 ${guess}` })) as { code?: string });
    expect(codes.at(-1)).toMatchObject({ code: 'too_many' });
  });

  test('proved once, known from then on, to this contact only', async () => {
    good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }));
    expect(good(await shop.call('order.find', { number: 'SO-10001' })).number).toBe('SO-10001');
    expect(good(await shop.call('order.latest')).number).toBe('SO-10001');
    expect(await shop.call('order.find', { number: 'SO-10001' }, { contact: 'c2' })).toMatchObject({ code: 'proof_needed' });
    expect(await shop.call('order.latest', {}, { contact: 'c2' })).toMatchObject({ code: 'not_found' });
  });

  test('the contact that ordered, and a number that the channel vouches for, need no proof', async () => {
    const row = await shop.store.collection(orders).get('SO-10003');
    await shop.store.collection(orders).replace({ ...row!, contact: 'c9' });
    expect(good(await shop.call('order.find', { number: 'SO-10003' }, { contact: 'c9' })).number).toBe('SO-10003');
    const byNumber = { contact: 'c8', channel: 'whatsapp-cloud', user: '447700900318' };
    expect(good(await shop.call('order.find', { number: 'SO-10003' }, byNumber)).number).toBe('SO-10003');
    expect(good(await shop.call('order.latest', {}, byNumber)).number).toBe('SO-10039');
    expect((await shop.call('order.find', { number: 'SO-10003' }, { ...byNumber, channel: 'webchat' })).ok).toBe(false);
  });

  test('an order whose number is only like a proved one is not theirs', async () => {
    const row = await shop.store.collection(orders).get('SO-10003');
    await shop.store.collection(orders).insert({ ...row!, ...numbered('70003') });
    good(await shop.call('order.find', { number: '70003', proof: '0318' }));
    await shop.store.write([
      { op: 'delete', in: orders.name, id: '70003' },
      { op: 'insert', in: orders.name, row: { ...row!, ...numbered('XY-70003') } },
    ]);
    expect(await shop.call('order.find', { number: '70003' })).toMatchObject({ code: 'proof_needed' });
    expect(await shop.call('order.latest')).toMatchObject({ code: 'not_found' });
  });

  test("a number that somebody had before proves nothing: it may be another person's now", async () => {
    const person = { tags: [], vars: {}, consent: {}, promos: [], createdAt: 0, seenAt: 0 };
    const people = shop.store.collection(contacts);
    await people.insert({
      ...person,
      _id: 'c8',
      verifiedPhone: '+8613933334444',
      addresses: ['whatsapp-cloud:main:8613933334444', 'whatsapp-cloud:main:447700900318'],
    });
    await people.insert({ ...person, _id: 'whatsapp-web:main:447700900318@c.us', addresses: [], mergedInto: 'c8' });
    const as = { contact: 'c8', channel: 'whatsapp-cloud', user: '8613933334444' };
    expect(await shop.call('order.find', { number: 'SO-10003' }, as)).toMatchObject({ code: 'proof_needed' });
    expect(await shop.call('order.latest', {}, as)).toMatchObject({ code: 'not_found' });
  });

  test('changes need the same proof as looking', async () => {
    expect(await shop.call('order.cancel', { order: 'SO-10008' })).toMatchObject({ code: 'proof_needed' });
    expect(await shop.call('order.change_address', { order: { number: 'SO-10008' }, address: '1 Mallory Lane, Nowhere' })).toMatchObject({
      code: 'proof_needed',
    });
    expect((await shop.store.collection(orders).get('SO-10008'))?.status).toBe('paid');
  });
});

describe('several numbers in one text', () => {
  test('an own order is found wherever it stands', async () => {
    const row = await shop.store.collection(orders).get('SO-10003');
    await shop.store.collection(orders).replace({ ...row!, contact: 'c9' });
    for (const number of ['SO-99999 SO-10003', 'SO-10001 SO-10003'])
      expect(good(await shop.call('order.find', { number }, { contact: 'c9' })).number).toBe('SO-10003');
  });

  test('a stranger proves the first alone', async () => {
    expect(await shop.call('order.find', { number: 'SO-99999 SO-10001', proof: '0142' })).toMatchObject({ code: 'wrong_proof' });
    expect(good(await shop.call('order.find', { number: 'SO-10001 SO-99999', proof: '0142' })).number).toBe('SO-10001');
  });

  test('tries count for the first, whether or not the second exists', async () => {
    for (let n = 0; n < 10; n++) await shop.call('order.find', { number: 'SO-10001', proof: '9999' }, { contact: `g${n}` });
    const real = await shop.call('order.find', { number: 'SO-77777 SO-10001', proof: '9999' }, { contact: 'x' });
    const unreal = await shop.call('order.find', { number: 'SO-77777 SO-88888', proof: '9999' }, { contact: 'y' });
    expect(real).toMatchObject({ code: 'wrong_proof' });
    expect(unreal).toEqual(real);
  });
});

describe('guessing', () => {
  test('a guesser is slowed down, longer each time, and told how long', async () => {
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const outcome = await shop.call('order.find', { number: 'SO-10001', proof: `900${guess}` });
      codes.push(outcome.ok ? 'ok' : outcome.code);
    }
    expect(codes).toEqual(['wrong_proof', 'wrong_proof', 'wrong_proof', 'wrong_proof', 'too_many', 'too_many']);
    const waits: (string | undefined)[] = [];
    for (const minutes of [1, 5, 30, 120, 480]) {
      const refused = await shop.call('order.find', { number: 'SO-10001', proof: '0142' });
      expect(refused).toMatchObject({ code: 'too_many' });
      waits.push(refused.ok ? '' : refused.text);
      shop.now += minutes * 60_000;
      expect(await shop.call('order.find', { number: 'SO-10001', proof: '9009' })).toMatchObject({ code: 'wrong_proof' });
    }
    expect(waits.map((text) => text?.replace('Too many tries. Please try again in ', ''))).toEqual([
      '60 seconds',
      '5 minutes',
      '30 minutes',
      '2 hours',
      '8 hours',
    ]);
    shop.now += 86_400_000;
    expect(good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' })).number).toBe('SO-10001');
  });

  test('many contacts at one order, all at once: some tries count, then the order takes the whole number or the e-mail', async () => {
    const tries = Array.from({ length: 200 }, (_, n) => shop.call('order.find', { number: 'SO-10001', proof: String(1000 + n) }, { contact: `g${n}` }));
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'wrong_proof')).toHaveLength(10);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'stronger_proof')).toHaveLength(190);
    expect(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }, { contact: 'owner', lang: 'zh' })).toEqual({
      ok: false,
      code: 'stronger_proof',
      text: '为了安全，现在需要下单时的完整手机号或邮箱来核实',
    });
    expect(good(await shop.call('order.find', { number: 'SO-10001', proof: '+1 415 555 0142' }, { contact: 'owner' })).number).toBe('SO-10001');
    expect(good(await shop.call('order.find', { number: 'SO-10001', proof: 'emma.wilson@example.com' }, { contact: 'other' })).number).toBe('SO-10001');
  });

  test('an order of their own wipes out no failures of an address', async () => {
    const notes = createSourceNotes(shop.store, Buffer.from('secret'));
    for (let n = 0; n < 10; n++) {
      await notes(`webchat:main:v-${n}`, ['192.0.2.7'], shop.now);
      const as = { contact: `g${n}`, user: `v-${n}`, channel: 'webchat' };
      expect(await shop.call('order.find', { number: `SO-1000${n}`, proof: '9999' }, as)).toMatchObject({ code: 'wrong_proof' });
      if (n === 8) good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }, as));
    }
    await notes('webchat:main:v-new', ['192.0.2.7'], shop.now);
    expect(await shop.call('order.find', { number: 'SO-10002', proof: '8021' }, { contact: 'new', user: 'v-new', channel: 'webchat' })).toMatchObject({
      code: 'too_many',
    });
  });

  test.each(['a contact that ordered', 'a number that a provider vouches for', 'a customer who is logged in at the shop'])(
    '%s goes on in all that',
    async (who) => {
      const row = await shop.store.collection(orders).get('SO-10003');
      await shop.store.collection(orders).replace({ ...row!, contact: 'c9', customer: { ...row!.customer, externalId: '77' } });
      for (let n = 0; n < 60; n++) await shop.call('order.find', { number: `SO-${10_000 + (n % 40)}`, proof: '9999' }, { contact: `g${n}` });
      const as = {
        'a contact that ordered': { contact: 'c9' },
        'a number that a provider vouches for': { contact: 'c8', channel: 'whatsapp-cloud', user: '447700900318' },
        'a customer who is logged in at the shop': { contact: 'c7', channel: 'webchat', user: 'u-77' },
      }[who];
      expect(good(await shop.call('order.find', { number: 'SO-10003' }, as)).number).toBe('SO-10003');
      expect(await shop.call('order.find', { number: 'SO-10003' }, { contact: 'x', channel: 'webchat', user: 'v-u-77' })).toMatchObject({
        code: 'proof_needed',
      });
    },
  );

  test('an unknown number slows down just like a real one', async () => {
    for (let guess = 0; guess < 4; guess++) await shop.call('order.find', { number: 'SO-77777', proof: '1234' });
    expect(await shop.call('order.find', { number: 'SO-77777', proof: '1234' }, { lang: 'zh' })).toEqual({
      ok: false,
      code: 'too_many',
      text: '尝试次数过多，请 60 秒后再试',
    });
  });

  test('the owner is never locked out by others', async () => {
    good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }, { contact: 'owner' }));
    for (let n = 0; n < 20; n++) await shop.call('order.find', { number: 'SO-10001', proof: '1111' }, { contact: `g${n}` });
    expect(good(await shop.call('order.find', { number: 'SO-10001' }, { contact: 'owner' })).number).toBe('SO-10001');
  });
});
