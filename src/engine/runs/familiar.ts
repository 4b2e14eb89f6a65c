/**
 * Familiarity of a message: the share of its words that the flows and the FAQ know, small in an advertisement that somebody sends, and whether it has a
 * matter in common with phrases.
 */

import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { triggerIndex } from '../../flow-tree/trigger-index.ts';
import { words } from '../../reading/wording.ts';

const vocabularies = new WeakMap<FlowSet, ReadonlySet<string>>();

const bare = (word: string): string => word.replace(/(?:'s|ing|ed|es|s)$/, '');

/** Returns the words as they are compared: Latin ones without their ending, Han two by two. */
function pieces(text: string): string[] {
  const found = words(text);
  const han = /\p{Script=Han}/u;
  return found.flatMap((word, n) => {
    if (!han.test(word)) return word.length > 3 || /^\d+$/.test(word) ? [bare(word)] : [];
    const next = found[n + 1];
    return next !== undefined && han.test(next) ? [word + next] : [];
  });
}

function vocabulary(flows: FlowSet): ReadonlySet<string> {
  let known = vocabularies.get(flows);
  if (!known) {
    const index = triggerIndex(flows);
    const said = [...index.phrases.values()].flat().map(({ words }) => words.join(' '));
    known = new Set([...said, ...[...index.faq.values()].flatMap(({ q }) => q)].flatMap(pieces));
    vocabularies.set(flows, known);
  }
  return known;
}

/** Tells whether the text is so long that its words can be counted, and most of them stand in no phrase. */
export function isStrange(flows: FlowSet, text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return false;
  const all = pieces(text);
  const known = vocabulary(flows);
  return all.length >= 5 && all.filter((piece) => known.has(piece)).length < all.length * 0.4;
}

/** Words that stand in questions about anything. */
const anyMatter = new Set(
  (
    'about also another anything because been being could does doing done else every find from going have having help here know like looking make many more much need only other ' +
    'please really said should some something still take tell than thank thanks that their them then there these they thing things this those time very want wanted what when where ' +
    'which while will with work would your yours 什么 怎么 你们 我们 可以 能不 不能 可不 是不 有没 没有 我想 想要 请问 多少 这个 那个 哪个 是什 么样 如何 为什 一下 一个 的吗 了吗 有吗 在吗 人吗 你是 我要 是我 们的 你的 我的 还有 知道 能不 不知 问下'
  )
    .split(' ')
    .flatMap((word) => [word, bare(word)]),
);

const matterOf = (text: string): string[] => pieces(text).filter((piece) => !anyMatter.has(piece));

/**
 * Returns the phrase that has most matters in common with a text; of those that are equal the one with most of its Latin words and the fewest others
 * ("does tea go bad" for "does oolong go bad", and not "does puer expire"), else the first.
 */
export function closestPhrase(text: string, phrases: readonly string[]): string | undefined {
  const latin = (one: string) => words(one).filter((word) => !/\p{Script=Han}/u.test(word));
  const said = new Set(matterOf(text));
  const all = new Set(latin(text));
  const near = phrases.map((phrase) => {
    const shared = new Set(matterOf(phrase).filter((piece) => said.has(piece))).size;
    const own = latin(phrase);
    const common = own.filter((word) => all.has(word)).length;
    return shared * 1_000 + common * 10 - (own.length - common);
  });
  return phrases[near.indexOf(Math.max(...near))];
}

/** Tells whether a text has a word that says something of its own: "can you do that" has none. */
export function saysMatter(text: string): boolean {
  return matterOf(text).length > 0;
}

/** Tells whether a text has a word that says something of its own, and the phrases have it too. */
export function namesMatter(text: string, phrases: readonly string[]): boolean {
  return matterOf(text).length > 0 && sharesMatter(text, phrases);
}

/** Tells whether a text and the phrases have a word of some matter in common; true when the text has none. */
export function sharesMatter(text: string, phrases: readonly string[]): boolean {
  const said = matterOf(text);
  if (said.length === 0) return true;
  const known = new Set(phrases.flatMap(pieces));
  return said.some((piece) => known.has(piece));
}

const owners = new WeakMap<FlowSet, ReadonlyMap<string, ReadonlySet<string>>>();

/** Returns the entries that have a word in their questions, by word. */
function entriesByPiece(flows: FlowSet): ReadonlyMap<string, ReadonlySet<string>> {
  let known = owners.get(flows);
  if (!known) {
    const made = new Map<string, Set<string>>();
    for (const { id, q } of triggerIndex(flows).faq.values()) {
      for (const piece of q.flatMap(pieces)) made.set(piece, (made.get(piece) ?? new Set()).add(id));
    }
    known = made;
    owners.set(flows, known);
  }
  return known;
}

/** Words that say how much there is of something. */
const howMuch = /^(?:less|more|most|least|free|high|higher|highest|lower|lowest|without|rich|contain\w*|含量)$/;

/** Returns the entries that more than half of what a text says belongs to, and to no other; as their ids. */
export function entriesOfMatter(flows: FlowSet, text: string): readonly string[] {
  const said = matterOf(text.replace(/[不无没脱]?含/g, ' ')).filter((piece) => !howMuch.test(piece));
  const known = entriesByPiece(flows);
  const own = said.flatMap((piece) => known.get(piece) ?? []);
  const [first] = own;
  const common = first ? [...first].filter((id) => own.every((ids) => ids.has(id))) : [];
  return own.length * 2 > said.length ? common : [];
}
