/** Several answers in one sentence: what a message says about the fields of a form. */

import type { AnswerType, FormField } from '../../flow-tree/fields.ts';
import { names } from '../../flow-tree/kind-names.ts';
import type { Json } from '../../json.ts';
import { plainDigits } from '../../numbers/plain-digits.ts';
import { clauses } from '../../reading/clauses.ts';
import { accounted } from '../../reading/values/accounted.ts';
import { mentionsOf } from '../../reading/values/mentions.ts';
import { isPriced, withoutAmounts } from '../../reading/values/money.ts';
import { folded } from '../../reading/wording.ts';
import type { Waiting } from '../model/session.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import type { Input, Reading } from '../turn/verb.ts';
import { complaint, leastTelling, readAnswer, readOne, takesAnyWords, telling } from './answer-kinds.ts';
import { contextOf, overheard, readPicked } from './question-fields.ts';
import { optionsOf, readOptions } from './question-options.ts';

type Answers = Record<string, Json>;

/** Reads the field that is asked, and what else the message says about the others that are open. The value maps names to answers. */
export function readForm(field: FormField, others: readonly FormField[], input: Input, waiting: Pick<Waiting, 'choices'>, step: StepTurn): Reading {
  const open = !field.options && takesAnyWords(field.expect);
  if (!input.alone && !input.picked && open) return readOpen(field, others, input, waiting, step);
  const own = readField(field, input, waiting, step);
  const beside = own.fits && own.whole && !own.exact && !input.picked && addOthers({}, others, restOf(own, input, field, step), step, input.text).found;
  if (input.picked || (own.fits && own.whole && !beside && !others.some(({ expect }) => namesAnother(field, expect, input.text))))
    return own.fits ? { ...own, value: { [field.name]: own.value } } : own;
  // A number beside other answers may be one of theirs: they are read first, the most telling kinds before the others.
  const first = own.fits && !field.expect.some((type) => leastTelling.includes(type));
  const answers: Answers = first ? { [field.name]: own.value } : {};
  const more = first
    ? addOthers(answers, others, restOf(own, input, field, step), step, input.text)
    : addOthers(answers, [field, ...others], input.text, step, input.text);
  const left = first && !more.found && !field.options ? (own.rest ?? '') : more.left;
  // What stands beside the answer to the question may turn it round: "not tomorrow, 2 people".
  if (!own.fits && !accounted(left, { numbers: 'any' })) delete answers[field.name];
  if (Object.keys(answers).length === 0) return own;
  // A kept answer is read as it was: among the answers to other fields.
  if (!input.alone) return { fits: true, value: answers, whole: left === '', ...(left ? { rest: left } : {}) };
  const value = answers[field.name];
  return value === undefined ? own : { fits: true, value: { [field.name]: value }, whole: left === '' };
}

/** Tells whether the text says that its number is the answer to another field: "phone 138...", 预算五百. */
function namesAnother(field: FormField, expect: readonly AnswerType[], text: string): boolean {
  return field.expect.some((type) => leastTelling.includes(type)) && expect.some((type) => !field.expect.includes(type) && names(type, text));
}

/** Reads a field that takes any words from the clauses that answer no other field. */
function readOpen(field: FormField, others: readonly FormField[], input: Input, waiting: Pick<Waiting, 'choices'>, step: StepTurn): Reading {
  const parts = clauses(input.text);
  const answers: Answers = {};
  const kept: string[] = [];
  for (const clause of parts.length > 1 ? parts : []) {
    const before = Object.keys(answers).length;
    addOthers(
      answers,
      others.filter(({ name }) => !Object.hasOwn(answers, name)),
      clause,
      step,
      clause,
    );
    if (Object.keys(answers).length === before) kept.push(clause);
  }
  if (Object.keys(answers).length === 0) {
    const own = readField(field, input, waiting, step);
    return own.fits ? { ...own, value: { [field.name]: own.value } } : own;
  }
  const rest = kept.join(', ');
  const own = rest === '' ? undefined : readField(field, { ...input, text: rest }, waiting, step);
  return { fits: true, value: own?.fits ? { [field.name]: own.value, ...answers } : answers, whole: true };
}

function readField(field: FormField, input: Input, waiting: Pick<Waiting, 'choices'>, step: StepTurn): Reading {
  if (field.options) return readOptions(optionsOf(field.options, {}, step), input, waiting, step);
  if (input.picked) return readPicked(input.picked);
  const reading = readAnswer(field.expect, input, contextOf(step));
  if (!reading.fits)
    return { ...reading, why: step.turn.phrase(...complaint(field.expect, step.turn.lang, reading.doubt, step.turn.facts.shop.order_example)) };
  return passes(field, reading.value, step) ? reading : { fits: false, why: step.turn.phrase('not_fitting') };
}

function passes(field: FormField, answer: Json, step: StepTurn): boolean {
  return !field.check || step.holds(field.check, { answer });
}

/** Returns what was said besides an answer: for a choice, the text without its label and the number on its button. */
function restOf(own: Extract<Reading, { fits: true }>, input: Input, field: FormField, step: StepTurn): string {
  const said = plainDigits(folded(input.text));
  if (!field.options) return (typeof own.value === 'string' && withoutValue(said, own.value)) || (own.rest ?? '');
  const label = optionsOf(field.options, {}, step).find(({ option }) => option === own.option)?.label;
  if (!label) return '';
  const rest = said.replace(folded(label), ' ');
  return rest === said ? '' : rest.replace(/^\s*\d{1,2}\s*[.)、:]\s*/, ' ');
}

