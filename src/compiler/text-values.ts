/** Texts, conditions, expressions and values of a file, compiled and noted for the checks that follow. */

import type { Json } from '../json.ts';
import { nearest } from '../reading/nearest.ts';
import type { Cond, Expr, Template, Text, Value } from '../text/compiled-text.ts';
import { comparisonsOf, usesOfExpression, usesOfTemplate } from '../text/inspect.ts';
import { filterNames } from '../text/liquid.ts';
import { isTextProblem, parseCond, parseExpr, parseTemplate, singleExpr, type TextProblem } from '../text/text.ts';
import { remembered } from '../understanding/remembered.ts';
import type { Compilation, FieldContext } from './compilation.ts';
import { alwaysText, sameInAllLanguages } from './fixed-words.ts';
import { moneyIn } from './money-in-condition.ts';
import type { MapNode, TextNode, YamlNode } from './node.ts';
import { checkPicture } from './picture-checks.ts';
import { type ProblemCode, problemTexts } from './problem-texts.ts';
import { quoted, requoteMap, requoteValue } from './quoting.ts';

/** Looking for a repair loads a file many times, with almost the same texts each time. */
const loading = <T>(make: (source: string) => T) => remembered(make, { most: 4_000, longest: 4_095 });

const templateOf = loading(parseTemplate);
const condOf = loading(parseCond);
const exprOf = loading(parseExpr);
const templateUses = loading(usesOfTemplate);
const expressionUses = loading(usesOfExpression);
const comparisonsIn = loading(comparisonsOf);

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

const isLanguage = loading((code: string): boolean => {
  if (!/^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$/.test(code)) return false;
  try {
    return languageNames.of(code) !== undefined;
  } catch {
    return false;
  }
});

/** Tells whether a map was meant as one text in several languages: its first key is a language. */
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
  c.diagnostics.report(known(problem.problem), c.inside(node, problem.at), params, { line: instead === undefined ? undefined : c.rewritten(node, instead) });
}

function note(c: Compilation, node: TextNode, here: FieldContext, kind: 'template' | 'expression' | 'condition'): void {
  const uses = kind === 'template' ? templateUses(node.value) : expressionUses(node.value);
  for (const use of uses) {
    if (here.locals.includes(use.root)) continue;
    c.readings.push({ step: here.path, root: use.root, bare: use.bare, place: c.inside(node, use.at), source: node.value, condition: kind === 'condition' });
  }
}

/** Returns the line on which a text stands with that text in quotes, comment included when it was part of it. */
function wholeLine(c: Compilation, node: TextNode): { line: number; text: string } | undefined {
  const line = c.diagnostics.lineAt(node.line);
  const before = line.slice(0, node.column - 1);
  const text = before + quoted(line.slice(node.column - 1).trim());
  return { line: node.line, text };
}

