/** One turn: events of one conversation, worked on in order, each with its own advance of the engine. Nothing is stored here. */
import { triggerIndex } from '../engine/trigger-index.ts';
import type { CallOutcome, EngineEvent, TurnResult } from '../engine/turn.ts';
import type { InboundEvent } from '../message.ts';
import type { ContactRow, ConversationRow, InboxRow, MessageRow, PendingCall } from '../store/collections.ts';
import { apology } from './apology.ts';
import { seen } from './contact-change.ts';
import { changeContact, type Draft, newDraft } from './draft.ts';
import { addConsent, addMessage, applyEffect, followHandoff, touch } from './effects.ts';
import { channelFacts, factsOf, languageOf } from './facts.ts';
import { holderOf } from './holder.ts';
import type { Parts } from './parts.ts';
import { applyReceipt } from './receipts.ts';
import { heard, isCustomers, isUrgent, type TurnEvent, waitsForCall } from './turn-event.ts';
import { noteUnanswered } from './unanswered.ts';
import { changesNothing, messageRowId, versionsOf } from './versions.ts';
import { withdrawPromotions, withdrawStopped } from './withdrawing.ts';

/** Calls that read answered within one turn; more become stored calls, so that a loop of lookups cannot hold a turn for ever. */
const inlineMost = 20;

/**
 * Works on `events` in order until one has to wait for a call. `draft.done` lists the inbox rows that were worked on.
 * A fault of ours becomes an apology to the customer; the event counts as done. `from`: the row with what it takes over from another conversation.
 */
export async function runTurn(parts: Parts, row: ConversationRow, contact: ContactRow | null, events: readonly TurnEvent[], from = row): Promise<Draft> {
  const draft: Draft = { ...newDraft(from, contact, parts.clock.now()), base: row };
  const channel = parts.channel(row.address);
  draft.tells = channel ? channel.handover !== undefined : row.tell !== undefined;
  let waits = false;
  for (const event of events) {
    if (event.from === 'inbox') {
      waits ||= waitsForCall(draft);
      if (waits && isCustomers(event.row) && !isUrgent(event.row)) continue;
      // A row may stand in memory twice: read from the store and told of at the same moment.
      if (draft.done.includes(event.row._id)) continue;
      draft.done.push(event.row._id);
      if (event.album) await albumEvent(parts, draft, row, event.album);
      else if (!row.seen.includes(event.row._id)) await inboxEvent(parts, draft, event.row);
    } else if (event.from === 'timer') {
      if (!draft.timers.some((one) => one.id === event.id)) continue;
      draft.timers = draft.timers.filter((one) => one.id !== event.id);
      await advance(parts, draft, { type: 'timer', timer: event.id });
    } else if (draft.calls.some((call) => call.id === event.call)) {
      if (event.from === 'slow') await advance(parts, draft, { type: 'slow', call: event.call });
      else {
        draft.calls = draft.calls.filter((call) => call.id !== event.call);
        await advance(parts, draft, { type: 'result', call: event.call, outcome: event.outcome });
      }
    }
  }
  return draft;
}

/** The messages of an album are kept one by one, and heard as one. */
async function albumEvent(parts: Parts, draft: Draft, before: ConversationRow, rows: readonly InboxRow[]): Promise<void> {
  const fresh = rows.filter(({ _id }) => !before.seen.includes(_id));
  draft.done.push(...rows.map(({ _id }) => _id).filter((id) => !draft.done.includes(id)));
  const [first] = fresh;
  if (first?.event.type !== 'message') return;
  for (const row of fresh) customer(parts, draft, row, parts.clock.now());
  const said = fresh.flatMap((row) => (row.event.type === 'message' ? row.event.parts : []));
  draft.album = first.event.album;
  const whole = heard({ ...first, event: { ...first.event, parts: said } }, parts.limits.text);
  if (whole) await advance(parts, draft, whole);
}

