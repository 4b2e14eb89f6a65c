import { at, lin } from './tea-shop.ts';

const range = { from: '2026-11-18', to: '2026-11-24', days: 7, zone: 'Asia/Shanghai' };
const query = { from: range.from, to: range.to };
const earned = { count: 63, by: { coupon: 20, click: 31, delivery: 12 }, revenue: [{ amount: 1_234_500, currency: 'CNY' }] };
const none = { count: 0, by: { coupon: 0, click: 0, delivery: 0 }, revenue: [] };
const figures = {
  conversations: 412,
  solved: 301,
  with_person: 74,
  unsolved: 37,
  containment: 0.7306,
  handoffs: 81,
  handoff_causes: { asked: 40, not_understood: 9, staff: 3, 'flow returns': 29 },
  unanswered: 41,
  first_answer: { bot: { count: 405, median_ms: 620, p90_ms: 1_450 }, person: { count: 70, median_ms: 184_000, p90_ms: 910_000 } },
  csat: { count: 88, average: 4.41, satisfied: 0.8636 },
  messages: { in: 2_210, bot: 2_604, person: 301 },
  orders: earned,
  spent: { messages: [{ amount: 3_120, currency: 'USD' }], unpriced: 12, models: [] },
  saved: { minutes: 1_505, money: { amount: 100_333, currency: 'CNY' } },
};
const lift = {
  people: { shown: 1_840, held: 204 },
  ordered: { shown: 96, held: 4 },
  difference: { value: 0.0326, low: 0.0022, high: 0.0489 },
  recovered: [{ currency: 'CNY', amount: 795_000, low: 61_000, high: 1_529_000 }],
  enough: true,
  words: {
    en: 'It brought orders: 3.3 of a hundred people more ordered (between 0.2 and 4.9 points).',
    zh: '确实带来了订单：每一百人多 3.3 人下单（0.2 到 4.9 个百分点）。',
  },
};
const campaign = { key: 'broadcast:01JDAUTUMN', kind: 'broadcast', id: '01JDAUTUMN', name: '秋茶上新' } as const;

export const overview = {
  query: { ...query, by: 'day' },
  answer: {
    range,
    total: figures,
    before: { ...figures, conversations: 380, solved: 260, unsolved: 46, containment: 0.6842 },
    rows: [{ key: '2026-11-18', name: '2026-11-18', figures }],
  },
} as const;
export const behindNumber = {
  query: { ...query, number: 'solved', limit: 50 },
  answer: {
    range,
    since: '2026-10-21',
    total: 301,
    items: [
      {
        day: '2026-11-24',
        conversation: lin.conversation,
        contact: lin.conversation,
        name: '林小满',
        channel: 'wecom',
        times: 1,
        outcome: 'solved',
        messages: { in: 3, bot: 4, person: 0 },
        scores: [5],
        spent: [],
      },
    ],
    next: '2026-11-24:wecom:main:lin',
  },
} as const;
export const channels = { query, answer: { range, rows: [{ key: 'wechat-official', name: 'wechat-official', figures }] } } as const;
const quietNight = [0, 0, 0, 0, 0, 0, 1, 4, 9, 14, 18, 12, 10, 15, 17, 16, 13, 11, 14, 22, 26, 19, 8, 2];
export const hours = { query, answer: { range, days: Array.from({ length: 7 }, () => quietNight), total: 1_617, without: 0 } } as const;
export const flows = {
  query,
  answer: {
    range,
    rows: [
      {
        flow: 'cart-reminder',
        conversations: 96,
        started: 140,
        solved: 80,
        with_person: 9,
        containment: 0.8333,
        handoffs: 2,
        csat: { count: 0, average: null, satisfied: null },
        told: 131,
        held: 14,
        orders: { ...earned, count: 18, by: { coupon: 9, click: 0, delivery: 9 } },
      },
    ],
  },
} as const;
export const campaigns = { query, answer: { range, rows: [{ ...campaign, reached: 1_840, clicked: 221, orders: earned, spent: [], lift }] } } as const;
export const orders = {
  query: { ...query, by: 'day', limit: 50 },
  answer: {
    range,
    total: earned,
    rows: [{ key: '2026-11-18', name: '2026-11-18', figures: none }],
    items: [
      {
        order: 'TEA-10022',
        placed_at: at('14:30'),
        day: '2026-11-24',
        money: { amount: 19_900, currency: 'CNY' },
        campaign,
        by: 'click',
        touched_at: at('11:30'),
        channel: 'wechat-official',
        why: { en: 'Ordered 3 hours after a click on the broadcast "秋茶上新"', zh: '点了群发“秋茶上新”，3 小时后下单' },
      },
    ],
  },
} as const;
export const satisfaction = {
  query: { ...query, by: 'day' },
  answer: {
    range,
    total: figures.csat,
    scores: { '1': 3, '2': 2, '3': 7, '4': 20, '5': 56 },
    rows: [{ key: '2026-11-24', name: '2026-11-24', figures: { count: 12, average: 4.5, satisfied: 0.9167 } }],
    comments: [
      { at: at('16:00'), score: 5, scale: 5, comment: '回复很快', conversation: 'wechat-official:main:oTea6Lh2xQm8VbK4dYzR1nWcE0s', flow: 'rate-service' },
    ],
  },
} as const;
export const proactiveFigures = {
  query,
  answer: {
    range,
    rules: [
      {
        rule: 'product-help',
        shown: { moments: 2_010, people: 1_840, opened: 221, dismissed: 310, answered: 167, ordered: 96, revenue: { CNY: 1_245_600 } },
        held: { moments: 220, people: 204, opened: 0, dismissed: 0, answered: 6, ordered: 4, revenue: { CNY: 50_200 } },
        lift,
      },
    ],
    complete: true,
  },
} as const;
