/** A talk as a case of a transcript: what was said is expected from then on. */
import { stringify } from 'yaml';
import type { Json } from '../json.ts';
import type { Item } from '../transcripts/said.ts';
import type { Talk, TalkLine, TalkSetup, TalkTurn } from './talk.ts';

const quoted = (value: unknown): string =>
  stringify(value, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, collectionStyle: 'flow' }).trimEnd();

/** Writes the case; `name` says what it shows. */
export function caseOf(name: string, setup: TalkSetup, { turns }: Pick<Talk, 'turns'>): string {
  const given = givenBy(turns);
  const head = [
    `- test: ${quoted(name)}`,
    ...(setup.flow === undefined ? [] : [`  flow: ${setup.flow}`]),
    ...(setup.lang === undefined ? [] : [`  lang: ${setup.lang}`]),
    ...(setup.channel === undefined ? [] : [`  channel: ${setup.channel}`]),
    ...(setup.now === undefined ? [] : [`  now: ${new Date(setup.now).toISOString()}`]),
    ...(Object.keys(setup.contact).length > 0 ? [`  contact: ${quoted(setup.contact)}`] : []),
    ...(Object.keys(setup.shop).length > 0 ? [`  shop: ${quoted(setup.shop)}`] : []),
    ...(given.size > 0 ? ['  given:', ...[...given].map(([call, outcomes]) => `    ${call}: ${quoted(outcomes)}`)] : []),
  ];
  return [...head, ...turns.filter(({ refused }) => refused === undefined).flatMap(linesOf)].map((line) => `${line}\n`).join('');
}

/** Results of the calls by name, in the order in which they came. */
function givenBy(turns: readonly TalkTurn[]): Map<string, Json> {
  const lists = new Map<string, Json[]>();
  for (const { calls } of turns)
    for (const { name, outcome } of calls) {
      const result: Json = outcome.ok ? outcome.value : { error: outcome.code, ...(outcome.text && { text: outcome.text }) };
      lists.set(name, [...(lists.get(name) ?? []), result]);
    }
  // A single result that is a list would be read as one result after the other.
  return new Map([...lists].map(([name, list]) => [name, list.length === 1 && !Array.isArray(list[0]) ? (list[0] ?? null) : list]));
}

function linesOf({ line, items, calls, handoff }: TalkTurn): string[] {
  const bots = messagesOf(items).map((value) => `- bot: ${quoted(value)}`);
  const done = calls.filter(({ mode, outcome }) => mode === 'does' && outcome.ok).map(({ name }) => `- called: ${name}`);
  const came = [...bots, ...done, ...(handoff ? ['- handoff: true'] : [])];
  if (line === undefined) return came;
  return [written(line), ...(came.length > 0 ? came : 'after' in line ? [] : ['- silent: true'])];
}

function written(line: TalkLine): string {
  if ('say' in line) return `- customer: ${quoted(line.say)}`;
  if ('press' in line) return `- press: ${quoted(line.press)}`;
  if ('photo' in line) return `- photo: ${quoted(line.photo)}`;
  if ('after' in line) return `- after: ${line.after}`;
  if ('agent' in line) return `- agent: ${line.agent}`;
  return `- event: ${line.event}\n  with: ${quoted(line.data)}`;
}

/** Each part in a line of its own; buttons stand with the words above them. */
function messagesOf(items: readonly Item[]): unknown[] {
  const messages: unknown[] = [];
  for (const [at, item] of items.entries()) {
    const choices = items[at + 1]?.kind === 'choices' ? items[at + 1]?.labels : undefined;
    if (item.kind === 'choices') {
      if (at === 0 || items[at - 1]?.kind !== 'text') messages.push({ choices: item.labels ?? [] });
    } else if (item.kind === 'text') messages.push(choices ? { text: exactly(item.text), choices } : exactly(item.text));
    else if (item.card) messages.push({ card: cardOf(item.card) });
    else messages.push({ [item.kind]: exactly(item.text) });
  }
  return messages;
}

const cardOf = (card: NonNullable<Item['card']>): Record<string, string> =>
  Object.fromEntries((['title', 'text', 'image', 'link', 'button'] as const).flatMap((name) => (card[name] ? [[name, exactly(card[name])]] : [])));

/** A text that looks like a pattern is written as one that means it. */
const exactly = (text: string): string => (/^\s*\/.+\/i?\s*$/s.test(text) ? `/^${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$/` : text);
