/** One turn: events of one conversation, worked on in order, each with its own advance of the engine. Nothing is stored here. */

import type { CallOutcome, EngineEvent, TurnResult } from '../../engine/model/engine-turn.ts';
import { within } from '../../event-loop/within.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import type { InboundEvent } from '../../message.ts';
import type { ContactRow, ConversationRow, InboxRow, MessageRow, PendingCall } from '../../store/collections.ts';
import type { Deps } from '../deps/deps.ts';
import { cameBy, reached, seen } from '../rows/contact-change.ts';
import { apology } from './apology.ts';
import { asReply, beganByReply, broadcastHere, markOptOut, markReply, wordsOfButton } from './broadcast-replies.ts';
import { answeredBy } from './conversation-owner.ts';
import { causeOf, openTally, tallyCustomer, tallyHandoff, tallyModels, tallyTurn, tallyUnanswered } from './day-tally.ts';
import { changesNothing, messageRowId, versionsOf } from './edited-messages.ts';
import { addConsent, addMessage, applyEffect, followHandoff, touch } from './effects.ts';
import { channelFacts, factsOf, languageOf } from './facts.ts';
import { applyReceipt } from './receipts.ts';
import { withdrawPromotions, withdrawStopped } from './supersede.ts';
import { heard, isCustomers, isUrgent, type TurnEvent, waitsForCall } from './turn-event.ts';
import { noteUnanswered } from './unanswered.ts';
import { changeContact, newUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

/** The dependencies that this file's functions use. */
type TurnDeps = Pick<
  Deps,
  | 'advance'
  | 'arrived'
  | 'broadcasts'
  | 'calls'
  | 'channel'
  | 'clock'
  | 'cluster'
  | 'enter'
  | 'flows'
  | 'holds'
  | 'hooks'
  | 'langs'
  | 'limits'
  | 'log'
  | 'pacer'
  | 'patience'
  | 'shop'
  | 'silent'
  | 'store'
  | 'templates'
  | 'traces'
>;

/** Calls that read answered within one turn; more become stored calls, so that a loop of lookups cannot hold a turn for ever. */
const inlineMost = 20;

/**
 * Works on `events` in order until one has to wait for a call. `done` of the unit of work lists the inbox rows that were worked on. A fault of ours
 * becomes an apology to the customer; the event counts as done. `from`: the row with what it takes over from another conversation.
 */
export async function runTurn(deps: TurnDeps, row: ConversationRow, contact: ContactRow | null, events: readonly TurnEvent[], from = row): Promise<UnitOfWork> {
  const work: UnitOfWork = { ...newUnitOfWork(from, contact, deps.clock.now()), base: row };
  const channel = deps.channel(row.address);
  work.tells = channel ? channel.handover !== undefined : row.tell !== undefined;
  work.today = openTally(row.today, row.address.channel, work.now, deps.shop(work.now).zone);
  let waits = false;
  for (const event of events) {
    if (event.from === 'inbox') {
      waits ||= waitsForCall(work);
      if (waits && isCustomers(event.row) && !isUrgent(event.row)) continue;
      // A row may stand in memory twice: read from the store and announced at the same moment.
      if (work.done.includes(event.row._id)) continue;
      work.done.push(event.row._id);
      if (event.album) await albumEvent(deps, work, row, event.album);
      else if (!row.seen.includes(event.row._id)) await inboxEvent(deps, work, event.row);
    } else if (event.from === 'timer') {
      if (!work.timers.some((one) => one.id === event.id)) continue;
      work.timers = work.timers.filter((one) => one.id !== event.id);
      await advance(deps, work, { type: 'timer', timer: event.id });
    } else if (work.calls.some((call) => call.id === event.call)) {
      if (event.from === 'slow') await advance(deps, work, { type: 'slow', call: event.call });
      else {
        work.calls = work.calls.filter((call) => call.id !== event.call);
        await advance(deps, work, { type: 'result', call: event.call, outcome: event.outcome });
      }
    }
  }
  markOptOut(deps, work);
  changeContact(work, (contact) => reached(contact, row._id, work.reachable));
  return work;
}

/** Keeps the messages of an album one by one; the engine hears them as one. */
async function albumEvent(deps: TurnDeps, work: UnitOfWork, before: ConversationRow, rows: readonly InboxRow[]): Promise<void> {
  const fresh = rows.filter(({ _id }) => !before.seen.includes(_id));
  work.done.push(...rows.map(({ _id }) => _id).filter((id) => !work.done.includes(id)));
  const [first] = fresh;
  if (first?.event.type !== 'message') return;
  for (const row of fresh) customer(deps, work, row, deps.clock.now());
  const said = fresh.flatMap((row) => (row.event.type === 'message' ? row.event.parts : []));
  work.album = first.event.album;
  const whole = heard({ ...first, event: { ...first.event, parts: said } }, deps.limits.text);
  if (whole) await advance(deps, work, whole);
}

/** Tells whether a flow begins with this event, or waits for it. */
function isHeard(deps: Pick<Deps, 'flows'>, { session }: UnitOfWork, name: string): boolean {
  const runs = session.front ? [session.front, ...session.background] : session.background;
  if (runs.some(({ waiting }) => waiting?.kind === 'event' && waiting.event === name)) return true;
  return (triggerIndex(deps.flows.set()).others.get('event') ?? []).some(({ trigger }) => 'event' in trigger && trigger.event === name);
}

/**
 * Tells whether the event adds anything for the engine. These do not: a quiet start while an answer is awaited, a further picture of an album,
 * a message that repeats the event beside it.
 */
function saysMore(deps: Pick<Deps, 'flows'>, work: UnitOfWork, event: InboxRow['event']): boolean {
  if (event.type === 'started') return !(event.quiet && work.session.front?.waiting?.kind === 'answer');
  if (event.type !== 'message') return true;
  if (event.album !== undefined && event.album === work.album) return false;
  return event.beside === undefined || !isHeard(deps, work, event.beside);
}

async function inboxEvent(deps: TurnDeps, work: UnitOfWork, row: InboxRow): Promise<void> {
  const { event } = row;
  const now = deps.clock.now();
  if (event.type === 'message' && (await changesNothing(deps, work, event))) return;
  if (event.type === 'staff') return staff(deps, work, event);
  if (event.type === 'moved') return movedHere(work, event, now);
  if (event.type === 'broadcast') return broadcastHere(work, event, now);
  if (event.type === 'handover') return atProvider(deps, work, event);
  if (event.type === 'receipt') return applyReceipt(deps, work, event, row._id);
  if (event.type === 'reach') {
    work.reachable = event.reachable;
    // Who blocks the shop or unfollows it wants no promotions anywhere.
    if (!event.reachable && event.reason && work.contact.consent.marketing !== false)
      noteMarketing(work, row._id, { granted: false, words: event.reason, source: work.base.address.channel }, now);
    return;
  }
  if (event.type === 'consent' || event.type === 'refused') {
    const granted = event.type === 'consent' && event.marketing;
    const { channel } = work.base.address;
    const [words, source] = event.type === 'consent' ? [event.words ?? '', event.source ?? channel] : [event.words, work.base._id];
    if (event.type === 'refused' && work.contact.consent.marketing === false) return;
    noteMarketing(work, row._id, { granted, words, source }, now);
  }
  const more = saysMore(deps, work, event);
  if (isCustomers(row)) customer(deps, work, row, now);
  else if ('window' in event && event.window) opens(deps, work, event, now);
  if (!more) return;
  if (event.type === 'message' && event.album !== undefined) work.album = event.album;
  const engineEvent = (await wordsOfButton(deps, work, event)) ?? (await asReply(deps, work, heard(row, deps.limits.text), now));
  if (engineEvent) await advance(deps, work, engineEvent);
  const reply = engineEvent?.type === 'message' ? engineEvent.broadcast : undefined;
  if (reply && !reply.pressed) beganByReply(work, reply.flow);
}

/** Changes what the contact agrees to, with its line in the ledger; an opt-out withdraws what waits. */
function noteMarketing(work: UnitOfWork, id: string, said: { granted: boolean; words: string; source: string }, now: number): void {
  changeContact(work, (contact) => ({ ...contact, consent: { ...contact.consent, marketing: said.granted } }));
  if (!said.granted) withdrawPromotions(work);
  addConsent(work, `consent:${id}`, { purpose: 'marketing', ...said }, now);
}

/** Opens the reply window that the customer's event gives, and begins its quota again. A shorter window does not replace a longer one with something left. */
function opens(deps: Pick<Deps, 'channel'>, work: UnitOfWork, event: Pick<InboundEvent, 'at' | 'window'>, now: number): void {
  const at = Math.min(event.at, now);
  const open = work.window ?? deps.channel(work.base.address)?.capabilities.window;
  work.reachable = true;
  if (event.window && open && work.lastInAt > 0 && work.lastInAt + open.ms > at + event.window.ms) {
    // One message is kept back for a person.
    if (open.messages === undefined || (work.inbound ? 0 : work.base.sentSince) < open.messages - 1) return;
  }
  work.lastInAt = Math.max(work.lastInAt, at);
  work.window = event.window;
  work.inbound = true;
}

/** Takes in a message whose own conversation could not take it. */
function movedHere(work: UnitOfWork, { origin, message, stopOn, about, since }: Extract<InboxRow['event'], { type: 'moved' }>, now: number): void {
  const { choices: _, many: __, ...rest } = message;
  addMessage(work, { ...rest, key: `m:${message.key}`, to: work.base.address }, now, 'bot', { stopOn, about });
  const added = work.items.at(-1);
  if (!added) return;
  added.row.movedFrom = origin;
  Object.assign(added.item, { movedFrom: origin, since: since ?? now });
}

/** Handles a handover in the provider's own app: somebody took the conversation or gave it back, or the provider repeats what we synced to it. */
async function atProvider(deps: TurnDeps, work: UnitOfWork, event: Extract<InboxRow['event'], { type: 'handover' }>): Promise<void> {
  const knew = work.told ?? 'bot';
  work.told = event.owner;
  const who = event.who?.trim().slice(0, 80) || event.from.channel;
  if (event.owner === 'bot') {
    // Where it knew of nobody, it only repeats the owner synced to it before somebody here took the conversation.
    if (knew === 'person' && answeredBy(work) === 'person') await staff(deps, work, { type: 'staff', who, action: 'back', id: event.id });
    return;
  }
  // One that has it here keeps it when the provider only repeats the synced owner, or names nobody.
  if (work.owner !== 'bot' && (knew === 'bot' || event.who === undefined)) return;
  await staff(deps, work, { type: 'staff', who, action: 'take', id: event.id });
}

function customer(deps: Pick<Deps, 'broadcasts' | 'channel' | 'shop'>, work: UnitOfWork, row: InboxRow, now: number): void {
  const { event } = row;
  if (event.type !== 'message' && event.type !== 'pressed' && event.type !== 'started') return;
  opens(deps, work, event, now);
  if (work.state === 'closed') work.state = 'open';
  changeContact(work, (contact) => seen(contact, work.base._id, event.profile, now));
  if (event.type !== 'pressed') {
    const { referral } = event;
    changeContact(work, (contact) => cameBy(contact, referral, work.base.lastInAt === 0 && contact.addresses.length === 1));
  }
  if (event.type === 'started') return;
  markReply(deps, work, now);
  const said = event.type === 'message' ? event.parts : [{ type: 'pressed' as const, token: event.token, label: event.label }];
  work.messages += 1;
  if (work.today && event.type === 'message') tallyModels(work.today, event.meaning?.used);
  if (work.today) tallyCustomer(work.today, Math.min(row.at, now), answeredBy(work) === 'person', deps.shop(now).zone);
  work.waits ??= work.base.waited ?? now;
  const { conversation, at } = row;
  const message: MessageRow = {
    // Beside the shop's messages of the conversation, whose keys begin like this too: one page of the index instead of two.
    _id: messageRowId(conversation, event),
    v: 1,
    conversation,
    n: work.messages,
    at,
    direction: 'in',
    author: 'customer',
    parts: said,
    status: 'received',
    ...(event.type === 'message' && event.meaning && { meaning: event.meaning }),
    ...(event.type === 'message' && event.edits !== undefined && { ref: versionsOf(conversation, event.edits) }),
  };
  work.ops.push({ op: 'insert', in: 'messages', row: message });
  touch(work, said, now);
}

async function staff(deps: TurnDeps, work: UnitOfWork, event: Extract<InboxRow['event'], { type: 'staff' }>): Promise<void> {
  if (event.action === 'back' || event.action === 'close') {
    await advance(deps, work, { type: 'agent', action: event.action === 'back' ? 'back' : 'closed' });
    work.owner = 'bot';
    if (work.state === 'handoff' && !work.session.handoff && !work.session.queued) work.state = 'open';
    work.settled = true;
    if (event.action === 'close') work.state = 'closed';
    return;
  }
  if (event.action === 'lose') {
    if (work.owner !== event.who || work.waits === undefined) return;
    work.owner = 'bot';
    work.lost = event.who;
    work.ops.push(...(deps.silent?.noted({ id: event.id, conversation: work.base._id, who: event.who, at: deps.clock.now() }) ?? []));
    return;
  }
  if (event.action === 'take' || work.owner !== event.who) {
    if (work.today && answeredBy(work) === 'bot' && !work.session.queued) tallyHandoff(work.today, 'staff');
    if (work.owner === 'bot') await advance(deps, work, { type: 'agent', action: 'took' });
    work.owner = event.who;
    work.state = 'handoff';
  }
  if (event.action === 'say' && event.parts) {
    const waited = work.waits ?? work.base.waited;
    work.waits = undefined;
    work.answered = true;
    const lang = languageOf(work.session, work.contact, deps.langs);
    addMessage(
      work,
      { key: `a:${event.id}`, to: work.base.address, parts: event.parts, class: 'reply', lang, ...(event.template && { template: event.template }) },
      deps.clock.now(),
      event.who,
      { waited },
    );
  }
}

/** Lets the engine work on one event, and on the answers of the calls that it makes within `inlineMs`. */
async function advance(deps: TurnDeps, work: UnitOfWork, first: EngineEvent): Promise<void> {
  const queue: EngineEvent[] = [first];
  let inline = 0;
  for (let event = queue.shift(); event; event = queue.shift()) {
    // One time for the facts and for what comes of them, should the clock be set in between.
    const now = deps.clock.now();
    const result = await step(deps, work, event, now);
    if (!result) return;
    if (work.today) tallyTurn(work.today, event, work.session, result, now);
    if (event.type !== 'agent' && result.effects.some((effect) => effect.type === 'handoff' && effect.action === 'begin'))
      work.cause = causeOf(event, result.trace);
    work.session = result.session;
    for (const { flow } of result.trace.steps) work.ran.add(flow);
    if (event.type === 'event') withdrawStopped(work, event.name);
    else if (event.type === 'message' || event.type === 'pressed') withdrawStopped(work, 'reply');
    for (const effect of result.effects) {
      if (effect.type !== 'call') {
        applyEffect(work, effect, now);
        continue;
      }
      const { id, run, name, args, mode, timeoutMs, busy } = effect;
      const call: PendingCall = { id, run, name, args, mode, timeoutMs, busy, boot: deps.cluster.instanceId() };
      const outcome = mode === 'reads' && inline++ < inlineMost ? await inlineCall(deps, work, call) : undefined;
      if (outcome) queue.push({ type: 'result', call: id, outcome });
      else work.calls = [...work.calls, call];
    }
    followHandoff(work);
  }
}

/**
 * Returns the outcome, or undefined when it takes longer than a turn may wait; the call then goes on and is kept in the unit of work. Rejects when
 * the store is away: the turn is made again.
 */
async function inlineCall(deps: Pick<Deps, 'calls' | 'clock' | 'langs' | 'limits'>, work: UnitOfWork, call: PendingCall): Promise<CallOutcome | undefined> {
  const lang = languageOf(work.session, work.contact, deps.langs);
  const answer = deps.calls.make(call, work.base, work.contact, lang);
  // The turn may fail before anybody follows it.
  answer.catch(() => {});
  const outcome = await within(deps.clock, deps.limits.inlineMs, answer, () => undefined);
  if (!outcome) work.open.set(call.id, answer);
  return outcome;
}

/** Calls the engine once. A throw is a fault of ours: undefined, with the apology in the unit of work. */
async function step(deps: TurnDeps, work: UnitOfWork, event: EngineEvent, now: number): Promise<TurnResult | undefined> {
  const { base } = work;
  const started = performance.now();
  try {
    await needVersions(deps, work);
    const facts = factsOf(base, work.contact, {
      now,
      shop: deps.shop(now),
      channel: channelFacts(base.address.channel, deps.channel(base.address)),
      patience: deps.patience,
    });
    const result = deps.advance(deps.flows.set(), work.session, event, facts);
    work.advances += 1;
    if (noteUnanswered(work, event, result, languageOf(result.session, work.contact, deps.langs), now) && work.today) tallyUnanswered(work.today);
    work.problems += result.trace.problems.length;
    for (const problem of result.trace.problems) {
      if (problem.weight !== 'warning')
        deps.log.warn({ conversation: base._id, flow: problem.flow, at: problem.at, problem: problem.text }, 'a step of a flow failed');
    }
    if (deps.traces) noteTrace(work, event, result, now, performance.now() - started);
    return result;
  } catch (error) {
    deps.log.error({ conversation: base._id, event: event.type, err: error }, 'a turn failed; the customer was told');
    deps.hooks.fault?.('turn');
    work.problems += 1;
    work.session = { ...work.session, turn: work.session.turn + 1 };
    if (event.type !== 'timer' && event.type !== 'event' && event.type !== 'agent') {
      const lang = languageOf(work.session, work.contact, deps.langs);
      const effect = apology(`${base._id}:${work.session.turn}:0`, lang);
      if (effect.type !== 'call') applyEffect(work, effect, now);
    }
    return undefined;
  }
}

async function needVersions(deps: Pick<Deps, 'flows'>, work: UnitOfWork): Promise<void> {
  if (!deps.flows.loadVersion) return;
  const { front, background } = work.session;
  for (const run of front ? [front, ...background] : background) {
    for (const frame of run.stack) if (!deps.flows.set().pinned(frame.flow, frame.version)) await deps.flows.loadVersion(frame.flow, frame.version);
  }
}

/** Notes the trace. Answers of calls that came within the turn are part of it: one row, as the customer saw it. */
function noteTrace(work: UnitOfWork, event: EngineEvent, { trace, effects }: TurnResult, at: number, ms: number): void {
  const shown = effects.map(({ type, id, ...rest }) => ({ type, id, summary: 'name' in rest ? String(rest.name) : '' }));
  const conversation = work.base._id;
  const row = event.type === 'result' ? work.trace : undefined;
  if (!row) {
    // The time comes first, so that the rows of all conversations are added at the end of the index of ids.
    work.trace = { _id: `${at}:${conversation}:${trace.turn}`, v: 1, conversation, at, trace, ms, effects: shown };
    work.ops.push({ op: 'insert', in: 'traces', row: work.trace });
    return;
  }
  const { steps, vars, notes, problems } = row.trace;
  row.ms += ms;
  row.effects.push(...shown);
  row.trace = {
    ...row.trace,
    steps: [...steps, ...trace.steps],
    vars: { ...vars, ...trace.vars },
    notes: [...notes, ...trace.notes],
    problems: [...problems, ...trace.problems],
  };
}
