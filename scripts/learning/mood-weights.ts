/** Learns moods from our own labelled lines. */
import { hear, type Mood, moods } from '../../src/understanding/mood-model.ts';
import { moodLinesEn } from './mood-lines-en.ts';
import { moreMoodLines } from './mood-lines-more.ts';
import { offTopicLines } from './mood-lines-off-topic.ts';
import { moodLinesZh } from './mood-lines-zh.ts';
import { packed } from './pack.ts';
import { type Learned, learnSoftmax } from './softmax.ts';
import { wishLines } from './wish-weights.ts';

export interface MoodLine {
  mood: Mood;
  text: string;
  weight: number;
}

const settings = { rounds: 8, rate: 0.4, decay: 2e-4 };

/** Wishes that customers often write of in anger: their lines tell no mood. */
const heated = /complaint|refund|damaged|wrong|missing|lost|delivered|order_status|opt_out|contact|paid_twice|thanks/;
const calmWeight = 0.15;

/** What customers write who want something of a shop is calm, where it is no cause of anger. */
function calmLines(): MoodLine[] {
  return wishLines().flatMap(({ wish, text }) => (heated.test(wish) ? [] : [{ mood: 'calm', text, weight: calmWeight }]));
}

export function moodLines(): MoodLine[] {
  const lines = moods.flatMap((mood) =>
    [...(mood === 'calm' ? offTopicLines : []), moodLinesEn[mood], moodLinesZh[mood], moreMoodLines[mood]]
      .flatMap((some) => some.split('|'))
      .map((text) => ({ mood, text: text.trim(), weight: 1 }))
      .filter(({ text }) => text !== ''),
  );
  return [...lines, ...calmLines()];
}

export function learnMoods(lines: readonly MoodLine[]) {
  const ids = new Map<number, number>();
  const examples = lines.map(({ mood, text, weight }): Learned => {
    const { hashes, values } = hear(text);
    for (const hash of hashes) if (!ids.has(hash)) ids.set(hash, ids.size);
    return { ids: hashes.map((hash) => ids.get(hash)!), values, right: moods.indexOf(mood), weight };
  });
  return packed([...ids.keys()], learnSoftmax(examples, ids.size, moods.length, settings), moods.length);
}
