import { at } from './tea-shop.ts';

const shop = { name: { zh: '清茗茶铺', en: 'Clear Tea' }, langs: ['zh', 'en'], hours: { mon: ['09:00-18:00'] }, closed_on: ['2026-10-01'] } as const;
const answer = {
  ...shop,
  file: 'config.yaml',
  waits: false,
  elsewhere: [{ key: 'shop.currency', value: 'CNY', where: 'config.yaml' }],
} as const;

export const settings = { answer } as const;
export const changeSettings = { body: { hours: shop.hours }, answer: { ...answer, waits: true } } as const;
export const state = {
  answer: {
    version: '0.1.0',
    ready: true,
    store: 'ok',
    disk: 'ok',
    mind: [],
    backup: { at: at('03:00:00'), file: '/backups/tea.tar', isThere: true, sameDisk: false },
  },
} as const;
export const findings = {
  answer: {
    items: [
      {
        level: 'mind',
        where: '.env',
        what: { en: 'no channel is on besides the web chat', zh: '除网页聊天外没有开通任何渠道' },
        cure: { en: 'Telegram is the quickest: TELEGRAM_BOT_TOKEN', zh: '最快的是 Telegram：TELEGRAM_BOT_TOKEN' },
      },
    ],
  },
} as const;
