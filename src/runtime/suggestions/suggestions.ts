/** Draft entries of the FAQ out of what people answered: a question that nothing answered, and what a person then wrote in the same conversation. */
import { inSlices } from '../../event-loop/slices.ts';
import { plainText } from '../../message.ts';
import { contacts, type MessageRow, messages, unanswered } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { UnansweredRow } from '../../store/unanswered-row.ts';
import { groupingByMeaning } from '../../understanding/grouping.ts';
import { type UnansweredGroup, unansweredGroups } from '../turn/unanswered.ts';
import { personalIn, shareable } from './shareable.ts';

/** Time within which a person's answer counts as one to the question, ms. */
const within = 24 * 3_600_000;
/** Messages behind a question that are looked at, and words of the customer that may come in between. */
const lookedAt = 12;
const between = 2;
/** Questions whose conversations are looked at, the newest. */
const most = 500;
const atOnce = 20;
const examplesShown = 5;

export interface Suggestion {
  /** The group of questions that it answers. */
  group: UnansweredGroup;
  /** Wordings without anything personal, the most frequent first. */
  questions: string[];
  answer: string;
  /** How many people's answers say the same. */
  answers: number;
}

/** Returns the suggestions, those with most askers first. Nothing is kept of them: they go with the questions and the messages that they are made of. */
export async function suggestions(store: Store, zone: string): Promise<Suggestion[]> {
  const groups = (await unansweredGroups(store)).filter(({ rows }) => rows.some(({ declined }) => !declined));
  const rows = groups.flatMap((group) => group.rows).sort((a, b) => b.at - a.at);
  const answers = new Map<string, string>();
  const people = new Map<string, string[]>();
  for (let from = 0; from < Math.min(most, rows.length); from += atOnce) {
    const page = rows.slice(from, Math.min(most, from + atOnce));
    const named = await store.collection(contacts).getMany([...new Set(page.map(({ contact }) => contact))]);
    for (const { _id, name } of named) people.set(_id, name === undefined ? [] : [name]);
    const found = await Promise.all(page.map((row) => answerTo(store, row, people.get(row.contact) ?? [], zone)));
    for (const [at, answer] of found.entries()) if (answer !== undefined) answers.set(page[at]!._id, answer);
  }
  const made: Suggestion[] = [];
  for (const group of groups) {
    const texts = group.rows.flatMap(({ _id }) => answers.get(_id) ?? []);
    const questions = group.texts.filter((text) => !personalIn(text, { names: group.rows.flatMap(({ contact }) => people.get(contact) ?? []), zone }));
    if (texts.length === 0 || questions.length === 0) continue;
    const alike = (await inSlices(groupingByMeaning(texts))).sort((a, b) => b.length - a.length)[0] ?? [];
    // The shortest of those that say the same: the one with least beside the answer.
    const answer = alike.flatMap((at) => texts[at] ?? []).reduce((a, b) => (b.length < a.length ? b : a));
    made.push({ group, questions: questions.slice(0, examplesShown), answer, answers: alike.length });
  }
  return made;
}

/** Keeps the questions of a suggestion, and suggests nothing for them any more. */
export async function decline(store: Store, { group }: Suggestion): Promise<void> {
  await store.write(group.rows.map(({ _id }): Op => ({ op: 'patch', in: unanswered.name, id: _id, set: { declined: true } })));
}

/** Returns what a person wrote next, as all may read it; undefined where that is no answer for others. */
async function answerTo(store: Store, { conversation, at }: UnansweredRow, names: readonly string[], zone: string): Promise<string | undefined> {
  const next = await store.collection(messages).find({ where: { conversation, at: { gte: at, lte: at + within } }, sort: { by: 'n' }, limit: lookedAt });
  const written = nextOfPerson(next);
  if (!written) return undefined;
  const found = shareable(written.text, { names: [...names, written.author], zone });
  return found.ok ? found.text : undefined;
}

/** Returns the first messages of a person in a row. */
function nextOfPerson(rows: readonly MessageRow[]): { text: string; author: string } | undefined {
  const first = rows.findIndex(({ author }) => author !== 'customer' && author !== 'bot');
  const author = rows[first]?.author;
  if (author === undefined) return undefined;
  // The question itself is among them.
  if (rows.slice(0, first).filter((row) => row.author === 'customer').length > between + 1) return undefined;
  const end = rows.findIndex((row, at) => at > first && row.author !== author);
  const own = rows.slice(first, end < 0 ? undefined : end);
  return {
    text: own
      .map(({ parts }) => plainText(parts))
      .join('\n')
      .trim(),
    author,
  };
}
