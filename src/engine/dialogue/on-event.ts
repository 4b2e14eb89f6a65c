/** Events that reach a conversation besides the customer's: shop events, results of calls, timers, people of the shop. */

import { byName, type TriggerRef } from '../../flow-tree/trigger-index.ts';
import { limits } from '../../limits.ts';
import type { EngineEvent } from '../model/engine-turn.ts';
import type { Run } from '../model/session.ts';
import { carryOn, drive, resume } from '../runs/loop.ts';
import { askAgain, questionAt, stepAt } from '../runs/questions.ts';
import { begin } from '../runs/start-flow.ts';
import { fired, others } from '../runs/triggers.ts';
import { handOver, leaveQueue, queueForPerson, takeBack } from '../turn/handoff.ts';
import { allRuns, askingRun, endRun, newRun, stopOn } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { stopPromotions } from './repair/opt-out.ts';
import { greet } from './repair/session-start.ts';

type EventOf<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** Handles the customer opening the conversation, perhaps by a link or from a page that names a flow. */
export function started(turn: TurnState, event: EventOf<'started'>): void {
  const { session, facts } = turn;
  session.lastAt = facts.now;
  if (session.handoff) return turn.note('silent');
  const asking = askingRun(session);
  const followed = event.page && byName(turn.flows, String(event.page.flow));
  if (followed && event.page) {
    session.greetedAt = facts.now;
    return begin(turn, followed, asking, { page: event.page });
  }
  const referral = event.referral ? others(turn, 'referral', (trigger) => trigger.referral === event.referral)[0] : undefined;
  if (referral) {
    session.greetedAt = facts.now;
    return begin(turn, referral, asking);
  }
  if (asking) return askAgain(turn, asking, turn.phrase('we_were_at'));
  if (greet(turn) === 'nobody') turn.say('hello_help');
}

/** Handles an event of the shop: it stops runs, wakes those that wait for it, and starts flows, in this order. */
export function happened(turn: TurnState, event: EventOf<'event'>): void {
  stopOn(turn, event.name);
  for (const run of [...allRuns(turn.session)]) {
    if (run.waiting?.kind === 'event' && run.waiting.event === event.name && concerns(turn, run, event)) resume(turn, run, event);
  }
  const data = { name: event.name, data: event.data };
  const refs: TriggerRef[] =
    event.name === 'schedule' || event.name === 'segment'
      ? others(turn, event.name).filter(({ flow }) => flow.name === event.data.flow)
      : others(turn, 'event', (trigger) => trigger.event === event.name, data);
  for (const ref of refs) {
    if (ref.flow.kind === 'promo' && turn.session.handoff) {
      turn.note(`held-by-person:${ref.flow.name}`);
      continue;
    }
    const run = newRun(turn, ref.flow, { event: data });
    if (!run) continue;
    fired(turn, ref);
    drive(turn, run);
  }
}

/** Tells whether the condition of `wait: { event, where }` holds. */
function concerns(turn: TurnState, run: Run, event: EventOf<'event'>): boolean {
  const step = stepAt(turn, run);
  const wait = step?.at.fields.wait as { where?: Parameters<TurnState['holds']>[0] } | undefined;
  return !step || !wait?.where || turn.holds(wait.where, turn.scope(step.frame.vars, event));
}

/** Handles the result of a call. */
export function answered(turn: TurnState, event: EventOf<'result'>): void {
  const run = allRuns(turn.session).find(({ waiting }) => waiting?.kind === 'call' && waiting.call === event.call);
  if (!run?.waiting) return turn.note('result-too-late');
  if (turn.session.handoff && run.replying) {
    // A person is talking: what the bot has found out is said when they are done.
    run.waiting.held = event.outcome;
    return turn.note('held-by-person');
  }
  resume(turn, run, event);
}

/** Tells the customer, once, that a call takes long. */
export function takesLong(turn: TurnState, event: EventOf<'slow'>): void {
  const run = allRuns(turn.session).find(({ waiting }) => waiting?.kind === 'call' && waiting.call === event.call);
  if (!run?.waiting || run.waiting.stage === 'told' || !run.replying || turn.session.handoff) return;
  run.waiting.stage = 'told';
  const step = stepAt(turn, run);
  const busy = step?.at.fields.busy as Parameters<TurnState['text']>[0] | undefined;
  turn.send([{ type: 'text', text: step && busy ? step.text(busy) : turn.phrase('one_moment') }], run);
}

