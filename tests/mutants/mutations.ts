/** Changes of operators and conditions in a source text, and a draw of them that a seed repeats. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One change: `is` takes the place of `was`, which begins at `start` (UTF-16 units from the beginning of the text). */
export interface Mutation {
  file: string;
  start: number;
  was: string;
  is: string;
  /** From 1. */
  line: number;
  /** Number of the same changes before it in the file. */
  nth: number;
}

const otherOperators: Partial<Record<ts.SyntaxKind, readonly string[]>> = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
};

/** Lists what the expression can be replaced with as a condition. A loop whose condition stays true never ends. */
function otherConditions(node: ts.Node): readonly string[] {
  const { parent } = node;
  if (ts.isIfStatement(parent) && parent.expression === node) return ['true', 'false'];
  if (ts.isConditionalExpression(parent) && parent.condition === node) return ['true', 'false'];
  return ts.isWhileStatement(parent) && parent.expression === node && node.kind !== ts.SyntaxKind.TrueKeyword ? ['false'] : [];
}

/** Lists the changes of a source text. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    const start = node.getStart();
    const was = node.getText();
    const add = (is: string): void => {
      const nth = found.filter((one) => one.was === was && one.is === is).length;
      found.push({ file, start, was, is, line: source.getLineAndCharacterOfPosition(start).line + 1, nth });
    };
    if (node.parent && ts.isExpression(node)) for (const is of otherConditions(node)) add(is);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) add(node.operand.getText());
    if (ts.isBinaryExpression(node)) {
      const [from, to] = [node.operatorToken.getStart() - start, node.operatorToken.getEnd() - start];
      for (const operator of otherOperators[node.operatorToken.kind] ?? []) add(`${was.slice(0, from)}${operator}${was.slice(to)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Returns the text with the change in it. */
export const mutated = (text: string, { start, was, is }: Mutation): string => `${text.slice(0, start)}(${is})${text.slice(start + was.length)}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names a change by what it says, so that it keeps its name when lines move above it. */
export const nameOf = ({ file, was, is, nth }: Mutation): string => digest(`${file}\n${was}\n${is}${nth > 0 ? `\n${nth}` : ''}`).slice(0, 16);

/**
 * Draws `count` changes of a folder's sources, no two of them on one line. The order is that of the names hashed with the seed: what is written elsewhere
 * in the folder moves no other change into or out of the draw, or only at its end.
 */
export function drawMutations(folder: string, count: number, seed: number): Mutation[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('mongo/'))
    .map((file) => join(folder, file));
  const all = files.flatMap((file) => mutationsOf(file, readFileSync(file, 'utf8')));
  const inOrder = all.map((mutation) => ({ mutation, rank: digest(`${seed} ${nameOf(mutation)}`) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const drawn: Mutation[] = [];
  for (const { mutation } of inOrder) {
    if (drawn.length === count) break;
    if (!drawn.some(({ file, line }) => file === mutation.file && line === mutation.line)) drawn.push(mutation);
  }
  return drawn;
}
