/**
 * Numbers fitted on the part of tests/understanding/sets/messages.tsv that is not held back and on fixtures/questions-calibration.json
 * with the even half of questions-held-out.json. Change them only with the figures of matcher.test.ts before and after.
 */

/** Weight of each kind of feature; `rarity`: power of the logarithm that a rare feature counts more by. */
export const weights = {
  word: 1,
  stop: 0.59,
  gram: 0.14,
  single: 0.82,
  pair: 0.54,
  concept: 1.56,
  phrase: 0.3,
  triple: 0.3,
  aspect: 1,
  asked: 0.5,
  rarity: 0.7,
  /** Length that every text is taken to have besides its own features, so that a single word never makes a match. */
  least: 1.5,
};

/** Nearness of two texts by what their writers want (see wishes.ts), beside their words. */
export const wishes = {
  /** Against 1 for all the words. */
  weight: 1.1,
  /** Of the chance of a wish: a lower power trusts unlikely ones more. */
  power: 0.7,
  /** Least probability of a wish that is looked at. */
  least: 0.03,
};

export const ridge = {
  /** Amount that is added to the diagonal: more makes scores smoother. */
  strength: 1,
  /** Examples of other entries, and background sentences, that one entry is set against: its nearest. */
  near: 40,
  nearNone: 20,
  /** Above so many entries each is set against fewer, which is cheaper. */
  manyEntries: 500,
  nearOfMany: 16,
  /** Examples of an entry that are learned; more say no more. */
  mostOwn: 60,
  /** Every so many background sentences one stands for "none of them", against so many examples of entries that are nearest. */
  noneEvery: 6,
  nearOfNone: 120,
  /** Entries whose scores are worked out for a text: those with the nearest examples. */
  candidates: 24,
  /** Entries with fewer examples tell nothing when one is left out. */
  fewestToLeaveOut: 3,
  mostLeftOut: 600,
  /** Features of more texts than this do not choose what an entry is set against; of more than that they are not looked at. */
  common: 400,
  veryCommon: 4_000,
};

export const calibration = {
  /** Usual slope and strength of "none of the entries" of the softmax over scores; `prior`: as many examples as they count for. */
  slope: 18,
  none: 0.5,
  prior: 20,
  /** Doubt of customers' own words: they are less like the examples than these are like each other. */
  sharper: 0.95,
  shift: -2,
  /** Factor of the probability that a text without a complaint means an entry whose phrases complain. */
  calm: 0.6,
  /** Entries that every text is weighed against at least. */
  strangers: 50,
  /** Least probability of a candidate. */
  floor: 0.0001,
};

/** Least score that is an answer. */
export const sure = 0.6;
/** Least score that is worth a "did you mean". */
export const maybe = 0.2;
