/** A first message that came through an ad or a link: most of them carry the ad's own words, some a question. */
import { sayAnswer, sureAnswer } from '../runs/faq-answer.ts';
import { begin } from '../runs/start-flow.ts';
import { others } from '../runs/triggers.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { greet } from './repair/session-start.ts';

/** Begins the flow of the ad or link that led here, after the answer to what is asked in the message; false when no flow has it. */
export function beginByReferral(turn: TurnState): boolean {
  const { event, session, facts } = turn;
  if (event.type !== 'message' || event.referral === undefined) return false;
  const ref = others(turn, 'referral', (trigger) => trigger.referral === event.referral)[0];
  if (!ref) return false;
  turn.note('as:the ad that led here');
  session.greetedAt = facts.now;
  const known = sureAnswer(turn, turn.said);
  if (known) sayAnswer(turn, known);
  begin(turn, ref, undefined);
  return true;
}

/** Takes words of an ad that mean nothing to the flows as a hello; false when there was no ad, or no flow greets now. */
export function greetFromReferral(turn: TurnState): boolean {
  if (turn.event.type !== 'message' || turn.event.referral === undefined) return false;
  return greet(turn) === 'greeted';
}
