import type { Capabilities } from '../../src/channel.ts';

/**
 * What a personal account can do through a puppet. WeChat documents no limits for it: the figures are careful ones, kept here so that they can
 * be changed in one place. What a puppet can send differs: https://wechaty.js.org/docs/puppet-providers
 */
export const capabilities: Capabilities = {
  official: false,
  /** WeChat's app cuts long messages somewhere above this; a picture has no caption. */
  text: { max: 2_000, unit: 'chars', caption: 0 },
  choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 },
  /** A voice message must be SILK, which nobody has at hand: recordings go as files. All of it passes through the memory of two processes. */
  media: { image: 10_000_000, audio: 25_000_000, video: 25_000_000, file: 25_000_000 },
  cards: true,
  place: true,
  receipts: [],
  window: null,
  idempotentSend: false,
  /** An account that answers faster than a person types is soon restricted. */
  rate: { account: 0.5, conversation: 0.5, burst: 2 },
  /** Only who has written first: writing to people unasked is what accounts are banned for. */
  proactive: false,
  pictures: 'apart',
};

/** Largest file that is fetched from a customer's message, bytes. */
export const downloadLimit = 25_000_000;
/** A longer title or description of a link card is not shown in full; such a card goes as picture and text. */
export const cardLimit = { title: 100, description: 300 } as const;
/** A longer name or address of a place follows as text. */
export const placeTextLimit = 200;