/** Handles a timer: a wait is over, an answer did not come, or nobody took over. */
export function timeIsUp(turn: TurnState, event: EventOf<'timer'>): void {
  const { session, facts } = turn;
  if (session.handoff?.timer === event.timer) return gaveBack(turn);
  if (session.queued?.timer === event.timer) return leaveQueue(turn);
  const run = allRuns(session).find(({ waiting }) => waiting?.timers?.includes(event.timer));
  const waiting = run?.waiting;
  if (!run || !waiting) return turn.note('timer-too-late');
  if (session.handoff && waiting.kind !== 'agent') {
    // A person is talking: what the bot would say waits until they are done.
    const later = turn.effect({ type: 'timer', at: Math.max(session.handoff.until, facts.now + limits.pauseMs) });
    waiting.timers = waiting.timers?.map((timer) => (timer === event.timer ? later : timer));
    if (waiting.remind === event.timer) waiting.remind = later;
    return turn.note('held-by-person');
  }
  if (waiting.kind === 'agent') return nobodyCame(turn, run, event);
  if (waiting.kind !== 'answer') return resume(turn, run, event);
  run.replying = undefined;
  if (waiting.remind === event.timer) {
    waiting.remind = undefined;
    waiting.timers = waiting.timers?.filter((timer) => timer !== event.timer);
    turn.note('remind');
    return askAgain(turn, run);
  }
  turn.note('no-reply');
  const noReply = questionAt(turn, run)?.fields.no_reply;
  carryOn(turn, run, () => ({ do: 'jump', to: noReply ?? { to: 'end' } }), event.timer);
}

function nobodyCame(turn: TurnState, run: Run, event: EventOf<'timer'> | EventOf<'agent'>): void {
  const { session } = turn;
  if (session.handoff?.accepted) return turn.note('timer-too-late');
  const otherwise = stepAt(turn, run)?.at.fields.no_agent;
  if (!otherwise) {
    if (run.waiting) run.waiting.timers = undefined;
    return turn.say('still_waiting', {}, run);
  }
  queueForPerson(turn);
  resume(turn, run, event);
}

/** Handles an `agent` event: a person of the shop took the conversation, gave it back, or none was there. */
export function agent(turn: TurnState, event: EventOf<'agent'>): void {
  const { session } = turn;
  const run = allRuns(session).find(({ waiting }) => waiting?.kind === 'agent');
  switch (event.action) {
    case 'took': {
      if (!session.handoff) handOver(turn);
      if (session.handoff) session.handoff.accepted = true;
      for (const timer of run?.waiting?.timers ?? []) turn.cancelTimer(timer);
      if (run?.waiting) run.waiting.timers = undefined;
      return;
    }
    case 'none':
      if (run && session.handoff) nobodyCame(turn, run, event);
      return;
    case 'back':
      if (session.handoff) gaveBack(turn);
      else leaveQueue(turn);
      return;
    case 'closed': {
      // What the customer was asked before is settled: nothing comes up again.
      const settled = allRuns(session).filter(
        (one) => one.replying || one.waiting?.kind === 'answer' || one.waiting?.kind === 'agent' || one === session.front,
      );
      takeBack(turn);
      leaveQueue(turn);
      for (const one of settled) endRun(turn, one, 'dropped');
    }
  }
}

/** Wakes the bot: the run that handed over goes on below, a question that waited comes again. */
function gaveBack(turn: TurnState): void {
  takeBack(turn);
  const found = allRuns(turn.session).filter(({ waiting }) => waiting?.held);
  for (const run of found) {
    const { call = '', held } = run.waiting ?? {};
    if (held) resume(turn, run, { type: 'result', call, outcome: held });
  }
  const run = allRuns(turn.session).find(({ waiting }) => waiting?.kind === 'agent');
  if (!run && found.length > 0) return;
  if (run) return resume(turn, run, { type: 'agent', action: 'back' });
  const asking = askingRun(turn.session);
  if (asking && turn.event.type === 'agent') askAgain(turn, asking, turn.phrase('we_were_at'));
}

/** Handles a `consent` event: the customer opted out or in elsewhere. */
export function consentChanged(turn: TurnState, event: EventOf<'consent'>): void {
  if (!event.marketing) stopPromotions(turn);
}
