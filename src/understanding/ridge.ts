/** One entry against the rest: a ridge regression in dual form, small enough to be solved whole. */
import type { Sliced } from '../event-loop/slices.ts';

/** Multiplications between two pauses: a few ms. */
const slice = 1_000_000;

export interface Fit {
  /** Amount that each example adds to a score, times its nearness to the text. */
  weights: Float64Array;
  /** The score of each example that was asked for as if it had not been among the examples; NaN for the others. */
  leftOut: Float64Array;
}

/**
 * Fits scores of 1 for the first `own` of `size` examples and of 0 for the others. `gram` holds how near each is to each, row by row, and is used up;
 * `ridge` keeps single examples from deciding. What one would score if left out follows from the same solution (a property of ridge regression);
 * `asked` tells of which it is wanted, as each costs as much as the weights do.
 */
export function* fittingRidge(gram: Float64Array, size: number, own: number, ridge: number, asked: (at: number) => boolean): Sliced<Fit> {
  const n = size;
  for (let i = 0; i < n; i++) gram[i * n + i]! += ridge;
  // Cholesky: gram = L Lᵀ, in its lower half.
  let done = 0;
  for (let j = 0; j < n; j++) {
    done += (n - j) * j;
    if (done > slice) {
      done = 0;
      yield;
    }
    for (let i = j; i < n; i++) {
      let sum = gram[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= gram[i * n + k]! * gram[j * n + k]!;
      gram[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / gram[j * n + j]!;
    }
  }
  // L Lᵀ weights = targets, forwards and then backwards.
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = i < own ? 1 : 0;
    for (let k = 0; k < i; k++) sum -= gram[i * n + k]! * weights[k]!;
    weights[i] = sum / gram[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const weight = weights[i]! / gram[i * n + i]!;
    weights[i] = weight;
    for (let k = 0; k < i; k++) weights[k]! -= gram[i * n + k]! * weight;
  }
  // The diagonal of gram⁻¹ = L⁻ᵀ L⁻¹: the squares of a column of the inverse of L.
  const leftOut = new Float64Array(n).fill(Number.NaN);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    if (!asked(j)) continue;
    done += (n - j) ** 2 / 2;
    if (done > slice) {
      done = 0;
      yield;
    }
    column[j] = 1 / gram[j * n + j]!;
    let square = column[j]! ** 2;
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= gram[i * n + k]! * column[k]!;
      column[i] = sum / gram[i * n + i]!;
      square += column[i]! ** 2;
    }
    leftOut[j] = (j < own ? 1 : 0) - weights[j]! / square;
  }
  return { weights, leftOut };
}
