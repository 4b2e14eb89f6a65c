/** Several answers in one sentence: what a message says about the fields of a form. */
import { complaint, readAnswer, readOne, takesAnyWords, telling } from './answers/index.ts';
import { accountedFor } from './answers/leftover.ts';
import { contextOf, overheard, readPicked } from './asking.ts';
import { clauses } from './faq.ts';
import type { FormField } from './fields.ts';
import { optionsOf, readOptions } from './options.ts';
import type { Json, Waiting } from './session.ts';
import type { Input, Reading, StepTurn } from './step.ts';
import { folded } from './wording.ts';

type Answers = Record<string, Json>;

/** Reads the field that is asked, and what else the message says about the others that are open. The value maps names to answers. */
export function readForm(field: FormField, others: readonly FormField[], input: Input, waiting: Pick<Waiting, 'choices'>, turn: StepTurn): Reading {
  const open = !field.options && takesAnyWords(field.expect);
  if (!input.alone && !input.picked && open) return readOpen(field, others, input, waiting, turn);
  // A kept answer is read as it was: beside the answers to other fields.
  const own = readField(field, input, waiting, turn, input.alone);
  if (input.alone || input.picked || (own.fits && own.whole)) return own.fits ? { ...own, value: { [field.name]: own.value } } : own;
  const beside = own.fits || others.length === 0 ? own : readField(field, input, waiting, turn, true);
  const answers: Answers = beside.fits ? { [field.name]: beside.value } : {};
  const left = addOthers(answers, others, beside.fits ? restOf(beside, input, field, turn) : input.text, turn);
  // What stood beside the answer was no answer to another field: then it may turn this one round.
  if (!own.fits && !accountedFor(left, { numbers: 'words' })) delete answers[field.name];
  if (Object.keys(answers).length === 0) return own;
  return { fits: true, value: answers, whole: left === '', ...(left ? { rest: left } : {}) };
}

/** A field that takes any words gets the clauses that answer no other field. */
function readOpen(field: FormField, others: readonly FormField[], input: Input, waiting: Pick<Waiting, 'choices'>, turn: StepTurn): Reading {
  const parts = clauses(input.text);
  const answers: Answers = {};
  const kept: string[] = [];
  for (const clause of parts.length > 1 ? parts : []) {
    const before = Object.keys(answers).length;
    addOthers(
      answers,
      others.filter(({ name }) => !Object.hasOwn(answers, name)),
      clause,
      turn,
    );
    if (Object.keys(answers).length === before) kept.push(clause);
  }
  if (Object.keys(answers).length === 0) {
    const own = readField(field, input, waiting, turn);
    return own.fits ? { ...own, value: { [field.name]: own.value } } : own;
  }
  const rest = kept.join(', ');
  const own = rest === '' ? undefined : readField(field, { ...input, text: rest }, waiting, turn);
  return { fits: true, value: own?.fits ? { [field.name]: own.value, ...answers } : answers, whole: true };
}

function readField(field: FormField, input: Input, waiting: Pick<Waiting, 'choices'>, turn: StepTurn, passing = false): Reading {
  if (field.options) return readOptions(optionsOf(field.options, {}, turn), input, waiting, turn);
  if (input.picked) return readPicked(input.picked);
  const reading = readAnswer(field.expect, input, { ...contextOf(turn), passing });
  if (!reading.fits) return { fits: false, why: turn.phrase(complaint(field.expect)) };
  return passes(field, reading.value, turn) ? reading : { fits: false, why: turn.phrase('not_fitting') };
}

function passes(field: FormField, answer: Json, turn: StepTurn): boolean {
  return !field.check || turn.holds(field.check, { answer });
}

/** What was said besides an answer; for a choice, the text without its label. */
function restOf(own: Extract<Reading, { fits: true }>, input: Input, field: FormField, turn: StepTurn): string {
  if (!field.options) return own.rest ?? '';
  const label = optionsOf(field.options, {}, turn).find(({ option }) => option === own.option)?.label;
  return label ? folded(input.text).replace(folded(label), ' ') : '';
}

/** Adds what a text says about fields, the most telling kinds first, and returns what is left of it. */
function addOthers(answers: Answers, fields: readonly FormField[], text: string, turn: StepTurn): string {
  let left = folded(text).trim();
  for (const type of telling) {
    for (const field of fields) {
      if (left === '' || field.options || !field.expect.includes(type) || takesAnyWords(field.expect) || Object.hasOwn(answers, field.name)) continue;
      const found = readOne(type, { text: left, parts: [] }, { ...contextOf(turn), passing: true });
      if (!found || !passes(field, found.value, turn)) continue;
      answers[field.name] = found.value;
      left = found.rest;
    }
  }
  for (const field of fields) {
    if (left === '' || !field.options || Object.hasOwn(answers, field.name)) continue;
    const shown = optionsOf(field.options, {}, turn);
    const reading = readOptions(shown, { text: left, parts: [] }, {}, turn);
    if (!reading.fits) continue;
    answers[field.name] = reading.value;
    left = restOf(reading, { text: left, parts: [] }, field, turn).trim();
  }
  return left;
}

/** What the message that began the flow already says: dates, times, amounts with a currency, and what can be nothing else. */
export function overheardFields(fields: readonly FormField[], input: Input, turn: StepTurn): Reading | undefined {
  const answers: Answers = {};
  const priced = /[¥￥$€£元块]|\b(usd|eur|gbp|rmb|cny)\b/i.test(input.text);
  for (const field of fields) {
    for (const type of field.options ? [] : field.expect) {
      const plain = type === 'date' || type === 'time' || (type === 'money' && priced);
      const found = plain ? readOne(type, input, { ...contextOf(turn), passing: true }) : overheard(type, input, turn);
      if (found && passes(field, found.value, turn)) answers[field.name] ??= found.value;
    }
  }
  return Object.keys(answers).length > 0 ? { fits: true, value: answers, whole: false } : undefined;
}
