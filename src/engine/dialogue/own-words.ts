/** Words of the flow that the customer is in: they begin nothing anew, and what they tell is kept for it. */

import { limits } from '../../limits.ts';
import type { Remedy } from '../../reading/wishes/remedy.ts';
import type { Frame, KeptWords, Run } from '../model/session.ts';
import { aboutFlow, type FaqHit } from '../runs/faq-answer.ts';
import { drive } from '../runs/loop.ts';
import { askAgain } from '../runs/questions.ts';
import { restart } from '../runs/start-flow.ts';
import type { Hit } from '../runs/triggers.ts';
import { forTeam } from '../turn/handoff.ts';
import { keepForTeam, keepWords } from '../turn/prefilled.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Asked } from './heard.ts';

/** Returns the frames since the last interruption, with the flow that the customer began first in front. */
function inFront({ stack }: Run): readonly Frame[] {
  return stack.slice(
    Math.max(
      0,
      stack.findLastIndex(({ interrupted }) => interrupted),
    ),
  );
}

function isInFront({ run }: Asked, name: string): boolean {
  return inFront(run).some(({ flow }) => flow === name);
}

/** Returns what the flow is about that the customer began last; undefined when it does not say. */
export function aboutRun(turn: TurnState, run: Run): string | undefined {
  const [frame] = inFront(run);
  const flow = frame && turn.flows.live.get(frame.flow);
  return flow && aboutFlow(turn, flow);
}

/** Words for another thing than the one that was named: the flow has to begin anew. */
const another = /另|别的|其[他它]|换一单|(?<!\p{L})(?:an)?other(?!\p{L})|different/iu;

/**
 * Tells whether the words are of the flow that is running: it goes on, so that nothing is lost that was told. Its whole phrase begins it anew while
 * nothing was answered.
 */
export function isOwn(turn: TurnState, asked: Asked, { flow, whole }: Hit): boolean {
  const { verb } = asked.question.step.at;
  if (!isInFront(asked, flow.name) || another.test(turn.said) || (verb !== 'ask' && verb !== 'form')) return false;
  return asked.run.trail.length > 0 || !whole;
}

/** Tells whether the answer leads to where the customer is already. */
export function leadsHere({ entry: { then } }: FaqHit, asked: Asked): boolean {
  const name = then && ('flow' in then ? then.flow : 'to' in then ? then.to : undefined);
  return name !== undefined && isInFront(asked, name);
}

/** Keeps the message for later questions of the flow, and asks the question that waits again. */
export function keepForLater(turn: TurnState, { run }: Asked): true {
  turn.session.confused = 0;
  turn.note('kept-for-later');
  keepWords(run, turn.said, true);
  askAgain(turn, run, turn.phrase('noted'));
  return true;
}

/** Takes in what the customer tells in place of an answer: the team sees it with what the flow comes to, and the question that waits is asked again. */
export function noteForTeam(turn: TurnState, { run }: Asked): boolean {
  if (!keepForTeam(run, turn.said, false)) return false;
  turn.note('told-beside');
  askAgain(turn, run, turn.phrase('noted_for_team'));
  return true;
}

/** Passes a question that nobody here can answer on to the team at once, and asks the question that waits again. */
export function passOn(turn: TurnState, { run }: Asked): boolean {
  const frame = inFront(run)[0];
  if (!frame || !keepForTeam(run, turn.said, true)) return false;
  turn.note('passed-on');
  turn.effect({ type: 'notify', text: forTeam(turn, frame, 'asked_beside', turn.said.slice(0, limits.kept)), to: 'team' });
  askAgain(turn, run, turn.phrase('passed_on'));
  return true;
}

/**
 * Changes the wish of the flow that is open to a remedy, when it takes one: "can you just send a new one" in a return. What is known already, such as the
 * order, stays.
 */
export function changeToRemedy(turn: TurnState, asked: Asked, remedy: Remedy): boolean {
  const { run } = asked;
  const frame = inFront(run).findLast(({ flow }) => turn.flows.live.get(flow)?.takes.remedy !== undefined);
  const flow = frame && turn.flows.live.get(frame.flow);
  if (!frame || !flow) return false;
  turn.note(`remedy:${remedy}`);
  frame.vars = { ...frame.vars, remedy };
  if (frame.vars.order === undefined) return keepForLater(turn, asked);
  const { said, vars } = frame;
  run.replying = true;
  restart(turn, run, flow.name, Object.fromEntries(Object.keys(flow.takes).flatMap((name) => (vars[name] === undefined ? [] : [[name, vars[name]]]))));
  if (said) frame.said = said;
  keepWords(run, turn.said);
  drive(turn, run);
  return true;
}

/** Returns all that was told in a run, what was answered to its questions too, as words for the flow that takes it over; the team is told of it. */
export function toldSoFar(run: Run): KeptWords[] {
  const answers = run.trail.flatMap(({ raw }) =>
    raw.flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'pressed' && part.label !== undefined ? [part.label] : [])),
  );
  const said = run.stack.flatMap((frame) => frame.said ?? []).map(({ text }) => text);
  return [...new Set([...said, ...answers])].filter((text) => text.trim() !== '').map((text) => ({ text, team: 'later' }));
}
