/** The weights that ship are those of the lines that lie here, and no line is one that is held back to measure them. */
import { describe, expect, it } from 'vitest';
import { moodLines } from '../../scripts/learning/mood-weights.ts';
import { wishLines, wishNames } from '../../scripts/learning/wish-weights.ts';
import { stampOfLines } from '../../scripts/weights.ts';
import { features } from '../../src/understanding/features.ts';
import { normalForm } from '../../src/understanding/normal-form.ts';
import { stamp } from '../../src/understanding/wish-weights.ts';
import { wishReader } from '../../src/understanding/wishes.ts';
import { labelled } from './figures.ts';

const held = new Set(
  (['messages', 'mood', 'second-messages', 'second-mood'] as const).flatMap((name) =>
    labelled(name)
      .filter((line) => line.held)
      .map(({ text }) => text.trim().toLowerCase()),
  ),
);

const reader = wishReader();

/** The likeliest wish of a text. */
function wishOf(text: string): string | undefined {
  reader.begin();
  features(normalForm(text), reader.add);
  const chances = reader.end();
  return wishNames[chances.indexOf(Math.max(...chances))];
}

describe('weights that ship', () => {
  it('are up to date: else run `npx tsx scripts/weights.ts`', () => {
    expect(stamp).toBe(stampOfLines());
  });

  it('are not learned from what is held back', () => {
    expect([...wishLines(), ...moodLines()].filter(({ text }) => held.has(text.trim().toLowerCase()))).toHaveLength(0);
  });

  it.each([
    ['yo has my stuff shipped or what', 'order_status'],
    ['any chance you could knock a few quid off', 'price_negotiate'],
    ['the cup is in a thousand pieces', 'damaged'],
    ['do you ship to greece', 'ships_to_country'],
    ['两件的话能再便宜点不', 'price_negotiate'],
    ['刚收到就坏了，怎么搞', 'damaged'],
    ['寄到澳洲可以吗', 'ships_to_country'],
    ['票开公司抬头', 'invoice'],
    ['who won the election', 'none'],
    ['今晚月亮好圆', 'none'],
  ])('%s: %s', (text, wish) => {
    expect(wishOf(text)).toBe(wish);
  });
});
