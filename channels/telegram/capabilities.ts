import type { Capabilities } from '../../src/channel.ts';

/** Limits of the Bot API, as documented in November 2026: https://core.telegram.org/bots/api */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 4096, unit: 'chars', caption: 1024 },
  /** Telegram names no limit to a keyboard; a dozen buttons and 40 characters are what a phone shows without scrolling or cutting. */
  choices: { buttons: 12, buttonLabel: 40, list: 0, listLabel: 0, picture: 1024 },
  media: { image: 10_000_000, audio: 50_000_000, video: 50_000_000, file: 50_000_000 },
  cards: true,
  place: true,
  receipts: [],
  window: null,
  idempotentSend: false,
  rate: { account: 30, conversation: 1, burst: 5 },
  proactive: false,
};

/** Largest file that a bot may download (getFile), bytes. */
export const downloadLimit = 20_000_000;
/** Largest files that Telegram fetches from a URL itself, bytes ("Sending files"). Larger ones are uploaded. */
export const byUrlLimit = { image: 5_000_000, other: 20_000_000 } as const;
/** A media group holds 2 to 10 items (sendMediaGroup). */
export const albumLimit = 10;
