/** Finds the word that was most likely meant by a misspelt one. */

/** Returns the number of edits from one word to the other, neighbours swapped counting as one. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * Returns the word that was most likely meant, or undefined.
 * @example
 * ```ts
 * import { nearest } from './nearest.ts';
 * nearest('chose', ['choose', 'confirm']); // => 'choose'
 * nearest('refund', ['choose', 'confirm']); // => undefined
 * ```
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 60) return undefined;
  const plain = word.toLowerCase().replace(/[-_\s]/g, '');
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const other = candidate.toLowerCase().replace(/[-_\s]/g, '');
    const far = plain === other ? 0.5 : distance(word.toLowerCase(), candidate.toLowerCase());
    const allowed = candidate.length <= 3 ? 1 : candidate.length <= 6 ? 2 : 3;
    if (far < least && far <= allowed && far < candidate.length) {
      best = candidate;
      least = far;
    }
  }
  return best;
}
