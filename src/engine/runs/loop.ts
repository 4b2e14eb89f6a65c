/** Moves a run from step to step until it waits or ends. */

import type { Target } from '../../flow-tree/fields.ts';
import type { Flow } from '../../flow-tree/flow-tree.ts';
import type { Json, Vars } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { EngineEvent } from '../model/engine-turn.ts';
import type { Frame, Run, Waiting } from '../model/session.ts';
import { buttonToken } from '../model/tokens.ts';
import { verbs } from '../steps/index.ts';
import { callPerson, tellTeam } from '../turn/handoff.ts';
import { endRun, endWait, flowOf } from '../turn/runs.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Outcome } from '../turn/verb.ts';
import { offerPerson } from './clarification.ts';
import { goBack } from './going-back.ts';
import { ask, questionAt, stepAt, takeUp } from './questions.ts';

/** Runs steps until the run waits or ends. A step that throws is told to the customer and to the trace. */
export function drive(turn: TurnState, run: Run): void {
  run.touchedAt = turn.facts.now;
  while (run.stack.length > 0 && !run.waiting) {
    const frame = run.stack[run.stack.length - 1]!;
    const flow = flowOf(turn, frame);
    if (!flow) return lost(turn, run, frame);
    const step = stepAt(turn, run);
    if (!step) {
      turn.problem('error', `There is no step ${frame.at} any more`, flow.name, frame.at);
      finish(turn, run);
      continue;
    }
    if (++turn.steps > limits.steps) return tooLong(turn, run, flow, frame);
    turn.trace.steps.push({ run: run.id, flow: flow.name, version: flow.version, at: frame.at, verb: step.at.verb });
    try {
      follow(turn, run, step, outcomeOf(step));
    } catch (error) {
      return failed(turn, run, error);
    }
  }
}

function outcomeOf(step: StepTurn): Outcome {
  const { at } = step;
  if (at.only_if && !step.holds(at.only_if)) return { do: 'next' };
  const verb = verbs.get(at.verb);
  if (!verb) throw new Error(`There is no verb ${at.verb}`);
  return verb.run(at.fields as never, step);
}

/** Follows what a step decided, then goes on. `came` is a timer that is over and need not be cancelled. */
export function carryOn(turn: TurnState, run: Run, decide: (step: StepTurn, waiting: Waiting | undefined) => Outcome | undefined, came?: string): void {
  const step = stepAt(turn, run);
  const frame = run.stack[run.stack.length - 1];
  if (!step) {
    if (frame && !flowOf(turn, frame)) return lost(turn, run, frame);
    endWait(turn, run, came);
    return drive(turn, run);
  }
  const { waiting } = run;
  try {
    const outcome = decide(step, waiting);
    if (!outcome) return;
    if (run.waiting === waiting) endWait(turn, run, came);
    follow(turn, run, step, outcome);
  } catch (error) {
    endWait(turn, run, came);
    return failed(turn, run, error);
  }
  drive(turn, run);
}

/** Gives a run what it waited for. */
export function resume(turn: TurnState, run: Run, event: EngineEvent): void {
  const { waiting } = run;
  const came = event.type === 'timer' ? event.timer : undefined;
  run.replying = event.type === 'result' ? run.replying : undefined;
  if (event.type === 'agent') run.replying = true;
  carryOn(
    turn,
    run,
    (step) => {
      turn.trace.steps.push({ run: run.id, flow: step.flow.name, version: step.flow.version, at: step.at.path, verb: step.at.verb });
      return waiting && verbs.get(step.at.verb)?.resume?.(step.at.fields as never, step, event, waiting);
    },
    came,
  );
}

function follow(turn: TurnState, run: Run, step: StepTurn, outcome: Outcome): void {
  const { frame } = step;
  switch (outcome.do) {
    case 'next':
      return goOn(turn, run, step.at.next);
    case 'jump':
      return jump(turn, run, step, outcome.to);
    case 'push':
      return push(turn, run, outcome);
    case 'end':
      return finish(turn, run, outcome.value);
    case 'wait':
      run.waiting = { ...outcome.for, at: frame.at, since: turn.facts.now };
      return;
    case 'offer_person':
      tellTeam(turn, run.stack);
      endRun(turn, run, 'failed');
      return offerPerson(turn);
    case 'fail':
      turn.problem('error', outcome.problem, frame.flow, frame.at);
      if (outcome.unsure) notSure(turn, run, outcome.problem);
      else apologise(turn, run);
      return;
    case 'ask': {
      const question = questionAt(turn, run);
      const answered = question && ask(question, outcome.stage, outcome.before);
      if (answered && run.stack.length > 0) follow(turn, run, question.step, answered);
    }
  }
}

function goOn(turn: TurnState, run: Run, next: string | undefined): void {
  const frame = run.stack[run.stack.length - 1];
  if (!frame) return;
  if (next === undefined) finish(turn, run);
  else frame.at = next;
}

/** Goes to another place. Loops that are left begin anew when they are entered again. */
export function jump(turn: TurnState, run: Run, step: StepTurn, to: Target): void {
  const { frame, flow } = step;
  if ('step' in to) return goTo(frame, to.step);
  if ('flow' in to) return goToFlow(turn, run, to.flow);
  switch (to.to) {
    case 'end':
      return finish(turn, run);
    case 'back':
      if (!goBack(turn, run)) finish(turn, run);
      return;
    case 'again': {
      const last = run.trail[run.trail.length - 1];
      if (last?.frame === run.stack.length - 1) goTo(frame, last.at);
      else frame.at = flow.first;
      return;
    }
    case 'menu':
    case 'handoff': {
      if (turn.flows.live.has(to.to)) return goToFlow(turn, run, to.to);
      const from = frame.flow;
      tellTeam(turn, run.stack);
      endRun(turn, run, 'done');
      if (to.to === 'handoff') callPerson(turn, 'flow', { flow: from });
      else turn.say('menu_default');
    }
  }
}

