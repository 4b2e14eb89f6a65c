/** Every question, whichever verb asks it: shown, shown again, answered, not understood, given up. */

import type { Target } from '../../flow-tree/fields.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import type { Part } from '../../message.ts';
import { clauses } from '../../reading/clauses.ts';
import type { Text } from '../../text/compiled-text.ts';
import type { Answer, Run, Waiting } from '../model/session.ts';
import { buttonToken, formCode, questionOf, skipCode } from '../model/tokens.ts';
import { verbs } from '../steps/index.ts';
import { useWords, wordsFor } from '../turn/prefilled.ts';
import { flowOf } from '../turn/runs.ts';
import { StepTurn } from '../turn/step-turn.ts';
import type { TurnState } from '../turn/turn-state.ts';
import type { Asking, Input, Outcome, Prompt, Reading } from '../turn/verb.ts';

/** The modifiers that all questions have, as compiled. */
interface QuestionFields {
  save?: string;
  retry?: Text;
  tries?: number;
  give_up?: Target;
  skip?: true | Text;
  where?: Text;
  why?: Text;
  overhear?: true;
  remind?: number;
  within?: number;
  no_reply?: Target;
  template?: string;
}

/** The question that a run stands at: its step, verb and turn. */
export interface Question {
  step: StepTurn;
  fields: QuestionFields & Record<string, never>;
  asking: Asking;
}

/** Returns the place where a run stands, if its flow and step still exist. */
export function stepAt(turn: TurnState, run: Run, at?: { frame: number; at: string }): StepTurn | undefined {
  const frame = run.stack[at?.frame ?? run.stack.length - 1];
  const flow = frame && flowOf(turn, frame);
  const step = flow?.steps.get(at?.at ?? frame?.at ?? '');
  return frame && flow && step ? new StepTurn(turn, run, frame, flow, step) : undefined;
}

export function questionAt(turn: TurnState, run: Run, at?: { frame: number; at: string }): Question | undefined {
  const step = stepAt(turn, run, at);
  const asking = step && verbs.get(step.at.verb)?.asking;
  return step && asking ? { step, fields: step.at.fields as Question['fields'], asking } : undefined;
}

/** Returns a customer's message as input to a question. */
export function inputOf(turn: TurnState, parts: readonly Part[]): Input {
  return { text: turn.said, parts };
}

/** Shows the question and leaves the run waiting, or takes an answer that is already known: then its outcome comes back. */
export function ask(question: Question, stage: Json | undefined, before?: string): Outcome | undefined {
  const { step } = question;
  const { run, turn } = step;
  const known = replayed(question, stage) ?? alreadySaid(question, stage) ?? saidBefore(question, stage);
  if (known) return known;
  run.waiting = { kind: 'answer', at: step.at.path, since: turn.facts.now, tries: 0, asked: turn.session.turn };
  if (stage !== undefined) run.waiting.stage = stage;
  show(question, run.waiting, turn.complaint ?? before);
  turn.complaint = undefined;
  setTimers(question, run.waiting);
  return undefined;
}

function setTimers(question: Question, waiting: Waiting): void {
  const { fields, step } = question;
  waiting.timers = undefined;
  waiting.remind = undefined;
  if (fields.remind) {
    waiting.remind = step.timer(fields.remind);
    waiting.timers = [waiting.remind];
  }
  if (fields.within) waiting.timers = [...(waiting.timers ?? []), step.timer(fields.within)];
}

/** Shows the question as it stands; buttons shown before stay valid. */
function show(question: Question, waiting: Waiting, before?: string): void {
  const { step, asking, fields } = question;
  const { run, turn } = step;
  const prompt = asking.prompt(fields, step, waiting.stage);
  const shown = choicesOf(prompt, run.id, waiting.asked ?? turn.session.turn, step);
  waiting.choices = shown.length > 0 ? shown.map(({ token, label, value }) => ({ token, label, value })) : undefined;
  const parts = before === undefined ? prompt.parts : [{ type: 'text' as const, text: before }, ...prompt.parts];
  const extra: Parameters<StepTurn['say']>[1] = { choices: shown.map(({ value: _, ...choice }) => choice) };
  if (prompt.many) extra.many = true;
  if (prompt.form) extra.form = { token: buttonToken(run.id, waiting.asked ?? turn.session.turn, formCode), fields: prompt.form };
  if (fields.template) extra.template = fields.template;
  step.say(parts, extra);
  turn.asked = run.id;
}

