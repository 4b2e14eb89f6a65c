import { describe, expect, test } from 'vitest';
import type { ChangeKind } from '../change-kinds.ts';
import { changeKinds } from '../change-kinds.ts';
import type { ChangeRules } from '../change-rules.ts';
import type { ChangeRow, OrderRow, OrderStatus, ProductRow, Variant } from '../shop.ts';
import type { Terms } from '../terms.ts';
import { type Decision, decide, type Facts, isApplied } from './decide.ts';
import type { Wish } from './wish.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 29, 12);
const variant = (sku: string, price: number, stock = 9): Variant => ({ sku, options: { size: sku }, price, stock });
const jeans: ProductRow = {
  _id: 'p1',
  v: 1,
  title: { en: 'Jeans' },
  text: {},
  category: 'trousers',
  currency: 'EUR',
  price: 4_000,
  image: '',
  url: '',
  tags: [],
  variants: [variant('J-28', 5_000), variant('J-30', 5_000), variant('J-32', 5_600), variant('J-26', 4_000), variant('J-0', 5_000, 0)],
  sold: 0,
};
const tee: ProductRow = { ...jeans, _id: 'p2', title: { en: 'Tee' }, variants: [variant('T-M', 1_000)] };
const goods = new Map([jeans, tee].flatMap((product) => product.variants.map((one) => [one.sku, { product, variant: one }] as const)));
const order: OrderRow = {
  _id: 'SO-1',
  v: 1,
  number: 'SO-1',
  key: '1',
  digits: '1',
  status: 'paid',
  customer: { name: 'Ann' },
  currency: 'EUR',
  items: [
    { sku: 'J-28', title: { en: 'Jeans' }, quantity: 2, price: 5_000 },
    { sku: 'T-M', title: { en: 'Tee' }, quantity: 1, price: 1_000 },
  ],
  total: 11_000,
  payment: 'card',
  address: 'Hauptstr. 1, Berlin',
  parcels: [],
  placedAt: now - 10 * hour,
  history: [],
};
const delivered: Partial<OrderRow> = { status: 'delivered', deliveredAt: now - 48 * hour };

interface Case {
  wish: Wish;
  order?: Partial<OrderRow>;
  rules?: ChangeRules;
  terms?: Terms;
  can?: readonly ChangeKind[];
  earlier?: readonly Partial<ChangeRow>[];
  today?: number;
  isUndo?: boolean;
}
function said({ wish, order: own, rules = {}, terms = {}, can = changeKinds, earlier = [], today = 0, isUndo = false }: Case): Decision {
  const row = (one: Partial<ChangeRow>): ChangeRow => ({ kind: wish.do, state: 'confirmed', ...one }) as ChangeRow;
  const facts: Facts = { order: { ...order, ...own }, wish, rules, terms, can: new Set(can), earlier: earlier.map(row), today, goods, now, isUndo };
  return decide(facts);
}
const cancel: Wish = { do: 'cancel' };
const move: Wish = { do: 'change_address', address: 'Neue Str. 9, Bonn' };
const swap = (to: string, item = 'J-28'): Wish => ({ do: 'change_items', item, to });
const back = (items: string[] = []): Wish => ({ do: 'return', items, reason: 'size' });
const other = (to?: string, items = ['J-28']): Wish => ({ do: 'exchange', items, reason: 'size', ...(to === undefined ? {} : { to }) });

describe('what is given back', () => {
  /** Things worth 11,000 of which the customer paid 3,000, with a coupon. */
  const cheap: Partial<OrderRow> = { total: 3_000 };
  const refundOf = (given: Case): number | null | undefined => {
    const decision = said(given);
    return decision.verdict === 'allowed' ? decision.plan.refund : undefined;
  };
  const made = (refund: number): Partial<ChangeRow> => ({ plan: { refund } as never });
  test.each<[string, Case, number | null]>([
    ['a cheaper variant, never more than was paid', { wish: swap('J-26'), order: { total: 1_500 } }, 1_500],
    ['a cheaper exchange, never more than was paid', { wish: other('J-26'), order: { ...delivered, total: 1_500 } }, 1_500],
    ['of two returns, together no more than was paid', { wish: back(['T-M']), order: { ...delivered, ...cheap }, earlier: [made(2_500)] }, 500],
    ['nothing is left of it', { wish: back(['T-M']), order: { ...delivered, ...cheap }, earlier: [made(3_000)] }, 0],
    ['an exchange counts as well', { wish: back(['T-M']), order: { ...delivered, ...cheap }, earlier: [{ ...made(2_600), kind: 'exchange' }] }, 400],
    ['one that was refused does not', { wish: back(['T-M']), order: { ...delivered, ...cheap }, earlier: [{ ...made(2_600), state: 'refused' }] }, 1_000],
  ])('%s', (_name, given, refund) => expect(refundOf(given)).toBe(refund));

  test('a variant that stands in two lines is swapped by a person: both would change for the price of one', () => {
    const line = { sku: 'J-28', title: { en: 'Jeans' }, quantity: 1, price: 5_000 };
    expect(said({ wish: swap('J-32'), order: { items: [line, line] }, rules: { change_items: { dearer: 'auto' } } })).toEqual({
      verdict: 'person',
      why: 'change_person',
    });
  });
});

