/** Texts, conditions, expressions and values of a file, compiled and noted for the checks that follow. */
import type { Cond, Expr, Template, Text, Value } from '../fields.ts';
import type { Json } from '../session.ts';
import { comparisonsOf, usesOfExpression, usesOfTemplate } from '../text/inspect.ts';
import { filterNames } from '../text/liquid.ts';
import { isTextProblem, parseCond, parseExpr, parseTemplate, singleExpr, type TextProblem } from '../text.ts';
import type { Compilation, Spot } from './compilation.ts';
import { remembered } from './memo.ts';
import { moneyIn } from './money-in-condition.ts';
import { nearest } from './nearest.ts';
import type { MapNode, TextNode, YamlNode } from './node.ts';
import { checkPicture } from './picture-checks.ts';
import { type ProblemCode, problemTexts } from './problem-texts.ts';
import { quoted, requoteMap, requoteValue } from './quoting.ts';
import { alwaysText, sameInAllLanguages } from './words.ts';

const templateOf = remembered(parseTemplate);
const condOf = remembered(parseCond);
const exprOf = remembered(parseExpr);
const templateUses = remembered(usesOfTemplate);
const expressionUses = remembered(usesOfExpression);
const comparisonsIn = remembered(comparisonsOf);

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

const isLanguage = remembered((code: string): boolean => {
  if (!/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/.test(code)) return false;
  try {
    return languageNames.of(code) !== undefined;
  } catch {
    return false;
  }
});

/** A map that was meant as one text in several languages: its first key is a language. */
export function looksLikeText(map: MapNode): boolean {
  const first = map.entries[0]?.key.value ?? '';
  return isLanguage(first.split(/[:：]/)[0] ?? '');
}

function known(code: string): ProblemCode {
  return code in problemTexts ? (code as ProblemCode) : 'bad-liquid';
}

/** Reports what is wrong in a template or expression at its place in the file. */
function reportText(c: Compilation, node: TextNode, problem: TextProblem): void {
  const params = { ...problem.params };
  let instead = problem.instead;
  if (problem.problem === 'unknown-filter') {
    const meant = nearest(params.name ?? '', filterNames);
    if (meant !== undefined) {
      params.meant = meant;
      instead = node.value.slice(0, problem.at) + meant + node.value.slice(problem.at + (params.name?.length ?? 0));
    }
  }
  if (problem.problem === 'unclosed') instead = undefined;
  c.sink.report(known(problem.problem), c.inside(node, problem.at), params, { line: instead === undefined ? undefined : c.rewritten(node, instead) });
}

function note(c: Compilation, node: TextNode, spot: Spot, kind: 'template' | 'expression' | 'condition'): void {
  const uses = kind === 'template' ? templateUses(node.value) : expressionUses(node.value);
  for (const use of uses) {
    if (spot.locals.includes(use.root)) continue;
    c.readings.push({ step: spot.path, root: use.root, bare: use.bare, place: c.inside(node, use.at), source: node.value, condition: kind === 'condition' });
  }
}

/** The line on which a text stands with that text in quotes, comment included when it was part of it. */
function wholeLine(c: Compilation, node: TextNode): { line: number; text: string } | undefined {
  const line = c.sink.lineAt(node.line);
  const before = line.slice(0, node.column - 1);
  const text = before + quoted(line.slice(node.column - 1).trim());
  return { line: node.line, text };
}

