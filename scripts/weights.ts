/**
 * Learns what customers want and in which mood from the labelled lines in scripts/learning, and writes the weights that the program reads:
 * it learns none of this when it starts. To be run after a change of these lines, of the background, or of what a feature is.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../src/understanding/features.ts';
import { hear } from '../src/understanding/mood-model.ts';
import { normalForm } from '../src/understanding/normal-form.ts';
import { learnMoods, moodLines } from './learning/mood-weights.ts';
import { learnWishes, wishesOfBackground, wishLines } from './learning/wish-weights.ts';

const folder = join(import.meta.dirname, '../src/understanding');

/** A short hash of all that is learned from, as features. */
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

if (process.argv[1] === import.meta.filename) {
  const head = `/** Made by scripts/weights.ts: do not edit. */\nimport type { PackedTable } from './weight-table.ts';\n`;
  const written = { stamp: stampOfLines(), wishes: learnWishes(wishLines()), moods: learnMoods(moodLines()), background: wishesOfBackground() };
  writeFileSync(
    join(folder, 'wish-weights.ts'),
    `${head}
export const stamp = '${written.stamp}';

export const wishWeights: PackedTable = ${JSON.stringify(written.wishes)};

export const backgroundWishes = '${written.background}';
`,
  );
  writeFileSync(join(folder, 'mood-weights.ts'), `${head}\nexport const moodWeights: PackedTable = ${JSON.stringify(written.moods)};\n`);
}
