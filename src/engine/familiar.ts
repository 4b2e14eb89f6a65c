/** How much of a message is in words that the flows and the FAQ know: little of an advertisement that somebody sends. */
import type { FlowSet } from './flow-tree.ts';
import { triggerIndex } from './trigger-index.ts';
import { words } from './wording.ts';

const vocabularies = new WeakMap<FlowSet, ReadonlySet<string>>();

const bare = (word: string): string => word.replace(/(?:'s|ing|ed|es|s)$/, '');

/** Words as they are compared: Latin ones without their ending, Han two by two. */
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

/** Is it so long that its words can be counted, and most of them stand in no phrase? */
export function isStrange(flows: FlowSet, text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return false;
  const all = pieces(text);
  const known = vocabulary(flows);
  return all.length >= 5 && all.filter((piece) => known.has(piece)).length < all.length * 0.4;
}
