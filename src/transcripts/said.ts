/** The messages of the bot as items, with which the lines of a transcript are compared one by one. */
import { RE2JS } from 're2js';
import type { Effect } from '../engine/model/engine-turn.ts';
import type { Json } from '../json.ts';
import type { Card, Media } from '../message.ts';

type Send = Extract<Effect, { type: 'send' }>;

export type ItemKind = 'text' | 'image' | 'audio' | 'video' | 'file' | 'place' | 'person' | 'link' | 'card' | 'choices';

export interface Item {
  kind: ItemKind;
  /** A text, an address of a picture, the title of a card. */
  text: string;
  /** Labels of the choices. */
  labels?: string[];
  card?: Card;
}

const mediaName = (media: Media): string => media.url ?? media.ref ?? media.stored ?? media.name ?? '';

/** Returns the items of a message, in the order that the customer sees them; the choices come last. */
export function itemsOf(message: Send): Item[] {
  const items: Item[] = [];
  for (const part of message.parts) {
    if (part.type === 'text') items.push({ kind: 'text', text: part.text });
    else if (part.type === 'image' || part.type === 'audio' || part.type === 'video' || part.type === 'file') {
      if (part.caption) items.push({ kind: 'text', text: part.caption });
      items.push({ kind: part.type, text: mediaName(part.media) });
    } else if (part.type === 'link') items.push({ kind: 'link', text: part.url });
    else if (part.type === 'place') items.push({ kind: 'place', text: part.name ?? part.address ?? `${part.latitude},${part.longitude}` });
    else if (part.type === 'person') items.push({ kind: 'person', text: part.name });
    else if (part.type === 'product') items.push({ kind: 'card', text: part.card.title, card: part.card });
  }
  if (message.choices && message.choices.length > 0) items.push({ kind: 'choices', text: '', labels: message.choices.map((choice) => choice.label) });
  return items;
}

/** Returns an item as it is written in a transcript, for messages. */
export function shown(item: Item): string {
  if (item.card)
    return `{ card: { ${linesOf(item.card)
      .map(([name, line]) => `${name}: ${JSON.stringify(line)}`)
      .join(', ')} } }`;
  if (item.kind === 'choices') return `{ choices: [${(item.labels ?? []).join(', ')}] }`;
  return item.kind === 'text' ? JSON.stringify(item.text) : `{ ${item.kind}: ${item.text} }`;
}

const cardLines = ['title', 'text', 'image', 'link', 'button'] as const;

/** Returns the lines of a card that have something to show. */
function linesOf(card: Card): [(typeof cardLines)[number], string][] {
  return cardLines.flatMap((name) => (card[name] ? [[name, card[name]]] : []));
}

export interface Expected {
  kind: ItemKind;
  /** Each line of a card; a card that shows more than these is another card. */
  lines?: Map<string, Expected>;
  text?: string;
  pattern?: RE2JS;
  labels?: string[];
  source: string;
}

/** Returns the expected items of a `bot:` line; a text when the line cannot be understood. */
export function expectedOf(value: Json): Expected[] | { why: 'bad-value' | 'bad-pattern'; detail: string } {
  if (typeof value === 'string') return textExpected(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { why: 'bad-value', detail: '' };
  const all: Expected[] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key === 'text' && typeof item === 'string') {
      const text = textExpected(item);
      if (!Array.isArray(text)) return text;
      all.push(...text);
    } else if (key === 'choices' && Array.isArray(item)) {
      const labels = item.map(String);
      all.push({ kind: 'choices', labels, source: `{ choices: [${labels.join(', ')}] }` });
    } else if (key === 'cards' || key === 'card') {
      for (const written of Array.isArray(item) ? item : [item]) {
        const card = cardExpected(written);
        if ('why' in card) return card;
        all.push(card);
      }
    } else if (key === 'image' || key === 'audio' || key === 'video' || key === 'file' || key === 'place' || key === 'link' || key === 'person') {
      const text = textExpected(String(item));
      if (!Array.isArray(text)) return text;
      all.push(...text.map((one): Expected => ({ ...one, kind: key, source: `{ ${key}: ${String(item)} }` })));
    } else return { why: 'bad-value', detail: key };
  }
  // The customer sees choices below everything else, wherever the line names them.
  return all.toSorted((a, b) => Number(a.kind === 'choices') - Number(b.kind === 'choices'));
}

/** Reads a card as it is written: its lines by name, or its title when that is all it shows. */
function cardExpected(written: Json): Expected | { why: 'bad-value' | 'bad-pattern'; detail: string } {
  const lines = new Map<string, Expected>();
  const named = typeof written === 'string' ? { title: written } : written;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return { why: 'bad-value', detail: 'card' };
  for (const [name, line] of Object.entries(named)) {
    if (!cardLines.some((known) => known === name)) return { why: 'bad-value', detail: `card: ${name}` };
    const text = textExpected(String(line));
    if (!Array.isArray(text)) return text;
    if (text[0]) lines.set(name, text[0]);
  }
  return { kind: 'card', lines, source: `{ card: ${JSON.stringify(written)} }` };
}

function textExpected(value: string): Expected[] | { why: 'bad-pattern'; detail: string } {
  const pattern = /^\/(.+)\/(i?)$/s.exec(value.trim());
  if (!pattern?.[1]) return [{ kind: 'text', text: value, source: JSON.stringify(value) }];
  try {
    const flags = (pattern[2] ? RE2JS.CASE_INSENSITIVE : 0) | RE2JS.DOTALL;
    return [{ kind: 'text', pattern: RE2JS.compile(pattern[1], flags), source: value }];
  } catch (error) {
    return { why: 'bad-pattern', detail: error instanceof Error ? error.message : String(error) };
  }
}

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();

/** Tells whether an item is what was expected; line ends and outer spaces do not count. */
export function fits(item: Item, expected: Expected): boolean {
  if (item.kind !== expected.kind) return false;
  if (expected.labels) return expected.labels.length === item.labels?.length && expected.labels.every((label, i) => label === item.labels?.[i]);
  if (expected.lines) {
    const { lines } = expected;
    const there = item.card ? linesOf(item.card) : [];
    return there.length === lines.size && there.every(([name, line]) => sameText(line, lines.get(name)));
  }
  return sameText(item.text, expected);
}

function sameText(text: string, expected: Expected | undefined): boolean {
  if (expected?.pattern) return expected.pattern.matcher(text).find();
  return tidy(text) === tidy(expected?.text ?? '');
}
