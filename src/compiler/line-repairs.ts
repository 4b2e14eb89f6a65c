/** Guesses at what a line was meant to be. Each is only a guess until the file with it was parsed again and passed. */
import type { ProblemCode } from './problem-texts.ts';
import { quoted, requoteMap, requoteValue } from './quoting.ts';

export interface FixCandidate {
  code: ProblemCode;
  text: string;
  /** Column at which the trouble begins, 0-based. */
  column: number;
  params: Record<string, string>;
  /** Above 0: another guess that passes as well is the likelier one. */
  doubt?: number;
}

/** One way in which a line goes wrong, and what it may have been meant to be. */
interface LineRule {
  code: ProblemCode;
  /** Returns the guesses, the likeliest first; a guess may name a code of its own. */
  guesses(line: string): Guess[];
}

type Guess = Omit<FixCandidate, 'code' | 'params'> & Partial<Pick<FixCandidate, 'code' | 'params'>>;

/** Makes a rule of replacements that are applied one after the other. `column`: where the trouble of a line begins that they change. */
function replacing(code: ProblemCode, column: (line: string, text: string) => number, ...pairs: [pattern: RegExp, by: string][]): LineRule {
  return {
    code,
    guesses(line) {
      const text = pairs.reduce((done, [pattern, by]) => done.replace(pattern, by), line);
      return text === line ? [] : [{ text, column: column(line, text) }];
    },
  };
}

/** Returns the first column in which two lines differ; -1 when they do not. */
const firstChange = (line: string, text: string): number => [...line].findIndex((_, index) => line[index] !== text[index]);

