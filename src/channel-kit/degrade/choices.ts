/** Choices as a channel can show them: buttons, else a list, else numbered text. Pure. */
import type { Capabilities } from '../../channel.ts';
import type { Choice } from '../../message.ts';
import { wordsFor } from './degrade-words.ts';
import { clean, cutLabel } from './split.ts';

export interface ShownChoices {
  as: 'buttons' | 'list';
  /** Labels fit the channel and are unique; descriptions are left only where the channel shows them. No pictures: no messenger shows them on buttons. */
  items: Choice[];
}

export interface ChoiceLayout {
  shown?: ShownChoices;
  /** To be added to the text above the choices: full labels by number, and how to answer. */
  body: string;
}

type Limits = Capabilities['choices'];

function numbered(index: number, label: string): string {
  return `${index + 1}. ${label}`;
}

function pickForm(choices: readonly Choice[], limits: Limits): { as: 'buttons' | 'list'; label: number } | undefined {
  const forms = [
    { as: 'buttons' as const, room: limits.buttons, label: limits.buttonLabel },
    { as: 'list' as const, room: limits.list, label: limits.listLabel },
  ].filter((form) => form.room >= choices.length);
  return forms.find((form) => choices.every((choice) => choice.label.length <= form.label)) ?? forms[0];
}

/** Lays choices out within the channel's limits. A label that is cut or not unique is numbered, and the body tells it in full. */
export function layChoices(choices: readonly Choice[], many: boolean, limits: Limits, lang: string): ChoiceLayout {
  const words = wordsFor(lang);
  const items = choices.map((choice, index) => ({ ...choice, label: clean(choice.label).replace(/\s+/g, ' ') || String(index + 1) }));
  const form = pickForm(items, limits);
  const room = form?.as === 'list' ? (limits.listDescription ?? 0) : 0;
  const unique = new Set(items.map((item) => item.label)).size === items.length;
  const fitting = form !== undefined && items.every((item) => item.label.length <= form.label);
  const described = items.some((item) => (item.description?.length ?? 0) > room);
  const inBody = !form || !unique || !fitting || described || many;
  const lines = inBody ? items.map((item, index) => numbered(index, item.description ? `${item.label} - ${clean(item.description)}` : item.label)) : [];
  if (many) lines.push(words.several);
  else if (!form) lines.push(words.replyWithNumber);
  const body = lines.join('\n');
  if (!form) return { body };
  return { body, shown: { as: form.as, items: items.map((item, index) => shownItem(item, inBody ? index : undefined, form.label, room)) } };
}

function shownItem(item: Choice, number: number | undefined, most: number, room: number): Choice {
  const shown: Choice = { token: item.token, label: cutLabel(number === undefined ? item.label : numbered(number, item.label), most) };
  if (item.description && room > 0) shown.description = cutLabel(clean(item.description), room);
  return shown;
}
