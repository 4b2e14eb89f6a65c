import { checkFlows, type FlowFile, type LoadContext } from '../compiler/flow.ts';
import type { Problem } from '../flow-tree/flow-tree.ts';
import type { GoodsReader } from '../flow-tree/goods-said.ts';
import { type CaseResult, parseTranscript, type RunOptions, runCase } from '../transcripts/transcript.ts';
import { flowSet } from './flow-set.ts';

export interface FolderResult {
  flows: number;
  /** FAQ entries. */
  entries: number;
  /** Of flow files and of transcripts; not what failed in a transcript. */
  problems: Problem[];
  cases: CaseResult[];
  /** Cases that say nothing as long as a flow file has errors: they are about that flow, or failed on a way that leads into it. */
  skipped: number;
}

/**
 * Checks the flows of a folder and plays its transcripts. Pure. Transcripts with problems of their own are not played;
 * the others are, with the flows that have no errors.
 * So that one slip is not followed by failures that only repeat it, cases that a broken flow is needed for are skipped.
 */
export function rehearseFolder(
  files: readonly FlowFile[],
  transcripts: readonly FlowFile[],
  context: LoadContext,
  options: RunOptions & { played?: (result: CaseResult) => void; goods?: GoodsReader } = {},
): FolderResult {
  const { flows, faqs, problems } = checkFlows(files, context);
  const set = flowSet({ flows, faqs, calls: context.calls ?? new Map(), ...(options.goods && { goods: options.goods }) });
  const all = [...problems];
  const cases: CaseResult[] = [];
  let skipped = 0;
  const broken = brokenIn(files, problems);
  const leadsIntoBroken = flows.filter(({ source }) => broken.mentionedIn(source)).map(({ name }) => name);
  for (const { file, text } of transcripts) {
    const read = parseTranscript(text, file, context.lang);
    all.push(...read.problems);
    if (read.problems.some(({ severity }) => severity === 'error')) continue;
    for (const test of read.cases) {
      if (broken.files.has(file.replace(/\.test(?=\.ya?ml$)/, '')) || (test.flow !== undefined && broken.names.has(test.flow))) {
        skipped += 1;
        continue;
      }
      const result = runCase(set, test, options);
      if (!result.passed && result.flows.some((name) => leadsIntoBroken.includes(name))) {
        skipped += 1;
        continue;
      }
      cases.push(result);
      options.played?.(result);
    }
  }
  return { flows: flows.length, entries: faqs.reduce((sum, faq) => sum + faq.entries.length, 0), problems: all, cases, skipped };
}

/** Returns the files with errors, and the names of what is in them. */
function brokenIn(files: readonly FlowFile[], problems: readonly Problem[]) {
  const names = new Set<string>();
  const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  for (const { file, text } of files) {
    const name = wrong.has(file) ? /^(?:flow|faq|proactive)\s*[:：]\s*["']?([^\s"'#]+)/m.exec(text)?.[1] : undefined;
    if (name !== undefined) names.add(name);
  }
  const mentionedIn = (source: string): boolean => [...names].some((name) => source.split(/[^\w-]+/).includes(name));
  return { files: wrong, names, mentionedIn };
}
