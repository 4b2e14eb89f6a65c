/** A message of the customer: noted, then understood by the one table of resolve-intent.ts. */

import { limits } from '../../limits.ts';
import { globalWish, optsOut, personalWish } from '../../reading/wishes/said-words.ts';
import { words } from '../../reading/wording.ts';
import { foreignLanguage, isChinese } from '../../understanding/language-fallbacks.ts';
import type { Run } from '../model/session.ts';
import { hasFailed, questionAt } from '../runs/questions.ts';
import { begin } from '../runs/start-flow.ts';
import { askingRun, endRun, replied } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { tryAgain } from './accept-answer.ts';
import { feel } from './annoyed.ts';
import { beginByReferral } from './by-referral.ts';
import { heardIn } from './heard.ts';
import { cancelTop } from './repair/cancel.ts';
import { answerClarification } from './repair/clarification-answers.ts';
import { correctEdited } from './repair/correction.ts';
import { askBack } from './repair/heard-unsure.ts';
import { optOut } from './repair/opt-out.ts';
import { choosePersonal } from './repair/personal-choice.ts';
import { wakeUp } from './repair/session-start.ts';
import { resolveIntent } from './resolve-intent.ts';

/** Understands a message and does what follows from it. */
export function onMessage(turn: TurnState): void {
  const { session, event, facts, said } = turn;
  if (event.type !== 'message') return;
  if (event.pieces?.timer) turn.cancelTimer(event.pieces.timer);
  listenForLanguage(turn);
  if (!session.handoff && askBack(turn)) return heardLater(turn);
  feel(turn);
  session.last = { id: event.id, text: said.slice(0, limits.kept) };
  const silence = session.lastAt === undefined ? 0 : facts.now - session.lastAt;
  session.lastAt = facts.now;
  const personal = personalWish(said);
  if (personal) return choosePersonal(turn, personal === 'on');
  if (optsOut(said)) return optOut(turn);
  if (!session.handoff) wakeUp(turn, silence);
  const asking = askingRun(session);
  replied(turn, session.handoff ? undefined : asking);
  if (session.handoff) return awaited(turn, session.handoff);
  if (event.edited && correctEdited(turn, asking)) return;
  if (answerClarification(turn)) return;
  if (asking && needsAnotherTry(turn, asking)) return afterFailure(turn, asking);
  if (!asking && beginByReferral(turn)) return;
  if (asking) asking.replying = true;
  resolveIntent(heardIn(turn, asking, silence > limits.pauseMs));
}

/** Notes the time of a message whose words the customer is asked about. */
function heardLater({ session, facts }: TurnState): void {
  session.lastAt = facts.now;
}

/** Tells a customer who still waits for a person, once, that their words are read. A person has the conversation: the bot is silent otherwise. */
function awaited(turn: TurnState, handoff: NonNullable<TurnState['session']['handoff']>): void {
  turn.note('silent');
  if (handoff.accepted || handoff.told) return;
  handoff.told = true;
  turn.say('colleague_reads');
}

/** Takes the language of what the customer writes as theirs, once it is long enough to tell. */
function listenForLanguage(turn: TurnState): void {
  const { said, session, facts } = turn;
  if (said === '') return;
  const { langs } = facts.shop;
  const lang = turn.flows.language(said, langs);
  const known = session.lang ?? facts.contact.lang;
  if (!lang && known === undefined && turn.flows.foreign(said)) return turn.answerIn(foreignLanguage(langs));
  if (!lang || lang === turn.lang) {
    if (lang && !session.lang) session.lang = turn.lang;
    return;
  }
  // An address or a number in an answer says nothing of the language that somebody speaks.
  if (known !== undefined && askingRun(session) && /[{}=<>@\d]/.test(said)) return;
  const enough = words(said).length >= (isChinese(lang) ? 2 : 3);
  if (known === undefined || enough) turn.speak(lang);
}

function needsAnotherTry(turn: TurnState, run: Run): boolean {
  return !questionAt(turn, run) || (run.waiting !== undefined && hasFailed(run.waiting));
}

/** Tries the step that failed again on any word of the customer, unless they want something else. */
function afterFailure(turn: TurnState, run: Run): void {
  const wish = globalWish(turn.said);
  const heard = heardIn(turn, undefined, false);
  if (wish === 'cancel') return cancelTop(turn, run);
  if (wish === 'person' || wish === 'menu') {
    endRun(turn, run, 'cancelled');
    return resolveIntent(heard);
  }
  const [phrase] = heard.phrases;
  if (phrase) begin(turn, phrase, run);
  else tryAgain(turn, run);
}
