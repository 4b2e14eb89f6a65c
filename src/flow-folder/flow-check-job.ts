/** The job of a flow checker and its work: the same in whatever thread. */
import type { MessagePort } from 'node:worker_threads';
import { type CheckedFolder, type FlowFile, type LoadContext, loadingFiles, parseFile } from '../compiler/flow.ts';
import type { Sliced } from '../event-loop/slices.ts';

/** Flow files that are to be checked. Plain data, so that it can travel. */
export interface FlowCheckJob {
  files: readonly FlowFile[];
  /** `flows` are those around the files. */
  context: LoadContext;
  /** True when the file is read by itself, without knowing which flows there are around it. There is one. */
  alone?: true;
}

/** To the thread; the parcels go to `to`. */
export interface FlowCheckRequest extends FlowCheckJob {
  to: MessagePort;
}

/** From the thread: it goes on, or all parcels are there. */
export type FlowCheckNews = 'on' | 'done';

/** Loads the files as asked, with a pause after each. */
export function* checkingJob({ files, context, alone }: FlowCheckJob): Sliced<CheckedFolder> {
  const [first] = files;
  if (!alone || !first) return yield* loadingFiles(files, context);
  const { flow, faq, proactive, problems } = parseFile(first.text, first.file, context);
  return { flows: flow ? [flow] : [], faqs: faq ? [faq] : [], rules: proactive ? [proactive] : [], problems };
}