/** Does a flow begin with this event, or wait for it? */
function isHeard(parts: Parts, { session }: Draft, name: string): boolean {
  const runs = session.front ? [session.front, ...session.background] : session.background;
  if (runs.some(({ waiting }) => waiting?.kind === 'event' && waiting.event === name)) return true;
  return (triggerIndex(parts.flows.set()).others.get('event') ?? []).some(({ trigger }) => 'event' in trigger && trigger.event === name);
}

/** Whether the engine is to hear it, or it says nothing new: a late picture of an album, an edit without a change, what an event beside it says too. */
function saysMore(parts: Parts, draft: Draft, event: InboxRow['event']): boolean {
  if (event.type === 'started') return !(event.quiet && draft.session.front?.waiting?.kind === 'answer');
  if (event.type !== 'message') return true;
  if (event.album !== undefined && event.album === draft.album) return false;
  return event.beside === undefined || !isHeard(parts, draft, event.beside);
}

async function inboxEvent(parts: Parts, draft: Draft, row: InboxRow): Promise<void> {
  const { event } = row;
  const now = parts.clock.now();
  if (event.type === 'message' && (await changesNothing(parts, draft, event))) return;
  if (event.type === 'staff') return staff(parts, draft, event);
  if (event.type === 'moved') return movedHere(draft, event, now);
  if (event.type === 'handover') return atProvider(parts, draft, event);
  if (event.type === 'receipt') return applyReceipt(parts, draft, event, row._id);
  if (event.type === 'reach') {
    draft.reachable = event.reachable;
    return;
  }
  if (event.type === 'consent' || event.type === 'refused') {
    const granted = event.type === 'consent' && event.marketing;
    const { channel } = draft.base.address;
    const [words, source] = event.type === 'consent' ? [event.words ?? '', event.source ?? channel] : [event.words, draft.base._id];
    if (event.type === 'refused' && draft.contact.consent.marketing === false) return;
    changeContact(draft, (contact) => ({ ...contact, consent: { ...contact.consent, marketing: granted } }));
    if (!granted) withdrawPromotions(draft);
    addConsent(draft, `consent:${row._id}`, { purpose: 'marketing', granted, words, source }, now);
  }
  const more = saysMore(parts, draft, event);
  if (isCustomers(row)) customer(parts, draft, row, now);
  else if ('window' in event && event.window) opens(parts, draft, event, now);
  if (!more) return;
  if (event.type === 'message' && event.album !== undefined) draft.album = event.album;
  const engineEvent = heard(row, parts.limits.text);
  if (engineEvent) await advance(parts, draft, engineEvent);
}

/** The customer was here: the reply window opens, and its ration begins anew. A short one does not take the place of a longer one with something left. */
function opens(parts: Parts, draft: Draft, event: Pick<InboundEvent, 'at' | 'window'>, now: number): void {
  const at = Math.min(event.at, now);
  const open = draft.window ?? parts.channel(draft.base.address)?.capabilities.window;
  draft.reachable = true;
  if (event.window && open && draft.lastInAt > 0 && draft.lastInAt + open.ms > at + event.window.ms) {
    // One message is kept back for a person.
    if (open.messages === undefined || (draft.inbound ? 0 : draft.base.sentSince) < open.messages - 1) return;
  }
  draft.lastInAt = Math.max(draft.lastInAt, at);
  draft.window = event.window;
  draft.inbound = true;
}

/** A message whose own conversation could not take it. */
function movedHere(draft: Draft, { origin, message, stopOn, about, since }: Extract<InboxRow['event'], { type: 'moved' }>, now: number): void {
  const { choices: _, many: __, ...rest } = message;
  addMessage(draft, { ...rest, key: `m:${message.key}`, to: draft.base.address }, now, 'bot', { stopOn, about });
  const added = draft.items.at(-1);
  if (!added) return;
  added.row.movedFrom = origin;
  Object.assign(added.item, { movedFrom: origin, since: since ?? now });
}

