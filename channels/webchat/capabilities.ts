import type { Capabilities } from '../../src/channel.ts';

const megabyte = 1024 * 1024;

/** Our own channel: the limits are ours, chosen so that a message stays readable and a file loads on a phone. */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 16_000, unit: 'chars', caption: 4_000 },
  choices: { buttons: 30, buttonLabel: 120, list: 30, listLabel: 120 },
  media: { image: 20 * megabyte, audio: 20 * megabyte, video: 50 * megabyte, file: 50 * megabyte },
  cards: true,
  forms: true,
  place: true,
  receipts: ['sent', 'delivered', 'read'],
  window: null,
  idempotentSend: true,
  rate: { account: 2_000, conversation: 20, burst: 50 },
  proactive: true,
};
