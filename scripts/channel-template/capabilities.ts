import type { Capabilities } from '../../src/channel.ts';

/** REPLACE: the provider's limits, each with the page that says so. What it cannot do stays 0 or false: it is then said in another way by itself. */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 1_000, unit: 'chars', caption: 0 },
  choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 },
  media: { image: 5_000_000, audio: 0, video: 0, file: 0 },
  cards: false,
  place: false,
  receipts: [],
  window: null,
  idempotentSend: false,
  rate: { account: 10, conversation: 1, burst: 5 },
  proactive: false,
};