function choicesOf(prompt: Prompt, run: string, asked: number, step: StepTurn): Prompt['choices'] {
  const choices = prompt.choices.map((choice) => ({ ...choice, token: buttonToken(run, asked, choice.token) }));
  if (prompt.skip && prompt.skip !== true) choices.push({ token: buttonToken(run, asked, skipCode), label: step.text(prompt.skip), value: null });
  return choices;
}

/** Shows the question of a waiting run again, with a line before it. Its tries stay as they are. */
export function askAgain(turn: TurnState, run: Run, before?: string): void {
  const question = run.waiting?.kind === 'answer' ? questionAt(turn, run) : undefined;
  if (!question || !run.waiting) return;
  if (hasFailed(run.waiting)) {
    turn.send([{ type: 'text', text: turn.phrase('sorry_error') }], run, { choices: run.waiting.choices?.map(({ token, label }) => ({ token, label })) ?? [] });
    turn.asked = run.id;
    return;
  }
  show(question, run.waiting, before);
}

/** Takes a question up again after another flow was in front of it: shows it unless the customer was just told to wait for a person, and sets its timers anew. */
export function takeUp(turn: TurnState, run: Run, waiting: Waiting): void {
  run.waiting = waiting;
  const question = questionAt(turn, run);
  if (!question) return;
  if (!turn.trace.notes.includes('queued-for-person')) show(question, waiting, turn.phrase('we_were_at'));
  setTimers(question, waiting);
}

/** Tells whether the step failed and waits for the customer to try again. */
export function hasFailed(waiting: Waiting): boolean {
  return waiting.stage !== null && typeof waiting.stage === 'object' && !Array.isArray(waiting.stage) && waiting.stage.failed === true;
}

/** Accepts an answer that fits: keeps it on the trail, ends the wait, and returns how the verb goes on. */
export function accept(question: Question, reading: Extract<Reading, { fits: true }>, raw: readonly Part[], waiting: Waiting): Outcome {
  const { step, asking, fields } = question;
  const { turn } = step;
  const token = waiting.choices?.[0]?.token;
  if (token) {
    const { session } = turn;
    session.pressed = [...session.pressed.filter((known) => known !== questionOf(token)), questionOf(token)].slice(-limits.pressed);
  }
  remember(question, waiting.stage, raw);
  turn.overheard = false;
  turn.session.confused = 0;
  return asking.accept(fields, step, reading, waiting);
}

/** Keeps an answer so that it can be corrected. */
function remember(question: Question, stage: Json | undefined, raw: readonly Part[]): void {
  const { step, asking, fields } = question;
  const { run } = step;
  const field = asking.field?.(stage);
  if (asking.field && field === undefined) return;
  const answer: Answer = { frame: run.stack.length - 1, at: step.at.path, raw: raw.map(short) };
  if (fields.save) answer.save = fields.save;
  if (field) {
    answer.field = field;
    answer.save = field;
  }
  run.trail = [...run.trail, answer].slice(-limits.trail);
}

function short(part: Part): Part {
  return part.type === 'text' && part.text.length > limits.answer ? { type: 'text', text: part.text.slice(0, limits.answer) } : part;
}

/** Gives a later answer again while an earlier one is corrected, if it is still asked and valid; else the rest is forgotten. */
function replayed(question: Question, stage: Json | undefined): Outcome | undefined {
  const { step, asking, fields } = question;
  const { run, turn } = step;
  if (!run.replay) return undefined;
  const depth = run.stack.length - 1;
  const field = asking.field?.(stage);
  const place = run.replay.findIndex((answer) => answer.frame === depth && answer.at === step.at.path && answer.field === field);
  const kept = run.replay[place];
  if (!kept) {
    if (!run.replay.some((answer) => answer.frame === depth && answer.at === step.at.path)) run.replay = undefined;
    return undefined;
  }
  run.replay = run.replay.length > 1 ? run.replay.filter((answer) => answer !== kept) : undefined;
  if (kept.raw.length === 0) return undefined;
  const [said] = kept.raw;
  if (kept.filled && said?.type === 'text' && said.text === '') return asking.accept(fields, step, { value: null }, stage === undefined ? {} : { stage });
  const reading = readAgain(question, kept, stage);
  if (!reading.fits) {
    // The others that were filled in stay: they are taken once this one is answered.
    if (kept.filled) turn.complaint = reading.why ?? turn.phrase('not_fitting');
    else run.replay = undefined;
    return undefined;
  }
  if (!kept.filled) turn.note('replayed');
  remember(question, stage, kept.raw);
  return asking.accept(fields, step, reading, stage === undefined ? {} : { stage });
}

