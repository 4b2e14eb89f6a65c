/** Expressions compiled into functions, for those that are asked of a hundred thousand people. They mean what Liquid means by them. */
import { type Context, Filter, type Token, TypeGuards, toValue, toValueSync, type Value } from 'liquidjs';
import { liquid } from './liquid.ts';

/** Value of an expression for a subject, at a time in epoch ms. */
export type Closure<T> = (subject: T, now: number) => unknown;

/** What of an expression a closure cannot be made of: Liquid has to evaluate it. */
class Uncompiled extends Error {}

type Plain = string | number | boolean | null | undefined;
type Compare = (left: unknown, right: unknown) => unknown;

function isPlain(value: unknown): value is Plain {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

function isTruthy(value: unknown): boolean {
  const own = isPlain(value) ? value : toValue(value);
  return own !== false && own !== undefined && own !== null;
}

/** Order as JavaScript has it, which is what Liquid compares plain values by: a number and a text, nothing and a number too. */
const ordered: Readonly<Record<string, (left: Plain, right: Plain) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => (left as number) < (right as number),
  '<=': (left, right) => (left as number) <= (right as number),
  '>': (left, right) => (left as number) > (right as number),
  '>=': (left, right) => (left as number) >= (right as number),
};

/** An operator with two operands: plain values are compared at once, everything else as the engine does it. */
function operator(name: string, context: Context): Compare {
  const engine = context.opts.operators[name];
  if (!engine) throw new Uncompiled();
  const whole: Compare = (left, right) => toValueSync(Reflect.apply(engine, undefined, [left, right, context]));
  const plain = Object.hasOwn(ordered, name) ? ordered[name] : undefined;
  if (plain) return (left, right) => (isPlain(left) && isPlain(right) ? plain(left, right) : whole(left, right));
  if (name !== 'contains') return whole;
  return (left, right) => {
    if (typeof right !== 'string') return whole(left, right);
    if (typeof left === 'string') return left.includes(right);
    if (!Array.isArray(left) || left.some((item) => !isPlain(item))) return whole(left, right);
    return left.includes(right);
  };
}

/** How a subject is read: a name, or a name and what is behind it (`contact.size`) where that is quicker or means something else than a field of the first. */
export interface Reads<T> {
  root(name: string): Closure<T> | undefined;
  field?(name: string, key: string): Closure<T> | undefined;
}

class Compiler<T> {
  readonly #reads: Reads<T>;
  readonly #context: Context;

  constructor(reads: Reads<T>, context: Context) {
    this.#reads = reads;
    this.#context = context;
  }

  expression(postfix: readonly Token[]): Closure<T> {
    const stack: Closure<T>[] = [];
    const pop = (): Closure<T> => {
      const found = stack.pop();
      if (!found) throw new Uncompiled();
      return found;
    };
    for (const token of postfix) {
      if (!TypeGuards.isOperatorToken(token)) {
        stack.push(this.operand(token));
        continue;
      }
      const right = pop();
      const name = String(token.operator);
      if (name === 'not') {
        stack.push((subject, now) => !isTruthy(right(subject, now)));
        continue;
      }
      const left = pop();
      if (name === 'and') stack.push((subject, now) => isTruthy(left(subject, now)) && isTruthy(right(subject, now)));
      else if (name === 'or') stack.push((subject, now) => isTruthy(left(subject, now)) || isTruthy(right(subject, now)));
      else {
        const compare = operator(name, this.#context);
        stack.push((subject, now) => compare(left(subject, now), right(subject, now)));
      }
    }
    const whole = pop();
    if (stack.length > 0) throw new Uncompiled();
    return whole;
  }

  operand(token: Token): Closure<T> {
    if ('content' in token) {
      const { content } = token;
      return () => content;
    }
    if (TypeGuards.isPropertyAccessToken(token) && !token.variable) return this.path(token.props);
    if (TypeGuards.isFilteredValueToken(token)) {
      const filters = token.filters.map((one) => new Filter(one, liquid.filters[one.name], liquid));
      return this.filtered(this.expression(token.initial.postfix), filters);
    }
    throw new Uncompiled();
  }

  path(props: readonly Token[]): Closure<T> {
    const [name, ...keys] = props.map((prop): string | number => {
      const content: unknown = 'content' in prop ? prop.content : undefined;
      if (typeof content !== 'string' && typeof content !== 'number') throw new Uncompiled();
      return content;
    });
    if (typeof name !== 'string') throw new Uncompiled();
    const [first] = keys;
    const field = typeof first === 'string' ? this.#reads.field?.(name, first) : undefined;
    const root = field ?? this.#reads.root(name);
    if (!root) throw new Uncompiled();
    const context = this.#context;
    return keys.slice(field ? 1 : 0).reduce<Closure<T>>((from, key) => {
      const own = typeof key === 'string' && !['size', 'first', 'last'].includes(key);
      return (subject, now) => {
        const value = from(subject, now);
        if (value === null || value === undefined) return value;
        if (own && typeof value === 'object' && !Array.isArray(value)) return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
        return toValueSync(context.getFromScope(value, [key]));
      };
    }, root);
  }

  filtered(initial: Closure<T>, filters: readonly Filter[]): Closure<T> {
    const context = this.#context;
    // What a filter is given beside its value may be a name too, which Liquid would look up in the scope.
    for (const { args } of filters) for (const arg of args) if (!('content' in (Array.isArray(arg) ? (arg[1] ?? {}) : arg))) throw new Uncompiled();
    return (subject, now) => filters.reduce((value, filter) => toValueSync(filter.render(value, context)), initial(subject, now));
  }
}

/**
 * Compiles an expression; `reads` answers undefined for a name that it does not know. Returns undefined for the few expressions that
 * only Liquid evaluates: ranges, names in brackets, filters with names behind them.
 */
export function compileClosure<T>(value: Value, reads: Reads<T>, context: Context): Closure<T> | undefined {
  const compiler = new Compiler(reads, context);
  try {
    const initial = compiler.expression(value.initial.postfix);
    return value.filters.length === 0 ? initial : compiler.filtered(initial, value.filters);
  } catch (error) {
    if (error instanceof Uncompiled) return undefined;
    throw error;
  }
}
