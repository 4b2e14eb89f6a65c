/** What a checker is asked, and how it is done: the same in whatever thread. */
import type { MessagePort } from 'node:worker_threads';
import { type CheckedFolder, checkingFlows, type FlowFile, type LoadContext, parseFile } from '../compiler/flow.ts';
import type { Sliced } from '../event-loop/slices.ts';

/** What is to be checked. Plain data, so that it can travel. */
export interface FlowCheckJob {
  files: readonly FlowFile[];
  context: LoadContext;
  /** The file is read by itself, without knowing which flows there are around it. There is one. */
  alone?: true;
}

/** To the thread; the parcels go to `to`. */
export interface FlowCheckRequest extends FlowCheckJob {
  to: MessagePort;
}

/** From the thread: it goes on, or all parcels are there. */
export type FlowCheckNews = 'on' | 'done';

/** Checks as asked, with a pause after each file. */
export function* checkingJob({ files, context, alone }: FlowCheckJob): Sliced<CheckedFolder> {
  const [first] = files;
  if (!alone || !first) return yield* checkingFlows(files, context);
  const { flow, faq, problems } = parseFile(first.text, first.file, context);
  return { flows: flow ? [flow] : [], faqs: faq ? [faq] : [], problems };
}
