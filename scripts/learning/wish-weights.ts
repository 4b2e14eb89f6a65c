/** Learns what customers want from our own labelled lines, and from sentences that no shop answers. */
import { backgroundEn } from '../../src/understanding/background-en.ts';
import { backgroundZh } from '../../src/understanding/background-zh.ts';
import { features, kinds } from '../../src/understanding/features.ts';
import { normalForm } from '../../src/understanding/normal-form.ts';
import { unpacked } from '../../src/understanding/weight-table.ts';
import { always, knownWishes, readerOf, wishKinds, wishLeast } from '../../src/understanding/wishes.ts';
import { packed } from './pack.ts';
import { type Learned, learnSoftmax } from './softmax.ts';
import { wishLinesEn } from './wish-lines-en.ts';
import { secondWishLinesEn } from './wish-lines-second-en.ts';
import { secondWishLinesZh } from './wish-lines-second-zh.ts';
import { thirdWishLinesEn } from './wish-lines-third-en.ts';
import { thirdWishLinesZh } from './wish-lines-third-zh.ts';
import { wishLinesZh } from './wish-lines-zh.ts';

export const wishNames = Object.keys(wishLinesEn).sort((a, b) => Number(a === 'none') - Number(b === 'none'));

export interface Line {
  wish: string;
  text: string;
}

/** A sentence of the background is one of very many; a wish has few lines. */
const noneWeight = 0.25;
const settings = { rounds: 12, rate: 0.3, decay: 5e-5 };
/** Kinds of features that tell something even when only one line has them. */
const telling: ReadonlySet<number> = new Set([kinds.word, kinds.stop, kinds.single, kinds.pair, kinds.concept, kinds.aspect]);

const split = (lines: Readonly<Record<string, string>>): Line[] =>
  Object.entries(lines).flatMap(([wish, text]) => text.split('|').map((one) => ({ wish, text: one.trim() })));

const background = (): Line[] => [...backgroundEn, ...backgroundZh].map((text) => ({ wish: 'none', text }));

export function wishLines(): Line[] {
  const written: readonly Readonly<Record<string, string>>[] = [
    wishLinesEn,
    secondWishLinesEn,
    thirdWishLinesEn,
    wishLinesZh,
    secondWishLinesZh,
    thirdWishLinesZh,
  ];
  return written.flatMap(split).concat(background());
}

/** The lines that moods are learned beside: the third ones are calmer than customers are, and anger is heard less with them. */
export function linesBesideMoods(): Line[] {
  return [wishLinesEn, secondWishLinesEn, wishLinesZh, secondWishLinesZh].flatMap(split).concat(background());
}

function seen(text: string): { found: Map<number, number>; length: number } {
  const found = new Map<number, number>();
  features(normalForm(text), (hash, kind) => {
    if (wishKinds[kind]! > 0) found.set(hash, kind);
  });
  let square = wishLeast ** 2;
  for (const kind of found.values()) square += wishKinds[kind]! ** 2;
  return { found, length: Math.sqrt(square) };
}

export function learnWishes(lines: readonly Line[]) {
  const read = lines.map(({ text }) => seen(text));
  const counts = new Map<number, number>();
  for (const { found } of read) for (const hash of found.keys()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const ids = new Map<number, number>([[always.hash, 0]]);
  for (const { found } of read) for (const [hash, kind] of found) if (!ids.has(hash) && (telling.has(kind) || counts.get(hash)! > 1)) ids.set(hash, ids.size);
  const examples = read.map(({ found, length }, n): Learned => {
    const known = [...found].filter(([hash]) => ids.has(hash));
    const wish = lines[n]!.wish;
    return {
      ids: [0, ...known.map(([hash]) => ids.get(hash)!)],
      values: [always.value, ...known.map(([, kind]) => wishKinds[kind]! / length)],
      right: wishNames.indexOf(wish),
      weight: wish === 'none' ? noneWeight : 1,
    };
  });
  return packed([...ids.keys()], learnSoftmax(examples, ids.size, wishNames.length, settings), wishNames.length);
}

const folds = 4;

/**
 * Returns the wishes of the sentences of the background by weights that were learned without them: the likeliest, as number and byte, {@link
 * knownWishes} a sentence.
 */
export function wishesOfBackground(): string {
  const sentences = [...backgroundEn, ...backgroundZh];
  const all = wishLines();
  const first = all.length - sentences.length;
  const bytes = new Uint8Array(sentences.length * knownWishes * 2);
  for (let fold = 0; fold < folds; fold++) {
    const reader = readerOf(unpacked(learnWishes(all.filter((_, n) => n < first || (n - first) % folds !== fold))));
    for (let n = fold; n < sentences.length; n += folds) {
      reader.begin();
      features(normalForm(sentences[n]!), reader.add);
      const chances = reader.end();
      const likely = [...chances.keys()].sort((a, b) => chances[b]! - chances[a]!).slice(0, knownWishes);
      for (const [k, wish] of likely.entries()) bytes.set([wish, Math.round(chances[wish]! * 255)], (n * knownWishes + k) * 2);
    }
  }
  return Buffer.from(bytes).toString('base64');
}
