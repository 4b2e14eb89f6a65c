/** Rule: a wish is taken back, and nothing is done. */

import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import { plainly } from '../../reading/said-plainly.ts';
import { callsOff, deniesThis } from '../../reading/wishes/calling-off.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { take } from './accept-answer.ts';
import type { Asked, Heard } from './heard.ts';
import { cancelTop } from './repair/cancel.ts';

/** Takes a wish back. To a yes-or-no question that is the no; else the flow that speaks of it ends, and nothing is changed. */
export function callingOff({ turn, said, asked, stance, off }: Heard): boolean {
  const asksValue = asked?.question.step.at.verb === 'ask' && stance === 'hard' && !asked.reading.fits;
  const stems = callsOff(said) ?? (asksValue && deniesThis(said) ? [] : undefined);
  if (!stems) return asked !== undefined && off !== undefined && stance === 'hard' && declining(turn, asked, off);
  if (!asked || stance === 'soft') {
    if (stems.length === 0) return false;
    turn.note('called-off');
    turn.say('called_off');
    return true;
  }
  const { run, question } = asked;
  if (!stems.every((stem) => speaksOf(turn, asked, stem))) return false;
  if (stance === 'open' && stems.length === 0) return false;
  const { verb } = question.step.at;
  if (verb === 'confirm' || verb === 'consent') take(turn, run, { reading: { fits: true, value: false, whole: true }, rest: [] });
  else cancelTop(turn, run, run.trail.some(({ barrier }) => barrier) ? 'cancelled' : 'called_off');
  return true;
}

/** Takes the wish that is taken back as the no to a yes-or-no question about it; the rest is another matter. */
function declining(turn: TurnState, asked: Asked, { stems, rest }: NonNullable<Heard['off']>): boolean {
  const { verb } = asked.question.step.at;
  if ((verb !== 'confirm' && verb !== 'consent') || !stems.every((stem) => speaksOf(turn, asked, stem))) return false;
  take(turn, asked.run, { reading: { fits: true, value: false, whole: true }, rest: [rest] });
  return true;
}

/** Tells whether the flows of the run, or the question and its buttons, speak of `stem`. */
function speaksOf(turn: TurnState, { run, question, waiting }: Asked, stem: string): boolean {
  const { parts } = question.asking.prompt(question.fields, question.step, waiting.stage);
  const shown = [...parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])), ...(waiting.choices ?? []).map(({ label }) => label)];
  const phrases = run.stack.flatMap(({ flow }) =>
    (turn.flows.live.get(flow)?.start ?? []).flatMap((trigger) => ('says' in trigger ? trigger.says : 'keyword' in trigger ? trigger.keyword : [])),
  );
  // An entry of the FAQ may have led here, with words of its own.
  const last = turn.session.answered?.at(-1);
  const entry = last && turn.facts.now - last.at < limits.answeredMs ? triggerIndex(turn.flows).faq.get(last.id)?.q : undefined;
  return [...shown, ...phrases, ...(entry ?? [])].some((text) => plainly(text).includes(stem));
}
