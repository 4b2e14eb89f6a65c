/** Our own messages over 44 wishes: each third by the hash of its text is only ever looked at here. Floors with margin; the figures are printed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sure, train } from '../../src/understanding/index.ts';

const rows = (name: string): string[][] =>
  readFileSync(new URL(`sets/${name}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
const isHeld = (text: string): boolean => (createHash('md5').update(text).digest()[0] ?? 0) % 3 === 0;
const messages = rows('messages').map(([lang = '', wish = '', text = '']) => ({ lang, wish, text, held: isHeld(text) }));

function figures(lang: string, shots: number) {
  const own = messages.filter((message) => message.lang === lang);
  const wishes = [...new Set(own.map(({ wish }) => wish))].filter((wish) => wish !== 'none');
  const examples = (id: string) => own.filter(({ wish, held }) => wish === id && !held).slice(0, shots);
  const matcher = train(wishes.map((id) => ({ id, texts: examples(id).map(({ text }) => text) })));
  const found = own.filter(({ held }) => held).map(({ wish, text }) => ({ wish, top: matcher.rank(text, 3) }));
  const inside = found.filter(({ wish }) => wish !== 'none');
  const outside = found.filter(({ wish }) => wish === 'none');
  const score = ({ top }: (typeof found)[number]): number => top[0]?.score ?? 0;
  let above = 0;
  for (const a of inside) for (const b of outside) above += score(a) > score(b) ? 1 : score(a) === score(b) ? 0.5 : 0;
  const answered = found.filter((one) => score(one) >= sure);
  const share = (count: number, of: number): number => (of === 0 ? 1 : Math.round((1_000 * count) / of) / 1_000);
  return {
    first: share(inside.filter(({ wish, top }) => top[0]?.id === wish).length, inside.length),
    three: share(inside.filter(({ wish, top }) => top.some(({ id }) => id === wish)).length, inside.length),
    auroc: share(above, inside.length * outside.length),
    answered: share(inside.filter((one) => score(one) >= sure).length, inside.length),
    right: share(answered.filter(({ wish, top }) => top[0]?.id === wish).length, answered.length),
    outsideAnswered: share(outside.filter((one) => score(one) >= sure).length, outside.length),
  };
}

describe('messages that avoid the obvious word, from few examples', () => {
  it.each([
    ['en', 10, { first: 0.5, three: 0.64, auroc: 0.82 }],
    ['zh', 10, { first: 0.5, three: 0.64, auroc: 0.76 }],
  ] as const)('%s, %d examples a wish', (lang, shots, floors) => {
    const held = figures(lang, shots);
    console.log(`matcher, held back, ${lang}, ${shots} examples a wish:`, JSON.stringify(held), '5 examples:', JSON.stringify(figures(lang, 5)));
    expect(held.first).toBeGreaterThanOrEqual(floors.first);
    expect(held.three).toBeGreaterThanOrEqual(floors.three);
    expect(held.auroc).toBeGreaterThanOrEqual(floors.auroc);
    expect(held.right).toBeGreaterThanOrEqual(0.8);
    expect(held.outsideAnswered).toBeLessThanOrEqual(0.1);
  });
});

describe('what is asked about one thing parts its entries', () => {
  const matcher = train([
    { id: 'status', texts: ['where is my refund', 'has my refund been sent', 'refund not received yet', '退款到哪了', '退款还没到账', '查一下退款进度'] },
    {
      id: 'policy',
      texts: ['what is your refund policy', 'can I get a refund if it does not fit', 'do you allow refunds', '退款政策是什么', '能不能退款', '退款有什么条件'],
    },
    { id: 'wish', texts: ['I want a refund', 'please refund me', 'give me my money back', '我要退款', '帮我申请退款', '麻烦给我退款'] },
  ]);
  it.each([
    ['refund status', 'status'],
    ['refund policy', 'policy'],
    ['I would like a refund please', 'wish'],
    ['still waiting for the refund', 'status'],
    ['am I allowed a refund', 'policy'],
    ['退款进度', 'status'],
    ['退款规定', 'policy'],
    ['我想申请退款', 'wish'],
    ['退款怎么一直没到', 'status'],
    ['可不可以退款', 'policy'],
  ])('%s: %s', (text, id) => {
    expect(matcher.rank(text, 1)[0]?.id).toBe(id);
  });

  it('a single word for the thing decides nothing', () => {
    for (const text of ['refund', '退款']) expect(matcher.rank(text, 1)[0]?.score ?? 0, text).toBeLessThan(sure);
  });
});
