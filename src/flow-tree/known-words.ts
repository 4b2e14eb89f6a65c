/** The Latin words that the flows and the FAQ know their customers by; gathered once for each set of flows. */

import { words } from '../reading/wording.ts';
import type { FlowSet } from './flow-tree.ts';
import { triggerIndex } from './trigger-index.ts';

const gathered = new WeakMap<FlowSet, ReadonlySet<string>>();

/** Returns the words of all phrases and questions, in lower case. */
export function knownWords(flows: FlowSet): ReadonlySet<string> {
  let known = gathered.get(flows);
  if (!known) {
    const { phrases, faq } = triggerIndex(flows);
    const all = [...[...phrases.values()].flat().flatMap((phrase) => phrase.words), ...[...faq.values()].flatMap(({ q }) => q.flatMap((text) => words(text)))];
    known = new Set(all.filter((word) => /^[a-z]{5,}$/.test(word)));
    gathered.set(flows, known);
  }
  return known;
}
