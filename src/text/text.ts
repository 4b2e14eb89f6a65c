/**
 * Texts, conditions and values of flows: Liquid, made safe. Parsed once when a file is loaded, rendered synchronously in a turn.
 *
 * A text without braces never reaches Liquid. The output of a template is never parsed again, and what a customer wrote is only ever a
 * value, so `{{ }}` typed by a customer comes back as it was typed. Money is `{ amount, currency }`, see text/money.ts.
 */
import { type Context, LiquidError, Value as LiquidValue, type Template as Node, Output, type Value as ParsedValue, toValueSync } from 'liquidjs';
import type { Json } from '../json.ts';
import { limits } from '../limits.ts';
import { baseOf, fallbacks, isTraditional } from '../understanding/language-fallbacks.ts';
import { inScript } from '../understanding/traditional.ts';
import { type Closure, compileClosure, type Reads } from './closure.ts';
import { compileTemplate, type Rendered } from './compiled-template.ts';
import type { Cond, Expr, Template, Text, Value } from './compiled-text.ts';
import { type Reading, setReading } from './filters.ts';
import { contextFor, liquid, lookUp, plainPath, type Scope, templateLimit } from './liquid.ts';
import { show } from './show.ts';
import { isTextProblem, strictTemplate, strictValue, type TextProblem } from './strict.ts';
import { countWork, TooMuchWork, type TurnWork, Work, weightOf } from './work.ts';

export type { Scope } from './liquid.ts';
export { isMoney } from './money.ts';
export { isTextProblem, type TextProblem } from './strict.ts';

/** Settings by which texts are rendered in this shop. `zone` is an IANA zone; `currency` is that of plain numbers given to `| money`. */
export interface TextOptions {
  defaultLang: string;
  /** All of the shop's languages; the default one alone when left out. */
  langs?: readonly string[];
  zone: string;
  currency: string;
  /** Work that is left for all templates of a turn; without it each has its own limit only. */
  work?: TurnWork;
}

const inScope: Reads<Scope> = { root: (name) => (scope) => (Object.hasOwn(scope, name) ? scope[name] : undefined) };

/** An expression that was checked: parsed by whoever asks first. */
class ParsedExpr {
  readonly source: string;
  readonly weight: number;
  #parsed: { value: ParsedValue; path: (string | number)[] | undefined } | undefined;
  #compiled: { closure: Closure<Scope> | undefined; context: Context } | undefined;
  constructor(source: string) {
    this.source = source;
    this.weight = weightOf(source.length);
  }

  get #now(): { value: ParsedValue; path: (string | number)[] | undefined } {
    if (!this.#parsed) {
      const value = strictValue(this.source);
      if (isTextProblem(value)) throw new TypeError('not an expression that was checked');
      this.#parsed = { value, path: plainPath(value) };
    }
    return this.#parsed;
  }

  get value(): ParsedValue {
    return this.#now.value;
  }

  get path(): (string | number)[] | undefined {
    return this.#now.path;
  }

  /** Returns what the expression is in a scope; compiled at the first time, where that can be. */
  valueIn(scope: Scope, read: Reading, work: Work): unknown {
    if (!this.#compiled) {
      const context = contextFor({}, read, work);
      this.#compiled = { closure: compileClosure(this.value, inScope, context), context };
    }
    const { closure, context } = this.#compiled;
    if (!closure) return toValueSync(this.value.value(contextFor(scope, read, work), false));
    setReading(context, read);
    countWork(context, work);
    return closure(scope, read.now ?? 0);
  }
}

