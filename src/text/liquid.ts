/**
 * The one Liquid engine of the program, locked down: templates in memory only, own properties only, limits on everything, no tag that
 * reads a file, no filter that parses its input. What a customer wrote is always a value; the output of a template is never parsed again.
 */
import { Context, defaultOperators, Liquid, TypeGuards, type Value } from 'liquidjs';
import { RE2JS } from 're2js';
import type { Json } from '../json.ts';
import { folded } from '../reading/wording.ts';
import { ownFilters, type Reading, readingOf, setReading, stockFilters } from './filters.ts';
import { compareMoney, isMoney } from './money.ts';
import { show } from './show.ts';
import { countWork, type Work, workOf } from './work.ts';

export const tagNames = ['if', 'elsif', 'else', 'unless', 'case', 'when', 'for', 'assign', 'capture', 'comment', 'raw', 'break', 'continue', 'cycle', 'echo'];
/** Longest text that may hold a template. */
export const templateLimit = 32_768;
/** Limits for merchants' patterns. */
const patternLimit = 200;
const patternInput = 4_096;

const patterns = new Map<string, RE2JS>();

/** Compiles a merchant's pattern with an engine that cannot hang. Throws on a bad one. */
export function compilePattern(pattern: string): RE2JS {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    if (pattern.length > patternLimit) throw new Error(`longer than ${patternLimit} characters`);
    compiled = RE2JS.compile(pattern);
    if (patterns.size > 1_000) patterns.clear();
    patterns.set(pattern, compiled);
  }
  return compiled;
}

type Operator = (left: unknown, right: unknown, context: Context) => boolean | Promise<boolean> | Generator<unknown, boolean>;

/** Returns a comparison that knows Money; everything else, `nil` and `empty` included, is left to Liquid. */
function compared(name: string, holds: (order: number) => boolean): Operator {
  const found: unknown = defaultOperators[name];
  if (typeof found !== 'function') throw new Error(`Liquid has no operator ${name}`);
  const stock: Operator = (left, right, context) => Reflect.apply(found, undefined, [left, right, context]);
  const hasAmount = (value: unknown): boolean => isMoney(value) || typeof value === 'number' || typeof value === 'string';
  return (left: unknown, right: unknown, context: Context) => {
    if (typeof left === 'string' && typeof right === 'string') workOf(context).chars(Math.min(left.length, right.length) / 8);
    if (!(isMoney(left) || isMoney(right)) || !hasAmount(left) || !hasAmount(right)) return stock(left, right, context);
    const order = compareMoney(left, right);
    return order === undefined ? name === '!=' : holds(order);
  };
}

/** Runs Liquid's own `contains`, its search through a long text counted. */
function contains(left: unknown, right: unknown, context: Context): boolean | Promise<boolean> | Generator<unknown, boolean> {
  if (typeof left === 'string' || Array.isArray(left)) workOf(context).chars(left.length / 8);
  const found: unknown = defaultOperators.contains;
  if (typeof found !== 'function') throw new Error('Liquid has no operator contains');
  return Reflect.apply(found, undefined, [left, right, context]);
}

/**
 * Runs `answer matches "^[A-Z]{2}[0-9]+$"`: somewhere in the text, unless the pattern is anchored; the text as it is written, and as customers' words are
 * compared: in lower case, simplified characters and plain width.
 */
function matches(left: unknown, right: unknown, context: Context): boolean {
  if (typeof right !== 'string') return false;
  const input = show(left, readingOf(context).lang);
  // Each character is compared with each state of the pattern.
  workOf(context).chars((input.length * right.length) / 4);
  if (input.length > patternInput) return false;
  const pattern = compilePattern(right);
  return pattern.matcher(input).find() || pattern.matcher(folded(input)).find();
}

const sorting: readonly unknown[] = ['sort', 'sort_natural'];

/** Counts a filter as a step; what it does with each entry of a list costs about as much as four characters. */
function counted(name: string, filter: (this: { context: Context }, value: unknown, ...args: unknown[]) => unknown) {
  return function (this: { context: Context }, value: unknown, ...args: unknown[]): unknown {
    const work = workOf(this.context);
    work.step();
    if (Array.isArray(value)) work.chars(value.length * (sorting.includes(name) ? 16 : 4));
    return filter.call(this, value, ...args);
  };
}

function createLiquid(): Liquid {
  const liquid = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    groupedExpressions: true,
    strictFilters: true,
    strictVariables: false,
    parseLimit: templateLimit,
    operators: {
      ...defaultOperators,
      '==': compared('==', (order) => order === 0),
      '!=': compared('!=', (order) => order !== 0),
      '>': compared('>', (order) => order > 0),
      '<': compared('<', (order) => order < 0),
      '>=': compared('>=', (order) => order >= 0),
      '<=': compared('<=', (order) => order <= 0),
      contains,
      matches,
    },
    outputEscape(this: { context: Context }, value: unknown) {
      const { lang, currency } = readingOf(this.context);
      const text = show(value, lang, currency);
      workOf(this.context).chars(text.length);
      return text;
    },
  });
  for (const name of Object.keys(liquid.tags)) if (!tagNames.includes(name) && name !== '#') delete liquid.tags[name];
  const stock = (name: string): ((this: unknown, ...args: unknown[]) => unknown) => {
    const filter: unknown = liquid.filters[name];
    if (typeof filter !== 'function') throw new Error(`Liquid has no filter ${name}`);
    return function (this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(filter, this, args);
    };
  };
  const own = ownFilters(stock);
  for (const name of Object.keys(liquid.filters)) if (!stockFilters.includes(name)) delete liquid.filters[name];
  for (const name of stockFilters) liquid.registerFilter(name, counted(name, stock(name)));
  for (const [name, filter] of Object.entries(own)) liquid.registerFilter(name, counted(name, filter));
  return liquid;
}

export const liquid = createLiquid();
export const filterNames = Object.keys(liquid.filters).sort();

export type Scope = Record<string, Json>;

/** Returns the context in which Liquid looks names up, with the reading for filters, and the work it may take. */
export function contextFor(scope: Scope, reading: Reading, work: Work): Context {
  const context = new Context(scope, liquid.options, { sync: true }, { liquid });
  setReading(context, reading);
  countWork(context, work);
  return context;
}

/** Returns `a.b[0]` without filters as a list of keys: such a value is looked up without Liquid. */
export function plainPath(value: Value): (string | number)[] | undefined {
  const [token, more] = value.initial.postfix;
  if (value.filters.length > 0 || !token || more || !TypeGuards.isPropertyAccessToken(token) || token.variable) return undefined;
  const path: (string | number)[] = [];
  for (const prop of token.props) {
    const key: unknown = 'content' in prop ? prop.content : undefined;
    if (typeof key === 'number' ? key < 0 : typeof key !== 'string' || ['size', 'first', 'last'].includes(key)) return undefined;
    if (typeof key === 'string' || typeof key === 'number') path.push(key);
  }
  return path;
}

/** Follows a plain path through own properties. */
export function lookUp(scope: Scope, path: readonly (string | number)[]): Json | undefined {
  let at: Json | undefined = scope;
  for (const key of path) {
    // As in Liquid, a letter of a text.
    if (typeof at === 'string' && typeof key === 'number') {
      at = at[key];
      continue;
    }
    if (typeof at !== 'object' || at === null) return undefined;
    if (Array.isArray(at)) at = typeof key === 'number' ? at[key] : undefined;
    else at = Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}
