/** Learns moods from our own labelled lines. */
import { hear, type Mood, moods, writtenMoods } from '../../src/understanding/mood-model.ts';
import { senses, sensesOf } from '../../src/understanding/mood-senses.ts';
import { normalForm } from '../../src/understanding/normal-form.ts';
import { moodLinesEn } from './mood-lines-en.ts';
import { moreMoodLines } from './mood-lines-more.ts';
import { offTopicLines } from './mood-lines-off-topic.ts';
import { secondMoodLinesEn } from './mood-lines-second-en.ts';
import { secondMoodLinesZh } from './mood-lines-second-zh.ts';
import { moodLinesZh } from './mood-lines-zh.ts';
import { packed } from './pack.ts';
import { type Learned, learnSoftmax } from './softmax.ts';
import { linesBesideMoods } from './wish-weights.ts';

export interface MoodLine {
  mood: Mood;
  text: string;
  weight: number;
}

const rude = new Set([senses.findIndex(({ name }) => name === 'insult'), senses.findIndex(({ name }) => name === 'swear')]);

const settings = { rounds: 8, rate: 0.4, decay: 2e-4 };

/** Wishes that customers often write of in anger: their lines tell no mood. */
const heated = /complaint|refund|damaged|wrong|missing|lost|delivered|order_status|opt_out|contact|paid_twice|thanks/;
const calmWeight = 0.3;
const elsewhereWeight = 1;

/** Returns the messages of customers who want something of a shop as calm ones, where the wish is no cause of anger, and what no shop answers. */
function calmLines(): MoodLine[] {
  return linesBesideMoods().flatMap(({ wish, text }): MoodLine[] => {
    if (wish !== 'none') return heated.test(wish) ? [] : [{ mood: 'calm', text, weight: calmWeight }];
    return sensesOf(normalForm(text)).some((sense) => rude.has(sense)) ? [] : [{ mood: 'elsewhere', text, weight: elsewhereWeight }];
  });
}

export function moodLines(): MoodLine[] {
  const lines = writtenMoods.flatMap((mood) =>
    [...(mood === 'calm' ? offTopicLines : []), moodLinesEn[mood], moodLinesZh[mood], moreMoodLines[mood], secondMoodLinesEn[mood], secondMoodLinesZh[mood]]
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