/** Somebody took or gave back the conversation in the provider's own app, or it tells of what we asked it to note. */
async function atProvider(parts: Parts, draft: Draft, event: Extract<InboxRow['event'], { type: 'handover' }>): Promise<void> {
  const knew = draft.told ?? 'bot';
  draft.told = event.owner;
  const who = event.who?.trim().slice(0, 80) || event.from.channel;
  if (event.owner === 'bot') {
    // Where it knew of nobody, it only repeats what it was told before somebody here took the conversation.
    if (knew === 'person' && holderOf(draft) === 'person') await staff(parts, draft, { type: 'staff', who, action: 'back', id: event.id });
    return;
  }
  // One that has it here keeps it when the provider only repeats what it was told, or names nobody.
  if (draft.owner !== 'bot' && (knew === 'bot' || event.who === undefined)) return;
  await staff(parts, draft, { type: 'staff', who, action: 'take', id: event.id });
}

function customer(parts: Parts, draft: Draft, row: InboxRow, now: number): void {
  const { event } = row;
  if (event.type !== 'message' && event.type !== 'pressed' && event.type !== 'started') return;
  opens(parts, draft, event, now);
  if (draft.state === 'closed') draft.state = 'open';
  changeContact(draft, (contact) => seen(contact, draft.base._id, event.profile, now));
  if (event.type === 'started') return;
  const said = event.type === 'message' ? event.parts : [{ type: 'pressed' as const, token: event.token, label: event.label }];
  draft.messages += 1;
  const { conversation, at } = row;
  const message: MessageRow = {
    // Beside the shop's messages of the conversation, whose keys begin like this too: one page of the index instead of two.
    _id: messageRowId(conversation, event),
    v: 1,
    conversation,
    n: draft.messages,
    at,
    direction: 'in',
    author: 'customer',
    parts: said,
    status: 'received',
    ...(event.type === 'message' && event.edits !== undefined && { ref: versionsOf(conversation, event.edits) }),
  };
  draft.ops.push({ op: 'insert', in: 'messages', row: message });
  touch(draft, said, now);
}

async function staff(parts: Parts, draft: Draft, event: Extract<InboxRow['event'], { type: 'staff' }>): Promise<void> {
  if (event.action === 'back') {
    await advance(parts, draft, { type: 'agent', action: 'back' });
    draft.owner = 'bot';
    if (draft.state === 'handoff' && !draft.session.handoff && !draft.session.queued) draft.state = 'open';
    return;
  }
  if (event.action === 'take' || draft.owner !== event.who) {
    if (draft.owner === 'bot') await advance(parts, draft, { type: 'agent', action: 'took' });
    draft.owner = event.who;
    draft.state = 'handoff';
  }
  if (event.action === 'say' && event.parts) {
    const lang = languageOf(draft.session, draft.contact, parts.langs);
    addMessage(draft, { key: `a:${event.id}`, to: draft.base.address, parts: event.parts, class: 'reply', lang }, parts.clock.now(), event.who);
  }
}

/** Lets the engine work on one event, and on the answers of the calls that it makes within `inlineMs`. */
async function advance(parts: Parts, draft: Draft, first: EngineEvent): Promise<void> {
  const queue: EngineEvent[] = [first];
  let inline = 0;
  for (let event = queue.shift(); event; event = queue.shift()) {
    // One time for the facts and for what comes of them, should the clock be set in between.
    const now = parts.clock.now();
    const result = await step(parts, draft, event, now);
    if (!result) return;
    draft.session = result.session;
    if (event.type === 'event') withdrawStopped(draft, event.name);
    else if (event.type === 'message' || event.type === 'pressed') withdrawStopped(draft, 'reply');
    for (const effect of result.effects) {
      if (effect.type !== 'call') {
        applyEffect(draft, effect, now);
        continue;
      }
      const { id, run, name, args, mode, timeoutMs, busy } = effect;
      const call: PendingCall = { id, run, name, args, mode, timeoutMs, busy, boot: parts.fleet.boot() };
      const outcome = mode === 'reads' && inline++ < inlineMost ? await inlineCall(parts, draft, call) : undefined;
      if (outcome) queue.push({ type: 'result', call: id, outcome });
      else draft.calls = [...draft.calls, call];
    }
    followHandoff(draft);
  }
}

