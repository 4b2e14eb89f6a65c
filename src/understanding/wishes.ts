/** Wishes of the customers of any shop, told from our own labelled lines: prior knowledge that every text is looked at with. */
import { weightFile } from './weight-file.ts';
import { softmax, unpacked, type WeightTable } from './weight-table.ts';
import { backgroundWishes, wishWeights } from './wish-weights.ts';

/** Weight of each kind of feature, by the numbers of `kinds` in features.ts. */
export const wishKinds = [1, 0.6, 0.3, 1, 1, 1, 1, 0.9, 1, 0] as const;
/** Length that every text is taken to have besides its own features. */
export const wishLeast = 0.7;
/** The feature that every text has: it stands for how common a wish is. Beside the other features, under this hash. */
export const always = { hash: 0, value: 0.3 } as const;

/** Number of wishes that are kept of a sentence of the background. */
export const knownWishes = 4;

/** Adds up what the features of one text say. */
export interface WishReader {
  readonly count: number;
  begin(): void;
  add(hash: number, kind: number): void;
  /** Returns the probability of each wish, 0..1, in the order in which they were learned; good until the next `begin`. The last is "none of them". */
  end(): Float32Array;
}

let table: WeightTable | undefined;

/** Reads by the weights that ship. */
export function wishReader(): WishReader {
  table ??= unpacked(weightFile(wishWeights));
  return readerOf(table);
}

export function readerOf({ columns, rowOf, rows, step, weights }: WeightTable): WishReader {
  const sums = new Float32Array(columns);
  const seen = new Int32Array(rows);
  const alwaysRow = rowOf(always.hash);
  let unknown = 0;
  let square = 0;
  let round = 0;
  const spread = (row: number, by: number): void => {
    for (let c = 0, at = row * columns; c < columns; c++) sums[c]! += by * weights[at + c]!;
  };
  return {
    count: columns,
    begin() {
      round++;
      sums.fill(0);
      square = wishLeast ** 2;
      unknown = 0;
    },
    add(hash, kind) {
      const value = wishKinds[kind]!;
      if (value === 0) return;
      const row = rowOf(hash);
      if (row < 0) {
        unknown += value ** 2;
        return;
      }
      if (seen[row] === round) return;
      seen[row] = round;
      square += value ** 2;
      spread(row, value);
    },
    end() {
      const length = Math.sqrt(square + unknown);
      for (let c = 0; c < columns; c++) sums[c]! *= step / length;
      if (alwaysRow >= 0) spread(alwaysRow, always.value * step);
      return softmax(sums);
    },
  };
}

/**
 * Returns the probability of each wish for each sentence of the background, English first: by weights that were learned without it, because those of all
 * sentences have learned it.
 */
export function chancesOfBackground(): readonly Float32Array[] {
  background ??= unpackedBackground();
  return background;
}

let background: readonly Float32Array[] | undefined;

function unpackedBackground(): Float32Array[] {
  const { columns } = wishWeights;
  const bytes = Buffer.from(backgroundWishes, 'base64');
  const found: Float32Array[] = [];
  for (let at = 0; at < bytes.length; at += knownWishes * 2) {
    const chances = new Float32Array(columns);
    for (let k = at; k < at + knownWishes * 2; k += 2) chances[bytes[k]!] = bytes[k + 1]! / 255;
    found.push(chances);
  }
  return found;
}
