/** Starts flows: in front, in the background, on top of a waiting question, or later. */

import type { FaqEntry } from '../../flow-tree/flow-tree.ts';
import { byName, type TriggerRef } from '../../flow-tree/trigger-index.ts';
import type { Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import { partlyCallsOff } from '../../reading/wishes/calling-off.ts';
import { folded } from '../../reading/wording.ts';
import type { KeptWords, Run } from '../model/session.ts';
import { callPerson } from '../turn/handoff.ts';
import { keepWords } from '../turn/prefilled.ts';
import { endRun, flowOf, isIn, newRun } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { drive } from './loop.ts';
import { leaveCrossroads } from './navigation-menu.ts';
import { askAgain } from './questions.ts';
import { fired } from './triggers.ts';

/** Starts a flow for the customer, with `vars` and what was `told` before, if any. A question in front is interrupted and comes again afterwards, a mere crossroads is left; one in the background waits on. */
export function begin(turn: TurnState, ref: TriggerRef, asking: Run | undefined, vars: Vars = {}, told: KeptWords[] = []): void {
  const inFront = asking !== undefined && asking === turn.session.front;
  if (inFront && !leaveCrossroads(turn, asking, (run) => endRun(turn, run, 'done'))) interrupt(turn, asking, ref, vars);
  else {
    fired(turn, ref);
    const run = newRun(turn, ref.flow, { vars });
    if (!run) return;
    turn.began = run.id;
    if (told.length > 0 && run.stack[0]) run.stack[0].said = told.slice(-limits.keptWords);
    hear(turn, run);
    drive(turn, run);
  }
}

/** Keeps the message that began a flow: it may answer what the flow asks later. */
function hear(turn: TurnState, run: Run): void {
  if (turn.event.type !== 'message') return;
  keepWords(run, partlyCallsOff(turn.said)?.rest ?? turn.said);
  const choice = turn.event.meaning?.choice;
  // Words that a model picked out are read like any others; what the customer did not write is none.
  if (choice?.do === 'start') for (const slot of choice.slots ?? []) if (folded(turn.said).includes(folded(slot))) keepWords(run, slot);
}

function interrupt(turn: TurnState, run: Run, ref: TriggerRef, vars: Vars): void {
  const top = run.stack[run.stack.length - 1];
  const current = top && flowOf(turn, top);
  const depth = run.stack.filter((frame) => frame.interrupted).length;
  if (current?.name !== ref.flow.name && (current?.uninterrupted || depth >= limits.interruptions)) {
    turn.note(current?.uninterrupted ? 'uninterrupted' : 'too-deep');
    queueWish(turn, ref.flow.name);
    askAgain(turn, run, turn.phrase('finish_first'));
    return;
  }
  fired(turn, ref);
  run.replying = true;
  if (isIn(run, ref.flow.name)) restart(turn, run, ref.flow.name, vars);
  else {
    turn.note(`interruption:${ref.flow.name}`);
    for (const timer of run.waiting?.timers ?? []) turn.cancelTimer(timer);
    const paused = run.waiting;
    run.waiting = undefined;
    run.stack.push({ flow: ref.flow.name, version: ref.flow.version, at: ref.flow.first, vars, interrupted: true, ...(paused ? { paused } : {}) });
    turn.began = run.id;
    hear(turn, run);
  }
  drive(turn, run);
}

/** Begins a flow of the stack anew; what was on top of it goes. */
export function restart(turn: TurnState, run: Run, name: string, vars: Vars = {}): void {
  const flow = turn.flows.live.get(name);
  const place = run.stack.findIndex((frame) => frame.flow === name);
  const frame = run.stack[place];
  if (!flow || !frame) return;
  turn.note(`restart:${name}`);
  for (const timer of run.waiting?.timers ?? []) turn.cancelTimer(timer);
  run.waiting = undefined;
  run.stack.length = place + 1;
  Object.assign(frame, { version: flow.version, at: flow.first, vars, rounds: undefined, said: undefined });
  run.trail = run.trail.filter((answer) => answer.frame < place);
  run.replay = undefined;
}

/** Goes on where an answer of the FAQ leads (`then`); false when it leads nowhere. */
export function followAnswer(turn: TurnState, { then }: FaqEntry, asking: Run | undefined): boolean {
  const name = then && ('flow' in then ? then.flow : 'to' in then ? then.to : undefined);
  const ref = name === undefined ? undefined : byName(turn.flows, name);
  if (ref) begin(turn, ref, asking);
  else if (name === 'handoff') callPerson(turn, 'answer');
  else return false;
  return true;
}

/** Remembers what else the customer wants. */
export function queueWish(turn: TurnState, flow: string): void {
  const { session } = turn;
  if (!session.queue.includes(flow) && session.queue.length < limits.queue) session.queue.push(flow);
  turn.note(`queued:${flow}`);
}
