/** What vectors add to the scores of the words. Pure. */

/** Phrases of an entry with their vectors. */
export interface Known {
  id: string;
  vectors: readonly Float32Array[];
}

/**
 * Fitted with multilingual-e5-small on the part of tests/understanding/sets/messages.tsv that is not held back (`npm test -- tests/models/gain`).
 * Nearness counts by how far it stands out among all phrases, so that models whose cosines lie close together count like others.
 */
const fitted = {
  /** Share of the nearest phrase of an entry; the rest is the second one's. */
  nearest: 0.6,
  /** Standard deviations above the mean from which it counts, and its weight against the raw scores of the words. */
  from: 1.5,
  weight: 0.1,
  /** Entries that get something. */
  most: 8,
};

/** Returns what is added to the raw score of each entry that stands out against the phrases of all others. */
export function nearness(query: Float32Array, known: readonly Known[]): Map<string, number> {
  const each = known.map(({ id, vectors }) => {
    let [first, second, sum, squares] = [-1, -1, 0, 0];
    for (const vector of vectors) {
      const cosine = dot(query, vector);
      sum += cosine;
      squares += cosine * cosine;
      if (cosine > first) [first, second] = [cosine, first];
      else if (cosine > second) second = cosine;
    }
    const score = fitted.nearest * first + (1 - fitted.nearest) * (vectors.length > 1 ? second : first);
    return { id, score, count: vectors.length, sum, squares };
  });
  const total = (of: 'count' | 'sum' | 'squares'): number => each.reduce((all, one) => all + one[of], 0);
  const [count, sum, squares] = [total('count'), total('sum'), total('squares')];
  const raised = each.flatMap((one): [string, number][] => {
    const others = count - one.count;
    if (others < 2 || one.count === 0) return [];
    const mean = (sum - one.sum) / others;
    const deviation = Math.sqrt(Math.max(0, (squares - one.squares) / others - mean * mean));
    return deviation > 1e-6 ? [[one.id, fitted.weight * ((one.score - mean) / deviation - fitted.from)]] : [];
  });
  return new Map(
    raised
      .filter(([, amount]) => amount > 0)
      .sort((a, b) => b[1] - a[1])
      .slice(0, fitted.most),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}
