/** The options of a question as the customer sees them: their texts, pages, and what each stands for. */

import type { Options, Target } from '../../flow-tree/fields.ts';
import { pictureAddress } from '../../flow-tree/media-value.ts';
import type { Json } from '../../json.ts';
import { limits } from '../../limits.ts';
import { matchChoice, matchSeveral } from '../../reading/values/choice.ts';
import type { When } from '../../reading/values/when.ts';
import type { Text, Value } from '../../text/compiled-text.ts';
import type { Waiting } from '../model/session.ts';
import { moreCode, optionOf } from '../model/tokens.ts';
import type { StepTurn } from '../turn/step-turn.ts';
import type { Input, Prompt, Reading } from '../turn/verb.ts';

export interface ShownOption {
  /** Its place among all options, base 36; stays the same when others are hidden. */
  option: string;
  label: string;
  value: Json;
  also: readonly string[];
  image?: string;
  then?: Target;
  /** Day or moment that it stands for. */
  when?: When;
}

/** Templates by which the entries of a list are shown. */
export interface EntryFields {
  label?: Text;
  value?: Value;
  image?: Value;
  when?: Value;
}

/** Returns all options that may be picked now. */
export function optionsOf(options: Options, entry: EntryFields, step: StepTurn): ShownOption[] {
  if ('fixed' in options) {
    const shown: ShownOption[] = [];
    options.fixed.forEach((option, index) => {
      if (option.only_if && !step.holds(option.only_if)) return;
      const label = step.text(option.label);
      const image = option.image ? step.value(option.image) : undefined;
      shown.push({
        option: index.toString(36),
        label,
        value: option.value ?? label,
        also: option.also,
        ...(typeof image === 'string' ? { image: pictureAddress(image) } : {}),
        ...(option.then ? { then: option.then } : {}),
      });
    });
    return shown;
  }
  const list = step.evaluate(options.list);
  if (!Array.isArray(list)) {
    step.warn(`${options.list.source} is no list`);
    return [];
  }
  return list.slice(0, limits.options).map((it, i) => {
    const inner = step.with({ it, i: i + 1 });
    const image = entry.image ? inner.value(entry.image) : undefined;
    const when = entry.when ? inner.value(entry.when) : undefined;
    return {
      option: i.toString(36),
      label: entry.label ? inner.text(entry.label) : labelOf(it),
      value: entry.value ? inner.value(entry.value) : it,
      also: [],
      ...(typeof image === 'string' && image !== '' ? { image: pictureAddress(image) } : {}),
      ...(typeof when === 'string' || typeof when === 'number' ? { when } : {}),
    };
  });
}

function labelOf(entry: Json): string {
  if (entry !== null && typeof entry === 'object' && !Array.isArray(entry)) {
    const named = entry.label ?? entry.title ?? entry.name ?? entry.number;
    return typeof named === 'string' || typeof named === 'number' ? String(named) : '';
  }
  return String(entry ?? '');
}

/** Returns the choices of one page; when there are more, the last one shows the next page. `reserved`: buttons that the question adds itself. */
export function pageOf(all: readonly ShownOption[], page: number, step: StepTurn, reserved: number): Prompt['choices'] {
  const room = Math.max(2, step.turn.facts.channel.page - reserved);
  const paged = all.length > room;
  const size = paged ? room - 1 : room;
  const pages = Math.max(1, Math.ceil(all.length / size));
  const from = (page % pages) * size;
  const choices: Prompt['choices'] = all
    .slice(from, from + size)
    .map(({ option, label, value, image }) => ({ token: option, label, value, ...(image ? { image } : {}) }));
  if (paged) choices.push({ token: moreCode, label: step.turn.phrase('more'), value: null });
  return choices;
}

/** Reads the customer's pick into a reading whose `option` names it (none when several may be picked). */
export function readOptions(
  all: readonly ShownOption[],
  input: Input,
  waiting: Pick<Waiting, 'choices'>,
  step: StepTurn,
  many?: true | { min: number; max: number },
): Reading {
  if (input.picked) {
    const picked = all.find(({ option }) => option === input.picked?.option);
    const value = picked ? picked.value : input.picked.value;
    if (value === undefined) return { fits: false, why: step.turn.phrase(many ? 'pick_several' : 'pick_one') };
    return { fits: true, value: many ? [value] : value, whole: true, option: input.picked.option };
  }
  const onShow = (waiting.choices ?? []).map(({ token }) => optionOf(token));
  const match = many ? matchSeveral(input.text, all, onShow) : matchChoice(input.text, all, onShow);
  if (!match) return { fits: false, why: step.turn.phrase(many ? 'pick_several' : 'pick_one') };
  if ('unclear' in match) return { fits: false, near: match.unclear, why: step.turn.phrase('which_one') };
  if ('several' in match) return severalOf(all, match.several, many, step);
  const picked = all.find(({ option }) => option === match.one);
  if (!picked) return { fits: false, why: step.turn.phrase('pick_one') };
  return {
    fits: true,
    value: picked.value,
    whole: match.whole,
    ...(match.exact && { exact: true }),
    option: picked.option,
    ...(match.rest ? { rest: match.rest } : {}),
  };
}

function severalOf(all: readonly ShownOption[], codes: readonly string[], many: true | { min: number; max: number } | undefined, step: StepTurn): Reading {
  const picked = all.filter(({ option }) => codes.includes(option));
  if (picked.length === 0) return { fits: false, why: step.turn.phrase('pick_several') };
  if (typeof many === 'object' && picked.length > many.max) return { fits: false, why: step.turn.phrase('pick_at_most', { max: String(many.max) }) };
  if (typeof many === 'object' && picked.length < many.min) return { fits: false, why: step.turn.phrase('pick_at_least', { min: String(many.min) }) };
  return { fits: true, value: picked.map(({ value }) => value), whole: true };
}
