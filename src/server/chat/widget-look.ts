/** The shop's look of the chat, written into the widget's file, so that it is there before anything is shown. */

/** `colour`: `#rrggbb`; `name` and `line` by language; `logo`: an address; `seal`: one or two characters. */
export interface Look {
  colour?: string | undefined;
  name?: Record<string, string> | undefined;
  line?: Record<string, string> | undefined;
  logo?: string | undefined;
  seal?: string | undefined;
  side?: 'left' | 'right' | undefined;
  /** The shop takes calls with picture and sound. */
  calls?: boolean | undefined;
  /** Conversations are sent by e-mail to who asks. */
  mail?: boolean | undefined;
  /** The shop's own words of the window, by language. */
  words?: Record<string, Record<string, string>> | undefined;
  /** Origins whose pages may show the chat, besides that of the file itself. */
  sites?: readonly string[] | undefined;
}

/** A JSON text inside a string of JavaScript, whatever quotes it stands in. */
function inString(json: string): string {
  return JSON.stringify(json)
    .slice(1, -1)
    .replace(/[`$'<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Returns the file with the look in the place that widget/look.ts keeps for it. */
export function withLook(file: Buffer, look: Look): Buffer {
  return Buffer.from(file.toString('utf8').replaceAll('__ZHANGGUI_LOOK__', () => inString(JSON.stringify(look))));
}
