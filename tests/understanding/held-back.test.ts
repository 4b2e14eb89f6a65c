/** Our own messages over 44 wishes: each third by the hash of its text, and a second set, are only ever looked at here. Floors with margin; the figures are printed. */
import { describe, expect, it } from 'vitest';
import { sure, train } from '../../src/understanding/index.ts';
import { ask, figuresOfMessages, labelled } from './figures.ts';

const messages = labelled('messages');
const second = labelled('second-messages');

function examplesOf(lang: string, shots: number) {
  const own = messages.filter((message) => message.lang === lang && !message.held && message.label !== 'none');
  return own.filter((message) => own.filter(({ label }) => label === message.label).indexOf(message) < shots);
}

describe('messages that avoid the obvious word, from few examples', () => {
  it.each([
    ['en', 10, { first: 0.66, three: 0.76, auroc: 0.86 }],
    ['zh', 10, { first: 0.66, three: 0.78, auroc: 0.86 }],
  ] as const)('%s, %d examples a wish', (lang, shots, floors) => {
    const mine = (message: { lang: string; held: boolean }): boolean => message.lang === lang && message.held;
    for (const [name, set] of Object.entries({ 'held back': messages, second })) {
      const held = figuresOfMessages(ask(examplesOf(lang, shots), set.filter(mine)));
      const five = figuresOfMessages(ask(examplesOf(lang, 5), set.filter(mine)));
      console.log(`messages, ${name}, ${lang}, ${shots} examples a wish:`, JSON.stringify(held), '5 examples:', JSON.stringify(five));
      expect(held.first).toBeGreaterThanOrEqual(floors.first);
      expect(held.three).toBeGreaterThanOrEqual(floors.three);
      expect(held.auroc).toBeGreaterThanOrEqual(floors.auroc);
      expect(held.right).toBeGreaterThanOrEqual(0.86);
      expect(held.outsideAnswered).toBeLessThanOrEqual(0.1);
    }
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
