/** Rule: what is wanted in place of what was called off, when no phrase names it: "不退，想换个大的", "don't cancel, only change the colour". */
import { nearest, sayAnswer } from '../faq.ts';
import { followAnswer } from '../starting.ts';
import { triggerIndex } from '../trigger-index.ts';
import { allowed } from '../triggers.ts';
import type { Heard } from './heard.ts';
import { plainly } from './said-plainly.ts';
import { start } from './start.ts';

/** What can be done to an order, each with the words for it. */
const doings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/换|\b(?:exchange|swap|replace)/, ['换货', 'exchange', 'swap']],
  [/改|\b(?:change|update|edit|modify|correct)/, ['改订单', 'change my order']],
  [/退|\b(?:return|refund|send (?:it )?back)/, ['退货', 'return']],
  [/取消|\bcancel/, ['取消订单', 'cancel my order']],
];

/** An entry that comes near and leads on, else the flow that has one of these words among its phrases. */
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
