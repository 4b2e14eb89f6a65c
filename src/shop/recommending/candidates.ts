/** Products that the lists of several others speak for, the best first. */
import type { KeptLists, NumberedLists } from './kept-lists.ts';
import type { Lists } from './rows.ts';

export interface Candidate {
  id: string;
  /** The list that speaks for it most, and the place of the seed whose list it is. */
  why: keyof Lists;
  seed: number;
}

/** Place at which something bought tells half of what the latest does. */
const halfAt = 30;
const kinds = ['together', 'also', 'alike'] as const;
/** Weight of each list beside the others: shares of customers, and a likeness. */
const worth = [1, 1, 0.03] as const;
/** Candidates that are put in order before it is known how many are needed; there are thousands, of which ten are shown. */
const mostFirst = 100;

/** Returns what the lists of the seeds name, without the seeds and what is not wanted. The seeds come the most important first, and `rows` as they do. */
export function candidates(
  { kept, rows }: { kept: KeptLists; rows: readonly NumberedLists[] },
  seeds: readonly { _id: string }[],
  not: ReadonlySet<string>,
): Iterable<Candidate> {
  const { ids, numbers } = kept;
  const sums = new Float64Array(ids.length);
  const most = new Float64Array(ids.length);
  const speaker = new Int32Array(ids.length);
  const found: number[] = [];
  for (const [seed, { others, scores, together, also }] of rows.entries()) {
    // What was bought last tells most.
    const weight = 1 / (1 + seed / halfAt);
    for (let n = 0; n < others.length; n++) {
      const other = others[n]!;
      const kind = n < together ? 0 : n < also ? 1 : 2;
      const points = scores[n]! * worth[kind] * weight;
      if (points === 0) continue;
      if (sums[other] === 0) found.push(other);
      sums[other]! += points;
      if (points <= most[other]!) continue;
      most[other] = points;
      speaker[other] = seed * kinds.length + kind;
    }
  }
  for (const id of not) sums[numbers.get(id) ?? -1] = 0;
  for (const { _id } of seeds) sums[numbers.get(_id) ?? -1] = 0;
  const isBefore = (a: number, b: number): boolean => sums[a]! > sums[b]! || (sums[a] === sums[b] && ids[a]! < ids[b]!);
  const wanted = found.filter((one) => sums[one]! > 0);
  return (function* () {
    for (const one of bestFirst(wanted, isBefore))
      yield { id: ids[one]!, why: kinds[speaker[one]! % kinds.length]!, seed: Math.floor(speaker[one]! / kinds.length) };
  })();
}

/** Returns all in their order; those behind the first are put in order when they are asked for. */
function* bestFirst(all: readonly number[], isBefore: (a: number, b: number) => boolean): Generator<number> {
  const inOrder = (a: number, b: number): number => (isBefore(a, b) ? -1 : 1);
  const top = all.slice(0, mostFirst).sort(inOrder);
  for (const one of all.slice(mostFirst)) {
    if (!isBefore(one, top.at(-1)!)) continue;
    top.pop();
    let [from, to] = [0, top.length];
    while (from < to) {
      const half = (from + to) >> 1;
      if (isBefore(top[half]!, one)) from = half + 1;
      else to = half;
    }
    top.splice(from, 0, one);
  }
  yield* top;
  const shown = new Set(top);
  yield* all.filter((one) => !shown.has(one)).sort(inOrder);
}
