/**
 * Learns wishes and moods of customers from the labelled lines in scripts/learning, and writes the weights that the program reads: it learns none of
 * this when it starts. Run it after a change of these lines, of the background, or of the features.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../src/understanding/features.ts';
import { hear } from '../src/understanding/mood-model.ts';
import { normalForm } from '../src/understanding/normal-form.ts';
import type { PackedTable } from '../src/understanding/weight-table.ts';
import { learnMoods, moodLines } from './learning/mood-weights.ts';
import { learnWishes, wishesOfBackground, wishLines } from './learning/wish-weights.ts';

const folder = join(import.meta.dirname, '../src/understanding');

/** Returns a short hash of all that is learned from, as features. */
export function stampOfLines(): string {
  const hash = createHash('sha256');
  for (const { wish, text } of wishLines()) {
    const found: number[] = [];
    features(normalForm(text), (feature, kind) => found.push(feature, kind));
    hash.update(JSON.stringify([wish, found]));
  }
  for (const { mood, text, weight } of moodLines()) hash.update(JSON.stringify([mood, weight, hear(text)]));
  return hash.digest('hex').slice(0, 16);
}

/** Writes the bytes of a table; returns the words that the program finds them by. */
function writeTable(file: string, { columns, step, hashes, weights }: PackedTable): string {
  writeFileSync(join(folder, file), Buffer.concat([hashes, weights]));
  return `{ columns: ${columns}, step: ${step}, file: '${file}' }`;
}

if (process.argv[1] === import.meta.filename) {
  const head = `/** Made by scripts/weights.ts: do not edit. */\nimport type { WeightFile } from './weight-file.ts';\n`;
  const wishes = writeTable('wish-weights.bin', learnWishes(wishLines()));
  const moods = writeTable('mood-weights.bin', learnMoods(moodLines()));
  writeFileSync(
    join(folder, 'wish-weights.ts'),
    `${head}
export const stamp = '${stampOfLines()}';

export const wishWeights: WeightFile = ${wishes};

export const backgroundWishes = '${wishesOfBackground()}';
`,
  );
  writeFileSync(join(folder, 'mood-weights.ts'), `${head}\nexport const moodWeights: WeightFile = ${moods};\n`);
}
