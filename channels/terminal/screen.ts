/** Shows messages to the customer: for people, for scripts, and as JSON. Pure. */
import { styleText } from 'node:util';
import type { Shown } from './encode.ts';
import { wrap } from './width.ts';

/** Line breaks inside one part, where a part must be one line. */
const lineBreak = ' ⏎ ';

function labels(shown: Shown): string {
  return (shown.choices ?? []).map((choice, index) => `[${index + 1}] ${choice.label}`).join('  ');
}

/** Returns one line for a part, its choices at the end of it. */
export function plainLine(shown: Shown): string {
  return [shown.text.replace(/\s*\n\s*/g, lineBreak), labels(shown)].filter(Boolean).join('  ');
}

/** Returns one line of JSON; `ms` since the customer's message. */
export function jsonLine(from: 'customer' | 'bot', shown: Shown, ms: number): string {
  return JSON.stringify({ from, type: shown.type, text: shown.text, choices: (shown.choices ?? []).map((choice) => choice.label), ms });
}

export interface Look {
  /** Width of the terminal. */
  columns: number;
  colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Returns a bubble with its choices below, numbered, each on its own line. */
export function bubble(shown: Shown, look: Look): string {
  const paint = (style: Style, text: string) => (look.colour ? styleText(style, text, { validateStream: false }) : text);
  const edge = paint('green', '▌');
  const body = shown.text === '' ? [] : wrap(shown.text, Math.min(look.columns, 88) - 3);
  const lines = body.map((line, index) => `${edge} ${shown.type === 'card' && index === 0 ? paint('bold', line) : line}`);
  for (const [index, choice] of (shown.choices ?? []).entries()) {
    const number = String(index + 1).padStart((shown.choices?.length ?? 0) > 9 ? 2 : 1);
    lines.push(`${edge}   ${paint('cyan', number)}  ${choice.label}${choice.description ? paint('dim', `  ${choice.description}`) : ''}`);
  }
  return lines.join('\n');
}
