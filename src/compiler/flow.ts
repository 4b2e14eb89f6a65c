/** The doors of the compiler: YAML text in, checked flows or problems with `file:line:column` out. Nothing here throws, whatever the text. */
import type { Faq, Flow, Problem } from '../flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../flow-tree/proactive-rule.ts';
import type { LoadContext } from './context.ts';
import { load } from './load.ts';

export { appendEntry, type NewEntry } from './append-entry.ts';
export type { FlowHead, LoadContext } from './context.ts';
export { editEntry, type WrittenEntry, writtenEntries } from './edit-entry.ts';
export { applyFixes } from './fixes.ts';
export { type CheckedFolder, checkFlows, checkingFlows, type FlowFile, filesToLoad, keepLoaded, loadingFiles } from './folder.ts';
export { type KeptFiles, keptFiles, takingKept } from './kept-files.ts';
export { misnamed } from './load.ts';
export { LoadedFiles } from './loaded-files.ts';
export { parcelsOf, unpacking } from './parcels.ts';
export { problemCodes, problemTexts } from './problem-texts.ts';

/**
 * Parses a flow file. Returns a flow that may run (its `warnings` are for the merchant), or what is wrong: errors and warnings in the order of the file.
 * @example
 * ```ts
 * import { parseFlow } from './flow.ts';
 * const flow = parseFlow('flow: hello\nsteps:\n  - say: Hello\n', 'hello.yaml');
 * Array.isArray(flow) ? flow : flow.name; // => 'hello'
 * const problems = parseFlow('flow: hello\nsteps:\n  - sya: Hello\n', 'hello.yaml');
 * Array.isArray(problems) ? problems[0]?.line : undefined; // => 3
 * ```
 */
export function parseFlow(text: string, file: string, context?: LoadContext): Flow | Problem[] {
  const { flow, problems } = parseFile(text, file, context);
  return flow ?? problems;
}

/**
 * Parses a FAQ file in the same way.
 * @example
 * ```ts
 * import { parseFaq } from './flow.ts';
 * const faq = parseFaq('faq: shop\nentries:\n  - q: [do you have parking]\n    a: Behind the shop.\n', 'shop.yaml');
 * Array.isArray(faq) ? faq : faq.entries[0]?.q; // => ['do you have parking']
 * ```
 */
export function parseFaq(text: string, file: string, context?: LoadContext): Faq | Problem[] {
  const { faq, problems } = parseFile(text, file, context);
  return faq ?? problems;
}

/** Parses any kind of file: `flow:`, `faq:` or `proactive:` decides. `problems` holds the warnings too; with an error there is none of them. */
export function parseFile(text: string, file: string, context?: LoadContext): { flow?: Flow; faq?: Faq; proactive?: ProactiveRule; problems: Problem[] } {
  const { flow, faq, proactive, problems } = load(text, file, context);
  return { ...(flow ? { flow } : {}), ...(faq ? { faq } : {}), ...(proactive ? { proactive } : {}), problems };
}

/** Writes a problem as `file:line:column: message (hint)`. */
export function problemLine(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`;
}