/** Reports what plain YAML swallows in silence; true when something was reported. */
function swallowed(c: Compilation, node: TextNode, what: string): boolean {
  if (node.style === 'plain' && !node.empty && node.comment !== undefined && /^[^\s#]/.test(node.comment)) {
    c.diagnostics.report('text-cut', c.diagnostics.place(c.diagnostics.source.indexOf('#', node.end)), { text: node.value }, { line: wholeLine(c, node) });
    return true;
  }
  if (node.empty) {
    const hash = node.comment === undefined ? -1 : c.diagnostics.source.indexOf('#', node.end);
    const at = hash === -1 ? node : c.diagnostics.place(hash);
    const line = c.diagnostics.lineAt(at.line);
    const fixed = hash === -1 ? undefined : { line: at.line, text: line.slice(0, at.column - 1) + quoted(line.slice(at.column - 1).trim()) };
    c.diagnostics.report(hash === -1 ? 'empty' : 'empty-from-hash', at, { what }, { line: fixed });
    return true;
  }
  if (node.style === 'plain' && c.diagnostics.source.slice(node.start, node.end).includes('\n')) {
    const lines = c.diagnostics.source.slice(node.start, node.end).split('\n');
    const bad = lines.findIndex((text, index) => index > 0 && /^\s*(?:- |[\w.]+:(?:\s|$)|[\w.]+：)/.test(text));
    if (bad > 0) {
      const line = node.line + bad;
      const lead = /^ */.exec(c.diagnostics.lineAt(line))?.[0].length ?? 0;
      const own = c.diagnostics.lineAt(node.line);
      if (/^ *- /.test(c.diagnostics.lineAt(line)) && own.length - own.trimStart().length === lead && node.column === lead + 1) {
        c.diagnostics.report('missing-dash', node, {}, { line: { line: node.line, text: `${own.slice(0, lead)}- ${own.slice(lead)}` } });
        return true;
      }
      const upper = /^ *(?:- )*/.exec(c.diagnostics.lineAt(node.line))?.[0].length ?? 0;
      const wanted =
        /^ *- /.test(c.diagnostics.lineAt(line)) && /^ *- /.test(c.diagnostics.lineAt(node.line))
          ? (/^ */.exec(c.diagnostics.lineAt(node.line))?.[0].length ?? 0)
          : upper;
      c.diagnostics.report('indentation', { line, column: lead + 1 }, {}, { line: { line, text: ' '.repeat(wanted) + c.diagnostics.lineAt(line).trim() } });
      return true;
    }
  }
  return false;
}

/** Returns the text of a node that must be one; undefined, with a problem, when it is not. */
export function scalar(c: Compilation, node: YamlNode, what: string): TextNode | undefined {
  if (node.type !== 'text') {
    c.diagnostics.report(node.type === 'map' && looksLikeText(node) ? 'languages-not-here' : 'not-text', node, { what, got: node.type });
    return undefined;
  }
  return swallowed(c, node, what) ? undefined : node;
}

export function template(c: Compilation, node: YamlNode, here: FieldContext): Template | undefined {
  const text = scalar(c, node, here.field);
  if (!text) return undefined;
  const parsed = templateOf(text.value);
  if (isTextProblem(parsed)) {
    reportText(c, text, parsed);
    return undefined;
  }
  if (text.style === 'plain' && /^[“‘][^“”‘’]*[”’]$/.test(text.value)) c.diagnostics.report('quotes-shown', text, { text: text.value.slice(1, -1) });
  note(c, text, here, 'template');
  return parsed;
}

function badLanguage(c: Compilation, map: MapNode, here: FieldContext, key: TextNode): void {
  const line = c.diagnostics.lineAt(key.line);
  if (/[:：]/.test(key.value)) {
    const wide = /^\w+：/.test(key.value);
    const text = line.replace(/([{,]\s*[a-z][\w-]*)\s*[:：]\s*(?=\S)/gi, '$1: ').replace(/^(\s*(?:- )*[a-z]{2})[:：]\s*(?=\S)/, '$1: ');
    c.diagnostics.report(
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
    c.diagnostics.report('comma-in-text', key, { rest: key.value }, { line: text === undefined ? undefined : { line: key.line, text } });
    return;
  }
  if (line.slice(0, key.column - 1).includes('{{') || c.diagnostics.source.startsWith('{{', map.start)) {
    c.diagnostics.report('bare-braces', map, {}, { line: rewriteBraces(line, map.line) });
    return;
  }
  const meant = nearest(key.value, c.context.langs ?? ['zh', 'en']);
  c.diagnostics.report(
    'not-a-language',
    key,
    { name: key.value, what: here.field, ...(meant === undefined ? {} : { meant }) },
    {
      line: meant === undefined ? undefined : c.diagnostics.replaced(key, key.value, meant),
    },
  );
}

function rewriteBraces(line: string, number: number): { line: number; text: string } | undefined {
  const text = requoteMap(line) ?? requoteValue(line)?.text;
  return text === undefined ? undefined : { line: number, text };
}

/** Compiles one text, or one in each language. */
export function text(c: Compilation, node: YamlNode, here: FieldContext): Text | undefined {
  if (node.type === 'text') {
    const any = template(c, node, here);
    return any === undefined ? undefined : { langs: {}, any };
  }
  if (node.type === 'list') {
    c.diagnostics.report('not-text', node, { what: here.field, got: 'list' });
    return undefined;
  }
  const wrong = node.entries.find(({ key }) => !isLanguage(key.value));
  if (wrong || node.entries.length === 0) {
    if (wrong) badLanguage(c, node, here, wrong.key);
    else c.diagnostics.report('empty', node, { what: here.field });
    return undefined;
  }
  const langs: Record<string, Template> = {};
  let fine = true;
  for (const { key, value } of node.entries) {
    const found = template(c, value, { ...here, field: key.value });
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

export function cond(c: Compilation, node: YamlNode, here: FieldContext): Cond | undefined {
  const nodes = node.type === 'list' ? node.items : [node];
  if (nodes.length === 0) {
    c.diagnostics.report('empty', node, { what: here.field });
    return undefined;
  }
  const parts: Cond[] = [];
  for (const item of nodes) {
    if (item.type === 'map' && c.diagnostics.source.startsWith('{{', item.start)) {
      c.diagnostics.report('braces', item, {}, { line: withoutBraces(c, item) });
      return undefined;
    }
    const source = scalar(c, item, here.field);
    if (!source) return undefined;
    const amount = moneyIn(source.value);
    if (amount) {
      const { at, amount: wrong, number } = amount;
      const place = c.inside(source, at);
      c.diagnostics.report(
        'money-in-condition',
        place,
        { amount: wrong },
        { line: number === undefined ? undefined : c.diagnostics.replaced(place, wrong, number) },
      );
      return undefined;
    }
    const parsed = condOf(source.value);
    if (isTextProblem(parsed)) {
      reportText(c, source, parsed);
      return undefined;
    }
    note(c, source, here, 'condition');
    for (const comparison of comparisonsIn(source.value)) c.comparisons.push({ spot: here, node: source, comparison });
    parts.push(parsed);
  }
  return { source: parts.map((part) => part.source).join(' and '), tests: parts.flatMap((part) => part.tests) };
}

function withoutBraces(c: Compilation, at: { line: number }): { line: number; text: string } {
  return {
    line: at.line,
    text: c.diagnostics
      .lineAt(at.line)
      .replace(/\{\{-?\s*/g, '')
      .replace(/\s*-?\}\}/g, ''),
  };
}

export function expr(c: Compilation, node: YamlNode, here: FieldContext): Expr | undefined {
  if (node.type === 'map' && c.diagnostics.source.startsWith('{{', node.start)) {
    c.diagnostics.report('braces', node, {}, { line: withoutBraces(c, node) });
    return undefined;
  }
  const source = scalar(c, node, here.field);
  if (!source) return undefined;
  const parsed = exprOf(source.value);
  if (isTextProblem(parsed)) {
    reportText(c, source, parsed);
    return undefined;
  }
  note(c, source, here, 'expression');
  return parsed;
}

/** Returns the number that a text is in its shortest decimal form: 5, -2, 9.5; up to 15 digits. */
export function decimal(text: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/.test(text) || text === '-0' || text.replace(/\D/g, '').length > 15) return undefined;
  return Number(text);
}

/** Tells whether a map that could hold any data is one text in languages of the shop. */
function inLanguages(c: Compilation, node: MapNode): boolean {
  const first = node.entries[0]?.key.value ?? '';
  return (c.context.langs ?? ['zh', 'en']).includes(first.split(/[:：]/)[0] ?? '');
}

export function value(c: Compilation, node: YamlNode, here: FieldContext): Value | undefined {
  if (node.type === 'list') {
    const list: Value[] = [];
    for (const item of node.items) {
      const found = value(c, item, here);
      if (found === undefined) return undefined;
      list.push(found);
    }
    return list.every((item) => 'literal' in item) ? { literal: list.map((item) => ('literal' in item ? item.literal : null)) } : { list };
  }
  if (node.type === 'map') {
    if (c.diagnostics.source.startsWith('{{', node.start)) {
      c.diagnostics.report('bare-braces', node, {}, { line: rewriteBraces(c.diagnostics.lineAt(node.line), node.line) });
      return undefined;
    }
    if (inLanguages(c, node) || alwaysText.includes(`${here.verb}.${here.field}`)) {
      if (!sameInAllLanguages.includes(`${here.verb}.${here.field}`)) {
        const found = text(c, node, here);
        return found && { text: found };
      }
      c.diagnostics.report('languages-not-here', node, { what: here.field });
      return undefined;
    }
    const map: Record<string, Value> = {};
    for (const entry of node.entries) {
      const found = value(c, entry.value, here);
      if (found === undefined) return undefined;
      map[entry.key.value] = found;
    }
    const literals: [string, Json][] = Object.entries(map).flatMap(([key, item]): [string, Json][] => ('literal' in item ? [[key, item.literal]] : []));
    return literals.length === Object.keys(map).length ? { literal: Object.fromEntries(literals) } : { map };
  }
  if (node.style === 'plain' && node.empty && node.comment === undefined) return { literal: '' };
  const parsed = template(c, node, here);
  if (parsed === undefined) return undefined;
  if (typeof parsed !== 'string') {
    const single = singleExpr(node.value);
    return single === undefined ? { template: parsed } : { template: parsed, single };
  }
  const number = node.style === 'plain' ? decimal(node.value) : undefined;
  if (node.style === 'plain' && (node.value === 'true' || node.value === 'false')) c.diagnostics.report('text-true', node, { value: node.value });
  checkPicture(c, node, here);
  return { literal: number ?? parsed };
}

/** Returns a variable of the run by name, as a value. */
export function variable(c: Compilation, node: TextNode, here: FieldContext): Value | undefined {
  const single = expr(c, node, here);
  if (single === undefined) return undefined;
  const parsed = parseTemplate(`{{ ${node.value} }}`);
  return isTextProblem(parsed) ? undefined : { template: parsed, single };
}
