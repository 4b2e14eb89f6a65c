import { at } from './tea-shop.ts';

const id = '3f0a6c1d9b2e48f7a5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2';
const key = 'BOlcCzSlGobh7h0fK3mUoRDy1sXmPNSFQL6nX244pGhHQ8eznJ-WKxhQPhHvca1eyalmwmeUbXl-6BwO19H10Bw';
const items = [
  { id, agent: 'Mozilla/5.0 (Linux; Android 16) Chrome/147', at: at('10:00:00'), words: false, lang: 'zh', muted: ['webchat'], unassigned: true },
] as const;

export const listDevices = { answer: { key, items } } as const;
export const addDevice = {
  body: {
    endpoint: 'https://push.example.com/send/c2FtcGxl',
    keys: { p256dh: key, auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
    lang: 'zh',
    words: false,
    muted: ['webchat'],
    unassigned: true,
  },
  answer: { id, key, items },
} as const;
export const removeDevice = { params: { id }, answer: { key, items: [] } } as const;
export const testDevice = { params: { id }, answer: { sent: true } } as const;
