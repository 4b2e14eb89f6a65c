/** Places of the sources where an operator or a condition can be changed, and a draw of them that a seed repeats. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One place: lines from 1, columns from 0, as Stryker's `mutate` takes them. */
export interface Place {
  file: string;
  from: { line: number; column: number };
  to: { line: number; column: number };
}

const operators = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
]);

/** Tells whether the expression decides which way the code goes. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  return (
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    (ts.isWhileStatement(parent) && parent.expression === node)
  );
}

/** Lists the places of a source text. */
export function placesOf(file: string, text: string): Place[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const places: Place[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isBinaryExpression(node) && operators.has(node.operatorToken.kind)) || (node.parent && isCondition(node))) {
      const [from, to] = [node.getStart(), node.getEnd()].map((at) => source.getLineAndCharacterOfPosition(at));
      if (from && to) places.push({ file, from: { line: from.line + 1, column: from.character }, to: { line: to.line + 1, column: to.character } });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return places;
}

/** Returns a source of numbers from 0 up to 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const overlap = (one: Place, other: Place): boolean => one.file === other.file && one.from.line <= other.to.line && other.from.line <= one.to.line;

/** Draws `count` places of a folder's sources, no two of them on one line. */
export function drawPlaces(folder: string, count: number, seed: number): Place[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .sort();
  const left = files.flatMap((file) => placesOf(file, readFileSync(file, 'utf8')));
  const next = numbersFrom(seed);
  const drawn: Place[] = [];
  while (drawn.length < count && left.length > 0) {
    const [place] = left.splice(Math.floor(next() * left.length), 1);
    if (place && !drawn.some((one) => overlap(one, place))) drawn.push(place);
  }
  return drawn;
}
