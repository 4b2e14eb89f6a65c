/** Messages that nothing in the flows and the FAQ answers: kept with the turn, and grouped for the merchant. */

import type { EngineEvent, TurnResult } from '../../engine/model/engine-turn.ts';
import type { Session } from '../../engine/model/session.ts';
import { inSlices } from '../../event-loop/slices.ts';
import { plainText } from '../../message.ts';
import { asksSomething } from '../../reading/wishes/asks-something.ts';
import { unanswered } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { UnansweredRow } from '../../store/unanswered-row.ts';
import { groupingByMeaning } from '../../understanding/grouping.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Characters of a message that are kept. */
const longest = 300;
/** Rows that are grouped at most, the newest. */
const most = 2_000;
/** Most rows of one customer, so that nobody's flood hides what others ask. */
const mostOfOne = 50;
const page = 1_000;
const pages = 10;
const examplesShown = 5;

/**
 * Keeps the customer's question or wish when the turn answered nothing, or when they chose none of the "did you mean" offers: no value, name or greeting.
 * `work` holds the session before the turn. Tells whether there was one.
 */
export function noteUnanswered(work: UnitOfWork, event: EngineEvent, result: TurnResult, lang: string, at: number): boolean {
  const text = textOf(work.session, event, result.trace)?.trim();
  if (text === undefined || !asksSomething(text)) return false;
  const conversation = work.base._id;
  const row: UnansweredRow = {
    _id: `${conversation}:${result.trace.turn}`,
    v: 1,
    conversation,
    contact: work.contact._id,
    at,
    text: cut(text),
    lang,
  };
  work.ops.push({ op: 'insert', in: unanswered.name, row });
  return true;
}

/** Returns the question that was not answered; undefined when there is none. A message that came in pieces is one question. */
function textOf({ aside, held }: Session, event: EngineEvent, { notes, event: seen }: TurnResult['trace']): string | undefined {
  if (notes.includes('none-of-these')) return aside?.said;
  if (!notes.includes('unanswered')) return undefined;
  return event.type === 'message' && !held ? plainText(event.parts) : seen.text;
}

/** Cuts a text to the longest that is kept, without half of a character at its end. */
function cut(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}

/** Questions that mean the same. */
export interface UnansweredGroup {
  /** Id of its oldest row. */
  id: string;
  rows: UnansweredRow[];
  /** Different texts, the most frequent first. */
  texts: string[];
  /** Number of customers who asked. */
  people: number;
  /** The language of most of them. */
  lang: string;
}

/** Groups the texts of the newest 2,000 rows, at most 50 of a customer: what most people asked first, then what was asked most often, then last. */
export async function unansweredGroups(store: Store): Promise<UnansweredGroup[]> {
  const rows = (await newest(store)).reverse();
  const groups = await inSlices(groupingByMeaning(rows.map(({ text }) => text)));
  return groups
    .map((members) => groupOf(members.flatMap((index) => rows[index] ?? [])))
    .sort((a, b) => b.people - a.people || b.rows.length - a.rows.length || lastOf(b) - lastOf(a) || (a.id < b.id ? -1 : 1));
}

/** Returns a group as the API shows it. */
export function shownGroup(group: UnansweredGroup) {
  const { id, rows, texts, people, lang } = group;
  return { id, count: rows.length, people, first: rows[0]?.at ?? 0, last: lastOf(group), examples: texts.slice(0, examplesShown), lang };
}

/** Removes the rows of a group. */
export async function removeUnanswered(store: Store, { rows }: UnansweredGroup): Promise<void> {
  await store.write(rows.map(({ _id }): Op => ({ op: 'delete', in: unanswered.name, id: _id })));
}

function groupOf(rows: UnansweredRow[]): UnansweredGroup {
  return {
    id: rows[0]?._id ?? '',
    rows,
    texts: byCount(rows.map(({ text }) => text)),
    people: new Set(rows.map(({ contact }) => contact)).size,
    lang: byCount(rows.map(({ lang }) => lang))[0] ?? '',
  };
}

function lastOf({ rows }: UnansweredGroup): number {
  return rows.at(-1)?.at ?? 0;
}

/** Each value once, the most frequent first; of equally frequent ones the one that came first. */
function byCount(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

/** The newest rows first. */
async function newest(store: Store): Promise<UnansweredRow[]> {
  const kept = store.collection(unanswered);
  const seen = new Set<string>();
  const ofContact = new Map<string, number>();
  const found: UnansweredRow[] = [];
  let until: number | undefined;
  for (let n = 0; n < pages && found.length < most; n++) {
    const rows = await kept.find({ where: until === undefined ? {} : { at: { lte: until } }, sort: { by: 'at', desc: true }, limit: page });
    const before = seen.size;
    for (const row of rows) {
      if (seen.has(row._id)) continue;
      seen.add(row._id);
      if (!asksSomething(row.text)) continue;
      const count = (ofContact.get(row.contact) ?? 0) + 1;
      ofContact.set(row.contact, count);
      if (count <= mostOfOne) found.push(row);
    }
    until = rows.at(-1)?.at;
    if (rows.length < page || seen.size === before || until === undefined) break;
  }
  return found.sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1)).slice(0, most);
}