/** The outcome, or undefined when it takes longer than a turn may wait; then the call goes on and is kept in the draft. Rejects when the store is away: the turn is made again. */
async function inlineCall(parts: Parts, draft: Draft, call: PendingCall): Promise<CallOutcome | undefined> {
  const lang = languageOf(draft.session, draft.contact, parts.langs);
  const answer = parts.calls.make(call, draft.base, draft.contact, lang);
  // The turn may fail before anybody follows it.
  answer.catch(() => {});
  let cancel = (): void => {};
  const late = new Promise<undefined>((resolve) => {
    cancel = parts.clock.after(parts.limits.inlineMs, () => resolve(undefined));
  });
  const outcome = await Promise.race([answer, late]).finally(() => cancel());
  if (!outcome) draft.open.set(call.id, answer);
  return outcome;
}

/** One call of the engine. A throw is a fault of ours: undefined, with the apology in the draft. */
async function step(parts: Parts, draft: Draft, event: EngineEvent, now: number): Promise<TurnResult | undefined> {
  const { base } = draft;
  const started = performance.now();
  try {
    await needVersions(parts, draft);
    const facts = factsOf(base, draft.contact, {
      now,
      shop: parts.shop(now),
      channel: channelFacts(base.address.channel, parts.channel(base.address)),
      patience: parts.patience,
    });
    const result = parts.advance(parts.flows.set(), draft.session, event, facts);
    draft.advances += 1;
    noteUnanswered(draft, event, result, languageOf(result.session, draft.contact, parts.langs), now);
    draft.problems += result.trace.problems.length;
    for (const problem of result.trace.problems) {
      if (problem.weight !== 'warning')
        parts.log.warn({ conversation: base._id, flow: problem.flow, at: problem.at, problem: problem.text }, 'a step of a flow failed');
    }
    if (parts.traces) noteTrace(draft, event, result, now, performance.now() - started);
    return result;
  } catch (error) {
    parts.log.error({ conversation: base._id, event: event.type, err: error }, 'a turn failed; the customer was told');
    parts.hooks.fault?.('turn');
    draft.problems += 1;
    draft.session = { ...draft.session, turn: draft.session.turn + 1 };
    if (event.type !== 'timer' && event.type !== 'event' && event.type !== 'agent') {
      const lang = languageOf(draft.session, draft.contact, parts.langs);
      const effect = apology(`${base._id}:${draft.session.turn}:0`, lang);
      if (effect.type !== 'call') applyEffect(draft, effect, now);
    }
    return undefined;
  }
}

async function needVersions(parts: Parts, draft: Draft): Promise<void> {
  if (!parts.flows.need) return;
  const { front, background } = draft.session;
  for (const run of front ? [front, ...background] : background) {
    for (const frame of run.stack) if (!parts.flows.set().pinned(frame.flow, frame.version)) await parts.flows.need(frame.flow, frame.version);
  }
}

/** The answers of calls that came within the turn are part of its trace: one row, as the customer saw it. */
function noteTrace(draft: Draft, event: EngineEvent, { trace, effects }: TurnResult, at: number, ms: number): void {
  const shown = effects.map(({ type, id, ...rest }) => ({ type, id, summary: 'name' in rest ? String(rest.name) : '' }));
  const conversation = draft.base._id;
  const row = event.type === 'result' ? draft.trace : undefined;
  if (!row) {
    // The time comes first, so that the rows of all conversations are added at the end of the index of ids.
    draft.trace = { _id: `${at}:${conversation}:${trace.turn}`, v: 1, conversation, at, trace, ms, effects: shown };
    draft.ops.push({ op: 'insert', in: 'traces', row: draft.trace });
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
