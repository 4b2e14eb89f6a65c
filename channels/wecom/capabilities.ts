import type { Capabilities } from '../../src/channel.ts';

const hour = 3_600_000;

/**
 * Limits of WeCom's customer service (微信客服), as documented in November 2026: https://developer.work.weixin.qq.com/document/path/94677
 * (sending) and https://developer.work.weixin.qq.com/document/path/90253 (files).
 */
export const capabilities: Capabilities = {
  official: true,
  /** `text.content` has up to 2048 bytes; pictures and files have no caption. */
  text: { max: 2048, unit: 'bytes', caption: 0 },
  /** `msgmenu`: 10 items; `click.content` has 128 bytes, which hold 42 characters whatever they are; `head_content` has 1024 bytes. */
  choices: { buttons: 10, buttonLabel: 42, list: 0, listLabel: 0, body: 1024 },
  media: { image: 10_000_000, audio: 2_000_000, video: 10_000_000, file: 20_000_000 },
  cards: true,
  place: true,
  receipts: ['failed'],
  window: { ms: 48 * hour, messages: 5 },
  /** A `msgid` is unique within a customer-service account: a repeat is refused. */
  idempotentSend: true,
  /** A corporation may call a method 10,000 times a minute and 150,000 times an hour: https://developer.work.weixin.qq.com/document/path/90312 */
  rate: { account: 40, conversation: 5, burst: 5 },
  proactive: false,
  pictures: 'apart',
  /** Callbacks only announce what is fetched afterwards. */
  webhook: 64 * 1024,
};

/** Bytes of an article card (`link`): longer titles and texts are cut by WeCom, so they go as text. */
export const linkLimit = { title: 128, desc: 512, url: 2048 } as const;
/** WeCom names no limit to the texts of a location; what would not fit two lines on a phone follows as text. Characters. */
export const placeTextLimit = 120;
/** A file has more than 5 bytes: https://developer.work.weixin.qq.com/document/path/90253 */
export const smallestFile = 6;
/** Seconds of a voice message, and the only types that are shown as such; everything else goes as a file. */
export const voiceSeconds = 60;
export const shownAs = {
  image: /^image\/(?:jpe?g|png)$/i,
  voice: /^audio\/amr$/i,
  video: /^video\/mp4$/i,
} as const;
/** Types by the ending of a file's name. */
export const typeByEnding: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
};
/** An uploaded file is kept for 3 days; it is uploaded anew somewhat earlier, ms. */
export const uploadedFor = 66 * hour;
/** Largest file of a customer, bytes (WeCom lets through 20 MB). */
export const downloadLimit = 20_971_520;

/** Life of a code that came with an event, ms: https://developer.work.weixin.qq.com/document/path/95122 */
export const codeLife = { welcome: 20_000, end: 20_000, queue: 48 * hour } as const;
/** A token of a callback is good for this long, ms: https://developer.work.weixin.qq.com/document/path/94670 */
export const pullTokenLife = 600_000;
/** Messages asked for at once (WeCom gives up to 1000): forwarded chats are long, and an answer has to stay within 2 MB. After a failure fewer. */
export const pullLimit = { usual: 100, afterFailure: 10 } as const;
