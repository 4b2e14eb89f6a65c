/** Reads the day or the time that a customer names in words, where the options of a question are days or times. */
import { whenSaid } from '../../reading/values/when.ts';
import { key } from '../../reading/wording.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import type { Input, Reading } from '../turn/verb.ts';
import type { ShownOption } from './question-options.ts';

/** Undefined when no day and no time is named, or the words are those of an option: they are read as any other answer then. */
export function readWhen(all: readonly ShownOption[], input: Input, step: StepTurn): Reading | undefined {
  const said = key(input.text);
  if (input.picked || all.some(({ label }) => key(label) === said)) return undefined;
  const entries = all.flatMap((option) => (option.when === undefined ? [] : [{ option, when: option.when }]));
  const { now, shop } = step.turn.facts;
  const found = whenSaid(
    input.text,
    entries.map(({ when }) => when),
    { now, zone: shop.zone, lang: step.turn.lang },
  );
  if (!found) return undefined;
  const fitting = found.fit.flatMap((place) => entries[place]?.option ?? []);
  const [one] = fitting;
  if (!one) return { fits: false, why: step.turn.phrase('not_then') };
  if (fitting.length > 1) return { fits: false, near: fitting.map(({ option }) => option), why: step.turn.phrase('which_one') };
  // The time beside a day answers what is asked next.
  const goesOn = found.timed && typeof one.when === 'string';
  return { fits: true, value: one.value, whole: true, option: one.option, ...(goesOn && { rest: input.text }) };
}
