/** A pressed button finds its own run, also days later. */

import { limits } from '../../limits.ts';
import type { Answer, Run, Waiting } from '../model/session.ts';
import { type ButtonToken, formCode, moreCode, questionOf, readToken, skipCode } from '../model/tokens.ts';
import { askAgain, hasFailed, type Question, questionAt } from '../runs/questions.ts';
import { callPerson } from '../turn/handoff.ts';
import { askingRun, bringForward, endRun, endWait, replied, runById } from '../turn/runs.ts';
import type { TurnState } from '../turn/turn-state.ts';
import { take, tryAgain } from './accept-answer.ts';
import { answerClarification } from './repair/clarification-answers.ts';
import { nextPage, skip } from './repair/global-commands.ts';

/** Handles a button that the customer pressed. */
export function press(turn: TurnState): void {
  const { session, event, facts } = turn;
  if (event.type !== 'pressed') return;
  session.lastAt = facts.now;
  const token = readToken(event.token);
  const run = token ? runById(session, token.run) : undefined;
  replied(turn, run);
  if (session.handoff) return turn.note('silent');
  if (session.aside?.choices.some(({ token }) => token === event.token)) {
    answerClarification(turn, event.token);
    return;
  }
  session.aside = undefined;
  if (token && run && uncover(turn, run, token)) return pick(turn, run, token, event.token);
  refuse(turn, event.token);
}

/** Brings the run back to the question of this button and leaves what interrupted it since; false when the run does not wait for that question. */
function uncover(turn: TurnState, run: Run, token: ButtonToken): boolean {
  if (run.waiting?.kind === 'answer' && run.waiting.asked === token.turn) return true;
  const place = run.stack.findIndex((frame) => frame.paused?.kind === 'answer' && frame.paused.asked === token.turn);
  const paused = run.stack[place]?.paused;
  if (!paused) return false;
  endWait(turn, run);
  run.stack.length = place;
  run.trail = run.trail.filter((answer) => answer.frame < place);
  run.waiting = paused;
  return true;
}

function pick(turn: TurnState, run: Run, token: ButtonToken, text: string): void {
  const { waiting } = run;
  if (!waiting) return;
  bringForward(turn, run);
  const choice = waiting.choices?.find((known) => known.token === text);
  if (hasFailed(waiting)) {
    if (choice?.value !== 'person') return tryAgain(turn, run);
    const flow = run.stack[run.stack.length - 1]?.flow;
    endRun(turn, run, 'cancelled');
    return callPerson(turn, 'failed', { flow });
  }
  const question = questionAt(turn, run);
  if (!question) return take(turn, run, { reading: { fits: true, value: null, whole: true }, rest: [] });
  run.replying = true;
  if (token.option === formCode) return fillIn(turn, run, question, waiting);
  if (token.option === skipCode) return skip(turn, run, question);
  if (token.option === moreCode) {
    nextPage(turn, run, question);
    return;
  }
  const picked = { option: token.option, value: choice?.value, label: choice?.label ?? turn.said };
  const reading = question.asking.read(question.fields, question.step, { text: picked.label, parts: [], picked }, waiting);
  if (reading.fits) take(turn, run, { reading, rest: [], label: picked.label });
  else askAgain(turn, run);
}

/** Takes the answers to a form: the one that is asked now, the others as soon as they are asked, each read as if it had been said alone. */
function fillIn(turn: TurnState, run: Run, question: Question, waiting: Waiting): void {
  const { event } = turn;
  const { asking, fields, step } = question;
  const asked = asking.field?.(waiting.stage);
  const given = event.type === 'pressed' ? event.fields : undefined;
  if (asked === undefined || !given) return askAgain(turn, run);
  const prompt = asking.prompt(fields, step, waiting.stage);
  const said = (name: string): string => (Object.hasOwn(given, name) ? (given[name] ?? '').trim().slice(0, limits.answer) : '');
  const place = { frame: run.stack.length - 1, at: step.at.path };
  run.replay = (prompt.form ?? []).flatMap(({ name, optional }): Answer[] => {
    const text = said(name);
    return name === asked || (text === '' && !optional) ? [] : [{ ...place, field: name, save: name, raw: [{ type: 'text', text }], filled: true }];
  });
  const text = said(asked);
  if (text === '' && prompt.skip) return skip(turn, run, question);
  const input = { text, parts: [{ type: 'text' as const, text }], alone: true as const };
  const reading = asking.read(fields, step, input, { ...waiting, choices: prompt.choices });
  if (text !== '' && reading.fits) take(turn, run, { reading, rest: [], label: text });
  else askAgain(turn, run, (reading.fits ? undefined : reading.why) ?? turn.phrase('not_fitting'));
}

function refuse(turn: TurnState, token: string): void {
  const answered = turn.session.pressed.includes(questionOf(token));
  turn.note(answered ? 'already-answered' : 'button-gone');
  const asking = askingRun(turn.session);
  if (asking) askAgain(turn, asking, turn.phrase(answered ? 'already_answered' : 'we_were_at'));
  else turn.say(answered ? 'already_answered' : 'button_gone');
}
