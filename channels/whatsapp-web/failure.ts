/** Errors of whatsapp-web.js and of the browser in our words. Neither has error codes: their texts are all there is. */
import type { SendFailure } from '../../src/channel.ts';
import type { ErrorCode } from '../../src/errors.ts';

/** First match wins. The texts are those of whatsapp-web.js 1.34, of puppeteer 24, and of WhatsApp Web's own modules that the former calls. */
const table: readonly { says: RegExp; is: ErrorCode; notTaken?: true }[] = [
  { says: /no lid for user|invalid wid|wid error|createWid|not a valid (?:user|wid)|number is not registered/i, is: 'unreachable', notTaken: true },
  { says: /media-fault|upload failed|media entry was not created|MediaFileFailedToUpload|unsupported media/i, is: 'media_unavailable', notTaken: true },
  { says: /too large|file size|exceeds? .*limit|Invalid string length/i, is: 'too_large', notTaken: true },
  // The page or the browser went while it worked: the message may have gone out.
  { says: /target closed|session closed|protocol error|detached|execution context was destroyed|connection closed|timed? ?out/i, is: 'timeout' },
  { says: /not blocked|blocked (?:contact|user)/i, is: 'blocked', notTaken: true },
  { says: /rate-?overlimit|429/i, is: 'rate_limited' },
];

/** Turns what the page or the library threw into our words. */
export function failureOf(error: unknown): SendFailure {
  const text = error instanceof Error ? error.message : String(error);
  const detail = text.replace(/\s+/g, ' ').slice(0, 300);
  const row = table.find(({ says }) => says.test(text));
  return { code: row?.is ?? 'provider', detail, ...(row?.notTaken ? { notTaken: true } : {}) };
}
