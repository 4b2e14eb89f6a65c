/** Made by scripts/weights.ts: do not edit. */
import type { WeightFile } from './weight-file.ts';

export const moodWeights: WeightFile = { columns: 5, step: 0.0313986, file: 'mood-weights.bin' };
