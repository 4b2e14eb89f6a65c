import { checkFlows, type FlowFile, type LoadContext } from '../engine/flow.ts';
import type { Problem } from '../engine/flow-tree.ts';
import { type CaseResult, parseTranscript, type RunOptions, runCase } from '../engine/transcript.ts';
import { flowSet } from './flow-set.ts';

export interface FolderResult {
  flows: number;
  /** FAQ entries. */
  entries: number;
  /** Of flow files and of transcripts; not what failed in a transcript. */
  problems: Problem[];
  cases: CaseResult[];
}

/**
 * Checks the flows of a folder and plays its transcripts. Pure. Transcripts with problems of their own are not played;
 * the others are, with the flows that have no errors.
 */
export function rehearseFolder(
  files: readonly FlowFile[],
  transcripts: readonly FlowFile[],
  context: LoadContext,
  options: RunOptions & { played?: (result: CaseResult) => void } = {},
): FolderResult {
  const { flows, faqs, problems } = checkFlows(files, context);
  const set = flowSet({ flows, faqs, calls: context.calls ?? new Map() });
  const all = [...problems];
  const cases: CaseResult[] = [];
  for (const { file, text } of transcripts) {
    const read = parseTranscript(text, file, context.lang);
    all.push(...read.problems);
    if (read.problems.some(({ severity }) => severity === 'error')) continue;
    for (const test of read.cases) {
      const result = runCase(set, test, options);
      cases.push(result);
      options.played?.(result);
    }
  }
  return { flows: flows.length, entries: faqs.reduce((sum, faq) => sum + faq.entries.length, 0), problems: all, cases };
}
