/** Choices as an inline keyboard. Pure. */
import { displayWidth } from '../../src/channel-kit/text-width.ts';
import type { Choice } from '../../src/message.ts';

export type InlineButton = { text: string; callback_data: string } | { text: string; url: string };

/** Lays the choices out as buttons. Short labels share a row, up to three; a label of more than 16 columns gets a row of its own. The order stays. */
export function inlineKeyboard(choices: readonly Choice[]): { inline_keyboard: InlineButton[][] } {
  const widest = Math.max(0, ...choices.map((choice) => displayWidth(choice.label)));
  const perRow = widest <= 8 ? 3 : widest <= 16 ? 2 : 1;
  const rows: InlineButton[][] = [];
  choices.forEach((choice, index) => {
    const button: InlineButton = { text: choice.label, callback_data: choice.token };
    if (index % perRow === 0) rows.push([button]);
    else rows.at(-1)?.push(button);
  });
  return { inline_keyboard: rows };
}