/** A template that was checked, parsed by whoever asks first: literal pieces, plain paths (`{{ order.number }}`), or Liquid's own nodes when there is more to it. */
class ParsedTemplate {
  readonly source: string;
  readonly weight: number;
  #parsed: { nodes: Node[]; pieces: readonly (string | (string | number)[])[] | undefined } | undefined;
  #compiled: { rendered: Rendered | undefined; context: Context } | undefined;
  constructor(source: string) {
    this.source = source;
    this.weight = weightOf(Math.max(...(source.match(/\{\{[^}]*|\{%[^%]*/g) ?? []).map((piece) => piece.length)));
  }

  get #now(): { nodes: Node[]; pieces: readonly (string | (string | number)[])[] | undefined } {
    if (!this.#parsed) {
      const nodes = liquid.parse(this.source);
      this.#parsed = { nodes, pieces: piecesOf(nodes) };
    }
    return this.#parsed;
  }

  get nodes(): Node[] {
    return this.#now.nodes;
  }

  get pieces(): readonly (string | (string | number)[])[] | undefined {
    return this.#now.pieces;
  }

  /** Renders in a scope; compiled at the first time, where that can be. */
  textIn(scope: Scope, read: Reading, turn: TurnWork | undefined): unknown {
    if (!this.#compiled) {
      const context = contextFor({}, read, new Work(this.weight, turn));
      this.#compiled = { rendered: compileTemplate(this.nodes, inScope, context), context };
    }
    const { rendered, context } = this.#compiled;
    if (rendered) {
      const work = new Work(this.weight, turn);
      setReading(context, read);
      countWork(context, work);
      try {
        return rendered(scope, read.now ?? 0, work);
      } catch (error) {
        if (causedBy(error)) throw error;
        // Liquid fails in the same way, and says at which place. The turn has paid for it.
        return this.byLiquid(scope, read);
      }
    }
    return this.byLiquid(scope, read, turn);
  }

  byLiquid(scope: Scope, read: Reading, turn?: TurnWork): unknown {
    return liquid.renderSync(this.nodes, contextFor(scope, read, new Work(this.weight, turn)));
  }
}

function piecesOf(nodes: readonly Node[]): (string | (string | number)[])[] | undefined {
  const pieces: (string | (string | number)[])[] = [];
  for (const node of nodes) {
    if ('str' in node && typeof node.str === 'string') pieces.push(node.str);
    else if (node instanceof Output) {
      const { initial, filters } = node.value;
      // The last filter of an output is the one that prints it (outputEscape).
      const path = filters.length === 1 ? plainPath(Object.assign(Object.create(LiquidValue.prototype), { initial, filters: [] })) : undefined;
      if (!path) return undefined;
      pieces.push(path);
    } else return undefined;
  }
  return pieces;
}

const hasBraces = /\{\{|\{%/;

/** Parses a text that may hold `{{ }}` and `{% %}`. */
export function parseTemplate(source: string): Template | TextProblem {
  if (!hasBraces.test(source)) return source;
  if (source.length > templateLimit) return { problem: 'too-long', at: 0, params: { most: String(templateLimit) } };
  const wrong = strictTemplate(source);
  if (wrong) return wrong;
  const nodes = new ParsedTemplate(source);
  const loop = source.search(/\{%-?\s*for\s/);
  return endless(nodes) ? { problem: 'too-much-work', at: Math.max(0, loop), params: {} } : { source, nodes };
}

/** Returns the source of what was parsed here; undefined for every other value. */
export function sourceOf(value: unknown): { kind: 'template' | 'expression'; source: string } | undefined {
  if (value instanceof ParsedTemplate) return { kind: 'template', source: value.source };
  return value instanceof ParsedExpr ? { kind: 'expression', source: value.source } : undefined;
}

/** Takes a source that {@link sourceOf} returned for what it was: it was checked then, and is parsed when somebody asks. */
export function parsedFrom(kind: 'template' | 'expression', source: string): unknown {
  return kind === 'template' ? new ParsedTemplate(source) : new ParsedExpr(source);
}

/** Tells whether a template takes too much work even where nothing is known. Other failures depend on what is known. */
function endless(parsed: ParsedTemplate): boolean {
  if (parsed.pieces) return false;
  try {
    return tooLong(parsed.byLiquid({}, { lang: 'en', zone: 'UTC', currency: 'USD' }));
  } catch (error) {
    return causedBy(error);
  }
}

/** Tells whether too much work is the cause of an error; Liquid wraps what is thrown inside. */
function causedBy(error: unknown): boolean {
  if (error instanceof TooMuchWork) return true;
  return error instanceof LiquidError && causedBy(error.originalError);
}

function render(parsed: ParsedTemplate, scope: Scope, reading: Reading, turn: TurnWork | undefined): string {
  const text = parsed.textIn(scope, reading, turn);
  const shown = typeof text === 'string' ? text : String(text);
  if (tooLong(shown)) throw new TooMuchWork('text');
  return shown;
}

function tooLong(text: unknown): boolean {
  return String(text).length > limits.rendered;
}

/** Parses a condition without braces. All of its `tests` have to hold. */
export function parseCond(source: string): Cond | TextProblem {
  const value = strictValue(source);
  return isTextProblem(value) ? value : { source, tests: [new ParsedExpr(source)] };
}

/** Parses a value without braces, e.g. `order.items` or `items | size`. */
export function parseExpr(source: string): Expr | TextProblem {
  const value = strictValue(source);
  return isTextProblem(value) ? value : { source, node: new ParsedExpr(source) };
}

/** Returns the expression of a text that is exactly one `{{ }}`; such a value keeps its type. */
export function singleExpr(source: string): Expr | undefined {
  const inner = /^\s*\{\{-?((?:(?!\}\}|\{\{)[\s\S])*?)-?\}\}\s*$/.exec(source)?.[1];
  const parsed = inner === undefined ? undefined : parseExpr(inner);
  return parsed === undefined || isTextProblem(parsed) ? undefined : parsed;
}

function reading(lang: string, scope: Scope, options: TextOptions): Reading {
  const now = scope.now;
  return { lang, zone: options.zone, currency: options.currency, now: typeof now === 'number' ? now : undefined };
}

/**
 * Renders a template in a language. Throws only what Liquid throws while rendering: more work than it may take, two currencies added up.
 */
export function renderTemplate(template: Template, lang: string, scope: Scope, options: TextOptions): string {
  if (typeof template === 'string') return template;
  const parsed = template.nodes;
  if (!(parsed instanceof ParsedTemplate)) throw new TypeError('not a parsed template');
  if (parsed.pieces) {
    let text = '';
    for (const piece of parsed.pieces) text += typeof piece === 'string' ? piece : show(lookUp(scope, piece), lang, options.currency);
    options.work?.spend(1, text.length);
    return text;
  }
  return render(parsed, scope, reading(lang, scope, options), options.work);
}

/**
 * Returns the template of a text for a language: the first that there is of {@link fallbacks}. `lang` is what it is written in, `missing` the language
 * that was not there.
 */
function templateFor(text: Text, lang: string, options: TextOptions): { template: Template; lang: string; missing?: string } {
  const { langs } = text;
  const has = (key: string): boolean => Object.hasOwn(langs, key);
  const base = baseOf(lang);
  const own = [lang, base].find(has);
  if (own !== undefined) return { template: langs[own] ?? '', lang };
  if (text.any !== undefined) return { template: text.any, lang };
  const fallback = fallbacks(lang, options.langs ?? [options.defaultLang]).find(has) ?? Object.keys(langs)[0] ?? options.defaultLang;
  return { template: langs[fallback] ?? '', lang: fallback, missing: base };
}

/**
 * Renders a text in the customer's language, or the nearest that there is (`missing`: the language that was not). Without white space at its end, where
 * a value is empty.
 */
export function renderText(text: Text, lang: string, scope: Scope, options: TextOptions): { text: string; missing?: string } {
  const chosen = templateFor(text, lang, options);
  const written = renderTemplate(chosen.template, chosen.lang, scope, options).trimEnd();
  const rendered = isTraditional(lang) && !Object.hasOwn(text.langs, lang) ? inScript(written, lang) : written;
  return chosen.missing === undefined ? { text: rendered } : { text: rendered, missing: chosen.missing };
}

function toJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return null;
}

function evaluateParsed(parsed: unknown, lang: string, scope: Scope, options: TextOptions): unknown {
  if (!(parsed instanceof ParsedExpr)) throw new TypeError('not a parsed expression');
  if (parsed.path) return lookUp(scope, parsed.path);
  const work = new Work(parsed.weight, options.work);
  work.step();
  const value = parsed.valueIn(scope, reading(lang, scope, options), work);
  // Each entry is copied, kept and written.
  if (Array.isArray(value)) work.chars(value.length * 16);
  return value;
}

/** Returns the value of an expression, with its type; what is not there is null. */
export function evaluate(expr: Expr, lang: string, scope: Scope, options: TextOptions): Json {
  return toJson(evaluateParsed(expr.node, lang, scope, options));
}

/** Tells whether all tests of a condition hold. As in Liquid only `false` and what is not there count as no. */
export function holds(cond: Cond, lang: string, scope: Scope, options: TextOptions): boolean {
  for (const test of cond.tests) {
    if (!counts(evaluateParsed(test, lang, scope, options))) return false;
  }
  return true;
}

function counts(value: unknown): boolean {
  return value !== false && (value === true || toJson(value) !== null);
}

/**
 * A condition as a function, to be asked of many subjects: it tells what {@link holds} tells, in a small part of the time.
 * Returns undefined for the few conditions that only Liquid evaluates.
 */
export function compileTest<T>(cond: Cond, lang: string, options: TextOptions, reads: Reads<T>): ((subject: T, now: number) => boolean) | undefined {
  const read: Reading & { now: number } = { ...reading(lang, {}, options), now: 0 };
  const context = contextFor({}, read, new Work(1, undefined));
  setReading(context, read);
  const tests: Closure<T>[] = [];
  let weight = 1;
  for (const parsed of cond.tests) {
    if (!(parsed instanceof ParsedExpr)) throw new TypeError('not a parsed expression');
    const closure = compileClosure(parsed.value, reads, context);
    if (!closure) return undefined;
    tests.push(closure);
    weight = Math.max(weight, parsed.weight);
  }
  return (subject, now) => {
    read.now = now;
    countWork(context, new Work(weight, undefined));
    return tests.every((test) => counts(test(subject, now)));
  };
}

/** Resolves a value of `set`, `with`, `end`: exactly one `{{ }}` keeps its type, other templates give text. */
export function resolveValue(value: Value, lang: string, scope: Scope, options: TextOptions): Json {
  if ('literal' in value) return value.literal;
  if ('single' in value && value.single) return evaluate(value.single, lang, scope, options);
  if ('template' in value) return renderTemplate(value.template, lang, scope, options);
  if ('text' in value) return renderText(value.text, lang, scope, options).text;
  if ('list' in value) return value.list.map((item) => resolveValue(item, lang, scope, options));
  return Object.fromEntries(Object.entries(value.map).map(([key, item]) => [key, resolveValue(item, lang, scope, options)]));
}