/** What plain YAML swallows in silence; true when something was reported. */
function swallowed(c: Compilation, node: TextNode, what: string): boolean {
  if (node.style === 'plain' && !node.empty && node.comment !== undefined && /^[^\s#]/.test(node.comment)) {
    c.sink.report('text-cut', c.sink.place(c.sink.source.indexOf('#', node.end)), { text: node.value }, { line: wholeLine(c, node) });
    return true;
  }
  if (node.empty) {
    const hash = node.comment === undefined ? -1 : c.sink.source.indexOf('#', node.end);
    const at = hash === -1 ? node : c.sink.place(hash);
    const line = c.sink.lineAt(at.line);
    const fixed = hash === -1 ? undefined : { line: at.line, text: line.slice(0, at.column - 1) + quoted(line.slice(at.column - 1).trim()) };
    c.sink.report(hash === -1 ? 'empty' : 'empty-from-hash', at, { what }, { line: fixed });
    return true;
  }
  if (node.style === 'plain' && c.sink.source.slice(node.start, node.end).includes('\n')) {
    const lines = c.sink.source.slice(node.start, node.end).split('\n');
    const bad = lines.findIndex((text, index) => index > 0 && /^\s*(?:- |[\w.]+:(?:\s|$)|[\w.]+：)/.test(text));
    if (bad > 0) {
      const line = node.line + bad;
      const lead = /^ */.exec(c.sink.lineAt(line))?.[0].length ?? 0;
      const own = c.sink.lineAt(node.line);
      if (/^ *- /.test(c.sink.lineAt(line)) && own.length - own.trimStart().length === lead && node.column === lead + 1) {
        c.sink.report('missing-dash', node, {}, { line: { line: node.line, text: `${own.slice(0, lead)}- ${own.slice(lead)}` } });
        return true;
      }
      const upper = /^ *(?:- )*/.exec(c.sink.lineAt(node.line))?.[0].length ?? 0;
      const wanted =
        /^ *- /.test(c.sink.lineAt(line)) && /^ *- /.test(c.sink.lineAt(node.line)) ? (/^ */.exec(c.sink.lineAt(node.line))?.[0].length ?? 0) : upper;
      c.sink.report('indentation', { line, column: lead + 1 }, {}, { line: { line, text: ' '.repeat(wanted) + c.sink.lineAt(line).trim() } });
      return true;
    }
  }
  return false;
}

/** The text of a node that must be one; undefined, with a problem, when it is not. */
export function scalar(c: Compilation, node: YamlNode, what: string): TextNode | undefined {
  if (node.type !== 'text') {
    c.sink.report(node.type === 'map' && looksLikeText(node) ? 'languages-not-here' : 'not-text', node, { what, got: node.type });
    return undefined;
  }
  return swallowed(c, node, what) ? undefined : node;
}

export function template(c: Compilation, node: YamlNode, spot: Spot): Template | undefined {
  const text = scalar(c, node, spot.field);
  if (!text) return undefined;
  const parsed = templateOf(text.value);
  if (isTextProblem(parsed)) {
    reportText(c, text, parsed);
    return undefined;
  }
  if (text.style === 'plain' && /^[“‘][^“”‘’]*[”’]$/.test(text.value)) c.sink.report('quotes-shown', text, { text: text.value.slice(1, -1) });
  note(c, text, spot, 'template');
  return parsed;
}

function badLanguage(c: Compilation, map: MapNode, spot: Spot, key: TextNode): void {
  const line = c.sink.lineAt(key.line);
  if (/[:：]/.test(key.value)) {
    const wide = /^\w+：/.test(key.value);
    const text = line.replace(/([{,]\s*[a-z][\w-]*)\s*[:：]\s*(?=\S)/gi, '$1: ').replace(/^(\s*(?:- )*[a-z]{2})[:：]\s*(?=\S)/, '$1: ');
    c.sink.report(
      wide ? 'fullwidth-colon' : 'missing-space',
      { line: key.line, column: key.column + key.value.search(/[:：]/) },
      {},
      { line: { line: key.line, text } },
    );
    return;
  }
  const bare = map.entries.find((entry) => entry.key === key)?.value;
  if (map.flow && bare?.type === 'text' && bare.empty) {
    const text = requoteMap(line);
    c.sink.report('comma-in-text', key, { rest: key.value }, { line: text === undefined ? undefined : { line: key.line, text } });
    return;
  }
  if (line.slice(0, key.column - 1).includes('{{') || c.sink.source.startsWith('{{', map.start)) {
    c.sink.report('bare-braces', map, {}, { line: rewriteBraces(line, map.line) });
    return;
  }
  const meant = nearest(key.value, c.context.langs ?? ['zh', 'en']);
  c.sink.report(
    'not-a-language',
    key,
    { name: key.value, what: spot.field, ...(meant === undefined ? {} : { meant }) },
    {
      line: meant === undefined ? undefined : c.sink.replaced(key, key.value, meant),
    },
  );
}

function rewriteBraces(line: string, number: number): { line: number; text: string } | undefined {
  const text = requoteMap(line) ?? requoteValue(line)?.text;
  return text === undefined ? undefined : { line: number, text };
}

/** One text, or one in each language. */
export function text(c: Compilation, node: YamlNode, spot: Spot): Text | undefined {
  if (node.type === 'text') {
    const any = template(c, node, spot);
    return any === undefined ? undefined : { langs: {}, any };
  }
  if (node.type === 'list') {
    c.sink.report('not-text', node, { what: spot.field, got: 'list' });
    return undefined;
  }
  const wrong = node.entries.find(({ key }) => !isLanguage(key.value));
  if (wrong || node.entries.length === 0) {
    if (wrong) badLanguage(c, node, spot, wrong.key);
    else c.sink.report('empty', node, { what: spot.field });
    return undefined;
  }
  const langs: Record<string, Template> = {};
  let fine = true;
  for (const { key, value } of node.entries) {
    const found = template(c, value, { ...spot, field: key.value });
    if (found === undefined) {
      fine = false;
      break;
    }
    langs[key.value] = found;
  }
  if (!fine) return undefined;
  c.texts.push({ node, langs: Object.keys(langs) });
  return { langs };
}

export function cond(c: Compilation, node: YamlNode, spot: Spot): Cond | undefined {
  const nodes = node.type === 'list' ? node.items : [node];
  if (nodes.length === 0) {
    c.sink.report('empty', node, { what: spot.field });
    return undefined;
  }
  const parts: Cond[] = [];
  for (const item of nodes) {
    if (item.type === 'map' && c.sink.source.startsWith('{{', item.start)) {
      c.sink.report('braces', item, {}, { line: withoutBraces(c, item) });
      return undefined;
    }
    const source = scalar(c, item, spot.field);
    if (!source) return undefined;
    const amount = moneyIn(source.value);
    if (amount) {
      const { at, amount: wrong, number } = amount;
      const place = c.inside(source, at);
      c.sink.report('money-in-condition', place, { amount: wrong }, { line: number === undefined ? undefined : c.sink.replaced(place, wrong, number) });
      return undefined;
    }
    const parsed = condOf(source.value);
    if (isTextProblem(parsed)) {
      reportText(c, source, parsed);
      return undefined;
    }
    note(c, source, spot, 'condition');
    for (const comparison of comparisonsIn(source.value)) c.comparisons.push({ spot, node: source, comparison });
    parts.push(parsed);
  }
  return { source: parts.map((part) => part.source).join(' and '), tests: parts.flatMap((part) => part.tests) };
}

function withoutBraces(c: Compilation, at: { line: number }): { line: number; text: string } {
  return {
    line: at.line,
    text: c.sink
      .lineAt(at.line)
      .replace(/\{\{-?\s*/g, '')
      .replace(/\s*-?\}\}/g, ''),
  };
}

export function expr(c: Compilation, node: YamlNode, spot: Spot): Expr | undefined {
  if (node.type === 'map' && c.sink.source.startsWith('{{', node.start)) {
    c.sink.report('braces', node, {}, { line: withoutBraces(c, node) });
    return undefined;
  }
  const source = scalar(c, node, spot.field);
  if (!source) return undefined;
  const parsed = exprOf(source.value);
  if (isTextProblem(parsed)) {
    reportText(c, source, parsed);
    return undefined;
  }
  note(c, source, spot, 'expression');
  return parsed;
}

/** The shortest decimal form is a number: 5, -2, 9.5; up to 15 digits. */
export function decimal(text: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text) || text === '-0' || text.replace(/\D/g, '').length > 15) return undefined;
  return Number(text);
}

