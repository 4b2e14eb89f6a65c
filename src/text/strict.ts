/**
 * Finds what Liquid lets pass in silence and a merchant means otherwise: at load, with the place in the text and the text to write instead where that is
 * certain.
 */
import { LiquidError, type Token, Tokenizer, TypeGuards, Value } from 'liquidjs';
import { compilePattern, filterNames, liquid, tagNames } from './liquid.ts';

/** Something wrong in a template or expression. */
export interface TextProblem {
  /** Code of the problem, as in Problem. */
  problem: string;
  /** Offset in the source where it stands. */
  at: number;
  params: Record<string, string>;
  /** The whole source as it should be, when that is certain. */
  instead?: string;
}

export function isTextProblem(value: unknown): value is TextProblem {
  return typeof value === 'object' && value !== null && 'problem' in value && 'at' in value;
}

/** Written by other habits or another keyboard; tried in this order outside of quotes. */
const habits: readonly { find: RegExp; problem: string; write: string }[] = [
  { find: /[“”„‟]/, problem: 'curly-quotes', write: '"' },
  { find: /[‘’]/, problem: 'curly-quotes', write: "'" },
  { find: /===/, problem: 'operator', write: '==' },
  { find: /!==/, problem: 'operator', write: '!=' },
  { find: /＝＝|＝/, problem: 'operator', write: '==' },
  { find: /＞＝|≥|=>/, problem: 'operator', write: '>=' },
  { find: /＜＝|≤|=</, problem: 'operator', write: '<=' },
  { find: /＞/, problem: 'operator', write: '>' },
  { find: /＜/, problem: 'operator', write: '<' },
  { find: /！＝|≠|<>/, problem: 'operator', write: '!=' },
  { find: /&&?/, problem: 'operator', write: 'and' },
  { find: /\|\|/, problem: 'operator', write: 'or' },
  { find: /(?<![=!<>])=(?!=)/, problem: 'operator', write: '==' },
  { find: /!(?!=)/, problem: 'operator', write: 'not ' },
];

/** Returns the source with what stands in straight quotes blanked out, of the same length. */
function withoutQuoted(source: string): string {
  return source.replace(/"[^"]*"|'[^']*'/g, (quoted) => `"${' '.repeat(Math.max(0, quoted.length - 2))}"`);
}

/** Replaces every habit; undefined when there is none. */
function straightened(source: string): { problem: string; at: number; wrong: string; write: string; instead: string } | undefined {
  let text = source;
  let first: { problem: string; at: number; wrong: string; write: string } | undefined;
  for (let rounds = 0; rounds < 50; rounds++) {
    const bare = withoutQuoted(text);
    let hit: { index: number; length: number; habit: (typeof habits)[number] } | undefined;
    for (const habit of habits) {
      const match = habit.find.exec(bare);
      if (match && (!hit || match.index < hit.index)) hit = { index: match.index, length: match[0].length, habit };
    }
    if (!hit) break;
    const wrong = text.slice(hit.index, hit.index + hit.length);
    first ??= { problem: hit.habit.problem, at: hit.index, wrong, write: hit.habit.write.trim() };
    const { write } = hit.habit;
    const spaced = /^[a-z]+$/.test(write);
    const before = spaced && !/\s$/.test(text.slice(0, hit.index)) ? ' ' : '';
    const after = spaced && !/^\s/.test(text.slice(hit.index + hit.length)) ? ' ' : '';
    text = text.slice(0, hit.index) + before + write + after + text.slice(hit.index + hit.length);
  }
  return first && { ...first, instead: text };
}

function described(error: unknown): { text: string; at: number | undefined } {
  const text = error instanceof Error ? error.message.replace(/, line:\d+, col:\d+[\s\S]*$/, '') : 'unreadable';
  return { text, at: error instanceof LiquidError ? error.token.begin : undefined };
}

/** Operators of one level, and whether operands and operators fit together. */
function shapeOf(postfix: readonly Token[]): { operators: string[]; depth: number } {
  const operators: string[] = [];
  let depth = 0;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      depth++;
      continue;
    }
    operators.push(token.operator);
    const needs = token.operator === 'not' ? 1 : 2;
    if (depth < needs) return { operators, depth: 0 };
    depth -= needs - 1;
  }
  return { operators, depth };
}

