/**
 * Transcripts: conversations written down beside a flow and played with the real engine. Pure; files are read by the caller.
 * The format is in docs/transcripts.md.
 */

import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { FlowSet, Position, Problem } from '../flow-tree/flow-tree.ts';
import { act } from './act.ts';
import { expect } from './expect.ts';
import { type Fail, Failed, failing } from './failure.ts';
import { type RunnerLang, word } from './player-texts.ts';
import { type Case, isInput } from './read.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';
import { type Item, itemsOf, shown } from './said.ts';
import { startedBy } from './silent-start.ts';

export type { RunnerLang } from './player-texts.ts';
export { type Case, parseTranscript } from './read.ts';

export interface CaseResult {
  name: string;
  file: string;
  position: Position;
  passed: boolean;
  /** The failure, at the line that failed. */
  problem?: Problem;
  /** Flows that were visited. */
  flows: string[];
}

export interface RunOptions {
  /** Facts of the shop that all cases share; a case's `shop:` goes before them. */
  shop?: Partial<ShopFacts>;
  /** Language of the messages; English unless given. */
  lang?: RunnerLang;
}

/**
 * Plays a case in a world of its own; it stops at the first line that fails. Does not throw.
 * @example
 * ```ts
 * import { checkFlows } from '../compiler/flow.ts';
 * import { flowSet } from '../flow-folder/flow-set.ts';
 * import { parseTranscript, runCase } from './transcript.ts';
 * const text = 'flow: hours\nstart:\n  - says: [opening hours, 几点开门]\nsteps:\n  - say: We open at nine.\n';
 * const { flows, faqs } = checkFlows([{ file: 'hours.yaml', text }]);
 * const set = flowSet({ flows, faqs, calls: new Map() });
 * const { cases } = parseTranscript('- test: tells the hours\n- customer: opening hours\n- bot: We open at ten.\n', 'hours.test.yaml');
 * cases.map((test) => runCase(set, test)).map(({ passed, problem }) => [passed, problem?.line]); // => [[false, 3]]
 * ```
 */
export function runCase(flows: FlowSet, test: Case, options: RunOptions = {}): CaseResult {
  const lang = options.lang ?? 'en';
  const result: CaseResult = { name: test.name, file: test.file, position: test.position, passed: true, flows: [] };
  const visited = new Set<string>();
  try {
    play(flows, test, options, visited, lang, failing(test.file, lang));
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    result.passed = false;
    result.problem = error.problem;
  }
  result.flows = [...visited];
  return result;
}

function play(flows: FlowSet, test: Case, options: RunOptions, visited: Set<string>, lang: RunnerLang, fail: Fail): void {
  const [first] = test.lines;
  if (test.flow !== undefined && !flows.live.has(test.flow) && !flows.faqs.has(test.flow)) fail(test.position, 'unknown-flow', { flow: test.flow });
  const begun = test.flow !== undefined && first && !isInput(first.verb) ? startedBy(flows, test.flow) : undefined;
  const world = rehearse(begun?.flows ?? flows, test, options.shop ?? {});
  let said: Item[] = [];
  let acted = test.position;

  const collect = (position: Position): void => {
    acted = position;
    said = world.effects.flatMap((effect) => (effect.type === 'send' ? itemsOf(effect) : []));
    for (const name of world.visited) visited.add(name);
    const [call] = world.missing;
    if (call !== undefined) fail(position, 'no-given', { call }, word('no-given-hint', lang, { call }));
    if (world.looped) fail(position, 'too-many');
  };
  /** Fails unless all that the bot said and all that went wrong was listed by now. */
  const settle = (position: Position): void => {
    const left = said.filter((item) => item.kind !== 'choices');
    if (left[0]) fail(position, 'also-said', { came: left.map(shown).join(' | ') }, word('also-said-hint', lang, { came: shown(left[0]) }));
    const trouble = world.problems.find((problem) => problem.weight !== 'warning');
    if (trouble) fail(acted, 'engine-problem', { text: troubleText(trouble) });
    world.forget();
  };

  if (begun) {
    world.say([{ type: 'text', text: begun.phrase }]);
    collect(test.position);
  }
  for (const line of test.lines) {
    if (isInput(line.verb)) {
      settle(line.position);
      act(world, line, fail);
      collect(line.position);
    } else said = expect(world, line, said, lang, fail);
  }
  settle(test.lines.at(-1)?.position ?? test.position);
}

function troubleText(problem: Rehearsal['problems'][number]): string {
  const place = [problem.flow, problem.at].filter((part) => part !== undefined).join(' ');
  return place === '' ? problem.text : `${place}: ${problem.text}`;
}
