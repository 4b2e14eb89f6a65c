/** The conversations that ship with the program, played with the flows of a shop's folder: what goes otherwise since the merchant changed something. */

import { checkFlows, type FlowFile, type LoadContext } from '../compiler/flow.ts';
import { demoGoods } from '../demo/demo-goods.ts';
import { flowSet } from '../flow-folder/flow-set.ts';
import type { CallSpec, FlowSet } from '../flow-tree/flow-tree.ts';
import { type CaseResult, parseTranscript, type RunOptions, runCase } from '../transcripts/transcript.ts';
import { type Folder, isTouched, type Texts } from './plan.ts';

export interface Played {
  /** Number of conversations that went as the program meant them. */
  same: number;
  /** Conversations that go differently because of the merchant's changes. */
  otherwise: CaseResult[];
}

type Context = LoadContext & { calls: Map<string, CallSpec> };

function setOf(texts: Texts, context: Context): FlowSet {
  const files: FlowFile[] = [...texts].map(([file, text]) => ({ file, text }));
  const { flows, faqs } = checkFlows(files, context);
  return flowSet({ flows, faqs, calls: context.calls, goods: demoGoods() });
}

/**
 * Plays the transcripts of the flows that the merchant has and did not change. Failures that occur without any change too, because flows were left
 * out, are not counted.
 */
export function playShipped({ own, base }: Pick<Folder, 'own' | 'base'>, transcripts: Texts, context: Context, options: RunOptions): Played {
  const cases = [...transcripts].flatMap(([file, text]) => {
    const flow = file.replace(/\.test(?=\.ya?ml$)/, '');
    const untouched = own.has(flow) && base.has(flow) && !isTouched(own.get(flow), base.get(flow));
    return untouched ? parseTranscript(text, file, context.lang).cases : [];
  });
  const now = setOf(own, context);
  const failed = cases.flatMap((test) => {
    const result = runCase(now, test, options);
    return result.passed ? [] : [{ test, result }];
  });
  if (failed.length === 0) return { same: cases.length, otherwise: [] };
  const before = setOf(new Map([...base].filter(([file]) => own.has(file))), context);
  const otherwise = failed.filter(({ test }) => runCase(before, test, options).passed).map(({ result }) => result);
  return { same: cases.length - failed.length, otherwise };
}
