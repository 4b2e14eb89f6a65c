/** Turns scores into probabilities that hold, by what the examples would score if each were left out. */
import type { Sliced } from '../event-loop/slices.ts';
import { calibration } from './calibration.ts';

/** The scores of one example that was left out. */
export interface LeftOut {
  scores: Float64Array;
  highest: number;
  /** The score of "none of the entries". */
  none: number;
  /** Place of the right entry in `scores`; -1 when none is. */
  right: number;
}

/** Slope and threshold of the softmax. */
export interface Certainty {
  slope: number;
  none: number;
}

const rounds = 12;

/**
 * Returns the number of entries, which have nothing to do with the text, that a shop with few entries is taken to have: else its only entry would answer
 * everything.
 */
function strangers(count: number, top: number): number {
  return Math.max(0, calibration.strangers - count) * Math.exp(-top);
}

/**
 * Fits slope and threshold of a softmax to examples that were left out (temperature scaling), each side with the same weight. What is usual with a
 * shop's entries counts as {@link calibration}.prior examples more, so that few examples change little.
 */
export function* fittingCertainty(leftOut: readonly LeftOut[]): Sliced<Certainty> {
  const inside = leftOut.filter(({ right }) => right >= 0).length;
  const outside = leftOut.length - inside;
  let slope = calibration.slope;
  let none = calibration.none;
  for (let round = 0; round < rounds && inside > 0; round++) {
    yield;
    let [gs, gn, hss, hsn, hnn] = [0, 0, 0, 0, 0];
    for (const one of leftOut) {
      const weight = one.right >= 0 ? 1 : inside / outside;
      const top = Math.max(0, slope * one.none + none, slope * one.highest);
      let [total, mean, square] = [strangers(one.scores.length, top), 0, 0];
      for (const score of one.scores) {
        const p = Math.exp(slope * score - top);
        total += p;
        mean += p * score;
        square += p * score * score;
      }
      let p = Math.exp(slope * one.none + none - top);
      total += p;
      p /= total;
      mean = mean / total + p * one.none;
      square = square / total + p * one.none * one.none;
      gs += weight * ((one.right >= 0 ? one.scores[one.right]! : one.none) - mean);
      gn += weight * ((one.right >= 0 ? 0 : 1) - p);
      hss += weight * (square - mean * mean);
      hsn += weight * p * (one.none - mean);
      hnn += weight * p * (1 - p);
    }
    // The prior: a Gaussian around the usual values, as strong as `prior` examples are.
    gs += (calibration.prior * (calibration.slope - slope)) / calibration.slope ** 2;
    gn += calibration.prior * 0.1 * (calibration.none - none);
    hss += calibration.prior / calibration.slope ** 2;
    hnn += calibration.prior * 0.1;
    const det = hss * hnn - hsn * hsn;
    if (!(det > 1e-9)) break;
    const limit = (by: number, most: number): number => Math.max(-most, Math.min(most, by));
    slope = Math.max(2, slope + limit((hnn * gs - hsn * gn) / det, 4));
    none += limit((hss * gn - hsn * gs) / det, 1);
  }
  slope *= calibration.sharper;
  none += calibration.shift;
  return { slope, none };
}

/** Returns the probability of each entry by its score; what is missing to 1 is "none of them". */
export function probabilities({ slope, none }: Certainty, scores: Float64Array, noneScore: number): Float64Array {
  const low = slope * noneScore + none;
  let top = Math.max(0, low);
  for (let k = 0; k < scores.length; k++) top = Math.max(top, slope * scores[k]!);
  let total = Math.exp(low - top) + strangers(scores.length, top);
  const raised = new Float64Array(scores.length);
  for (let k = 0; k < scores.length; k++) total += raised[k] = Math.exp(slope * scores[k]! - top);
  for (let k = 0; k < raised.length; k++) raised[k]! /= total;
  return raised;
}
