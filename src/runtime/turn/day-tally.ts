/** What a turn adds to the day of its conversation, for the reports. The turn's own write keeps it, so that nothing is counted twice. */
import type { Effect, EngineEvent, TurnResult } from '../../engine/model/engine-turn.ts';
import type { Run, Session } from '../../engine/model/session.ts';
import { type MessageClass, type ModelUse, plainText } from '../../message.ts';
import { wantsPerson } from '../../reading/wishes/wanting-person.ts';
import { type ConversationDayRow, conversationDayId, conversationDays, type DayTally, dayOf, type FlowDay, hourOf } from '../../store/conversation-days.ts';
import type { Op } from '../../store/store.ts';

/** Flows of one conversation and day that are told apart. */
const mostFlows = 40;
const mostScores = 20;

/** Returns the tally of the day, which may be changed: a copy of what the conversation has of this day already. */
export function openTally(before: DayTally | undefined, channel: string, now: number, zone: string): DayTally {
  const day = dayOf(now, zone);
  return before?.day === day ? copyOf(before) : { day, at: now, channel, in: 0, bot: 0, person: 0 };
}

/** Copies what is changed in place; everything else in a tally is replaced. */
function copyOf({ flows, ...tally }: DayTally): DayTally {
  return flows ? { ...tally, flows: Object.fromEntries(Object.entries(flows).map(([name, flow]) => [name, { ...flow }])) } : tally;
}

/** The step that keeps the tally of a conversation; none where the turn changed nothing. */
export function tallyOps(conversation: string, before: DayTally | undefined, today: DayTally | undefined): Op[] {
  if (!today || JSON.stringify(today) === JSON.stringify(before)) return [];
  const row: ConversationDayRow = { _id: conversationDayId(today.day, conversation), v: 1, conversation, ...today };
  return [{ op: 'put', in: conversationDays.name, row }];
}

/** The customer wrote at `at`; `withPerson`: a person has the conversation. What was written on the day before, and is read after midnight, has its first hour. */
export function tallyCustomer(tally: DayTally, at: number, withPerson: boolean, zone: string): void {
  tally.in += 1;
  const hour = dayOf(at, zone) === tally.day ? hourOf(at, zone) : 0;
  tally.hours = { ...tally.hours, [hour]: (tally.hours?.[hour] ?? 0) + 1 };
  if (withPerson) tally.withPerson = 1;
  else if (tally.botMs === undefined) tally.asked ??= at;
}

/** A message of the shop; `waited`: since when the customer waits for a person, epoch ms. */
export function tallyMessage(tally: DayTally, author: string, of: MessageClass, now: number, waited?: number): void {
  const category = of === 'promo' ? 'marketing' : of === 'service' ? 'utility' : 'service';
  tally.sent = { ...tally.sent, [category]: (tally.sent?.[category] ?? 0) + 1 };
  if (author !== 'bot') {
    tally.person += 1;
    if (waited !== undefined) tally.personMs ??= Math.max(0, now - waited);
    return;
  }
  if (of !== 'reply') return;
  tally.bot += 1;
  if (tally.asked === undefined) return;
  tally.botMs ??= Math.max(0, now - tally.asked);
  delete tally.asked;
}

/** Adds what models were asked for about a message. */
export function tallyModels(tally: DayTally, used: ModelUse | undefined): void {
  if (!used) return;
  const { calls = 0, in: read = 0, out = 0, cost = 0 } = tally.models ?? {};
  tally.models = { calls: calls + used.calls, in: read + used.in, out: out + used.out, cost: cost + used.cost };
}

export function tallyUnanswered(tally: DayTally): void {
  tally.unanswered = (tally.unanswered ?? 0) + 1;
}

/** Counts a handoff by its cause. */
export function tallyHandoff(tally: DayTally, cause: string): void {
  tally.handoffs = { ...tally.handoffs, [cause]: (tally.handoffs?.[cause] ?? 0) + 1 };
}

