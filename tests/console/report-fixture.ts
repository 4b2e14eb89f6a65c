/** What the reports answer, in the shapes of docs/reports.md, so that their screen is looked at with known numbers. */
import type { Page } from 'playwright-core';

const figures = (conversations: number) => ({
  conversations,
  solved: Math.round(conversations * 0.73),
  with_person: Math.round(conversations * 0.18),
  unsolved: conversations - Math.round(conversations * 0.73) - Math.round(conversations * 0.18),
  containment: conversations === 0 ? null : 0.73,
  handoffs: Math.round(conversations * 0.2),
  handoff_causes: { asked: 40, not_understood: 9, staff: 3 },
  unanswered: 41,
  first_answer: { bot: { count: 9, median_ms: 620, p90_ms: 1_450 }, person: { count: 9, median_ms: 184_000, p90_ms: 910_000 } },
  csat: { count: 88, average: 4.41, satisfied: 0.8636 },
  messages: { in: 2_210, bot: 2_604, person: 301 },
  orders: { count: 63, by: { coupon: 20, click: 31, delivery: 12 }, revenue: [{ amount: 1_234_500, currency: 'CNY' }] },
  spent: { messages: [{ amount: 3_120, currency: 'USD' }], unpriced: 12, models: [] },
  saved: { minutes: 1_505, money: { amount: 75_250, currency: 'CNY' } },
});
const days = [12, 18, 9, 22, 31, 27, 16];
const range = { from: '2026-11-24', to: '2026-11-30', days: 7, zone: 'Asia/Shanghai' };
const rows = days.map((value, at) => ({ key: `2026-11-${24 + at}`, name: `2026-11-${24 + at}`, figures: figures(value) }));

export const overview = { range, total: figures(135), before: figures(110), rows };
const byChannel = {
  ...overview,
  rows: [
    { key: 'telegram', name: 'telegram', figures: figures(100) },
    { key: 'webchat', name: 'webchat', figures: figures(35) },
  ],
};
const lift = {
  people: { shown: 300, held: 30 },
  ordered: { shown: 24, held: 1 },
  difference: { value: 0.05, low: 0.01, high: 0.09 },
  recovered: [],
  enough: true,
};
export const campaigns = {
  range,
  rows: [
    {
      key: 'broadcast:a',
      kind: 'broadcast',
      id: 'a',
      name: 'New tea / 新茶',
      reached: 396,
      clicked: 51,
      orders: figures(1).orders,
      spent: [],
      lift: { ...lift, words: { en: 'About 5 in 100 ordered because of it.', zh: '每 100 人里约有 5 人因此下单。' } },
    },
    {
      key: 'cart:b',
      kind: 'cart',
      id: 'b',
      name: 'Cart / 购物车',
      reached: 40,
      clicked: null,
      orders: { ...figures(1).orders, count: 9 },
      spent: [],
      lift: null,
    },
  ],
};

const people = ['Ella Brooks', '林小满', 'Omar', '陈立', 'Maria Fernanda Gutiérrez de la Torre'];
const conversationsBehind = {
  range,
  since: '2026-11-26',
  total: 23,
  items: people.map((name, n) => ({
    day: `2026-11-${30 - n}`,
    conversation: `telegram:main:430${n + 1}`,
    contact: `telegram:main:430${n + 1}`,
    name,
    channel: ['telegram', 'webchat', 'whatsapp-cloud'][n % 3],
    times: n + 1,
    outcome: ['solved', 'with_person', 'unsolved', null, 'solved'][n],
    messages: { in: 4 + n, bot: 5, person: n },
    scores: n === 1 ? [4, 5] : [],
    spent: n === 2 ? [{ amount: 12, currency: 'USD' }] : [],
  })),
  next: 'more',
};
const ordersBehind = {
  range,
  total: figures(1).orders,
  rows: campaigns.rows.map(({ key, name, orders }) => ({ key, name, figures: orders })),
  items: campaigns.rows.map(({ key, kind, id, name }, n) => ({
    order: `SO-2041${n}`,
    placed_at: Date.UTC(2026, 10, 30 - n, 4),
    day: `2026-11-${30 - n}`,
    money: { amount: 12_800, currency: 'CNY' },
    campaign: { key, kind, id, name },
    by: 'click',
    touched_at: Date.UTC(2026, 10, 30 - n, 2),
    why: {
      en: `Ordered 2 hours after opening a link of “${name}”.`,
      zh: `点开“${name}”的链接 2 小时后下单。`,
    },
  })),
};

