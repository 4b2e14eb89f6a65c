import type { RequestRow } from '../../../shop/request-rows.ts';
import type { ListedKind } from '../../../shop/rows/shop-rows.ts';
import type { CouponRow, OrderRow, ProductRow } from '../../../shop/shop.ts';
import type { Frozen } from '../example.ts';
import { at, ella } from './tea-shop.ts';

/** A row as its route shows it. */
type Shown<Row> = Frozen<Omit<Row, '_id' | 'v'>> & { readonly id: string };

const product = {
  id: 'longjing',
  title: { zh: '西湖龙井', en: 'Longjing green tea' },
  text: { zh: '明前采摘，豆香清甜', en: 'Picked before Qingming, sweet and nutty' },
  category: '绿茶',
  currency: 'CNY',
  price: 12_800,
  image: 'https://tea.example.com/img/longjing.jpg',
  url: 'https://tea.example.com/p/longjing',
  tags: ['龙井', 'green tea'],
  variants: [
    { sku: 'LJ-50', options: { 净含量: '50g' }, price: 12_800, stock: 24 },
    { sku: 'LJ-100', options: { 净含量: '100g' }, price: 23_800, stock: 9 },
  ],
  sold: 310,
} as const satisfies Shown<ProductRow>;

const order = {
  id: 'TEA-20417',
  number: 'TEA-20417',
  key: 'TEA20417',
  digits: '20417',
  status: 'shipped',
  customer: { name: ella.name, email: ella.email, phone: ella.phone, contact: ella.conversation },
  currency: 'CNY',
  items: [{ sku: 'LJ-50', title: { zh: '西湖龙井', en: 'Longjing green tea' }, quantity: 2, price: 12_800 }],
  total: 25_600,
  payment: 'card',
  address: '1 Example Street, London',
  parcels: [{ carrier: 'DHL', number: '00340434161094000017', url: 'https://track.example.com/00340434161094000017', skus: ['LJ-50'], steps: [] }],
  placedAt: at('07:45:00'),
  shippedAt: at('09:30:00'),
  history: [
    { at: at('07:45:00'), status: 'paid' },
    { at: at('09:30:00'), status: 'shipped' },
  ],
  email: ella.email,
  phone: ella.phone,
  contact: ella.conversation,
} as const satisfies Shown<OrderRow>;

const coupon = {
  id: 'SPRINGTEA15',
  code: 'SPRINGTEA15',
  campaign: 'spring tea',
  contact: ella.conversation,
  claim: `spring tea:${ella.conversation}`,
  kind: 'percent',
  percent: 15,
  until: at('23:59:59'),
  issuedAt: at('08:00:00'),
} as const satisfies Shown<CouponRow>;

const request = {
  id: 'RQ-7KQ2MD4',
  kind: 'invoice',
  order: order.number,
  contact: ella.conversation,
  conversation: ella.conversation,
  facts: { title: 'Brooks & Co.', tax_number: 'GB123456789', email: ella.email, amount: '£12.80' },
  claim: `invoice:${order.number}`,
  status: 'open',
  at: order.placedAt,
} as const satisfies Shown<RequestRow>;

/** A request that the team has seen to. */
export const closed = {
  params: { id: request.id },
  body: { status: 'done', words: 'The invoice is in your mailbox.' },
  answer: { ...request, claim: `${request.claim}:${request.id}`, status: 'done', closedAt: at('10:15:00'), words: 'The invoice is in your mailbox.' },
} as const;

/** One page of each kind. */
export const listed = {
  products: {
    query: { q: '龙井', limit: 20 },
    answer: {
      items: [{ id: product.id, name: 'Longjing green tea', facts: { category: '绿茶', price: 12_800, currency: 'CNY', variants: 2, stock: 33 } }],
    },
  },
  orders: {
    query: { q: order.number },
    answer: {
      items: [
        {
          id: order.id,
          name: ella.name,
          facts: {
            status: 'shipped',
            total: order.total,
            currency: 'CNY',
            placed_at: order.placedAt,
            email: ella.email,
            phone: ella.phone,
            items: 1,
          },
        },
      ],
    },
  },
  coupons: {
    query: { limit: 1 },
    answer: {
      items: [
        {
          id: coupon.code,
          name: coupon.campaign,
          facts: { kind: 'percent', issued: coupon.issuedAt, until: coupon.until, used: false, contact: ella.conversation, customer: ella.name },
        },
      ],
      next: coupon.code,
    },
  },
  requests: {
    query: { q: 'invoice', status: 'open' },
    answer: {
      items: [
        {
          id: request.id,
          name: request.facts.title,
          facts: { kind: 'invoice', status: 'open', order: request.order, at: request.at, ...request.facts },
        },
      ],
    },
  },
  customers: {
    query: { q: 'ella.brooks@example.com' },
    answer: {
      items: [
        {
          id: ella.conversation,
          name: ella.name,
          facts: { email: ella.email, phone: ella.phone, external_id: '1042', marketing: true, conversations: 1 },
        },
      ],
    },
  },
} as const satisfies Record<ListedKind, object>;

/** One row of each kind with all that is kept of it. */
export const whole = {
  products: { params: { id: product.id }, answer: product },
  orders: { params: { id: order.id }, answer: order },
  coupons: { params: { id: coupon.id }, answer: coupon },
  requests: { params: { id: request.id }, answer: request },
} as const;

export const removed = {
  products: { params: { id: product.id }, answer: { id: product.id } },
  orders: { params: { id: order.id }, answer: { id: order.id } },
  coupons: { params: { id: coupon.id }, answer: { id: coupon.id } },
  requests: { params: { id: request.id }, answer: { id: request.id } },
} as const;