/** Returns a text without a value that stands in it, however its letters and digits are parted: what a reader takes for nothing may be another answer. */
function withoutValue(text: string, value: string): string {
  const signs = folded(value).match(/[\p{L}\p{N}]/gu) ?? [];
  return signs.length > 2 && signs.length <= 64 ? text.replace(new RegExp(`\\+?${signs.join('[^\\p{L}\\p{N}]{0,3}')}`, 'u'), ' ') : '';
}

/** Adds what a text says about fields, the most telling kinds first, and returns what is left of it. `raw`: the whole message as it was written. */
function addOthers(answers: Answers, fields: readonly FormField[], text: string, step: StepTurn, raw: string): { left: string; found: boolean } {
  const before = Object.keys(answers).length;
  const left = addAddress(answers, fields, addReadable(answers, fields, text, step), raw, step);
  return { left, found: Object.keys(answers).length > before };
}

/** Adds what is left as the address, where it is one. */
function addAddress(answers: Answers, fields: readonly FormField[], left: string, raw: string, step: StepTurn): string {
  const field = fields.find(({ name, expect, options }) => !options && expect.length === 1 && expect[0] === 'address' && !Object.hasOwn(answers, name));
  const said = left.replace(/^[\s,，、;；/]+/, '');
  const at = field && said !== '' ? folded(raw).indexOf(said) : -1;
  if (!field || at < 0 || folded(raw).length !== raw.length) return left;
  const found = readOne('address', { text: raw.slice(at, at + said.length), parts: [] }, contextOf(step));
  if (!found || !passes(field, found.value, step)) return left;
  answers[field.name] = found.value;
  return '';
}

function addReadable(answers: Answers, fields: readonly FormField[], text: string, step: StepTurn): string {
  let left = folded(text).trim();
  for (const [type, field] of openFor(telling, fields)) {
    if (left === '' || Object.hasOwn(answers, field.name)) continue;
    const found = readOne(type, { text: left, parts: [] }, { ...contextOf(step), passing: true });
    if (!found || !passes(field, found.value, step)) continue;
    answers[field.name] = found.value;
    left = found.rest;
  }
  left = addNumbers(answers, fields, left, step);
  for (const field of fields) {
    if (left === '' || !field.options || Object.hasOwn(answers, field.name)) continue;
    const shown = optionsOf(field.options, {}, step);
    const reading = readOptions(shown, { text: left, parts: [] }, {}, step);
    if (!reading.fits) continue;
    answers[field.name] = reading.value;
    left = restOf(reading, { text: left, parts: [] }, field, step).trim();
  }
  return left;
}

/** Returns the fields that take one of these kinds and no free words, each kind with its fields. */
function openFor(types: readonly AnswerType[], fields: readonly FormField[]): [AnswerType, FormField][] {
  return types.flatMap((type) =>
    fields.filter(({ options, expect }) => !options && expect.includes(type) && !takesAnyWords(expect)).map((field): [AnswerType, FormField] => [type, field]),
  );
}

/** Adds amounts and numbers, clause by clause. No number is taken where another one is left over, where it is denied, or where the past is spoken of. */
function addNumbers(answers: Answers, fields: readonly FormField[], text: string, step: StepTurn): string {
  const left = clauses(text);
  const context = { ...contextOf(step), passing: true };
  const budgets = openFor(['money'], fields);
  for (const [, field] of budgets) {
    // A bare number is an amount only for the field that is asked, or where it is called one.
    const certain = left.findIndex((clause) => isPriced(clause, context.currency) || names('money', clause));
    const index = certain < 0 && field === fields[0] ? left.findIndex((clause) => readOne('money', { text: clause, parts: [] }, context) !== null) : certain;
    const found = index < 0 || Object.hasOwn(answers, field.name) ? null : readOne('money', { text: left[index]!, parts: [] }, context);
    if (!found || !accounted(found.rest, { numbers: 'any', amount: true }) || !passes(field, found.value, step)) continue;
    answers[field.name] = found.value;
    left[index] = found.rest;
  }
  const joined = () => left.filter((clause) => clause !== '').join(', ');
  const count = openFor(['number'], fields).find(([, { name }]) => !Object.hasOwn(answers, name))?.[1];
  if (!count) return joined();
  const sums = budgets.length > 0 ? left.map((clause) => withoutAmounts(clause, context.currency)) : left;
  const index = sums.findIndex((clause) => mentionsOf(clause).length > 0);
  const found = index < 0 ? null : readOne('number', { text: sums[index]!, parts: [] }, context);
  if (
    !found ||
    !passes(count, found.value, step) ||
    !sums.every((clause, other) => accounted(other === index ? found.rest : clause, { numbers: 'none', amount: true }))
  )
    return joined();
  answers[count.name] = found.value;
  left[index] = found.rest;
  return joined();
}

/** Reads the message that began the flow for answers: dates, times, amounts with a currency, and what can be nothing else. */
export function overheardFields(fields: readonly FormField[], input: Input, step: StepTurn): Reading | undefined {
  const answers: Answers = {};
  const priced = /[¥￥$€£元块]|\b(usd|eur|gbp|rmb|cny)\b/i.test(input.text);
  for (const field of fields) {
    for (const type of field.options ? [] : field.expect) {
      const plain = type === 'date' || type === 'time' || (type === 'money' && priced);
      const found = plain ? readOne(type, input, { ...contextOf(step), passing: true }) : overheard(type, input, step);
      if (found && passes(field, found.value, step)) answers[field.name] ??= found.value;
    }
  }
  return Object.keys(answers).length > 0 ? { fits: true, value: answers, whole: false } : undefined;
}