function checkLevel(source: string, postfix: readonly Token[], start: number): TextProblem | undefined {
  const { operators, depth } = shapeOf(postfix);
  const begin = postfix[0]?.begin ?? start;
  if (operators.includes('and') && operators.includes('or')) return { problem: 'mixed-and-or', at: begin, params: { source: source.trim() } };
  if (depth !== 1) return { problem: 'bad-condition', at: begin, params: { source: source.trim() } };
  for (const [index, token] of postfix.entries()) {
    if (TypeGuards.isFilteredValueToken(token)) {
      const inner = checkLevel(token.input.slice(token.begin, token.end), token.initial.postfix, token.begin);
      if (inner) return inner;
    }
    const next = postfix[index + 1];
    if (TypeGuards.isQuotedToken(token) && !/^(['"]).*\1$/s.test(token.getText()))
      return { problem: 'unclosed-quote', at: token.begin, params: { source: source.trim() } };
    if (TypeGuards.isQuotedToken(token) && next && TypeGuards.isOperatorToken(next) && String(next.operator) === 'matches') {
      const pattern = token.getText().slice(1, -1);
      try {
        compilePattern(pattern);
      } catch (error) {
        return { problem: 'bad-regex', at: token.begin + 1, params: { pattern, reason: described(error).text.replace(/^error parsing regexp: /, '') } };
      }
      Object.assign(token, { content: pattern });
    }
  }
  return undefined;
}

/**
 * Parses one expression (what stands between `{{` and `}}`, or a condition) and makes sure that all of it was understood.
 * Filters of the whole value may follow; in a comparison they may only stand in parentheses.
 */
export function strictValue(source: string): Value | TextProblem {
  if (source.trim() === '') return { problem: 'empty-expression', at: 0, params: {} };
  const habit = straightened(source);
  if (habit) {
    const repaired = strictValue(habit.instead);
    return {
      problem: habit.problem,
      at: habit.at,
      params: { wrong: habit.wrong, write: habit.write },
      ...(isTextProblem(repaired) ? {} : { instead: habit.instead }),
    };
  }
  if (/\{\{|\}\}|\{%|%\}/.test(withoutQuoted(source))) {
    const instead = source
      .replace(/\{\{-?|-?\}\}/g, ' ')
      .replace(/ {2,}/g, ' ')
      .trim();
    const repaired = strictValue(instead.replace(/\{%|%\}/g, ' '));
    return { problem: 'braces', at: source.search(/\{\{|\}\}|\{%|%\}/), params: {}, ...(isTextProblem(repaired) ? {} : { instead }) };
  }
  const { operators, groupedExpressions } = liquid.options;
  const tokenizer = new Tokenizer(source, operators, undefined, undefined, groupedExpressions);
  try {
    const token = tokenizer.readFilteredValue();
    tokenizer.skipBlank();
    if (!tokenizer.end()) return { problem: 'not-understood', at: tokenizer.p, params: { rest: source.slice(tokenizer.p).trim(), source: source.trim() } };
    for (const filter of token.filters) {
      if (!Object.hasOwn(liquid.filters, filter.name)) return { problem: 'unknown-filter', at: filter.begin, params: { name: filter.name } };
    }
    const level = checkLevel(source, token.initial.postfix, token.begin);
    if (level) return level;
    if (token.filters.length > 0 && token.initial.postfix.length > 1) {
      return { problem: 'filter-in-comparison', at: source.indexOf('|'), params: { source: source.trim() } };
    }
    return new Value(token, liquid);
  } catch (error) {
    const { text, at } = described(error);
    const filter = /undefined filter: (\S+)/.exec(text)?.[1];
    if (filter) return { problem: 'unknown-filter', at: Math.max(0, source.indexOf(filter)), params: { name: filter } };
    const compared = /^(.*\|\s*\w+(?:\s*:[^<>=!]*)?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(source);
    if (compared && !source.includes('(')) {
      const instead = `(${compared[1]?.trim()}) ${compared[2]} ${compared[3]}`;
      const repaired = strictValue(instead);
      return { problem: 'filter-in-comparison', at: source.indexOf('|'), params: {}, ...(isTextProblem(repaired) ? {} : { instead }) };
    }
    if (text.startsWith('expected "|"')) {
      const rest = Math.max(0, tokenizer.p - 1);
      return { problem: 'not-understood', at: rest, params: { rest: source.slice(rest).trim(), source: source.trim() } };
    }
    return { problem: 'bad-liquid', at: Math.min(at ?? 0, source.length), params: { reason: text } };
  }
}

/** Checks a whole template in the same way: every output and every condition in it. */
export function strictTemplate(source: string): TextProblem | undefined {
  const { operators, groupedExpressions } = liquid.options;
  try {
    for (const token of new Tokenizer(source, operators, undefined, undefined, groupedExpressions).readTopLevelTokens(liquid.options)) {
      const isTag = TypeGuards.isTagToken(token);
      if (!isTag && !TypeGuards.isOutputToken(token)) continue;
      if (isTag && token.name !== '#' && !tagNames.includes(token.name) && !token.name.startsWith('end')) {
        return { problem: 'unknown-tag', at: token.begin, params: { name: token.name } };
      }
      if (isTag && !['if', 'elsif', 'unless', 'echo'].includes(token.name)) continue;
      const content = isTag ? token.args : token.content;
      const start = source.indexOf(content, token.begin + 2);
      const found = strictValue(content);
      if (isTextProblem(found)) {
        const { instead, ...rest } = found;
        const whole = instead === undefined ? undefined : source.slice(0, start) + instead + source.slice(start + content.length);
        return { ...rest, at: start + found.at, ...(whole === undefined ? {} : { instead: whole }) };
      }
    }
    liquid.parse(source);
    return undefined;
  } catch (error) {
    const { text, at } = described(error);
    const block = /^tag \{%-?\s*(\w+).*%\}"? not closed/s.exec(text)?.[1];
    if (block) return { problem: 'no-end-tag', at: at ?? 0, params: { name: block } };
    const open = /^(output|tag) .* not closed/s.exec(text);
    if (open) return { problem: 'unclosed', at: at ?? 0, params: { close: open[1] === 'tag' ? '%}' : '}}' } };
    const filter = /undefined filter: (\S+)/.exec(text)?.[1];
    if (filter) return { problem: 'unknown-filter', at: Math.max(0, source.indexOf(filter)), params: { name: filter } };
    return { problem: 'bad-liquid', at: Math.min(at ?? 0, source.length), params: { reason: text } };
  }
}

export { filterNames };
