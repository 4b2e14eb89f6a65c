/** Every limit of the engine in one place. What exceeds one ends in a problem of the trace, never in a throw. */
const minute = 60_000;
const hour = 60 * minute;

export const limits = {
  /** Steps that one turn may visit. */
  steps: 200,
  /** Flows on a run's stack. */
  stack: 8,
  /** Flows pushed by interruptions on one run. */
  interruptions: 3,
  /** Runs that wait for a time, an event or a late answer. */
  background: 8,
  /** Wishes that wait for the front run to end. */
  queue: 5,
  /** Rounds of an `each`. */
  rounds: 20,
  cards: 10,
  /** Words whose spelling is kept in mind, for each set of flows. */
  slips: 1_000,
  /** Entries of a list that can be chosen from. */
  options: 100,
  /** Wrong answers to a question before it gives up. */
  tries: 3,
  trail: 30,
  /** Steps of one template: parts rendered, filters, operands. A few microseconds each. */
  templateSteps: 5_000,
  /** Characters that one template makes or reads through. */
  templateChars: 100_000,
  /** The same for all templates of a turn. */
  turnSteps: 10_000,
  turnChars: 300_000,
  /** Characters of a text that a template makes; no channel shows as many. */
  rendered: 20_000,
  /** Answered questions whose buttons are still known. */
  pressed: 20,
  /** How long `recent.x` can be read, how many names it has, and the longest value, in characters of JSON. */
  recentMs: 30 * 60_000,
  recent: 8,
  recentValue: 2_000,
  /** Characters of a card's title and text that are remembered. */
  shown: 120,
  /** Parts of a message that was written in pieces. */
  pieces: 12,
  /** FAQ entries that are known to have been given, and how long: within it a text may say it shorter (`again`). */
  answered: 8,
  answeredMs: 30 * 60_000,
  /** Times kept for each `at_most`. */
  fired: 20,
  firedKeys: 100,
  /** Characters of a customer's message that are read; the rest is left alone. */
  heard: 4_096,
  /** Messages, and words beside answers, that a flow keeps for what it asks later. */
  keptWords: 6,
  /** Clauses of a message that are looked at one by one. */
  clauses: 24,
  /** Characters of a message kept for later steps. */
  kept: 500,
  /** Characters of an answer that are saved. */
  answer: 2_000,
  /** Effects of one turn. */
  effects: 60,
  callMs: 10_000,
  /** A person has the conversation at most this long without giving it back. */
  handoffMs: 12 * hour,
  /** After this silence the customer is reminded where we were. */
  pauseMs: 30 * minute,
  /** After this silence the front run ends. */
  forgetMs: 24 * hour,
  dayMs: 24 * hour,
  /** Give-ups of a day after which a person comes first. */
  giveUps: 3,
} as const;
