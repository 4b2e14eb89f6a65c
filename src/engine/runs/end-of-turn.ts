/** The end of a turn: which run is in front, what comes next, and whether a question has to be shown again. */

import { newRun } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { drive } from './loop.ts';
import { askAgain } from './questions.ts';

/** Leaves the session as the next turn wants it. */
export function settle(turn: TurnState): void {
  const { session } = turn;
  stepAside(turn);
  if (session.handoff) return;
  for (let round = 0; round < 3 && !session.front; round++) {
    if (!nextWish(turn)) break;
    stepAside(turn);
  }
  if (!session.front) resumeDisplaced(turn);
  repeatQuestion(turn);
  if (!session.front && session.background.length === 0) session.last = undefined;
}

/** Moves a front run that waits for a time or an event to the background: it is not in the way of a conversation. */
function stepAside(turn: TurnState): void {
  const { session } = turn;
  const { front } = session;
  if (front && (front.waiting?.kind === 'time' || front.waiting?.kind === 'event')) {
    session.front = undefined;
    session.background.push(front);
  }
}

function nextWish(turn: TurnState): boolean {
  const { session, flows } = turn;
  if (session.aside) return false;
  const name = session.queue.shift();
  const flow = name === undefined ? undefined : flows.live.get(name);
  if (!flow) return false;
  turn.say('next_wish');
  const run = newRun(turn, flow);
  if (run) drive(turn, run);
  return true;
}

/** Brings a question that was pushed aside forward when nothing is in front of it, or when the customer's own run asks it. */
function resumeDisplaced(turn: TurnState): void {
  const { session } = turn;
  const own = session.background.find((run) => run.waiting?.kind === 'answer' && (run.displaced || !run.event));
  if (!own) return;
  if (!own.event) {
    session.background = session.background.filter((run) => run !== own);
    session.front = own;
  }
  const again = own.displaced && turn.asked !== own.id;
  own.displaced = undefined;
  if (again && !session.aside && !turn.trace.notes.includes('queued-for-person')) askAgain(turn, own, turn.phrase('we_were_at'));
}

/** Shows the question that waits again when another run spoke after it, so that it is the last thing in sight. */
function repeatQuestion(turn: TurnState): void {
  const { session, effects } = turn;
  const { front } = session;
  if (front?.waiting?.kind !== 'answer') return;
  const last = effects.findLast((effect) => effect.type === 'send');
  if (last?.type !== 'send' || !last.run || last.run === front.id) return;
  for (const run of session.background) if (run.id === last.run && run.waiting?.kind === 'answer') run.displaced = true;
  askAgain(turn, front);
}
