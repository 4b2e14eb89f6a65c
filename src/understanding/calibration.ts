/**
 * Numbers fitted on fixtures/questions-calibration.json and the even half of questions-held-out.json; matcher.test.ts asserts
 * on the odd half. Weights: how much each kind of feature counts. Change them only with the figures of that test before and after.
 */
export const weights = { word: 1, stop: 0.59, gram: 0.14, single: 0.82, pair: 0.54, concept: 1.56, unknown: 1.6, filler: 0.25 };

export const calibration = {
  /** Powers of the lengths that a product is divided by; 1 and 1 would be the cosine. */
  phraseLength: 0.9,
  textLength: 0.8,
  /** Rare words that every text is taken to hold besides its own, so that a few common words alone never make a match. */
  least: 1.66,
  /** Share of an entry's second-best phrase that is added to its best. */
  second: 0.55,
  slope: 6.6,
  /** Strength of "none of the entries". */
  none: 2.4,
  /** Below this an entry is not a candidate. */
  floor: 0.2,
};

/** At least this score is an answer. */
export const sure = 0.6;
/** At least this score is worth a "did you mean". */
export const maybe = 0.2;