/** Adds what the engine did; `before`: the session before it. */
export function tallyTurn(tally: DayTally, event: EngineEvent, before: Session, { session, effects, trace }: TurnResult, now: number): void {
  const runOf = (id: string): Run | undefined => runIn(session, id) ?? runIn(before, id);
  /** The flow that a run began with. */
  const rootOf = (id: string): string | undefined => runOf(id)?.stack[0]?.flow ?? trace.steps.find(({ run }) => run === id)?.flow;
  const isCart = (id: string): boolean => {
    const run = runOf(id);
    return (run ? (run.event?.name ?? '') : event.type === 'event' ? event.name : '').startsWith('cart.');
  };
  for (const note of trace.notes) {
    const name = note.startsWith('start:') ? note.slice('start:'.length) : undefined;
    const flow = name === undefined ? undefined : flowOf(tally, name);
    if (flow) flow.began += 1;
  }
  for (const effect of effects) tallyEffect(tally, effect, { event, trace, now, rootOf, isCart });
}

function runIn({ front, background }: Session, id: string): Run | undefined {
  return front?.id === id ? front : background.find((run) => run.id === id);
}

interface About {
  event: EngineEvent;
  trace: TurnResult['trace'];
  now: number;
  rootOf(run: string): string | undefined;
  isCart(run: string): boolean;
}

function tallyEffect(tally: DayTally, effect: Effect, { event, trace, now, rootOf, isCart }: About): void {
  if (effect.type === 'handoff' && effect.action === 'begin') {
    // A colleague who takes it by themselves is counted there.
    if (event.type === 'agent') return;
    const cause = causeOf(event, trace);
    tallyHandoff(tally, cause);
    const flow = cause.startsWith('flow ') ? flowOf(tally, cause.slice('flow '.length)) : undefined;
    if (flow) flow.handoffs = (flow.handoffs ?? 0) + 1;
    return;
  }
  const name = 'run' in effect && effect.run !== undefined ? rootOf(effect.run) : undefined;
  const flow = name === undefined ? undefined : flowOf(tally, name);
  const run = 'run' in effect ? (effect.run ?? '') : '';
  if (effect.type === 'send' && effect.class === 'promo' && flow) Object.assign(flow, { told: now, ...(isCart(run) && { cart: 1 }) });
  if (effect.type !== 'track') return;
  if (effect.name === 'split' && effect.data.way === 'hold_out' && flow) Object.assign(flow, { held: now, ...(isCart(run) && { cart: 1 }) });
  const { score, scale } = effect.data;
  if (effect.name !== 'rating' || typeof score !== 'number' || typeof scale !== 'number' || scale < 2) return;
  // Of another scale as of five: the least is one, the most five.
  const ofFive = Math.round(1 + (4 * (score - 1)) / (scale - 1));
  tally.scores = [...(tally.scores ?? []), ofFive].slice(-mostScores);
  if (flow) flow.scores = [...(flow.scores ?? []), ofFive].slice(-mostScores);
}

/** Why a person was called: the customer asked, nothing was understood, or a step of a flow. */
export function causeOf(event: EngineEvent, { notes, steps }: TurnResult['trace']): string {
  if (notes.includes('person') || (event.type === 'message' && wantsPerson(plainText(event.parts)))) return 'asked';
  if (notes.includes('gave-up') || notes.includes('not-understood') || notes.includes('unanswered')) return 'not_understood';
  const step = steps.findLast(({ verb }) => verb === 'handoff');
  return step ? `flow ${step.flow}` : 'asked';
}

function flowOf(tally: DayTally, name: string): FlowDay | undefined {
  tally.flows ??= {};
  const known = tally.flows[name];
  if (known || Object.keys(tally.flows).length >= mostFlows) return known;
  const made: FlowDay = { began: 0 };
  tally.flows[name] = made;
  return made;
}