/** Whether a map that could hold any data is one text in languages of the shop. */
function inLanguages(c: Compilation, node: MapNode): boolean {
  const first = node.entries[0]?.key.value ?? '';
  return (c.context.langs ?? ['zh', 'en']).includes(first.split(/[:：]/)[0] ?? '');
}

export function value(c: Compilation, node: YamlNode, spot: Spot): Value | undefined {
  if (node.type === 'list') {
    const list: Value[] = [];
    for (const item of node.items) {
      const found = value(c, item, spot);
      if (found === undefined) return undefined;
      list.push(found);
    }
    return list.every((item) => 'literal' in item) ? { literal: list.map((item) => ('literal' in item ? item.literal : null)) } : { list };
  }
  if (node.type === 'map') {
    if (c.sink.source.startsWith('{{', node.start)) {
      c.sink.report('bare-braces', node, {}, { line: rewriteBraces(c.sink.lineAt(node.line), node.line) });
      return undefined;
    }
    if (inLanguages(c, node) || alwaysText.includes(`${spot.verb}.${spot.field}`)) {
      if (!sameInAllLanguages.includes(`${spot.verb}.${spot.field}`)) {
        const found = text(c, node, spot);
        return found && { text: found };
      }
      c.sink.report('languages-not-here', node, { what: spot.field });
      return undefined;
    }
    const map: Record<string, Value> = {};
    for (const entry of node.entries) {
      const found = value(c, entry.value, spot);
      if (found === undefined) return undefined;
      map[entry.key.value] = found;
    }
    const literals: [string, Json][] = Object.entries(map).flatMap(([key, item]): [string, Json][] => ('literal' in item ? [[key, item.literal]] : []));
    return literals.length === Object.keys(map).length ? { literal: Object.fromEntries(literals) } : { map };
  }
  if (node.style === 'plain' && node.empty && node.comment === undefined) return { literal: '' };
  const parsed = template(c, node, spot);
  if (parsed === undefined) return undefined;
  if (typeof parsed !== 'string') {
    const single = singleExpr(node.value);
    return single === undefined ? { template: parsed } : { template: parsed, single };
  }
  const number = node.style === 'plain' ? decimal(node.value) : undefined;
  if (node.style === 'plain' && (node.value === 'true' || node.value === 'false')) c.sink.report('text-true', node, { value: node.value });
  checkPicture(c, node, spot);
  return { literal: number ?? parsed };
}

/** A variable of the run by name, as a value. */
export function variable(c: Compilation, node: TextNode, spot: Spot): Value | undefined {
  const single = expr(c, node, spot);
  if (single === undefined) return undefined;
  const parsed = parseTemplate(`{{ ${node.value} }}`);
  return isTextProblem(parsed) ? undefined : { template: parsed, single };
}
