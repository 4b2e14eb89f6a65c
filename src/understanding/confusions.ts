/** Entries that take each other's questions, and phrases by which nobody is answered, told from the merchant's own phrases. */
import type { Sliced } from '../event-loop/slices.ts';
import { type Entry, training } from './matcher.ts';

export interface Confusion {
  /** The entry that the phrase stands in. */
  id: string;
  phrase: string;
  /** The entry that would answer the phrase if it did not stand here; undefined where no entry would answer or be offered. */
  taken?: { id: string; score: number };
}

/** Parts that the phrases are divided into; each is ranked by what was learned from the others. */
const parts = 5;

/**
 * Ranks each phrase of an entry with several as if a customer had thought of it: by what was learned without it. Returns those that another entry would
 * answer (`sure` or more), and those that neither their own entry nor another comes near to (`maybe`). Deterministic.
 */
export function* findingConfusions(entries: readonly Entry[], { sure, maybe }: { sure: number; maybe: number }): Sliced<Confusion[]> {
  const found: Confusion[] = [];
  for (let part = 0; part < parts; part++) {
    const isAsked = (texts: readonly string[], n: number): boolean => texts.length > 1 && n % Math.min(parts, texts.length) === part;
    const matcher = yield* training(entries.map(({ id, texts }) => ({ id, texts: texts.filter((_, n) => !isAsked(texts, n)) })));
    for (const { id, texts } of entries) {
      for (const phrase of texts.filter((_, n) => isAsked(texts, n))) {
        yield;
        const ranked = matcher.rank(phrase, 3);
        const best = ranked[0];
        if (best && best.id !== id && best.score >= sure) found.push({ id, phrase, taken: best });
        else if (!ranked.some((one) => one.id === id && one.score >= maybe) && (best?.score ?? 0) < maybe) found.push({ id, phrase });
      }
    }
  }
  return found.sort((a, b) => (b.taken?.score ?? 0) - (a.taken?.score ?? 0));
}
