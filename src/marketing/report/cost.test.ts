import { describe, expect, it } from 'vitest';
import { costOf, moneyOf, Spending } from './cost.ts';
import { dearest, type PriceCategory, priceOf } from './prices.ts';

const day = (text: string) => Date.parse(`${text}T12:00:00Z`);
const now = day('2026-11-30');

describe('prices', () => {
  it.each<[string, string | undefined, PriceCategory, string, number | undefined]>([
    ['telegram', undefined, 'marketing', '2026-11-30', 0],
    ['webchat', 'CN', 'service', '2026-11-30', 0],
    ['wecom', 'CN', 'marketing', '2026-11-30', 0],
    ['whatsapp-cloud', 'BR', 'marketing', '2026-11-30', 62_500],
    ['whatsapp-cloud', 'BR', 'utility', '2026-11-30', 6_800],
    ['whatsapp-cloud', 'CO', 'utility', '2026-11-30', 800],
    ['whatsapp-cloud', 'NL', 'marketing', '2026-11-30', 159_700],
    ['whatsapp-cloud', 'CA', 'utility', '2026-11-30', 3_400],
    // Before a row begins, its price is unknown.
    ['whatsapp-cloud', 'BR', 'marketing', '2026-09-30', undefined],
    ['whatsapp-cloud', 'NL', 'utility', '2026-11-30', undefined],
    // Replies: free until October 2026, then charged.
    ['whatsapp-cloud', 'BR', 'service', '2026-09-30', 0],
    ['whatsapp-cloud', 'BR', 'service', '2026-10-01', 6_800],
    ['whatsapp-cloud', 'DE', 'service', '2026-09-30', 0],
    ['whatsapp-cloud', 'DE', 'service', '2026-10-01', undefined],
    ['whatsapp-cloud', undefined, 'service', '2026-11-30', undefined],
    ['whatsapp-cloud', undefined, 'marketing', '2026-11-30', undefined],
    ['whatsapp-cloud', 'JP', 'marketing', '2026-11-30', undefined],
    ['wechaty', 'CN', 'marketing', '2026-11-30', undefined],
  ])('%s %s %s on %s', (channel, country, category, at, micros) => {
    expect(priceOf({ channel, country, category, at: day(at) })).toEqual(micros === undefined ? { known: false } : { known: true, micros, currency: 'USD' });
  });

  it('knows the dearest', () => {
    expect(dearest({ channel: 'whatsapp-cloud', category: 'marketing', at: now })).toBe(159_700);
    expect(dearest({ channel: 'wechaty', category: 'marketing', at: now })).toBeUndefined();
  });
});

describe('costs', () => {
  it('adds up fractions of a cent and rounds up once', () => {
    const one = { channel: 'whatsapp-cloud', country: 'CO', category: 'utility' as const, at: now };
    expect(costOf([{ ...one, count: 1 }])).toEqual({ sums: [{ amount: 1, currency: 'USD' }], unknown: {} });
    expect(costOf([{ ...one, count: 1_000 }])).toEqual({ sums: [{ amount: 80, currency: 'USD' }], unknown: {} });
  });

  it('says what is unknown', () => {
    const groups = [
      { channel: 'whatsapp-cloud', country: 'JP', category: 'marketing' as const, at: now, count: 7 },
      { channel: 'telegram', category: 'marketing' as const, at: now, count: 3 },
    ];
    expect(costOf(groups)).toEqual({ sums: [{ amount: 0, currency: 'USD' }], unknown: { 'whatsapp-cloud JP': 7 } });
  });

  it.each([
    [12_500, 'USD', 2],
    [10_000, 'USD', 1],
    [1, 'JPY', 1],
    [1_000_000, 'JPY', 1],
    [1_000, 'KWD', 1],
  ])('%d micros of %s', (micros, currency, amount) => expect(moneyOf(micros, currency)).toEqual({ amount, currency }));

  it('keeps to a budget', () => {
    const spending = new Spending({ amount: 20, currency: 'USD' });
    const brazil = { channel: 'whatsapp-cloud', country: 'BR', category: 'marketing' as const, at: now };
    expect([1, 2, 3, 4].map(() => spending.take(brazil))).toEqual([true, true, true, false]);
    expect(spending.spentMicros).toBe(187_500);
    expect(spending.take({ ...brazil, channel: 'telegram' })).toBe(true);
    expect(spending.take({ ...brazil, country: 'CO' })).toBe(true);
    expect(new Spending({ amount: 15, currency: 'USD' }).take({ ...brazil, country: 'JP' })).toBe(false);
    expect(new Spending({ amount: 16, currency: 'USD' }).take({ ...brazil, country: 'JP' })).toBe(true);
    expect(new Spending({ amount: 1_000, currency: 'CNY' }).take(brazil)).toBe(false);
    expect(new Spending({ amount: 1_000, currency: 'CNY' }).take({ ...brazil, channel: 'telegram' })).toBe(true);
  });
});
