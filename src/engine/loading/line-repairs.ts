/** What a line was probably meant to be. Each is only a guess until the file with it was parsed again and passed. */
import type { ProblemCode } from './problem-texts.ts';
import { quoted, requoteMap, requoteValue } from './quoting.ts';

export interface Guess {
  code: ProblemCode;
  text: string;
  /** Where in the line the trouble begins, 0-based. */
  column: number;
  params: Record<string, string>;
  /** Above 0: another guess that passes as well is the likelier one. */
  doubt?: number;
}

const oddSpace = /[\u00A0\u2000-\u200B\u202F\u3000]/;
const oddSpaces = /[\u00A0\u2000-\u200B\u202F\u3000]/g;

function spaces(line: string): Guess[] {
  const lead = /^[\s\u200B]*(?:-[\s\u200B]+)*/.exec(line)?.[0] ?? '';
  const guesses: Guess[] = [];
  const rest = line.slice(lead.length);
  if (lead.includes('\t')) {
    for (const width of ['  ', '    ', '']) guesses.push({ code: 'tab', text: lead.replaceAll('\t', width) + rest, column: line.indexOf('\t'), params: {} });
  }
  const afterColon = rest.replace(/^([\w.-]+:)[\u00A0\u2000-\u200B\u202F\u3000]+/, '$1 ');
  if (oddSpace.test(lead) || afterColon !== rest) {
    const sign = oddSpace.exec(line)?.[0] ?? '';
    const params = { code: `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
    const column = line.search(oddSpace);
    guesses.push({ code: 'odd-space', text: lead.replace(oddSpaces, ' ') + afterColon, column, params });
    guesses.push({ code: 'odd-space', text: lead.replace(oddSpaces, '  ') + afterColon, column, params });
  }
  return guesses;
}

function colons(line: string): Guess[] {
  const guesses: Guess[] = [];
  const wide = line.replace(/^(\s*(?:- )*[\w.-]+)\s*：\s*/, '$1: ').replace(/([{,，]\s*[\w-]+)\s*：\s*/g, '$1: ');
  if (wide !== line) guesses.push({ code: 'fullwidth-colon', text: wide, column: line.indexOf('：'), params: {} });
  const comma = line.replace(/，\s*(?=[a-z]{2,3}(?:-[A-Za-z]+)?\s*[:：])/g, ', ').replace(/([{,]\s*[\w-]+)\s*：\s*/g, '$1: ');
  if (comma !== line) guesses.push({ code: 'fullwidth-comma', text: comma, column: line.indexOf('，'), params: {} });
  const tight = line.replace(/^(\s*(?:- )*[a-z_][\w.]*):(?=[^\s:/])/i, '$1: ').replace(/([{,]\s*[a-z][\w-]*):(?=[^\s:/])/gi, '$1: ');
  if (tight !== line) {
    const column = [...line].findIndex((_, index) => line[index] !== tight[index]);
    guesses.push({ code: 'missing-space', text: tight, column: Math.max(0, column - 1), params: {} });
  }
  const dash = /^(\s*)-(?=[^\s-])/.exec(line);
  if (dash) guesses.push({ code: 'missing-space-dash', text: `${dash[1]}- ${line.slice(dash[0].length)}`, column: dash[1]?.length ?? 0, params: {} });
  return guesses;
}

/** Which trouble of an unquoted text it is. */
function textCode(value: string): { code: ProblemCode; sign: string } {
  if (value.startsWith('{{')) return { code: 'bare-braces', sign: '{{' };
  const first = value[0] ?? '';
  if ('"\''.includes(first)) return { code: value.indexOf(first, 1) === -1 ? 'unclosed-quote' : 'text-after-quote', sign: first };
  if (/^[!@`%&*|>{}[\],?#-]/.test(first)) return { code: 'special-start', sign: first };
  return { code: 'colon-in-text', sign: ':' };
}

function quotes(line: string): Guess[] {
  const guesses: Guess[] = [];
  const whole = requoteValue(line);
  const mapped = requoteMap(line);
  if (mapped) {
    const column = [...line].findIndex((_, index) => line[index] !== mapped[index]);
    const found = textCode(line.slice(column));
    guesses.push({ code: found.code === 'colon-in-text' ? 'quote-in-map' : found.code, text: mapped, column, params: { sign: found.sign } });
  }
  if (whole) {
    const { code, sign } = textCode(whole.value);
    const column = line.indexOf(whole.value);
    const at = code === 'colon-in-text' ? column + Math.max(0, whole.value.search(/:(?:\s|$)/)) : column;
    if (code === 'unclosed-quote') {
      const inner = whole.value.slice(1);
      guesses.push({ code, text: line.slice(0, column) + quoted(inner), column, params: {} });
    }
    guesses.push({ code, text: whole.text, column: at, params: { sign } });
  }
  return guesses;
}

function shifts(line: string): Guess[] {
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  const rest = line.slice(lead);
  const guesses: Guess[] = [];
  for (const by of [1, -1, 2, -2]) {
    const doubt = rest.startsWith('- ') ? 0.5 : 0;
    if (lead + by >= 0) guesses.push({ code: 'indentation', text: ' '.repeat(lead + by) + rest, column: lead, params: {}, doubt });
  }
  const dashes = /^- +(?=- )/.exec(rest);
  if (dashes) guesses.unshift({ code: 'extra-dash', text: ' '.repeat(lead) + rest.slice(dashes[0].length), column: lead, params: {} });
  if (/^- +[\w.]+:(?:\s|$)/.test(rest)) guesses.push({ code: 'extra-dash', text: `${' '.repeat(lead)}  ${rest.slice(2)}`, column: lead, params: {} });
  return guesses;
}

function brackets(line: string): Guess[] {
  const guesses: Guess[] = [];
  const body = line.replace(/\s+$/, '');
  const bare = body.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\{\{.*?\}\}/g, '');
  const count = (sign: string): number => bare.split(sign).length - 1;
  for (const [open, close] of [
    ['{', ' }'],
    ['[', ']'],
  ] as const) {
    const missing = count(open) - count(close.trim());
    if (missing > 0)
      guesses.push({ code: 'unclosed-bracket', text: body + close.repeat(missing), column: Math.max(0, body.indexOf(open)), params: { sign: close.trim() } });
    if (missing < 0 && body.endsWith(close.trim())) {
      guesses.push({ code: 'extra-bracket', text: body.slice(0, -1).trimEnd(), column: body.length - 1, params: { sign: close.trim() } });
    }
  }
  return guesses;
}

/** A line that begins a new step, or is an item of a list, although its dash is missing. */
function dash(line: string): Guess[] {
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  const rest = line.slice(lead);
  if (lead < 2 || rest.startsWith('-')) return [];
  const widths = /^\w+:/.test(rest) ? [lead - 2, lead] : /[:：{}[\]"']/.test(rest) ? [] : [lead];
  return widths.map((width) => ({ code: 'missing-dash', text: `${' '.repeat(width)}- ${rest}`, column: lead, params: {} }));
}

/** All guesses for a line, the likeliest first. */
export function guessesFor(line: string): Guess[] {
  if (line.trim() === '' || line.length > 2_000) return [];
  return [...spaces(line), ...colons(line), ...brackets(line), ...quotes(line), ...shifts(line), ...dash(line)].filter((guess) => guess.text !== line);
}
