/** Rule: what is wanted in place of what was called off, when no phrase names it: "不退，想换个大的", "don't cancel, only change the colour". */

import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { plainly } from '../../reading/said-plainly.ts';
import { nearest, sayAnswer } from '../runs/faq-answer.ts';
import { followAnswer } from '../runs/start-flow.ts';
import { allowed } from '../runs/triggers.ts';
import type { Heard } from './heard.ts';
import { start } from './start.ts';

/** Changes that can be made to an order, each with the words for it. */
const doings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/换|\b(?:exchange|swap|replace)/, ['换货', 'exchange', 'swap']],
  [/改|\b(?:change|update|edit|modify|correct)/, ['改订单', 'change my order']],
  [/退|\b(?:return|refund|send (?:it )?back)/, ['退货', 'return']],
  [/取消|\bcancel/, ['取消订单', 'cancel my order']],
];

/** Takes an entry that comes near and leads on, else the flow that has one of these words among its phrases. */
export function wantedInstead(heard: Heard): boolean {
  const { turn, off, core } = heard;
  if (!off) return false;
  const plain = plainly(core);
  const words = doings.find(([said]) => said.test(plain))?.[1];
  if (!words) return false;
  const entry = nearest(turn, core, 1)[0];
  if (entry && entry.score >= turn.flows.maybe * 2 && entry.entry.then) {
    sayAnswer(turn, entry);
    return followAnswer(turn, entry.entry, heard.asked?.run);
  }
  const refs = [...triggerIndex(turn.flows).flows.values()].flat();
  const ref = refs.find(({ trigger, ...ref }) => {
    const phrases = 'says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : [];
    return phrases.some((phrase) => words.includes(plainly(phrase))) && allowed(turn, { trigger, ...ref });
  });
  return ref !== undefined && start(heard, ref);
}
