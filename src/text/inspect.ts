/** The names that a template or expression reads, for the checks at load. */
import { type Token, TypeGuards, type Variable } from 'liquidjs';
import { liquid } from './liquid.ts';
import { isTextProblem, strictValue } from './strict.ts';

export interface Use {
  /** First name of the path, e.g. `order` of `order.total`. */
  root: string;
  /** The name behind it: `total` of `order.total`. */
  key?: string;
  /** True for the name alone, without a path behind it. */
  bare: boolean;
  /** Offset in the source. */
  at: number;
}

function usesIn(source: string, shift: number): Use[] {
  const lineStarts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const found: Use[] = [];
  const { globals } = liquid.parseAndAnalyzeSync(source, undefined, { partials: false });
  for (const variable of Object.values<Variable[]>(globals).flat()) {
    const [root, key] = variable.segments;
    if (typeof root !== 'string') continue;
    const at = (lineStarts[variable.location.row - 1] ?? 0) + variable.location.col - 1 - shift;
    found.push({ root, ...(typeof key === 'string' && { key }), bare: variable.segments.length === 1, at: Math.max(0, at) });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Returns the names that a template reads from outside of itself. */
export function usesOfTemplate(source: string): Use[] {
  return /\{\{|\{%/.test(source) ? usesIn(source, 0) : [];
}

/** Returns the names that a condition or expression reads. */
export function usesOfExpression(source: string): Use[] {
  return usesIn(`{{ ${source} }}`, 3);
}

export type Operand = { name: string; path: string[]; at: number } | { text: string } | { number: number } | { other: true };
export interface Comparison {
  left: Operand;
  operator: string;
  right: Operand;
}

function operandOf(token: Token): Operand {
  if (TypeGuards.isQuotedToken(token)) return { text: token.content };
  if (TypeGuards.isNumberToken(token)) return { number: token.content };
  if (TypeGuards.isPropertyAccessToken(token) && !token.variable) {
    const path = token.props.map((prop) => ('content' in prop && typeof prop.content === 'string' ? prop.content : ''));
    const [name] = path;
    if (name) return { name, path: path.slice(1), at: token.begin };
  }
  return { other: true };
}

/** Returns the comparisons of a condition that stand between two simple values. */
export function comparisonsOf(source: string): Comparison[] {
  const value = strictValue(source);
  if (isTextProblem(value)) return [];
  const found: Comparison[] = [];
  const visit = (postfix: readonly Token[]): void => {
    const operands: Operand[] = [];
    for (const token of postfix) {
      if (!TypeGuards.isOperatorToken(token)) {
        if (TypeGuards.isFilteredValueToken(token)) visit(token.initial.postfix);
        operands.push(operandOf(token));
        continue;
      }
      const right = operands.pop() ?? { other: true };
      if (token.operator === 'not') {
        operands.push({ other: true });
        continue;
      }
      const left = operands.pop() ?? { other: true };
      if (['==', '!=', '<', '>', '<=', '>='].includes(token.operator)) found.push({ left, operator: token.operator, right });
      operands.push({ other: true });
    }
  };
  visit(value.initial.postfix);
  return found;
}