describe('what is decided', () => {
  const table: [name: string, given: Case, verdict: string][] = [
    ['an unsent order is cancelled', { wish: cancel }, 'allowed'],
    ['a sent one is not', { wish: cancel, order: { status: 'shipped' } }, 'refused too_late'],
    ['nor a delivered one', { wish: cancel, order: delivered }, 'refused too_late'],
    ['nor a cancelled one again', { wish: cancel, order: { status: 'cancelled' } }, 'refused change_cancelled'],
    ['within the hours', { wish: cancel, rules: { cancel: { within_hours: 11 } } }, 'allowed'],
    ['after the hours', { wish: cancel, rules: { cancel: { within_hours: 9 } } }, 'refused change_window'],
    [
      'only in the states of the config',
      { wish: cancel, order: { status: 'packed' }, rules: { cancel: { states: ['placed', 'paid'] } } },
      'refused change_state',
    ],
    ['switched off', { wish: cancel, rules: { cancel: { by: 'off' } } }, 'refused change_off'],
    ['a person does it', { wish: cancel, rules: { cancel: { by: 'person' } } }, 'person change_person'],
    [
      'what a person does is refused where nobody could',
      { wish: cancel, order: { status: 'shipped' }, rules: { cancel: { by: 'person' } } },
      'refused too_late',
    ],
    ['a large order needs a person', { wish: cancel, rules: { cancel: { person_from: 110 } } }, 'person change_person'],
    ['a smaller one does not', { wish: cancel, rules: { cancel: { person_from: 111 } } }, 'allowed'],
    ['a currency without cents', { wish: cancel, order: { currency: 'JPY', total: 109 }, rules: { cancel: { person_from: 110 } } }, 'allowed'],
    ['a store that cannot', { wish: cancel, can: [] }, 'person store_cannot'],
    ['once only', { wish: move, rules: { change_address: { times: 1 } }, earlier: [{}] }, 'refused change_once'],
    ['so often', { wish: move, rules: { change_address: { times: 2 } }, earlier: [{}, {}] }, 'refused change_times'],
    ['refused ones do not count', { wish: move, rules: { change_address: { times: 1 } }, earlier: [{ state: 'refused' }] }, 'allowed'],
    ['nor what was taken back', { wish: move, rules: { change_address: { times: 1 } }, earlier: [{ undone: 'x' }, { undoes: 'y' }] }, 'allowed'],
    ['other kinds do not count', { wish: move, rules: { change_address: { times: 1 } }, earlier: [{ kind: 'change_items' }] }, 'allowed'],
    ['taking back is no second time', { wish: move, rules: { change_address: { times: 1 } }, earlier: [{}], isUndo: true }, 'allowed'],
    ['often a day', { wish: move, today: 5 }, 'refused change_today'],
    ['less often', { wish: move, today: 4 }, 'allowed'],
    ['the same address in other signs', { wish: { do: 'change_address', address: 'hauptstr 1 Berlin' } }, 'refused change_same'],
    ['the same size', { wish: swap('J-28') }, 'refused change_same'],
    ['another size', { wish: swap('J-30') }, 'allowed'],
    ['another product', { wish: swap('T-M') }, 'refused change_other_product'],
    ['a size that nobody knows', { wish: swap('X') }, 'refused change_other_product'],
    ['an item of another order', { wish: swap('J-30', 'J-26') }, 'refused not_in_order'],
    ['sold out', { wish: swap('J-0') }, 'refused variant_sold_out'],
    ['dearer, paid', { wish: swap('J-32') }, 'person change_dearer'],
    ['dearer, where the store takes the difference', { wish: swap('J-32'), rules: { change_items: { dearer: 'auto' } } }, 'allowed'],
    ['dearer, never', { wish: swap('J-32'), rules: { change_items: { dearer: 'off' } } }, 'refused change_dearer_off'],
    ['dearer, not paid yet', { wish: swap('J-32'), order: { status: 'placed' } }, 'allowed'],
    ['dearer, paid on delivery', { wish: swap('J-32'), order: { payment: 'cod' } }, 'allowed'],
    ['packed things are not swapped', { wish: swap('J-30'), order: { status: 'packed' } }, 'refused change_state'],
    ['prices in two currencies', { wish: swap('J-30'), order: { currency: 'USD' } }, 'person change_other_money'],
    ['paying another way before paying', { wish: { do: 'change_payment', payment: 'cod' }, order: { status: 'placed' } }, 'allowed'],
    ['paying another way afterwards', { wish: { do: 'change_payment', payment: 'cod' } }, 'refused change_state'],
    ['a return in time', { wish: back(), order: delivered, terms: { return_days: 7 } }, 'allowed'],
    ['a return too late', { wish: back(), order: delivered, terms: { return_days: 1 } }, 'refused return_days_over'],
    ['a return of what was not delivered', { wish: back() }, 'refused not_delivered'],
    ['a return of what is not in it', { wish: back(['X']), order: delivered }, 'refused not_in_order'],
    ['an exchange in time', { wish: other('J-30'), order: delivered, terms: { exchange_days: 7 } }, 'allowed'],
    ['an exchange too late', { wish: other('J-30'), order: delivered, terms: { exchange_days: 1 } }, 'refused exchange_days_over'],
    ['an exchange for what is sold out', { wish: other('J-0'), order: delivered }, 'refused variant_sold_out'],
    ['an exchange for something dearer', { wish: other('J-32'), order: delivered }, 'person change_dearer'],
    ['an exchange in words', { wish: other(), order: delivered }, 'allowed'],
    ['a refund account is a person’s', { wish: { do: 'refund_account', account: 'DE02 1203' }, order: { status: 'cancelled' } }, 'person change_person'],
    [
      'a refund account where it is on',
      { wish: { do: 'refund_account', account: 'DE02 1203' }, order: { status: 'returned' }, rules: { refund_account: { by: 'auto' } } },
      'allowed',
    ],
    ['a refund account of a running order', { wish: { do: 'refund_account', account: 'DE02 1203' } }, 'refused change_state'],
    ['the address of the profile', { wish: { do: 'profile_address', address: 'Neue Str. 9, Bonn' } }, 'allowed'],
  ];
  test.each(table)('%s', (_, given, verdict) => {
    const decision = said(given);
    expect(decision.verdict === 'allowed' ? 'allowed' : `${decision.verdict} ${decision.why}`).toBe(verdict);
  });
});

