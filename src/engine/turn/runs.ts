/** Runs begin, are found and end here. */

import type { Flow } from '../../flow-tree/flow-tree.ts';
import { stoppedBy } from '../../flow-tree/stopped-by.ts';
import type { Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { Run, Session } from '../model/session.ts';
import type { TurnState } from './turn-state.ts';

export function allRuns(session: Session): Run[] {
  return session.front ? [session.front, ...session.background] : session.background;
}

export function runById(session: Session, id: string): Run | undefined {
  return session.front?.id === id ? session.front : session.background.find((run) => run.id === id);
}

/** Returns the run whose question the customer's next words answer: the front run, else the one that asked last. */
export function askingRun(session: Session): Run | undefined {
  if (session.front) return session.front.waiting?.kind === 'answer' ? session.front : undefined;
  let latest: Run | undefined;
  for (const run of session.background) if (run.waiting?.kind === 'answer' && (!latest || run.waiting.since >= latest.waiting!.since)) latest = run;
  return latest;
}

/** Returns the flow of a frame in the version that the frame is pinned to; undefined when that version is gone. */
export function flowOf(turn: TurnState, frame: { flow: string; version: string }): Flow | undefined {
  const live = turn.flows.live.get(frame.flow);
  return live?.version === frame.version ? live : turn.flows.pinned(frame.flow, frame.version);
}

/** Tells whether a flow is on the run's stack. */
export function isIn(run: Run, flow: string): boolean {
  return run.stack.some((frame) => frame.flow === flow);
}

/** Begins a run at the first step of a flow. In front when the customer began it, in the background when an event did; undefined when there are too many. */
export function newRun(turn: TurnState, flow: Flow, options: { event?: { name: string; data: Vars }; vars?: Vars } = {}): Run | undefined {
  const { session, facts } = turn;
  const background = options.event !== undefined;
  if (background && session.background.length >= limits.background) {
    turn.problem('warning', `More than ${limits.background} flows wait for this customer; ${flow.name} was not started`, flow.name);
    return undefined;
  }
  const run: Run = {
    id: (session.nextRun++).toString(36),
    stack: [{ flow: flow.name, version: flow.version, at: flow.first, vars: options.vars ?? {} }],
    trail: [],
    kind: flow.kind,
    startedAt: facts.now,
    touchedAt: facts.now,
  };
  if (flow.stop_on.length > 0) run.stopOn = [...flow.stop_on];
  if (options.event) run.event = options.event;
  if (turn.customer) run.replying = true;
  if (background) session.background.push(run);
  else {
    if (session.front) setAside(turn, session.front);
    session.front = run;
  }
  turn.note(`start:${flow.name}`);
  return run;
}

/** Puts the front run into the background; it comes back when nothing is in front of it. */
function setAside(turn: TurnState, run: Run): void {
  const { session } = turn;
  if (session.front !== run) return;
  session.front = undefined;
  if (run.waiting?.kind === 'answer') run.displaced = true;
  session.background.push(run);
  const over = session.background.length - limits.background;
  if (over > 0) {
    const oldest = session.background.reduce((a, b) => (b.touchedAt < a.touchedAt ? b : a));
    turn.problem('warning', `More than ${limits.background} flows wait for this customer; the oldest was ended`, oldest.stack[0]?.flow);
    endRun(turn, oldest, 'dropped');
  }
}

/** Makes a background run the front run; what was in front is set aside. */
export function bringForward(turn: TurnState, run: Run): void {
  const { session } = turn;
  if (session.front === run) return;
  session.background = session.background.filter((other) => other !== run);
  if (session.front) setAside(turn, session.front);
  session.front = run;
  run.displaced = undefined;
}

/** Ends the wait of a run: its timers are cancelled, all but the one that came. */
export function endWait(turn: TurnState, run: Run, came?: string): void {
  for (const timer of run.waiting?.timers ?? []) if (timer !== came) turn.cancelTimer(timer);
  run.waiting = undefined;
}

/** Takes a run away. What it wrote goes out unless it was stopped before its time. */
export function endRun(turn: TurnState, run: Run, why: 'done' | 'stopped' | 'cancelled' | 'dropped' | 'failed'): void {
  const { session } = turn;
  endWait(turn, run);
  for (const frame of run.stack) for (const timer of frame.paused?.timers ?? []) turn.cancelTimer(timer);
  run.stack = [];
  if (session.front === run) session.front = undefined;
  else session.background = session.background.filter((other) => other !== run);
  if (session.handoff?.run === run.id) session.handoff.run = undefined;
  if (why === 'stopped') turn.effect({ type: 'withdraw', run: run.id });
  turn.note(`${why}:${run.id}`);
}

/** Ends the runs of a flow, except one. */
export function stopFlow(turn: TurnState, flow: string, except?: Run): void {
  for (const run of [...allRuns(turn.session)]) if (run !== except && run.stack[0]?.flow === flow) endRun(turn, run, 'stopped');
}

/** Ends the runs that stop on this: an event's name, `reply`, `opted_out`, `handoff`. */
export function stopOn(turn: TurnState, word: string, spare?: (run: Run) => boolean): void {
  for (const run of [...allRuns(turn.session)]) if (stoppedBy(run.stopOn, word) && !spare?.(run)) endRun(turn, run, 'stopped');
}

/** Ends the runs that stop on a reply when the customer wrote or pressed, except the run that was answered, the one in front and the one that called a person. */
export function replied(turn: TurnState, answered: Run | undefined): void {
  const { front, handoff } = turn.session;
  stopOn(turn, 'reply', (run) => run === answered || run === front || run.id === handoff?.run);
}
