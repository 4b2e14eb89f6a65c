/** What stores really bring: states in combination, money, guests, edited orders, and rows that cannot be taken. */
import { describe, expect, it } from 'vitest';
import { rowOf, statusIn } from '../../src/shop/stores/kit/row-trouble.ts';
import { decimalOf, minorOf } from '../../src/shop/stores/kit/store-money.ts';
import { medusaStatus } from '../../src/shop/stores/medusa/medusa-rows.ts';
import { eventsOf } from '../../src/shop/stores/mirror/mirror-order.ts';
import { shopifyStatus } from '../../src/shop/stores/shopify/shopify-rows.ts';
import { readWooOrder, wooOrder } from '../../src/shop/stores/woocommerce/woo-order.ts';
import { wrongField } from './shopify-server.ts';
import { goods } from './stand-in.ts';
import { wooOrderJson } from './woo-server.ts';

describe('money', () => {
  it.each([
    ['19.90', 'EUR', 1_990],
    [19.9, 'EUR', 1_990],
    [58.199999999999996, 'EUR', 5_820],
    ['19.333333', 'EUR', 1_933],
    ['19.335', 'EUR', 1_934],
    ['0', 'EUR', 0],
    ['1200', 'JPY', 1_200],
    ['1200.00', 'JPY', 1_200],
    ['19.9', 'KWD', 19_900],
    ['1.2345', 'KWD', 1_235],
    ['-10.00', 'EUR', -1_000],
    [1e-7, 'EUR', 0],
    ['', 'EUR', undefined],
    ['1,99', 'EUR', undefined],
    ['NaN', 'EUR', undefined],
    [null, 'EUR', undefined],
  ])('%s %s is %s', (amount, currency, minor) => expect(minorOf(amount, currency)).toBe(minor));
  it.each([
    [1_990, 'EUR', '19.90'],
    [5, 'EUR', '0.05'],
    [1_200, 'JPY', '1200'],
    [19_900, 'KWD', '19.900'],
  ])('%s %s is written %s', (minor, currency, text) => expect(decimalOf(minor, currency)).toBe(text));
});

describe('status of Shopify', () => {
  it.each([
    ['PAID', 'UNFULFILLED', 'NO_RETURN', [], null, 'paid'],
    ['PENDING', 'UNFULFILLED', 'NO_RETURN', [], null, 'placed'],
    ['AUTHORIZED', 'ON_HOLD', 'NO_RETURN', [], null, 'placed'],
    ['PARTIALLY_PAID', 'SCHEDULED', 'NO_RETURN', [], null, 'placed'],
    ['PAID', 'IN_PROGRESS', 'NO_RETURN', [], null, 'packed'],
    ['PAID', 'PARTIALLY_FULFILLED', 'NO_RETURN', ['DELIVERED'], null, 'shipped'],
    ['PAID', 'FULFILLED', 'NO_RETURN', ['IN_TRANSIT'], null, 'shipped'],
    ['PAID', 'FULFILLED', 'NO_RETURN', ['DELIVERED', 'IN_TRANSIT'], null, 'shipped'],
    ['PAID', 'FULFILLED', 'NO_RETURN', ['DELIVERED', 'DELIVERED'], null, 'delivered'],
    ['PAID', 'FULFILLED', 'NO_RETURN', ['OUT_FOR_DELIVERY'], null, 'out_for_delivery'],
    ['PAID', 'FULFILLED', 'NO_RETURN', ['ATTEMPTED_DELIVERY'], null, 'stalled'],
    ['PENDING', 'FULFILLED', 'NO_RETURN', [], null, 'shipped'],
    ['PARTIALLY_REFUNDED', 'FULFILLED', 'NO_RETURN', ['DELIVERED'], null, 'delivered'],
    ['PARTIALLY_REFUNDED', 'UNFULFILLED', 'NO_RETURN', [], null, 'paid'],
    ['REFUNDED', 'FULFILLED', 'RETURNED', ['DELIVERED'], null, 'refunded'],
    ['PAID', 'FULFILLED', 'RETURN_REQUESTED', ['DELIVERED'], null, 'return_requested'],
    ['PAID', 'FULFILLED', 'RETURNED', ['DELIVERED'], null, 'returned'],
    ['VOIDED', 'UNFULFILLED', 'NO_RETURN', [], null, 'cancelled'],
    ['REFUNDED', 'RESTOCKED', 'NO_RETURN', [], '2026-11-29T10:00:00Z', 'cancelled'],
    [null, 'UNFULFILLED', 'NO_RETURN', [], null, 'placed'],
  ] as const)('%s, %s, %s, %j, cancelled %s is %6$s', (displayFinancialStatus, displayFulfillmentStatus, returnStatus, parcels, cancelledAt, status) => {
    const fulfillments = parcels.map((displayStatus) => ({ displayStatus }));
    expect(shopifyStatus({ displayFinancialStatus, displayFulfillmentStatus, returnStatus, fulfillments, cancelledAt }, {})).toBe(status);
  });
});