test.each([
  ['cancelling a paid order', { wish: cancel }, 0, 11_000],
  ['cancelling what was never paid', { wish: cancel, order: { status: 'placed' } }, 0, null],
  ['two pieces of the same price', { wish: swap('J-30') }, 0, null],
  ['two dearer pieces', { wish: swap('J-32'), rules: { change_items: { dearer: 'auto' } } }, 1_200, null],
  ['two cheaper pieces', { wish: swap('J-26') }, -2_000, 2_000],
  ['two cheaper pieces, not paid', { wish: swap('J-26'), order: { status: 'placed' } }, -2_000, null],
  ['a return of one item', { wish: back(['T-M']), order: delivered }, 0, 1_000],
  ['a return with a coupon', { wish: back(), order: { ...delivered, total: 9_000 } }, 0, 9_000],
  ['a cheaper exchange', { wish: other('J-26'), order: delivered }, -2_000, 2_000],
] satisfies [string, Case, number, number | null][])('%s has its difference and its refund', (_, given, difference, refund) => {
  const decision = said(given);
  if (decision.verdict !== 'allowed') throw new Error(decision.why);
  expect([decision.plan.difference, decision.plan.refund]).toEqual([difference, refund]);
});

test('says until when, and how it is taken back', () => {
  const until = (given: Case): unknown => {
    const decision = said(given);
    return decision.verdict === 'allowed' ? [decision.plan.until, decision.plan.back] : decision;
  };
  expect(until({ wish: cancel, rules: { cancel: { within_hours: 24 } } })).toEqual([now + 14 * hour, null]);
  expect(until({ wish: move })).toEqual([null, { do: 'change_address', address: 'Hauptstr. 1, Berlin' }]);
  expect(until({ wish: swap('J-30') })).toEqual([null, swap('J-28', 'J-30')]);
  expect(until({ wish: back(), order: delivered, terms: { return_days: 7 } })).toEqual([now + 5 * 24 * hour, null]);
});

test.each(['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'refunded'] satisfies OrderStatus[])(
  'what is planned shows in the order once it is made, and not before (%s)',
  (status) => {
    const row = { ...order, status };
    expect(isApplied(row, { do: 'cancel' })).toBe(status === 'cancelled');
    const to = { sku: 'J-30', title: {}, quantity: 2, price: 5_000 };
    const change = { do: 'change_items', from: 'J-28', to, count: 2, total: 11_000 } as const;
    expect(isApplied(row, change)).toBe(false);
    // Half of it is not it: both lines, or none.
    expect(isApplied({ ...row, items: [...row.items, to] }, change)).toBe(false);
    expect(isApplied({ ...row, items: row.items.slice(1) }, change)).toBe(false);
    expect(isApplied({ ...row, items: [to, ...row.items.slice(1)] }, change)).toBe(true);
    expect(isApplied({ ...row, address: 'Neue Str. 9, 10115 Berlin' }, { do: 'change_address', address: 'Neue Str. 9' })).toBe(true);
    expect(isApplied(row, { do: 'change_address', address: 'Neue Str. 9' })).toBe(false);
  },
);
