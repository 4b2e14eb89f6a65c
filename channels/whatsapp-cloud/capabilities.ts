import type { Capabilities } from '../../src/channel.ts';

/** The version of the Graph API that everything here was written for; it is kept for two years: https://developers.facebook.com/docs/graph-api/changelog */
export const apiVersion = 'v26.0';

/**
 * Limits of the Cloud API as documented in November 2026.
 * Texts, buttons, lists: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 * Media: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 * Rates: https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
 */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 4096, unit: 'chars', caption: 1024 },
  choices: { buttons: 3, buttonLabel: 20, list: 10, listLabel: 24, listDescription: 72, body: 1024, picture: 1024 },
  media: { image: 5_000_000, audio: 16_000_000, video: 16_000_000, file: 100_000_000 },
  cards: true,
  place: true,
  receipts: ['sent', 'delivered', 'read', 'failed'],
  /** The customer service window; each message of the customer opens it again. */
  window: { ms: 24 * 3_600_000 },
  idempotentSend: false,
  /** 80 a second for the number; one in 6 s to one person, and a short burst that has to be waited out afterwards. */
  rate: { account: 80, conversation: 1 / 6, burst: 10 },
  proactive: true,
  byNumber: true,
  pictures: 'apart',
  /** Up to 3 MB, and a little for what they count otherwise: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview */
  webhook: 4 * 1024 * 1024,
};

/** Longest body of an interactive message, and of a variable in a template, in characters. */
export const bodyLimit = 1024;
/** Longest label of the button that opens a list, and of a button that opens a link. */
export const actionLabelLimit = 20;
/** The Cloud API names no limit to the texts of a place or contact; what would not fit a line on a phone follows as a message. */
export const lineLimit = 255;
/** Types that WhatsApp takes as each kind; anything else goes as a document. */
export const mediaTypes = {
  image: ['image/jpeg', 'image/png'],
  audio: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
  video: ['video/mp4', 'video/3gpp'],
} as const;
/** Largest file of a customer that is taken into memory, bytes. Pictures, recordings and clips are smaller; documents may have 100 MB. */
export const downloadLimit = 32_000_000;
/** An uploaded file is kept for 30 days; its id is used again for a little less. */
export const uploadKeptMs = 29 * 24 * 3_600_000;
/** Pause between readings of the approved templates, ms. */
export const templatesEveryMs = 3_600_000;
