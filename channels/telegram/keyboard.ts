/** Choices as an inline keyboard. Pure. */
import type { Choice } from '../../src/message.ts';

export type InlineButton = { text: string; callback_data: string } | { text: string; url: string };

/** Columns that a text takes on screen: wide characters (CJK, emoji) count two. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u.test(character) ? 2 : 1;
  return columns;
}

/** Short labels share a row, up to three; a label of more than 16 columns gets a row of its own. The order stays. */
export function inlineKeyboard(choices: readonly Choice[]): { inline_keyboard: InlineButton[][] } {
  const widest = Math.max(0, ...choices.map((choice) => width(choice.label)));
  const perRow = widest <= 8 ? 3 : widest <= 16 ? 2 : 1;
  const rows: InlineButton[][] = [];
  choices.forEach((choice, index) => {
    const button: InlineButton = { text: choice.label, callback_data: choice.token };
    if (index % perRow === 0) rows.push([button]);
    else rows.at(-1)?.push(button);
  });
  return { inline_keyboard: rows };
}
