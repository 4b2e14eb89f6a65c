/** Hears moods: a linear model over words and signs, learned from the lines that ship. */
import { atOnce, inSlices, type Sliced } from '../slices.ts';
import { features, type kinds } from './features.ts';
import { moodLinesEn } from './mood-lines-en.ts';
import { offTopicLines } from './mood-lines-off-topic.ts';
import { moodLinesZh } from './mood-lines-zh.ts';
import { hasAngryWords } from './mood-rules.ts';
import { signs } from './mood-signs.ts';
import { normalForm } from './normal-form.ts';

export const moods = ['calm', 'disappointed', 'angry', 'pleased'] as const;
export type Mood = (typeof moods)[number];

/** How much each kind of feature counts, by the numbers of {@link kinds}: parts of words and what is asked about which thing say nothing of a mood. */
const weightOf = [1, 1, 0, 1, 1, 1, 1, 1, 1, 0] satisfies Record<(typeof kinds)[keyof typeof kinds], number>;
const signWeight = 0.5;
const ruleWeight = 0.7;
const bias = 0.3;

const rounds = 8;
const rate = 0.4;
const decay = 2e-4;
/** Lines learned between two pauses. */
const slice = 50;

/** How likely each mood is, in the order of {@link moods}. */
export type MoodModel = (text: string) => Float64Array;

interface Seen {
  ids: number[];
  values: number[];
}

function see(text: string, idOf: (feature: string | number) => number | undefined): Seen {
  const found = new Map<number, number>();
  let square = 0;
  features(normalForm(text), (hash, kind) => {
    const weight = weightOf[kind] ?? 0;
    if (weight === 0) return;
    const id = idOf(hash);
    if (id === undefined) {
      square += weight ** 2;
      return;
    }
    if (found.has(id)) return;
    found.set(id, weight);
    square += weight ** 2;
  });
  const length = Math.sqrt(square) || 1;
  const seen: Seen = { ids: [...found.keys()], values: [...found.values()].map((value) => value / length) };
  const add = (feature: string, value: number): void => {
    const id = idOf(feature);
    if (id === undefined) return;
    seen.ids.push(id);
    seen.values.push(value);
  };
  for (const sign of signs(text)) add(sign, signWeight);
  if (hasAngryWords(text)) add('words', ruleWeight);
  add('always', bias);
  return seen;
}

/** Softmax of the sums of weights. */
function likely({ ids, values }: Seen, weights: Float64Array): Float64Array {
  const scores = new Float64Array(moods.length);
  for (let k = 0; k < ids.length; k++) for (let c = 0; c < moods.length; c++) scores[c]! += weights[ids[k]! * moods.length + c]! * values[k]!;
  const top = Math.max(...scores);
  let total = 0;
  for (let c = 0; c < moods.length; c++) total += scores[c] = Math.exp(scores[c]! - top);
  return scores.map((score) => score / total);
}

/** Learns by stochastic gradient descent with a rate for each weight (AdaGrad), in an order that is always the same. */
function* learning(): Sliced<MoodModel> {
  const known = new Map<string | number, number>();
  const idOf = (feature: string | number): number => {
    let id = known.get(feature);
    if (id === undefined) {
      id = known.size;
      known.set(feature, id);
    }
    return id;
  };
  const lines: { seen: Seen; mood: number }[] = [];
  for (const [mood, name] of moods.entries()) {
    const own = name === 'calm' ? offTopicLines : [];
    for (const text of [...own, moodLinesEn[name], moodLinesZh[name]].flatMap((some) => some.split('|'))) {
      if (lines.length % slice === slice - 1) yield;
      lines.push({ seen: see(text.trim(), idOf), mood });
    }
  }
  const weights = new Float64Array(known.size * moods.length);
  const squares = new Float64Array(weights.length);
  let seed = 1;
  const order = [...lines.keys()];
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const j = Math.floor((seed / 2 ** 32) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const [n, at] of order.entries()) {
      if (n % (slice * 4) === 0) yield;
      const { seen, mood } = lines[at]!;
      const found = likely(seen, weights);
      for (let k = 0; k < seen.ids.length; k++) {
        for (let c = 0; c < moods.length; c++) {
          const place = seen.ids[k]! * moods.length + c;
          const slope = (found[c]! - (c === mood ? 1 : 0)) * seen.values[k]! + decay * weights[place]!;
          squares[place]! += slope * slope;
          weights[place]! -= (rate * slope) / Math.sqrt(squares[place]! + 1e-6);
        }
      }
    }
  }
  return (text) =>
    likely(
      see(text, (feature) => known.get(feature)),
      weights,
    );
}

let learnt: MoodModel | undefined;
let isLearning = false;

/** Learns in slices `afterMs` from now, about half a second in all; until then moods are heard by the rules alone. For a program that serves; others learn when they first need it. */
export async function learnMoods(afterMs = 0): Promise<void> {
  if (learnt || isLearning) return;
  isLearning = true;
  try {
    await new Promise((resolve) => setTimeout(resolve, afterMs).unref());
    learnt = await inSlices(learning());
  } finally {
    isLearning = false;
  }
}

/** The model; undefined while {@link learnMoods} is at work. */
export function moodModel(): MoodModel | undefined {
  if (isLearning) return undefined;
  learnt ??= atOnce(learning());
  return learnt;
}
