/** A linear model of several classes, learned by stochastic gradient descent with a rate for each weight (AdaGrad). */

/** One example: features by number with their values, and its class. */
export interface Learned {
  ids: readonly number[];
  values: readonly number[];
  right: number;
  /** How much it counts. */
  weight: number;
}

export interface Settings {
  rounds: number;
  rate: number;
  decay: number;
}

/** Weights of `features` features for `classes` classes, row by row. The same examples give the same weights. */
export function learnSoftmax(examples: readonly Learned[], features: number, classes: number, { rounds, rate, decay }: Settings): Float64Array {
  const weights = new Float64Array(features * classes);
  const squares = new Float64Array(weights.length);
  const chances = new Float64Array(classes);
  const order = [...examples.keys()];
  let seed = 1;
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const j = Math.floor((seed / 2 ** 32) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const n of order) {
      const { ids, values, right, weight } = examples[n]!;
      chances.fill(0);
      for (let k = 0; k < ids.length; k++) for (let c = 0; c < classes; c++) chances[c]! += weights[ids[k]! * classes + c]! * values[k]!;
      const top = Math.max(...chances);
      let total = 0;
      for (let c = 0; c < classes; c++) total += chances[c] = Math.exp(chances[c]! - top);
      for (let k = 0; k < ids.length; k++) {
        const value = values[k]!;
        for (let c = 0; c < classes; c++) {
          const at = ids[k]! * classes + c;
          const slope = weight * (chances[c]! / total - (c === right ? 1 : 0)) * value + decay * weights[at]!;
          squares[at]! += slope * slope;
          weights[at]! -= (rate * slope) / Math.sqrt(squares[at]! + 1e-4);
        }
      }
    }
  }
  return weights;
}
