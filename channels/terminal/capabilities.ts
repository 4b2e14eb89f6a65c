import type { Capabilities } from '../../src/channel.ts';

/** A terminal shows everything as lines of text; nothing is limited but the reader's patience. */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 100_000, unit: 'chars', caption: 10_000 },
  choices: { buttons: 50, buttonLabel: 200, list: 50, listLabel: 200 },
  media: { image: 1e9, audio: 1e9, video: 1e9, file: 1e9 },
  cards: true,
  place: true,
  receipts: [],
  window: null,
  idempotentSend: false,
  rate: { account: 10_000, conversation: 1_000, burst: 1_000 },
  proactive: true,
};
