/** A person takes the conversation and gives it back. Until then the bot is silent. */

import { limits } from '../../limits.ts';
import type { PhraseKey } from '../../text/phrases/phrase-keys.ts';
import { phrase } from '../../text/phrases.ts';
import { renderText } from '../../text/text.ts';
import { recentValues } from '../model/recent.ts';
import type { Frame, Run, Session } from '../model/session.ts';
import { takeForTeam } from './prefilled.ts';
import { stopOn } from './runs.ts';
import type { TurnState } from './turn-state.ts';

/** A call for a person of the shop. */
export interface PersonWanted {
  team?: string;
  priority?: string;
  note?: string;
  /** The run that wants one. */
  run?: string;
}

/** Calls a person of the shop, who has the usual time from `from` on (epoch ms). */
function called(turn: TurnState, from: number, { run, ...shown }: PersonWanted): NonNullable<Session['queued']> {
  const { facts } = turn;
  const until = from + (facts.patience?.handoffMs ?? limits.handoffMs);
  stopOn(turn, 'handoff', (other) => other.id === run);
  leaveQueue(turn);
  turn.effect({ type: 'handoff', action: 'begin', until, ...shown });
  const timer = turn.effect({ type: 'timer', at: until });
  return { since: facts.now, until, ...(shown.team ? { team: shown.team } : {}), timer };
}

/** Begins the silence. The bot wakes by itself after a time if nobody gives the conversation back. */
export function handOver(turn: TurnState, wanted: PersonWanted = {}): void {
  const { session } = turn;
  session.handoff = called(turn, turn.facts.now, wanted);
  if (wanted.run) session.handoff.run = wanted.run;
  session.aside = undefined;
  session.confused = 0;
  turn.note('handoff');
}

/** Lists the conversation for the person who comes when the shop opens; the bot goes on serving until then. */
export function queueUntilOpen(turn: TurnState, wanted: PersonWanted): void {
  const { now, shop } = turn.facts;
  turn.session.queued = called(turn, Math.max(now, shop.opens_at), wanted);
  turn.note('queued-until-open');
}

/** Ends the silence. */
export function takeBack(turn: TurnState): void {
  const { handoff } = turn.session;
  if (!handoff) return;
  if (handoff.timer && !(turn.event.type === 'timer' && turn.event.timer === handoff.timer)) turn.cancelTimer(handoff.timer);
  turn.session.handoff = undefined;
  turn.effect({ type: 'handoff', action: 'end' });
  turn.note('handback');
}

/** Keeps the conversation listed for a person after nobody came in time, up to the same limit; the bot serves again. */
export function queueForPerson(turn: TurnState): void {
  const { handoff } = turn.session;
  if (!handoff) return;
  const { since, until, team, timer } = handoff;
  turn.session.handoff = undefined;
  turn.session.queued = { since, until, ...(team ? { team } : {}), ...(timer ? { timer } : {}) };
  turn.note('queued-for-person');
}

/** Ends the wait for a person: one is here, or the wait is over. */
export function leaveQueue(turn: TurnState): void {
  const { queued } = turn.session;
  if (!queued) return;
  if (queued.timer && !(turn.event.type === 'timer' && turn.event.timer === queued.timer)) turn.cancelTimer(queued.timer);
  turn.session.queued = undefined;
  turn.effect({ type: 'handoff', action: 'end' });
}

/** Returns the note with what the customer told beside the answers of the flow. */
export function withWhatWasTold(turn: TurnState, run: Run, note: string): string {
  const told = takeForTeam(run.stack, note);
  if (told.length === 0) return note;
  const { langs, phrases } = turn.facts.shop;
  return phrase('told_beside', turn.options.defaultLang, { about: note.replace(/[。.]$/, ''), said: told.join(' / ') }, langs, phrases);
}

/** Tells the team what was told beside the answers of flows that end, when nothing else told them. `frames`: of these flows. */
export function tellTeam(turn: TurnState, frames: readonly Frame[]): void {
  const [frame] = frames;
  const told = frame ? takeForTeam(frames) : [];
  if (!frame || told.length === 0) return;
  turn.effect({ type: 'notify', text: forTeam(turn, frame, 'told_beside', told.join(' / ')), to: 'team' });
}

/** Returns a notice to the team about words of a customer, with the flow and the order that they belong to. */
export function forTeam(turn: TurnState, frame: Frame, key: 'told_beside' | 'asked_beside', said: string): string {
  const { options, facts } = turn;
  const lang = options.defaultLang;
  const name = turn.flows.live.get(frame.flow)?.about;
  const order = recentValues(turn).order;
  const about = [(name && renderText(name, lang, turn.scope({}), options).text) || frame.flow, typeof order === 'string' ? order : ''].join(' ').trim();
  return phrase(key, lang, { about, said }, facts.shop.langs, facts.shop.phrases);
}

export type HandoffReason = 'asked' | 'lost' | 'gave_up' | 'failed' | 'flow' | 'answer';

/** Returns the note for the people of the shop when the flow says nothing: the reason of the handoff and the customer's last words, in the shop's first language. */
export function reasonNote(turn: TurnState, why: HandoffReason, about: { flow?: string | undefined; said?: string | undefined } = {}): string {
  const { options, session, said } = turn;
  const lang = options.defaultLang;
  const { flow } = about;
  const name = flow === undefined ? undefined : turn.flows.live.get(flow)?.about;
  const key: PhraseKey = `reason_${why === 'flow' && turn.trace.notes.includes('gave-up') ? 'gave_up' : why}`;
  const { langs, phrases } = turn.facts.shop;
  const reason = phrase(key, lang, { flow: (name && renderText(name, lang, turn.scope({}), options).text) || (flow ?? '') }, langs, phrases);
  const words = about.said || said || session.last?.text || '';
  return words === '' ? reason : phrase('reason_said', lang, { reason, said: words.slice(0, limits.kept) }, langs, phrases);
}

/** Hands the conversation to a person without a flow for it: says so, and is silent. */
export function callPerson(turn: TurnState, why: HandoffReason, about: Parameters<typeof reasonNote>[2] = {}): void {
  turn.say(turn.facts.shop.open ? 'handing_over' : 'handing_over_closed');
  handOver(turn, { note: reasonNote(turn, why, about) });
}