describe('status of Medusa', () => {
  it.each([
    ['pending', 'not_paid', 'not_fulfilled', 'placed'],
    ['pending', 'authorized', 'not_fulfilled', 'placed'],
    ['pending', 'captured', 'not_fulfilled', 'paid'],
    ['pending', 'captured', 'fulfilled', 'packed'],
    ['pending', 'captured', 'partially_shipped', 'shipped'],
    ['completed', 'captured', 'delivered', 'delivered'],
    ['pending', 'partially_refunded', 'delivered', 'delivered'],
    ['pending', 'refunded', 'delivered', 'refunded'],
    ['canceled', 'refunded', 'canceled', 'cancelled'],
    ['pending', null, null, 'placed'],
  ])('%s, %s, %s is %s', (status, payment_status, fulfillment_status, meant) => {
    expect(medusaStatus({ status, payment_status, fulfillment_status }, {})).toBe(meant);
  });
});

describe('orders of WooCommerce', () => {
  const [first] = goods().orders;
  if (!first) throw new Error('no order');
  const json = wooOrderJson(first);
  const read = (change: object) => rowOf('order', wooOrder, { ...json, ...change }, (row) => readWooOrder(row, { 'gift-wrapped': 'packed' }));
  it.each([
    ['an order without currency', { currency: '' }, { field: 'currency' }],
    ['a negative total', { total: '-1.00' }, { field: 'total' }],
    ['a negative price', { line_items: [{ ...json.line_items[0], price: -5 }] }, { field: 'line_items.0.price' }],
    ['a status that nobody has explained', { status: 'lost-in-space' }, { field: 'status' }],
    ['a number without digit', { number: 'abc' }, { field: 'number' }],
    ['no lines at all', { line_items: undefined }, { field: 'line_items' }],
    ['no time', { date_created_gmt: null }, { field: 'date_created_gmt' }],
  ])('leaves out %s, and says where', (_, change, bad) => expect(read(change)).toMatchObject({ bad: { what: 'order', ref: '1001', ...bad } }));
  it.each([
    ['a status of the shop’s own', { status: 'gift-wrapped' }, { status: 'packed' }],
    ['a draft', { status: 'checkout-draft' }, null],
    ['a guest without phone and e-mail', { customer_id: 0, billing: null, shipping: null }, { customer: { name: '' }, address: '' }],
    ['a line that was taken out', { line_items: [{ ...json.line_items[0], quantity: 0 }] }, { items: [] }],
    ['yen', { currency: 'JPY', total: '5820', line_items: [{ ...json.line_items[0], price: 2_910 }] }, { total: 5_820, items: [{ price: 2_910 }] }],
    [
      'two parcels',
      {
        meta_data: [
          {
            key: '_wc_shipment_tracking_items',
            value: [
              { tracking_provider: 'DHL', tracking_number: 'A1' },
              { tracking_provider: 'UPS', tracking_number: 'B2' },
            ],
          },
        ],
      },
      {
        parcels: [
          { carrier: 'DHL', number: 'A1', skus: [] },
          { carrier: 'UPS', number: 'B2', skus: [] },
        ],
      },
    ],
  ])('takes %s', (_, change, order) => expect(read(change)).toMatchObject({ item: order }));
});

it('says which word is not known, and what to write', () => {
  expect(() => statusIn('odd', {}, {}, 'status')).toThrow('shop.statuses');
  expect(() => statusIn('constructor', {}, {}, 'status')).toThrow('shop.statuses');
});

describe('events that follow', () => {
  const now = Date.UTC(2026, 10, 30);
  const hour = 3_600_000;
  it.each([
    ['a new order', null, 'placed', now - hour, ['order.placed']],
    ['a new order that is paid', null, 'paid', now - hour, ['order.placed', 'order.paid']],
    ['history', null, 'delivered', now - 100 * hour, []],
    ['nothing new', 'paid', 'paid', now, []],
    ['it went', 'paid', 'shipped', now, ['order.shipped']],
    ['it came back to an earlier word', 'shipped', 'paid', now, []],
    ['it goes on after standing still', 'stalled', 'shipped', now, []],
    ['it was cancelled', 'paid', 'cancelled', now, ['order.cancelled']],
  ] as const)('%s', (_, before, status, placedAt, events) => expect(eventsOf(before && { status: before }, { status, placedAt }, now)).toEqual(events));
});

it('the stand-in of Shopify knows a field that is wrong', () => {
  expect(wrongField('query { shop { currencyCode } }')).toBeNull();
  expect(wrongField('query { shop { currency } }')).toContain("'currency'");
  expect(wrongField('query { orders(first: 1) { nodes { customer } } }')).toContain('selection');
});