/** All rules, the likeliest first. */
const rules: readonly LineRule[] = [
  { code: 'tab', guesses: tabs },
  { code: 'odd-space', guesses: oddSpaces },
  replacing('fullwidth-colon', (line) => line.indexOf('：'), [/^(\s*(?:- )*[\w.-]+)\s*：\s*/, '$1: '], [/([{,，]\s*[\w-]+)\s*：\s*/g, '$1: ']),
  replacing('fullwidth-comma', (line) => line.indexOf('，'), [/，\s*(?=[a-z]{2,3}(?:-[A-Za-z]+)?\s*[:：])/g, ', '], [/([{,]\s*[\w-]+)\s*：\s*/g, '$1: ']),
  replacing(
    'missing-space',
    (line, text) => Math.max(0, firstChange(line, text) - 1),
    [/^(\s*(?:- )*[a-z_][\w.]*):(?=[^\s:/])/i, '$1: '],
    [/([{,]\s*[a-z][\w-]*):(?=[^\s:/])/gi, '$1: '],
  ),
  replacing('missing-space-dash', (line) => line.indexOf('-'), [/^(\s*)-(?=[^\s-])/, '$1- ']),
  { code: 'unclosed-bracket', guesses: (line) => [...brackets(line, '{', ' }'), ...brackets(line, '[', ']')] },
  { code: 'quote-in-map', guesses: quotesInMap },
  { code: 'colon-in-text', guesses: quotes },
  { code: 'extra-dash', guesses: doubleDash },
  { code: 'indentation', guesses: shifts },
  { code: 'extra-dash', guesses: dashBeforeKey },
  { code: 'missing-dash', guesses: missingDash },
];

const oddSpace = /[\u00A0\u2000-\u200B\u202F\u3000]/;
const allOddSpaces = new RegExp(oddSpace, 'g');

/** Splits a line into the space and the dashes that it begins with, and the rest. */
function leadOf(line: string): { lead: string; rest: string } {
  const lead = /^[\s\u200B]*(?:-[\s\u200B]+)*/.exec(line)?.[0] ?? '';
  return { lead, rest: line.slice(lead.length) };
}

function tabs(line: string): Guess[] {
  const { lead, rest } = leadOf(line);
  if (!lead.includes('\t')) return [];
  return ['  ', '    ', ''].map((width) => ({ text: lead.replaceAll('\t', width) + rest, column: line.indexOf('\t') }));
}

function oddSpaces(line: string): Guess[] {
  const { lead, rest } = leadOf(line);
  const afterColon = rest.replace(/^([\w.-]+:)[\u00A0\u2000-\u200B\u202F\u3000]+/, '$1 ');
  if (!oddSpace.test(lead) && afterColon === rest) return [];
  const sign = oddSpace.exec(line)?.[0] ?? '';
  const params = { code: `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
  return [' ', '  '].map((width) => ({ text: lead.replace(allOddSpaces, width) + afterColon, column: line.search(oddSpace), params }));
}

/** Returns the trouble of an unquoted text, and the sign that causes it. */
function textCode(value: string): { code: ProblemCode; sign: string } {
  if (value.startsWith('{{')) return { code: 'bare-braces', sign: '{{' };
  const first = value[0] ?? '';
  if ('"\''.includes(first)) return { code: value.indexOf(first, 1) === -1 ? 'unclosed-quote' : 'text-after-quote', sign: first };
  if (/^[!@`%&*|>{}[\],?#-]/.test(first)) return { code: 'special-start', sign: first };
  return { code: 'colon-in-text', sign: ':' };
}

function quotesInMap(line: string): Guess[] {
  const text = requoteMap(line);
  if (!text) return [];
  const column = firstChange(line, text);
  const { code, sign } = textCode(line.slice(column));
  return [{ ...(code !== 'colon-in-text' && { code }), text, column, params: { sign } }];
}

function quotes(line: string): Guess[] {
  const whole = requoteValue(line);
  if (!whole) return [];
  const { code, sign } = textCode(whole.value);
  const column = line.indexOf(whole.value);
  const at = code === 'colon-in-text' ? column + Math.max(0, whole.value.search(/:(?:\s|$)/)) : column;
  const guess = { code, text: whole.text, column: at, params: { sign } };
  // Within an open quote a # is no comment: all of the line was meant as the text.
  return code === 'unclosed-quote' ? [{ code, text: line.slice(0, column) + quoted(line.slice(column + 1).trimEnd()), column }, guess] : [guess];
}

/** Splits a line into the number of spaces that it begins with, and the rest. */
function indentOf(line: string): { lead: number; rest: string } {
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  return { lead, rest: line.slice(lead) };
}

function doubleDash(line: string): Guess[] {
  const { lead, rest } = indentOf(line);
  const dashes = /^- +(?=- )/.exec(rest);
  return dashes ? [{ text: ' '.repeat(lead) + rest.slice(dashes[0].length), column: lead }] : [];
}

function shifts(line: string): Guess[] {
  const { lead, rest } = indentOf(line);
  const doubt = rest.startsWith('- ') ? 0.5 : 0;
  return [1, -1, 2, -2].filter((by) => lead + by >= 0).map((by) => ({ text: ' '.repeat(lead + by) + rest, column: lead, doubt }));
}

function dashBeforeKey(line: string): Guess[] {
  const { lead, rest } = indentOf(line);
  return /^- +[\w.]+:(?:\s|$)/.test(rest) ? [{ text: `${' '.repeat(lead)}  ${rest.slice(2)}`, column: lead }] : [];
}

function brackets(line: string, open: string, close: string): Guess[] {
  const body = line.replace(/\s+$/, '');
  const bare = body.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\{\{.*?\}\}/g, '');
  const count = (sign: string): number => bare.split(sign).length - 1;
  const sign = close.trim();
  const missing = count(open) - count(sign);
  if (missing > 0) return [{ text: body + close.repeat(missing), column: Math.max(0, body.indexOf(open)), params: { sign } }];
  if (missing < 0 && body.endsWith(sign)) return [{ code: 'extra-bracket', text: body.slice(0, -1).trimEnd(), column: body.length - 1, params: { sign } }];
  return [];
}

/** Guesses at a line that begins a new step, or is an item of a list, although its dash is missing. */
function missingDash(line: string): Guess[] {
  const { lead, rest } = indentOf(line);
  if (lead < 2 || rest.startsWith('-')) return [];
  const widths = /^\w+:/.test(rest) ? [lead - 2, lead] : /[:：{}[\]"']/.test(rest) ? [] : [lead];
  return widths.map((width) => ({ text: `${' '.repeat(width)}- ${rest}`, column: lead }));
}

/** Returns all guesses for a line, the likeliest first. */
export function fixCandidates(line: string): FixCandidate[] {
  if (line.trim() === '' || line.length > 2_000) return [];
  return rules.flatMap(({ code, guesses }) => guesses(line).map((guess) => ({ code, params: {}, ...guess }))).filter((guess) => guess.text !== line);
}
