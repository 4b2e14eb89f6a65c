/** The transcripts of a folder, played with what a draft would make of it. */
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { Sliced } from '../event-loop/slices.ts';
import type { FlowSet, Problem } from '../flow-tree/flow-tree.ts';
import { type Case, type CaseResult, parseTranscript, runCase } from '../transcripts/transcript.ts';

export interface PlayedCases {
  passed: number;
  failed: FailedCase[];
}

export interface FailedCase {
  name: string;
  problem: Problem;
  /** It fails with what is live, too. */
  before: boolean;
}

/** Plays every case, with a pause after each; those that fail are played with what is live as well. */
export function* playingCases(
  draft: FlowSet,
  live: FlowSet,
  files: readonly { file: string; text: string }[],
  { lang, shop }: { lang: 'en' | 'zh'; shop: Partial<ShopFacts> },
): Sliced<PlayedCases> {
  const failed: FailedCase[] = [];
  let passed = 0;
  for (const { file, text } of files) {
    const { cases, problems } = parseTranscript(text, file, lang);
    const [wrong] = problems.filter(({ severity }) => severity === 'error');
    if (wrong) failed.push({ name: file, problem: wrong, before: false });
    for (const test of wrong ? [] : cases) {
      const { passed: ok, problem } = play(draft, test, { lang, shop });
      yield;
      if (ok || !problem) passed++;
      else failed.push({ name: test.name, problem, before: !play(live, test, { lang, shop }).passed });
    }
  }
  return { passed, failed };
}

const play = (set: FlowSet, test: Case, options: { lang: 'en' | 'zh'; shop: Partial<ShopFacts> }): CaseResult => runCase(set, test, options);
