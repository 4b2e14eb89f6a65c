/** Real conversations played again with a draft: where would it have answered otherwise? Calls are not made; both sides miss their results alike. */
import type { ShopFacts } from '../engine/model/engine-turn.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import type { Interpreted, Part } from '../message.ts';
import type { Case } from '../transcripts/read.ts';
import { type Rehearsal, rehearse } from '../transcripts/rehearsal.ts';
import { itemsOf } from '../transcripts/said.ts';

/** Something that the customer said. */
export interface Heard extends Interpreted {
  at: number;
  parts: Part[];
}

export interface Difference {
  /** Which of the customer's messages, from 0. */
  index: number;
  /** What both would have said first. */
  live: string[];
  draft: string[];
}

/** Longest pause that is played, ms: what waits for longer is not waited for here. */
const longestPause = 7 * 86_400_000;

/** Returns the first answer that differs; undefined when there is none. Pure. */
export function firstDifference(
  live: FlowSet,
  draft: FlowSet,
  heard: readonly Heard[],
  lang: string | undefined,
  shop: Partial<ShopFacts>,
): Difference | undefined {
  const test: Case = {
    ...{ name: 'replay', file: '', position: { line: 1, column: 1 }, contact: {}, given: {}, shop: {}, lines: [] },
    ...(lang !== undefined && { lang }),
    ...(heard[0] && { now: heard[0].at }),
  };
  const worlds = [rehearse(live, test, shop), rehearse(draft, test, shop)] as const;
  let before = heard[0]?.at ?? 0;
  for (const [index, { at, parts, meaning }] of heard.entries()) {
    const [was, is] = worlds.map((world) => answers(world, Math.min(longestPause, Math.max(0, at - before)), parts, meaning)) as [string[], string[]];
    if (was.join('\n') !== is.join('\n')) return { index, live: was, draft: is };
    if (worlds.some(({ looped }) => looped)) return undefined;
    before = at;
  }
  return undefined;
}

/** Models are not asked again: what they made of the message then counts. */
function answers(world: Rehearsal, pause: number, parts: Part[], meaning: Heard['meaning']): string[] {
  world.forget();
  world.pass(pause);
  const [only] = parts;
  const choice = only?.type === 'pressed' ? world.choices.findLast(({ label }) => label === only.label) : undefined;
  if (choice) world.press(choice);
  else
    world.say(
      parts.map((part) => (part.type === 'pressed' ? { type: 'text', text: part.label ?? part.token } : part)),
      { meaning },
    );
  return world.effects.flatMap((effect) =>
    effect.type === 'send' ? itemsOf(effect).map(({ kind, text, labels }) => (kind === 'choices' ? `[${labels?.join(' | ') ?? ''}]` : text)) : [],
  );
}
