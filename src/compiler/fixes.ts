/** Applies the repairs that problems carry. */
import type { Problem } from '../flow-tree/flow-tree.ts';

/**
 * Returns the text with each repair written in; where two concern one line, the first counts. Line ends and byte order mark stay as they are.
 * @example
 * ```ts
 * import { applyFixes, parseFile } from './flow.ts';
 * const text = 'flow: hello\nsteps:\n  - say: Please note: closed on Sunday\n';
 * applyFixes(text, parseFile(text, 'hello.yaml').problems); // => 'flow: hello\nsteps:\n  - say: "Please note: closed on Sunday"\n'
 * ```
 */
export function applyFixes(text: string, problems: readonly Problem[]): string {
  const lines = text.split('\n');
  const done = new Set<number>();
  for (const { fix } of problems) {
    if (!fix || done.has(fix.line)) continue;
    const old = lines[fix.line - 1];
    if (old === undefined) continue;
    done.add(fix.line);
    const mark = fix.line === 1 && old.startsWith('\uFEFF') ? '\uFEFF' : '';
    lines[fix.line - 1] = mark + fix.text + (old.endsWith('\r') ? '\r' : '');
  }
  return lines.join('\n');
}
