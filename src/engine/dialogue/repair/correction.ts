/** Corrections: "no, I meant 55 / 不对，是55", "change the address / 改数量", "数量改成3", and edited messages. */

import { kindNames } from '../../../flow-tree/kind-names.ts';
import type { Json } from '../../../json.ts';
import { placeOf, words } from '../../../reading/wording.ts';
import type { Answer, Run } from '../../model/session.ts';
import { correctable, goBack } from '../../runs/going-back.ts';
import { drive } from '../../runs/loop.ts';
import { askAgain, type Question, questionAt, readAgain } from '../../runs/questions.ts';
import type { TurnState } from '../../turn/turn-state.ts';

const byValue = [
  /^(?:(?:no|nope|sorry|oops|wait|actually|wrong)\b[,，.!\s]*)+(?:i meant?|i mean|it(?:'s| is| was)|they(?: are|'re| were)|make it|make that|that(?:'s| is| was)|should be)?\s*(\S.*)$/is,
  /^(?:i meant?|make it|make that|it should be)\s+(\S.*)$/is,
  /^(?:不对|不是|错了|说错了|写错了|打错了|更正|哦不)[,，。.!！\s]*(?:应该是|应该|是|我是说|我说的是|改成)?\s*(\S.*)$/s,
  /^(?:我是说|应该是|改成|改为)\s*(\S.*)$/s,
];
const byField = [
  /^(?:please\s+)?(?:can (?:i|you)\s+|i(?:'d like| want| need) to\s+|let me\s+)?(?:change|edit|correct|update|modify|fix)\s+(?:the\s+|my\s+)?(.+?)(?:\s+to\s+(.+?))?[.?!]?$/is,
  /^(?:请|麻烦)?(?:帮我|我想|我要|想|要)?(?:把)?(.+?)(?:改成|改为|换成|更正为)\s*(.+)$/s,
  /^(?:请|麻烦)?(?:帮我|我想|我要|想|要)?(?:改一下|修改一下|更改一下|修改|更改|更正|改)(?:一下)?(.+?)(?:吧)?$/s,
];

/** Corrects an earlier answer if the message says so. */
export function correct(turn: TurnState, run: Run): boolean {
  const said = turn.said.trim();
  for (const pattern of byField) {
    const [, name, value] = pattern.exec(said) ?? [];
    if (name && correctField(turn, run, name, value)) return true;
  }
  for (const pattern of byValue) {
    const [, value] = pattern.exec(said) ?? [];
    if (value && correctValue(turn, run, value)) return true;
  }
  return false;
}

/** Asks again for the answer that was kept under this name; false when it cannot be changed. */
export function askForCorrection(turn: TurnState, run: Run, name: string): boolean {
  const answer = correctable(run).find(({ field, save }) => (field ?? save) === name);
  return answer !== undefined && questionAt(turn, run, answer) !== undefined && replace(turn, run, answer, undefined);
}

/** Replaces the answer that an edited message was. */
export function correctEdited(turn: TurnState, run: Run | undefined): boolean {
  const target = run ?? turn.session.front;
  if (!target) {
    turn.note('edited-late');
    return true;
  }
  return correctValue(turn, target, turn.said, true);
}

/** Corrects the newest answer of whose kind the value is. */
function correctValue(turn: TurnState, run: Run, value: string, anyWords = false): boolean {
  for (const answer of correctable(run)) {
    const question = questionAt(turn, run, answer);
    if (!question) continue;
    const stage = stageOf(answer);
    if (!anyWords && question.asking.open?.(question.fields, stage)) continue;
    const reading = readAgain(question, answer, stage, value);
    if (reading.fits && reading.whole) return replace(turn, run, answer, value, shownAs(question, stage, reading.value, answer.field) ?? value.trim());
  }
  return false;
}

/** Returns a value as it is repeated: numbers as they were understood, options by their labels; all else as it was written. */
function shownAs(question: Question, stage: Json | undefined, value: Json, field: string | undefined): string | undefined {
  const { choices } = question.asking.prompt(question.fields, question.step, stage);
  const option = choices.find((choice) => JSON.stringify(choice.value) === JSON.stringify(value));
  if (option) return option.label;
  const own = field && value !== null && typeof value === 'object' && !Array.isArray(value) ? value[field] : value;
  return typeof own === 'number' ? String(own) : undefined;
}

/** Corrects the answer to the question whose name or words hold what is to be changed. */
function correctField(turn: TurnState, run: Run, name: string, value: string | undefined): boolean {
  const wanted = words(name);
  if (wanted.length === 0) return false;
  const named = [...run.trail].reverse().find((answer) => {
    const question = questionAt(turn, run, answer);
    if (!question) return false;
    const own = words((answer.field ?? answer.save ?? '').replace(/[._-]/g, ' '));
    if (placeOf(wanted, own) >= 0 || placeOf(own, wanted) >= 0) return true;
    const kinds = question.asking.expects?.(question.fields, stageOf(answer)) ?? [];
    if (kinds.some((kind) => kindNames[kind]?.some((known) => placeOf(words(known), wanted) >= 0))) return true;
    const [part] = question.asking.prompt(question.fields, question.step, stageOf(answer)).parts.filter(({ type }) => type === 'text');
    return part?.type === 'text' && placeOf(wanted, words(part.text)) >= 0;
  });
  if (!named) return false;
  if (!correctable(run).includes(named)) {
    askAgain(turn, run, turn.phrase('cannot_go_back'));
    return true;
  }
  return replace(turn, run, named, value);
}

/** Goes back to an answer: with a value it is taken at once, else the question is asked again. */
function replace(turn: TurnState, run: Run, answer: Answer, value: string | undefined, shown = value?.trim()): boolean {
  turn.note('correction');
  run.replying = true;
  if (shown === undefined) turn.say('change_it', {}, run);
  else turn.say('corrected', { value: shown }, run);
  goBack(turn, run, answer);
  if (value !== undefined)
    run.replay = run.replay?.map((kept) => (kept.raw.length === 0 ? { ...kept, raw: [{ type: 'text' as const, text: value.trim() }] } : kept));
  drive(turn, run);
  return true;
}

/** Returns the stage of a form in which a field is asked; other questions have none. */
function stageOf(answer: Answer): Json | undefined {
  return answer.field ? { field: answer.field } : undefined;
}
