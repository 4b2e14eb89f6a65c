/**
 * One thought in several messages: "hi so" - "the thing I bought" - "where is it". What nothing explains waits for what the customer writes
 * within seconds, and both are then understood together. What is understood at once is answered at once.
 */
import { limits } from '../../limits.ts';
import { words } from '../../reading/wording.ts';
import type { EngineEvent } from '../model/engine-turn.ts';
import type { Session } from '../model/session.ts';
import type { TurnState } from '../turn/turn-state.ts';

/** Most words of a piece; more, or a sentence that ends, stand alone. */
const mostWords = 6;
const mostHan = 10;
const longest = 200;
const ended = /[.?!。？！…]\s*$/u;

/** Returns the message that the event completes: what waited and what came, or what waited alone once its time is up. Takes what waited out of the session. */
export function withPieces(session: Session, event: EngineEvent): EngineEvent {
  const { held } = session;
  if (!held) return event;
  if (event.type === 'timer' && event.timer === held.timer) {
    delete session.held;
    return { type: 'message', id: held.id, parts: held.parts, pieces: { since: held.since, whole: true } };
  }
  if (event.type !== 'message' || event.edited) return event;
  delete session.held;
  const parts = [...held.parts, ...event.parts];
  return { ...event, parts, pieces: { since: held.since, timer: held.timer, whole: parts.length > limits.pieces } };
}

/** Drops the pieces that wait: the customer pressed a button instead, or a person reads them. */
export function dropPieces(turn: TurnState): void {
  const { held } = turn.session;
  if (!held) return;
  turn.cancelTimer(held.timer);
  delete turn.session.held;
}

/** Keeps a message that may be a piece until more comes; false where it has to be answered now. */
export function waitsForMore(turn: TurnState): boolean {
  const { session, event, facts, said } = turn;
  const wait = facts.patience?.piecesMs ?? 0;
  if (wait <= 0 || event.type !== 'message' || event.edited || event.pieces?.whole) return false;
  const since = event.pieces?.since ?? facts.now;
  if (facts.now - since >= wait * 2) return false;
  const found = words(said);
  if (said.length > longest || ended.test(said) || found.length > (/\p{Script=Han}/u.test(said) ? mostHan : mostWords)) return false;
  session.held = { id: event.id, parts: event.parts, since, timer: turn.effect({ type: 'timer', at: facts.now + wait }) };
  turn.note('waits-for-more');
  return true;
}
