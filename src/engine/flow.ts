/** The loader's doors: YAML text in, checked flows or problems with `file:line:column` out. Nothing here throws, whatever the text. */
import type { Faq, Flow, Problem } from './flow-tree.ts';
import type { LoadContext } from './loading/context.ts';
import { load } from './loading/load.ts';

export { appendEntry, type NewEntry } from './loading/append-entry.ts';
export type { FlowHead, LoadContext } from './loading/context.ts';
export { applyFixes } from './loading/fixes.ts';
export { type CheckedFolder, checkFlows, checkingFlows, type FlowFile } from './loading/folder.ts';
export { misnamed } from './loading/load.ts';
export { parcelsOf, unpacking } from './loading/parcels.ts';
export { problemCodes, problemTexts } from './loading/problem-texts.ts';

/** A flow that may run (its `warnings` are for the merchant), or what is wrong: errors and warnings in the order of the file. */
export function parseFlow(text: string, file: string, context?: LoadContext): Flow | Problem[] {
  const { flow, problems } = parseFile(text, file, context);
  return flow ?? problems;
}

/** The same for a FAQ file. */
export function parseFaq(text: string, file: string, context?: LoadContext): Faq | Problem[] {
  const { faq, problems } = parseFile(text, file, context);
  return faq ?? problems;
}

/** Either kind of file: `flow:` or `faq:` decides. `problems` holds the warnings too; with an error there is neither flow nor FAQ. */
export function parseFile(text: string, file: string, context?: LoadContext): { flow?: Flow; faq?: Faq; problems: Problem[] } {
  const { flow, faq, problems } = load(text, file, context);
  return { ...(flow ? { flow } : {}), ...(faq ? { faq } : {}), problems };
}

/** `file:line:column: message (hint)` */
export function problemLine(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`;
}
