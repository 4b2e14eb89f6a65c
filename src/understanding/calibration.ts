/**
 * Numbers fitted on fixtures/questions-calibration.json and the even half of questions-held-out.json; matcher.test.ts asserts
 * on the odd half. Weights: how much each kind of feature counts. Change them only with the figures of that test before and after.
 */
export const weights = { word: 1, stop: 0.56, gram: 0.125, single: 0.7, pair: 0.46, concept: 1.56, unknown: 1.6 };

export const calibration = {
  /** Powers of the lengths that a product is divided by; 1 and 1 would be the cosine. */
  phraseLength: 0.9,
  textLength: 0.8,
  /** Share of an entry's second-best phrase that is added to its best. */
  second: 0.52,
  slope: 7.2,
  /** Strength of "none of the entries". */
  none: 3,
  /** Below this an entry is not a candidate. */
  floor: 0.22,
};

/** At least this score is an answer. */
export const sure = 0.6;
/** At least this score is worth a "did you mean". */
export const maybe = 0.2;
