/** The shop's look of the chat, written into the widget's file, so that it is there before anything is shown. */
import type { Config } from '../config/schema.ts';

export type Look = Config['web_chat']['look'];

/** A JSON text inside a string of JavaScript, whatever quotes it stands in. */
function inString(json: string): string {
  return JSON.stringify(json)
    .slice(1, -1)
    .replace(/[`$'<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The file with the look in the place that widget/look.ts keeps for it. */
export function withLook(file: Buffer, look: Look): Buffer {
  return Buffer.from(file.toString('utf8').replaceAll('__ZHANGGUI_LOOK__', () => inString(JSON.stringify(look))));
}
