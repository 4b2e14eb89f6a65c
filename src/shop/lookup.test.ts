import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good, openTestShop, type TestShop } from '../../tests/shop/test-shop.ts';
import { orderNumber } from './order-number.ts';
import { orders } from './shop.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

describe('order numbers as people type them', () => {
  test.each([
    ['SO-10001', 'SO-10001'],
    ['so10001', 'SO-10001'],
    ['#10001', 'SO-10001'],
    ['订单号：ＳＯ－１０００１，谢谢', 'SO-10001'],
    ['my order is so 10001!', 'SO-10001'],
    ['我的单号10001到哪了', 'SO-10001'],
    ['TB2024X998', 'TB2024X998'],
    ['hello there', null],
    ['', null],
  ])('%s', (text, number) => expect(orderNumber(text)).toBe(number));
});

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

  test('changes need the same proof as looking', async () => {
    expect(await shop.call('order.cancel', { order: 'SO-10008' })).toMatchObject({ code: 'proof_needed' });
    expect(await shop.call('order.change_address', { order: { number: 'SO-10008' }, address: '1 Mallory Lane, Nowhere' })).toMatchObject({
      code: 'proof_needed',
    });
    expect((await shop.store.collection(orders).get('SO-10008'))?.status).toBe('paid');
  });
});

describe('guessing', () => {
  test('a guesser is slowed down, twice as long each time', async () => {
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const outcome = await shop.call('order.find', { number: 'SO-10001', proof: `900${guess}` });
      codes.push(outcome.ok ? 'ok' : outcome.code);
    }
    expect(codes).toEqual(['wrong_proof', 'wrong_proof', 'wrong_proof', 'wrong_proof', 'too_many', 'too_many']);
    expect(await shop.call('order.find', { number: 'SO-10001', proof: '0142' })).toMatchObject({ code: 'too_many' });
    shop.now += 30_000;
    expect(await shop.call('order.find', { number: 'SO-10001', proof: '9009' })).toMatchObject({ code: 'wrong_proof' });
    shop.now += 31_000;
    expect(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }), 'the second pause is longer than the first').toMatchObject({
      code: 'too_many',
    });
    shop.now += 30_000;
    expect(good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' })).number).toBe('SO-10001');
  });

  test('many contacts at one order, all at once: some tries count, the rest are turned away', async () => {
    const tries = Array.from({ length: 200 }, (_, n) => shop.call('order.find', { number: 'SO-10001', proof: String(1000 + n) }, { contact: `g${n}` }));
    const outcomes = await Promise.all(tries);
    const counted = outcomes.filter((outcome) => !outcome.ok && outcome.code === 'wrong_proof').length;
    expect(counted).toBe(8);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'too_many')).toHaveLength(192);
  });

  test('an unknown number slows down just like a real one', async () => {
    for (let guess = 0; guess < 4; guess++) await shop.call('order.find', { number: 'SO-77777', proof: '1234' });
    expect(await shop.call('order.find', { number: 'SO-77777', proof: '1234' }, { lang: 'zh' })).toEqual({
      ok: false,
      code: 'too_many',
      text: '尝试次数过多，请 30 秒后再试',
    });
  });

  test('the owner is never locked out by others', async () => {
    good(await shop.call('order.find', { number: 'SO-10001', proof: '0142' }, { contact: 'owner' }));
    for (let n = 0; n < 20; n++) await shop.call('order.find', { number: 'SO-10001', proof: '1111' }, { contact: `g${n}` });
    expect(good(await shop.call('order.find', { number: 'SO-10001' }, { contact: 'owner' })).number).toBe('SO-10001');
  });
});