function goTo(frame: Frame, path: string): void {
  for (const loop of Object.keys(frame.rounds ?? {})) if (path !== loop && !path.startsWith(`${loop}.`)) delete frame.rounds![loop];
  frame.at = path;
}

/** Leaves this flow for another one, which gets what it takes by name. */
function goToFlow(turn: TurnState, run: Run, name: string): void {
  const flow = turn.flows.live.get(name);
  const frame = run.stack.pop();
  if (!flow || !frame) {
    turn.problem('error', `There is no flow ${name}`, frame?.flow, frame?.at);
    if (frame) run.stack.push(frame);
    return finish(turn, run);
  }
  const vars: Vars = {};
  for (const taken of Object.keys(flow.takes)) if (Object.hasOwn(frame.vars, taken)) vars[taken] = frame.vars[taken]!;
  run.trail = run.trail.filter((answer) => answer.frame < run.stack.length);
  if (run.stack.length === 0) {
    run.kind = flow.kind;
    run.stopOn = flow.stop_on.length > 0 ? [...flow.stop_on] : undefined;
  }
  const next: Frame = { flow: flow.name, version: flow.version, at: flow.first, vars };
  if (frame.save) next.save = frame.save;
  if (frame.interrupted) next.interrupted = true;
  if (frame.paused) next.paused = frame.paused;
  if (frame.said) next.said = frame.said;
  run.stack.push(next);
}

function push(turn: TurnState, run: Run, call: { flow: string; vars: Vars; save?: string }): void {
  const flow = turn.flows.live.get(call.flow);
  if (!flow) throw new Error(`There is no flow ${call.flow}`);
  if (run.stack.length >= limits.stack) throw new Error(`More than ${limits.stack} flows call each other`);
  const frame: Frame = { flow: flow.name, version: flow.version, at: flow.first, vars: call.vars };
  if (call.save) frame.save = call.save;
  run.stack.push(frame);
}

/** Ends the flow on top: its caller goes on below, or the question that it interrupted comes again, or the run is over. */
export function finish(turn: TurnState, run: Run, value?: Json): void {
  const done = run.stack.pop();
  if (!done) return;
  const depth = run.stack.length;
  if (done.interrupted || depth === 0) tellTeam(turn, [done]);
  const first = run.trail.find((answer) => answer.frame >= depth);
  run.trail = run.trail.filter((answer) => answer.frame < depth);
  const caller = run.stack[depth - 1];
  if (!caller) return endRun(turn, run, 'done');
  if (done.interrupted) {
    if (done.paused) takeUp(turn, run, done.paused);
    return;
  }
  const step = stepAt(turn, run);
  if (!step) return;
  if (done.save) step.set(done.save, value ?? null);
  if (first) run.trail.push({ frame: depth - 1, at: caller.at, raw: first.raw, ...(done.save ? { save: done.save } : {}) });
  goOn(turn, run, step.at.next);
}

/** Ends a run whose version of the flow is gone. */
function lost(turn: TurnState, run: Run, frame: Frame): void {
  turn.problem('failure', `Version ${frame.version} of ${frame.flow} is gone`, frame.flow, frame.at);
  if (turn.customer || run === turn.session.front) turn.say('sorry_changed', {}, run);
  endRun(turn, run, 'failed');
}

function tooLong(turn: TurnState, run: Run, flow: Flow, frame: Frame): void {
  turn.problem('failure', `More than ${limits.steps} steps in one turn: does ${flow.name} loop without waiting?`, flow.name, frame.at);
  if (turn.customer || run.replying) turn.apologise('sorry_error', run);
  endRun(turn, run, 'failed');
}

/** Handles a step that failed. The customer is told and can try again; a run that nobody is talking to ends. */
export function failed(turn: TurnState, run: Run, error: unknown): void {
  const frame = run.stack[run.stack.length - 1];
  turn.problem('error', error instanceof Error ? error.message : String(error), frame?.flow, frame?.at);
  apologise(turn, run);
}

/** Says sorry and leaves the run at its step until the customer wants to try again. */
export function apologise(turn: TurnState, run: Run): void {
  const frame = run.stack[run.stack.length - 1];
  if (!frame || !(turn.customer || run.replying)) return endRun(turn, run, 'failed');
  const asked = turn.session.turn;
  const choices = (['retry_now', 'person'] as const).map((label, index) => ({
    token: buttonToken(run.id, asked, `${index}`),
    label: turn.phrase(label),
    value: label,
  }));
  run.waiting = { kind: 'answer', at: frame.at, since: turn.facts.now, tries: 0, stage: { failed: true }, asked, choices };
  turn.send([{ type: 'text', text: turn.phrase('sorry_error') }], run, { choices: choices.map(({ token, label }) => ({ token, label })) });
  turn.asked = run.id;
}

/** Asks the team to look when something may or may not have been done, and ends the run: trying again could do it twice. */
function notSure(turn: TurnState, run: Run, what: string): void {
  turn.effect({ type: 'notify', text: what, to: 'team' });
  if (turn.customer || run.replying) turn.say('sorry_unsure', {}, run);
  endRun(turn, run, 'failed');
}
