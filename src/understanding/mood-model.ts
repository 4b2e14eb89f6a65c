/** Hears moods: a linear model over words and signs, learned from our own lines by scripts/weights.ts. */
import { features, type kinds } from './features.ts';
import { sensesOf } from './mood-senses.ts';
import { signs } from './mood-signs.ts';
import { moodWeights } from './mood-weights.ts';
import { normalForm } from './normal-form.ts';
import { weightFile } from './weight-file.ts';
import { softmax, unpacked, type WeightTable } from './weight-table.ts';

/** Moods of customers. */
export const writtenMoods = ['calm', 'disappointed', 'angry', 'pleased'] as const;
/** The moods that are told apart; what no shop answers is one of its own. */
export const moods = [...writtenMoods, 'elsewhere'] as const;
export type Mood = (typeof moods)[number];

/** Weight of each kind of feature, by the numbers of {@link kinds}: parts of words and what is asked about which thing say nothing of a mood. */
const weightOf = [1, 0.6, 0, 1, 1, 0.5, 1, 1, 0.5, 0] satisfies Record<(typeof kinds)[keyof typeof kinds], number>;
/** Weight of each sense, and of each two senses that stand in one message: praise and a wait, an insult and "you". */
const senseWeight = 1.5;
const signWeight = 0.8;
const bias = 0.3;

/** A text as the model sees it: features by hash with their values. */
export interface Heard {
  hashes: number[];
  values: number[];
}

/** Returns a number for a feature that is told by its name. */
function hashOfName(name: string): number {
  let hash = 0x7a3d91f1;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash | 0;
}

export function hear(text: string): Heard {
  const form = normalForm(text);
  const found = new Map<number, number>();
  features(form, (hash, kind) => {
    const weight = weightOf[kind] ?? 0;
    if (weight > 0) found.set(hash, weight);
  });
  const senses = sensesOf(form);
  for (const [k, one] of senses.entries()) {
    found.set(hashOfName(`sense ${one}`), senseWeight);
    for (const other of senses.slice(k + 1)) found.set(hashOfName(`senses ${one} ${other}`), senseWeight);
  }
  let square = 0;
  for (const weight of found.values()) square += weight ** 2;
  const length = Math.sqrt(square) || 1;
  const named = [...signs(text).map((sign): [string, number] => [sign, signWeight]), ['always', bias] as const];
  return {
    hashes: [...found.keys(), ...named.map(([name]) => hashOfName(name))],
    values: [...[...found.values()].map((weight) => weight / length), ...named.map(([, weight]) => weight)],
  };
}

/** Returns the probability of each mood, in the order of {@link moods}. */
export type MoodModel = (text: string) => Float32Array;

export function moodModelOf({ columns, rowOf, step, weights }: WeightTable): MoodModel {
  return (text) => {
    const sums = new Float32Array(columns);
    const { hashes, values } = hear(text);
    for (const [k, hash] of hashes.entries()) {
      const row = rowOf(hash);
      if (row >= 0) for (let c = 0; c < columns; c++) sums[c]! += step * weights[row * columns + c]! * values[k]!;
    }
    return softmax(sums);
  };
}

let model: MoodModel | undefined;

export function moodModel(): MoodModel {
  model ??= moodModelOf(unpacked(weightFile(moodWeights)));
  return model;
}
