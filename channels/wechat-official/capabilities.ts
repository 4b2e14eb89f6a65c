import type { Capabilities } from '../../src/channel.ts';

/**
 * Limits of a WeChat service account, as documented in November 2026:
 * https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage (texts, windows),
 * https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia (files).
 */
export const capabilities: Capabilities = {
  official: true,
  text: { max: 2048, unit: 'bytes', caption: 0 },
  /** A menu message (msgmenu). WeChat names no numbers; these are those of WeCom's message of the same name: 10 entries of 128 bytes, a head of 1,024. */
  choices: { buttons: 10, buttonLabel: 40, list: 0, listLabel: 0, body: 1024 },
  /** Customer-service messages have no type for files. */
  media: { image: 10_000_000, audio: 2_000_000, video: 10_000_000, file: 0 },
  cards: true,
  place: false,
  /** Only template and subscription messages are reported, and only by them could "delivered" be counted. */
  receipts: ['failed'],
  window: { ms: 48 * 3_600_000, messages: 5 },
  idempotentSend: false,
  rate: { account: 40, conversation: 1, burst: 5 },
  proactive: false,
  pictures: 'apart',
  /** The longest text of a customer is a few KB; in compatible mode it stands there twice. */
  webhook: 64 * 1024,
};

/** Messages that may be sent after the customer followed, scanned a code or clicked a menu: three messages within a minute. */
export const briefWindow = { ms: 60_000, messages: 3 } as const;

/** A news article: WeChat names no limits; a phone shows two lines of a title and a few of a description. */
export const articleLimit = { titleChars: 64, descriptionBytes: 512 } as const;
/** Largest video or picture of a customer that is fetched, bytes. */
export const downloadLimit = 20_000_000;
/** A temporary file lives three days at WeChat; ours are forgotten three hours earlier. */
export const mediaLivesMs = (3 * 24 - 3) * 3_600_000;

/** https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu: columns, entries, bytes of a name, key and address. */
export const menuLimit = { columns: 3, entries: 5, columnName: 16, entryName: 60, key: 128, url: 1024 } as const;

/** The connection of a message is held so long for the first reply, ms. WeChat gives up after five seconds. */
export const passiveReplyMs = 4_500;
