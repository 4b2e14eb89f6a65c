import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { shopBase } from '../shop-base.ts';

/** What flows read of the terms of a config, or what is wrong with it. */
function terms(lines: string, shop = 'currency: CNY, demo: false') {
  const loaded = loadConfig(`shop: { ${shop}, terms: { ${lines} } }\n`, 'c.yaml');
  return loaded.ok ? shopBase(loaded.value).terms : loaded.problems.map((problem) => problem.replace(/^c\.yaml:\d+:\d+: /, ''));
}

describe('terms as they are written', () => {
  it.each<[string, unknown]>([
    ['', {}],
    ['return_days: 7', { return_days: 7 }],
    ['return_days: 0', { return_days: 0 }],
    ['exchange_days: 30, fault_days: 90', { exchange_days: 30, fault_days: 90 }],
    ['return_postage: shop', { return_postage: 'shop' }],
    ['postage: 9', { postage: { amount: 900, currency: 'CNY' } }],
    ['postage: 9.90', { postage: { amount: 990, currency: 'CNY' } }],
    ['postage: "9.90"', { postage: { amount: 990, currency: 'CNY' } }],
    ['postage: 9.90 EUR', { postage: { amount: 990, currency: 'EUR' } }],
    ['postage: EUR 9.90', { postage: { amount: 990, currency: 'EUR' } }],
    ['free_postage_from: 5000 JPY', { free_postage_from: { amount: 5000, currency: 'JPY' } }],
    ['free_postage_from: 3.500 KWD', { free_postage_from: { amount: 3500, currency: 'KWD' } }],
    ['gift_wrap: 0', { gift_wrap: { amount: 0, currency: 'CNY' } }],
    ['refund_days: 3', { refund_days: '3' }],
    ['bank_days: 3-5', { bank_days: '3–5' }],
    ['delivery_days: 2 – 3', { delivery_days: '2–3' }],
    ['same_day_until: "16:00"', { same_day_until: '16:00' }],
    ['payment: Cards and PayPal', { payment: 'Cards and PayPal' }],
    ['payment: { zh: 支付宝, en: PayPal }', { payment: { zh: '支付宝', en: 'PayPal' } }],
    ['return_days: seven', ['shop.terms.return_days: write a number of days, such as 7']],
    ['return_days: 7 days', ['shop.terms.return_days: write a number of days, such as 7']],
    ['return_days: 7.5', ['shop.terms.return_days: write whole days, such as 7']],
    ['return_postage: us', ['shop.terms.return_postage: write customer or shop; for example return_postage: customer']],
    ['postage: nine', ['shop.terms.postage: write an amount as 9, 9.90 or 9.90 EUR; for example postage: 9.90']],
    ['postage: $9', ['shop.terms.postage: write an amount as 9, 9.90 or 9.90 EUR; for example postage: 9.90']],
    ['postage: 9 RMB', ['shop.terms.postage: write an amount as 9, 9.90 or 9.90 EUR; for example postage: 9.90']],
    ['postage: -9', ['shop.terms.postage: write an amount as 9, 9.90 or 9.90 EUR; for example postage: 9.90']],
    ['postage: 9.905', ['shop.terms.postage: more digits behind the point than the currency has; for example postage: 9.90']],
    ['postage: 9.5 JPY', ['shop.terms.postage: more digits behind the point than the currency has; for example postage: 9.90']],
    ['delivery_days: a week', ['shop.terms.delivery_days: write days as 3 or 2-3; for example delivery_days: 2-3']],
    ['same_day_until: 4 pm', ['shop.terms.same_day_until: write a time as 16:00; for example same_day_until: "16:00"']],
    ['welcome_percent: 0', ['shop.terms.welcome_percent: write a number from 1 to 100, such as 10']],
    ['payment: {}', ['shop.terms.payment: write a text, or one by language, such as { zh: 支付宝, en: PayPal }']],
    ['return_day: 7', ['shop.terms: unknown key "return_day"; did you mean "return_days"?']],
  ])('%s', (lines, right) => expect(terms(lines)).toEqual(right));

  it('has those of the demo shop while it is on show, and the own ones before them', () => {
    expect(terms('', 'demo: true')).toMatchObject({ return_days: 7, postage: { amount: 900, currency: 'USD' } });
    expect(terms('return_days: 14', 'demo: true')).toMatchObject({ return_days: 14, exchange_days: 30 });
  });
});

describe('other words that flows read of the shop', () => {
  const base = (yaml: string) => {
    const loaded = loadConfig(yaml, 'c.yaml');
    if (!loaded.ok) throw new Error(loaded.problems.join());
    return shopBase(loaded.value);
  };
  it.each([
    [
      'hours: { mon: [09:00-18:00], tue: [09:00-18:00], wed: [09:00-18:00], sat: [10:00-16:00] }',
      '周一至周三 9:00–18:00，周六 10:00–16:00',
      'Monday to Wednesday 9:00–18:00, Saturday 10:00–16:00',
    ],
    [
      'hours: { sat: [10:00-12:00, 14:00-18:00], sun: [10:00-12:00, 14:00-18:00] }',
      '周六、周日 10:00–12:00、14:00–18:00',
      'Saturday and Sunday 10:00–12:00, 14:00–18:00',
    ],
    [
      `hours: { ${['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day}: [00:00-24:00]`).join(', ')} }`,
      '每天 0:00–24:00',
      'every day 0:00–24:00',
    ],
    ['hours: { mon: [] }', '', ''],
  ])('%s', (hours, zh, en) => expect(base(`shop: { ${hours} }`).opening_hours).toEqual({ zh, en }));

  it.each([
    ['at_most: 3, per: 7d', '每周最多 3 次', 'at most 3 a week'],
    ['at_most: 1, per: 30d', '每月最多 1 次', 'at most 1 a month'],
    ['at_most: 2, per: 10d', '每 10 天最多 2 次', 'at most 2 in 10 days'],
  ])('offers: %s', (promotions, zh, en) => expect(base(`promotions: { ${promotions} }`).offers).toEqual({ zh, en }));
});
