import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atOnce } from '../event-loop/slices.ts';
import { lessonsOf, maybe, sure, train, training } from './index.ts';

const folder = new URL('fixtures/', import.meta.url);
const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const faq = z.object({ entries: z.array(z.object({ id: z.string(), texts: z.array(z.string()) })) }).parse(load('shop-faq.json'));
const questionsFile = z.object({ questions: z.array(z.tuple([z.string(), z.string()])), outside: z.array(z.string()) });
const calibration = questionsFile.parse(load('questions-calibration.json'));
const written = questionsFile.parse(load('questions-held-out.json'));
const odd = <T>(list: T[]): T[] => list.filter((_, i) => i % 2 === 1);
const heldOut = { questions: odd(written.questions), outside: odd(written.outside) };
const matcher = train(faq.entries);

function figures({ questions, outside }: z.infer<typeof questionsFile>): {
  first: number;
  three: number;
  answered: number;
  precise: number;
  falseAnswers: number;
} {
  const ranked = questions.map(([id, text]) => ({ id, found: matcher.rank(text, 3) }));
  const share = (list: unknown[], of: unknown[]): number => Math.round((1000 * list.length) / of.length) / 1000;
  const answered = ranked.filter(({ found }) => (found[0]?.score ?? 0) >= sure);
  return {
    first: share(
      ranked.filter(({ id, found }) => found[0]?.id === id),
      ranked,
    ),
    three: share(
      ranked.filter(({ id, found }) => found.some((one) => one.id === id)),
      ranked,
    ),
    answered: share(answered, ranked),
    precise: share(
      answered.filter(({ id, found }) => found[0]?.id === id),
      answered,
    ),
    falseAnswers: share(
      outside.filter((text) => (matcher.rank(text, 1)[0]?.score ?? 0) >= sure),
      outside,
    ),
  };
}

describe('FAQ matcher on a shop FAQ of 26 entries, zh and en', () => {
  it('finds the entry of held-out questions and leaves other talk alone', () => {
    const held = figures(heldOut);
    console.log(`FAQ matcher, held out (${heldOut.questions.length} questions, ${heldOut.outside.length} outside):`, JSON.stringify(held));
    console.log(`FAQ matcher, calibration (${calibration.questions.length}, ${calibration.outside.length}):`, JSON.stringify(figures(calibration)));
    expect(held.first).toBeGreaterThanOrEqual(0.85);
    expect(held.three).toBeGreaterThanOrEqual(0.93);
    expect(held.precise).toBeGreaterThanOrEqual(0.92);
    expect(held.falseAnswers).toBeLessThanOrEqual(0.12);
  });

  it.each([
    ['exact, whatever the case, width and marks', 'ＨＯＷ do I track my parcel', 'tracking'],
    ['traditional characters', '運費多少', 'shipping-cost'],
    ['a slip of the finger', 'do you have wholesael prices', 'wholesale'],
    ['two letters swapped', 'when do I get my refudn', 'refund-time'],
    ['both languages at once', '你们accept paypal吗', 'payment-methods'],
  ])('understands %s', (_, text, id) => {
    expect(matcher.rank(text, 3)[0]).toMatchObject({ id });
  });

  it('gives an exact question full marks and no other entry an answer', () => {
    const [first, second] = matcher.rank('怎么退货？？', 3);
    expect(first).toEqual({ id: 'return-policy', score: 1 });
    expect(second?.score ?? 0).toBeLessThan(sure);
  });

  it.each(['', ' ', '???', '🙂', '\u0000', 'a'.repeat(100_000), '退'.repeat(100_000), '\ud800'])('ranks odd text %j without harm', (text) => {
    for (const { score } of matcher.rank(text, 3)) expect(score).toSatisfy((s: number) => s >= 0 && s <= 1);
  });

  it('works with no entries, with empty texts, and with one entry', () => {
    expect(train([]).rank('hello', 3)).toEqual([]);
    expect(train([{ id: 'a', texts: ['', '  '] }]).rank('hello', 3)).toEqual([]);
    const one = train([{ id: 'a', texts: ['opening hours', '营业时间'] }]);
    expect(one.rank('what are your opening hours?', 3)[0]?.score ?? 0).toBeGreaterThanOrEqual(maybe);
    expect(one.rank('nonsense', 3)[0]?.score ?? 0).toBeLessThan(sure);
  });

  it('keeps scores sorted, at most as many as asked for, and the same each time', () => {
    for (const [, text] of calibration.questions) {
      const ranked = matcher.rank(text, 2);
      expect(ranked.length).toBeLessThanOrEqual(2);
      expect(ranked).toEqual([...ranked].sort((a, b) => b.score - a.score));
      expect(matcher.rank(text, 2)).toEqual(ranked);
    }
  });
});

it.each([
  ['many entries', Array.from({ length: 1_000 }, (_, n) => ({ id: `e${n}`, texts: [`the same words ${n}`] }))],
  ['one entry with many texts', [{ id: 'e', texts: Array.from({ length: 1_000 }, (_, n) => `the same words ${n}`) }]],
])('learns %s with a pause after every few of them, in each of its rounds', (_, entries) => {
  let pauses = 0;
  for (const work = training(entries); !work.next().done; ) pauses++;
  // Four rounds over the phrases, ten at a time, and one over their words.
  expect(pauses).toBeGreaterThan(400);
});

describe('learns again after a change as it would from nothing', () => {
  const before = train(faq.entries);
  const [first, second, ...others] = faq.entries;
  const changes: [string, typeof faq.entries][] = [
    ['one English text', [{ ...first!, texts: [...first!.texts.slice(0, -1), 'a wholly new question about llamas'] }, second!, ...others]],
    ['one Chinese text', [{ ...first!, texts: ['羊驼怎么养', ...first!.texts.slice(1)] }, second!, ...others]],
    ['one entry more', [...faq.entries, { id: 'more', texts: ['do you sell llamas'] }]],
    ['one entry less', [first!, ...others]],
    ['two entries that changed places', [second!, first!, ...others]],
  ];
  it.each(changes)('%s', (_, entries) => {
    const again = atOnce(training(entries, lessonsOf(before)));
    const anew = train(entries);
    for (const text of [...calibration.questions.slice(0, 60).map(([, asked]) => asked), 'llamas', '羊驼'])
      expect(again.rank(text, 3)).toEqual(anew.rank(text, 3));
  });
});