const night = [0, 0, 0, 0, 0, 0, 1, 4, 9, 14, 18, 12, 10, 15, 17, 16, 13, 11, 14, 22, 26, 19, 8, 2];
const hours = { range, days: days.map((busy) => night.map((count) => Math.round((count * busy) / 20))), total: 1_540, without: 12 };
const flows = {
  range,
  rows: [
    ['track-order', 64],
    ['faq', 41],
    ['a flow whose name is longer than a chart has room for', 9],
  ].map(([flow, conversations]) => ({
    ...{ flow, started: Number(conversations) + 9, conversations, solved: Number(conversations) - 4, with_person: 3, containment: 0.9, handoffs: 2 },
    ...{ csat: { count: 0, average: null, satisfied: null }, told: 0, held: 0, orders: figures(1).orders },
  })),
};
const csat = {
  range,
  total: { count: 88, average: 4.41, satisfied: 0.8636 },
  scores: { '1': 3, '2': 2, '3': 7, '4': 20, '5': 56 },
  rows: [],
  comments: [
    { at: Date.UTC(2026, 10, 30, 2), score: 5, scale: 5, comment: 'Quick / 回复很快', conversation: 'telegram:main:4301' },
    { at: Date.UTC(2026, 10, 29, 2), score: 2, scale: 5, comment: 'الرد كان بطيئا', conversation: 'telegram:main:4302' },
  ],
};
const coupons = {
  range,
  complete: true,
  rows: [
    ['welcome', 120, 34],
    ['broadcast:a', 40, 6],
  ].map(([campaign, issued, used]) => ({
    ...{ campaign, name: campaign === 'welcome' ? 'welcome' : 'New tea / 新茶', issued, open: 61, voided: 2, expired: 23, used },
    ...{ revenue: [{ amount: 612_000, currency: 'CNY' }], cost: { amount: 68_000, currency: 'CNY' } },
  })),
};
const couponsGiven = {
  range,
  items: [...people, 'محمد عبد الله بن عبد الرحمن'].map((customer, n) => ({
    ...{ id: `TEA-${n}`, code: `TEA-7K2M-9QX${n}`, campaign: 'welcome', name: 'welcome', contact: `telegram:main:430${n + 1}`, customer },
    ...{ state: ['open', 'used', 'voided', 'expired'][n % 4], issued: Date.UTC(2026, 10, 28, 2), until: Date.UTC(2026, 11, 28, 2) },
    ...(n % 4 === 1 && { used: Date.UTC(2026, 10, 29, 2), order: 'SO-20417', money: { amount: 12_800, currency: 'CNY' } }),
  })),
};
const cartFunnel = {
  range,
  ...{ left: 86, reminded: 41, back: 17, ordered: 9, alone: 12, complete: true },
  steps: [
    { step: 'remind', carts: 29, back: 13, ordered: 7 },
    { step: 'offer', carts: 12, back: 4, ordered: 2 },
  ],
  endings: [
    { why: 'late', carts: 30 },
    { why: 'open', carts: 13 },
  ],
};
const cartsBehind = {
  range,
  ...{ total: 5, complete: true },
  items: people.map((customer, n) => ({
    ...{ cart: `cart-77${n}`, stage: (['left', 'reminded', 'back', 'ordered', 'alone'] as const)[n], left: Date.UTC(2026, 10, 30 - n, 2) },
    ...(n > 0 && { contact: `telegram:main:430${n}`, customer }),
    sent: n > 0 ? [{ do: 'remind', at: Date.UTC(2026, 10, 30 - n, 4) }] : [],
    ...(n > 2 && { why: 'ordered', order: 'SO-20417', ordered: Date.UTC(2026, 10, 30 - n, 6) }),
  })),
};
const spoken = { people: 1_840, moments: 2_010, opened: 221, dismissed: 310, answered: 167, ordered: 96, revenue: {} };
const proactive = {
  range,
  complete: true,
  rules: [{ rule: 'product-help', shown: spoken, held: { ...spoken, people: 204, ordered: 4 }, lift: campaigns.rows[0]?.lift }],
};
const moments = {
  range,
  items: people.map((customer, n) => ({
    ...{ id: `m${n}`, at: Date.UTC(2026, 10, 30, 2, n), rule: 'product-help', about: '/products/longjing-spring-tea', held: n === 2 },
    ...(n === 0 && { opened: 1, answered: 2, conversation: 'webchat:main:v1', customer }),
  })),
};

/** Answers the page's questions for reports with these. */
export async function withReports(page: Page): Promise<void> {
  await page.route('**/api/reports/overview**', (route) => route.fulfill({ json: route.request().url().includes('by=channel') ? byChannel : overview }));
  await page.route('**/api/reports/campaigns**', (route) => route.fulfill({ json: campaigns }));
  await page.route('**/api/reports/conversations**', (route) => route.fulfill({ json: conversationsBehind }));
  for (const [path, json] of Object.entries({
    hours,
    flows,
    csat,
    coupons,
    proactive,
    carts: cartFunnel,
    'carts/list': cartsBehind,
    'coupons/list': couponsGiven,
    'proactive/moments': moments,
  }))
    await page.route(`**/api/reports/${path}?**`, (route) => route.fulfill({ json }));
  await page.route('**/api/reports/orders**', (route) => route.fulfill({ json: ordersBehind }));
}
