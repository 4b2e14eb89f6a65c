import { errorTexts } from '../../../errors.ts';
import { at } from './tea-shop.ts';

const cloud = {
  id: 'whatsapp-cloud:main',
  channel: 'whatsapp-cloud',
  account: 'main',
  official: true,
  state: 'ready',
  resting: [
    {
      what: 'promotions',
      until: '2026-11-25T02:00:00.000Z',
      code: 'spam_limited',
      zh: errorTexts.spam_limited.zh,
      en: errorTexts.spam_limited.en,
    },
  ],
  pairing: false,
  webhook: 'https://tea.example.com/hooks/whatsapp-cloud/main',
  capabilities: {
    text: { max: 4_096, unit: 'chars' },
    buttons: 3,
    list: 10,
    media: { image: 5_000_000, audio: 16_000_000, video: 16_000_000, file: 100_000_000 },
    receipts: ['sent', 'delivered', 'read', 'failed'],
    window: { ms: 86_400_000 },
    proactive: true,
    perSecond: 80,
    handover: false,
    typing: true,
  },
} as const;

export const listChannels = { answer: { items: [cloud] } } as const;

export const pairingOfChannel = {
  params: { id: 'whatsapp-web:main' },
  answer: { code: 'TEAH-2026', at: at('10:00:00'), left: 42_000 },
} as const;

export const templatesOfChannel = {
  params: { id: 'whatsapp-cloud:main' },
  answer: {
    items: [{ name: 'order_shipped_v2', lang: 'en', status: 'approved', category: 'utility', params: ['1', '2'], flows: ['order_shipped'] }],
  },
} as const;

export const restartChannel = {
  params: { id: 'whatsapp-cloud:main' },
  status: 202,
  answer: { ...cloud, state: 'starting', resting: [] },
} as const;