/** Reads a kept answer as if it were given now. */
export function readAgain(question: Question, answer: Answer, stage: Json | undefined, text?: string): Reading {
  const { step, asking, fields } = question;
  const prompt = asking.prompt(fields, step, stage);
  const pressed = answer.raw.find((part) => part.type === 'pressed');
  const label = pressed?.type === 'pressed' ? pressed.label : undefined;
  const said = text ?? label ?? answer.raw.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  const waiting: Pick<Waiting, 'stage' | 'choices'> = { choices: prompt.choices };
  if (stage !== undefined) waiting.stage = stage;
  return asking.read(fields, step, { text: said, parts: text === undefined ? answer.raw : [{ type: 'text', text }], alone: true }, waiting);
}

/** Takes the answer to the first question from the message that began the flow: an order number, an e-mail address, a date ... */
function alreadySaid(question: Question, stage: Json | undefined): Outcome | undefined {
  const { step, asking, fields } = question;
  const { run, turn } = step;
  if (!asking.overheard || turn.event.type !== 'message' || turn.began !== run.id || run.trail.length > 0) return undefined;
  turn.began = undefined;
  const reading = asking.overheard(fields, step, { text: turn.said, parts: turn.event.parts }, stage);
  if (!reading?.fits) return undefined;
  turn.note('overheard');
  remember(question, stage, [{ type: 'text', text: turn.said }]);
  return asking.accept(fields, step, reading, stage === undefined ? {} : { stage });
}

/** Takes what the customer said on the way, in this flow, as the answer to a question that listens to it; undefined when nothing fits. */
function saidBefore(question: Question, stage: Json | undefined): Outcome | undefined {
  const { step, asking, fields } = question;
  const { run, turn, at } = step;
  if (!fields.overhear || stage !== undefined || run.replay) return undefined;
  const { choices } = asking.prompt(fields, step, stage);
  for (const text of wordsFor(run, at.path)) {
    for (const said of new Set([text, ...clauses(text)])) {
      const input: Input = { text: said, parts: [{ type: 'text', text: said }] };
      const reading = asking.overheard ? asking.overheard(fields, step, input, stage) : asking.read(fields, step, input, { choices });
      // A place in a list means nothing before the list was shown.
      if (!reading?.fits || !/\p{L}/u.test(said)) continue;
      useWords(run, text, at.path);
      turn.overheard = true;
      turn.note('overheard');
      remember(question, stage, [{ type: 'text', text: said }]);
      return asking.accept(fields, step, reading, { choices });
    }
  }
  return undefined;
}

/** Tells whether one more wrong answer would be the last that the question takes. It has a way out of its own then. */
export function isLastTry({ fields }: Question, waiting: Waiting): boolean {
  return (waiting.tries ?? 0) + 1 >= (fields.tries ?? limits.tries);
}

/** Handles an answer that does not fit: says what would, or gives up. `instead`: is said in place of that, and the question again behind it. */
export function misunderstood(question: Question, waiting: Waiting, why?: string, instead?: string): Outcome | undefined {
  const { step, fields } = question;
  const { run, turn } = step;
  waiting.tries = (waiting.tries ?? 0) + 1;
  turn.note('not-understood');
  if (waiting.tries >= (fields.tries ?? limits.tries)) return giveUp(question);
  if (instead !== undefined) {
    askAgain(turn, run, instead);
    return undefined;
  }
  const own = question.asking.prompt(fields, step, waiting.stage).retry ?? fields.retry;
  const text = own ? step.text(own) : (why ?? turn.phrase('not_fitting'));
  step.say([{ type: 'text', text }], { choices: waiting.choices?.map(({ token, label }) => ({ token, label })) ?? [] });
  turn.asked = run.id;
  return undefined;
}

/** Gives up after too many wrong answers: the flow's own way out, else a person. The third time in a day a person is offered first. */
function giveUp(question: Question): Outcome {
  const { step, fields } = question;
  const { session, facts } = step.turn;
  session.gaveUp = [...session.gaveUp.filter((at) => facts.now - at < limits.dayMs), facts.now].slice(-limits.giveUps);
  step.turn.note('gave-up');
  if (session.gaveUp.length >= limits.giveUps) return { do: 'offer_person' };
  return { do: 'jump', to: fields.give_up ?? { to: 'handoff' } };
}
