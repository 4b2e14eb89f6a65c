/** The source of a link in the words of a first message: where a provider hands no code over, the link writes it into the text that the customer sends. */

/** A source as links carry it: what Telegram's start, WeChat's scene and WeCom's scene all take. */
export const sourceForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

const mark = /(?:^|\s)[[［【]([A-Za-z0-9][A-Za-z0-9_-]{0,31})[\]］】]\s*$/;

/** Returns the text that a link writes for the customer. */
export function textWithSource(greeting: string, source: string): string {
  return `${greeting} [${source}]`;
}

/** Takes the source off the end of a text; the text as it is when there is none. What is left is what the customer said. */
export function sourceInText(text: string): { text: string; source?: string } {
  const found = mark.exec(text);
  const source = found?.[1];
  if (found === null || source === undefined) return { text };
  return { text: text.slice(0, found.index).trim(), source };
}
