import type { Capabilities } from '../../src/channel.ts';

/**
 * What an account linked through WhatsApp Web can do. WhatsApp documents few limits for it; sizes are those of its help centre
 * (https://faq.whatsapp.com/453914586839706, media; https://faq.whatsapp.com/1013323532834218, documents), kept lower where a browser has to
 * hold the bytes several times.
 */
export const capabilities: Capabilities = {
  official: false,
  /** The client takes about 65,000 characters; a customer reads far less at once. Captions as in the Cloud API. */
  text: { max: 4096, unit: 'chars', caption: 1024 },
  /** Buttons and lists sent from a linked device are not shown any more (whatsapp-web.js marks both deprecated). */
  choices: { buttons: 0, buttonLabel: 0, list: 0, listLabel: 0 },
  media: { image: 16_000_000, audio: 16_000_000, video: 16_000_000, file: 50_000_000 },
  cards: false,
  place: true,
  receipts: ['sent', 'delivered', 'read', 'failed'],
  window: null,
  idempotentSend: false,
  /** Slower than a person could type would be safe; faster is a sign of a machine. */
  rate: { account: 1, conversation: 1, burst: 3 },
  proactive: false,
  pictures: 'apart',
};

/** Largest file of a customer that is fetched, bytes. */
export const downloadLimit = 50_000_000;

/** What counts as an answer although it is no reply: the customer wrote this lately, ms. */
export const answerTime = 24 * 3_600_000;

/** Signs of a block; our own measure, WhatsApp publishes none. */
export const blockSigns = {
  /** So many customers in a row to whom nothing was delivered within `patience`, or so many refused sends in a row. */
  undelivered: 5,
  refused: 3,
  /** A phone may be off for a while, ms. */
  patience: 2 * 3_600_000,
  /** Time for which sends are held before one is tried again, ms. */
  hold: 3_600_000,
} as const;
