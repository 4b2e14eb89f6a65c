/** Hears moods: a linear model over words and signs, learned from our own lines by scripts/weights.ts. */
import { features, type kinds } from './features.ts';
import { hasAngryWords } from './mood-rules.ts';
import { signs } from './mood-signs.ts';
import { moodWeights } from './mood-weights.ts';
import { normalForm } from './normal-form.ts';
import { softmax, unpacked, type WeightTable } from './weight-table.ts';

export const moods = ['calm', 'disappointed', 'angry', 'pleased'] as const;
export type Mood = (typeof moods)[number];

/** How much each kind of feature counts, by the numbers of {@link kinds}: parts of words and what is asked about which thing say nothing of a mood. */
const weightOf = [1, 1, 0, 1, 1, 1, 1, 1, 1, 0] satisfies Record<(typeof kinds)[keyof typeof kinds], number>;
const signWeight = 0.5;
const ruleWeight = 0.7;
const bias = 0.3;

/** A text as the model sees it: features by hash with their values. */
export interface Heard {
  hashes: number[];
  values: number[];
}

/** A number for a feature that is told by its name. */
function hashOfName(name: string): number {
  let hash = 0x7a3d91f1;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash | 0;
}

export function hear(text: string): Heard {
  const found = new Map<number, number>();
  features(normalForm(text), (hash, kind) => {
    const weight = weightOf[kind] ?? 0;
    if (weight > 0) found.set(hash, weight);
  });
  let square = 0;
  for (const weight of found.values()) square += weight ** 2;
  const length = Math.sqrt(square) || 1;
  const named = [...signs(text).map((sign): [string, number] => [sign, signWeight]), ['always', bias] as const];
  if (hasAngryWords(text)) named.push(['words', ruleWeight]);
  return {
    hashes: [...found.keys(), ...named.map(([name]) => hashOfName(name))],
    values: [...[...found.values()].map((weight) => weight / length), ...named.map(([, weight]) => weight)],
  };
}

/** How likely each mood is, in the order of {@link moods}. */
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
  model ??= moodModelOf(unpacked(moodWeights));
  return model;
}
