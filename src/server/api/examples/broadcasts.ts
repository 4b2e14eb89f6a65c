import { at, lin } from './tea-shop.ts';

const id = '5f0c2a91be77';
const written = {
  name: '双十二新茶',
  where: 'tags contains "vip" and last_seen < 90d',
  content: { text: { zh: '{{ name }}，新茶到店，会员九折。', en: '{{ name }}, the new tea is here: 10 % off for members.' } },
  at: '2026-12-12 10:00',
} as const;
const draft = { ...written, zone: 'shop', hold_out: 0 } as const;
const one = { id, name: written.name, state: 'draft', draft, created: at('10:00:00') } as const;
const scheduled = { ...one, state: 'scheduled', start: Date.parse('2026-12-12T10:00:00+08:00') } as const;
const params = { id } as const;

const monday = (date: string) => ({ at: Date.parse(`${date}T10:00:00+08:00`), wall: `${date} 10:00`, zone: 'Asia/Shanghai' });
const weekly = {
  ...scheduled,
  id: '9b21c4d07e5a',
  draft: { ...draft, at: '10:00', every: 'week on mon', until: '2027-03-31' },
  start: Date.parse('2026-12-14T10:00:00+08:00'),
  next: [monday('2026-12-14'), monday('2026-12-21'), monday('2026-12-28')],
} as const;

export const listBroadcasts = { query: { limit: 20 }, answer: { items: [weekly, scheduled] } } as const;
export const createBroadcast = { body: written, status: 201, answer: one } as const;
export const oneBroadcast = { params, answer: one } as const;
export const changeBroadcast = {
  params,
  body: { name: '双十二会员新茶' },
  answer: { ...one, name: '双十二会员新茶', draft: { ...draft, name: '双十二会员新茶' } },
} as const;
export const removeBroadcast = { params, answer: {} } as const;
export const previewBroadcast = {
  params,
  answer: {
    count: 412,
    reachable: 398,
    byChannel: { 'wechat-official': 310, telegram: 88 },
    excluded: { no_consent: 9, opted_out: 3, 'missing_variable: name': 2 },
    forms: { telegram: ['林小满，新茶到店，会员九折。'] },
    later: 12,
    cost: { sums: [{ amount: 0, currency: 'USD' }], unknown: {} },
    warnings: [{ en: 'Clicks are not counted: set PUBLIC_URL in .env.', zh: '不会统计点击：请在 .env 里设置 PUBLIC_URL。' }],
    examples: [{ contact: lin.conversation, name: lin.name, channel: 'wechat-official', lang: 'zh', shown: ['林小满，新茶到店，会员九折。'] }],
  },
} as const;
export const testBroadcast = { params, body: { address: lin.conversation }, status: 202, answer: { message: `t:${id}:1764036000000` } } as const;
export const startBroadcast = { params, answer: scheduled } as const;
export const pauseBroadcast = { params, answer: { ...scheduled, state: 'paused', why: 'person' } } as const;
export const resumeBroadcast = { params, body: { only: ['pending', 'failed'] }, answer: { ...one, state: 'sending', again: 4 } } as const;
export const retryBroadcast = { params, answer: { ...one, state: 'sending', again: 4 } } as const;
export const stopBroadcast = { params, answer: { ...one, state: 'stopped' } } as const;
export const listRecipients = {
  params,
  query: { state: 'excluded', limit: 50 },
  answer: { items: [{ contact: lin.conversation, state: 'excluded', reason: 'just_ordered', at: at('10:00:00') }] },
} as const;
export const reportBroadcast = {
  params,
  answer: {
    state: 'completed',
    planned: 412,
    excluded: { no_consent: 9, opted_out: 3, missing_variable: 2 },
    pending: 0,
    sent: 396,
    delivered: null,
    read: null,
    replied: 31,
    clicked: 0,
    ordered: 0,
    revenue: [],
    ordered_by: { coupon: 0, click: 0, delivery: 0 },
    opted_out: 2,
    failed: { blocked: 1 },
    passing: 0,
    unknown: 1,
    stopped: 0,
    cost: [],
    unpriced: { wecom: 396 },
    variants: [
      { variant: 'A', won: true, planned: 362, sent: 360, delivered: null, read: null, replied: 29, clicked: 0, ordered: 0, revenue: [] },
      { variant: 'B', won: false, planned: 37, sent: 36, delivered: null, read: null, replied: 2, clicked: 0, ordered: 0, revenue: [] },
    ],
  },
} as const;
export const notSentOfBroadcast = {
  params,
  query: { lang: 'zh' },
  answer: { csv: '\uFEFF联系人,姓名,地址,状态,原因代码,原因,详情\r\n' },
} as const;
