import { describe, expect, it } from 'vitest';
import { keepsFacts, madeUp } from './kept-facts.ts';

const kept: [from: string, to: string][] = [
  ['Delivery takes 3 to 5 working days.', 'It takes 3 to 5 working days until your parcel arrives.'],
  ['We send with DHL. See https://tea.example/ship', 'It goes with DHL; see https://tea.example/ship'],
  ['You can return it within 30 days, unworn.', 'Within 30 days you can return it, unworn.'],
  ['顺丰发货，一般 3 天到。', '我们用顺丰发，通常 3 天就到。'],
  ['支持七天无理由退货，邮费 10 元。', '七天无理由退货，邮费 10 元。'],
  ['Write to help@tea.example, order TEA-20417.', 'Please write to help@tea.example about order TEA-20417.'],
  ['不能用洗衣机洗。', '请不要用洗衣机洗。'],
];

const changed: [what: string, from: string, to: string][] = [
  ['a number', 'Delivery takes 3 to 5 days.', 'Delivery takes 2 to 5 days.'],
  ['a number left out', 'Delivery takes 3 to 5 days.', 'Delivery takes 5 days.'],
  ['a number more', 'We are open every day.', 'We are open every day, 24 hours.'],
  ['a number in words', 'It takes three days.', 'It takes two days.'],
  ['a Chinese number', '三天内发货。', '两天内发货。'],
  ['a full-width number', '３ 天到。', '2 天到。'],
  ['a link', 'See https://tea.example/a', 'See https://evil.example/a'],
  ['a link more', 'See our page.', 'See our page tea-gift.top.'],
  ['an address', 'Write to a@tea.example', 'Write to b@tea.example'],
  ['an order number', 'Order TEA-20417 is on its way.', 'Order TEA-20418 is on its way.'],
  ['a name', 'It goes with DHL.', 'It goes with UPS.'],
  ['a name in Chinese', '由 SF 派送。', '由 EMS 派送。'],
  ['a quoted name', '请选“快递”。', '请选“自提”。'],
  ['a name more', 'We have it in blue.', 'We and Nike have it in blue.'],
  ['a denial lost', 'We do not ship to Norway.', 'We ship to Norway.'],
  ['a denial lost in Chinese', '不支持货到付款。', '支持货到付款。'],
  ['a denial more', 'You can return worn shoes.', 'You cannot return worn shoes.'],
  ['a promise', 'It arrives soon.', 'It arrives soon, we promise.'],
  ['a refund', 'Send it back.', 'Send it back and get a refund.'],
  ['a gift', '寄回即可。', '寄回即可，送您优惠券免费。'],
  ['a currency', 'It costs 10 €.', 'It costs 10 $.'],
  ['a condition', 'Only unworn shoes are taken back.', 'Unworn shoes are taken back.'],
  ['far more', 'Yes.', 'Yes. '.repeat(80)],
  ['far less', 'You can send it back in the box that it came in, whenever it suits you.', 'Yes.'],
  ['nothing', 'Yes, we do.', ' '],
];

describe('a rewording', () => {
  it.each(kept)('%s → %s', (from, to) => expect(keepsFacts(from, to)).toBe(true));
  it.each(changed)('%s is refused', (_, from, to) => expect(keepsFacts(from, to)).toBe(false));
});

describe('made up', () => {
  it.each([
    ['It takes 3 days.', ['Delivery takes 3 days.'], []],
    ['It takes 2 days.', ['Delivery takes 3 days.'], ['2']],
    ['See tea-gift.top', ['See https://tea.example'], ['tea-gift.top']],
    ['您会收到退款。', ['3 天到。'], ['退款']],
  ] as [string, string[], string[]][])('%s', (text, sources, found) => expect(madeUp(text, sources)).toEqual(found));
});
