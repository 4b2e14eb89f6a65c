/** What real messages come to where they are said: in a form, behind cards, beside another question. Three trades, two languages. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Rehearsal, rehearse } from '../../src/transcripts/rehearsal.ts';
import { flowsOf, type Trade, tradeShop, trades } from './trade-flows.ts';

const product = (id: string, title: string, text: string, amount: number) => ({
  id,
  title,
  text,
  price: { amount, currency: 'CNY' },
  url: `https://shop.example.com/p/${id}`,
  in_stock: true,
  sizes: [],
  colours: [],
  wish: title,
});
/** What a search finds. */
const shelf = {
  phones: {
    en: [
      product('c20', '20W USB-C charger', 'For iPhones and earphones', 4900),
      product('c65', '65W GaN charger', 'Two USB-C, for phones and light laptops', 12900),
    ],
    zh: [product('e1', '降噪蓝牙耳机', '主动降噪，续航 32 小时', 29900), product('e2', '运动蓝牙耳机', 'IPX7 防水，挂耳不掉', 12900)],
  },
  tea: {
    en: [
      product('t1', 'Silver Needle White Tea', 'White tea, delicate and sweet', 2900),
      product('t2', 'Wuyi Da Hong Pao', 'Oolong tea, strong and sweet', 2400),
    ],
    zh: [
      product('t3', '洞庭碧螺春', '绿茶，花果香', 1400),
      product('t4', '武夷大红袍', '乌龙茶，浓郁回甘', 2400),
      product('t5', '凤庆滇红', '红茶，蜜香浓厚', 1700),
    ],
  },
  furniture: {
    en: [product('f1', 'Oak bed', 'Solid oak, with slats, no mattress', 329900), product('f2', 'Storage bed', 'Lift-up storage below', 279900)],
    zh: [product('f3', '布艺沙发', '可拆洗', 289900), product('f4', '真皮沙发', '头层牛皮', 699900)],
  },
} as const;

const position = { line: 1, column: 1 };

function played(trade: Trade, set: ReturnType<typeof flowsOf>, lines: string): Rehearsal {
  const lang = /\p{Script=Han}/u.test(lines) ? 'zh' : 'en';
  const goods = shelf[trade][lang];
  const given = {
    'product.search': [[...goods]],
    'product.these': [[...goods]],
    'product.get': [goods[0]],
    'product.ask': [goods[0]],
    'order.find': [{ error: 'not_found' }, { error: 'proof_needed' }],
    'order.list': [{ error: 'not_found' }],
  };
  const world = rehearse(set, { name: 'said', file: '', position, contact: {}, given, shop: {}, lines: [], lang }, tradeShop);
  for (const text of lines.split(' || ')) {
    world.forget();
    world.say([{ type: 'text', text }]);
  }
  return world;
}

/** The texts that were said, with what stands on their buttons and cards. */
function said(world: Rehearsal): string[] {
  return world.effects.flatMap((effect) => {
    if (effect.type !== 'send') return [];
    const parts = effect.parts.map((part) => (part.type === 'text' ? part.text : part.type === 'product' ? part.card.title : ''));
    return [[...parts, ...(effect.choices ?? []).map(({ label }) => `[${label}]`)].join(' ')];
  });
}

/** Is it so? What is there instead, where it is not. */
function misses(world: Rehearsal, wanted: string, alone: (line: string) => Rehearsal): string[] {
  const [kind, words] = [wanted.slice(0, wanted.indexOf(':')), wanted.slice(wanted.indexOf(':') + 1)];
  const texts = said(world);
  const seen = [...world.notes, ...texts];
  const ok: Record<string, () => boolean> = {
    start: () => world.notes.some((note) => note === `start:${words}` || note === `interruption:${words}`),
    says: () => texts.some((text) => text.includes(words)),
    never: () => !texts.some((text) => text.includes(words)),
    last: () => texts.at(-1)?.includes(words) ?? false,
    offers: () => texts.some((text) => text.includes(`[${words}]`)),
    only: () => texts.length === 1 && texts[0]!.includes(words),
    most: () => texts.length > 0 && texts.length <= Number(words),
    hands: () => world.effects.some((effect) => effect.type === 'handoff'),
    as: () => texts.join('\n') === said(alone(words)).join('\n'),
    asks: () => world.effects.some((effect) => effect.type === 'call' && effect.name === words),
  };
  const holds = ok[kind];
  if (!holds) throw new Error(`Unknown outcome ${wanted}`);
  return holds() ? [] : [`${wanted} <- ${seen.join(' | ')}`];
}

const rows = ['said-in-place.tsv', 'one-decision.tsv', 'told-in-forms.tsv']
  .flatMap((file) => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n'))
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

describe.each(trades)('%s', (trade) => {
  const set = flowsOf(trade);
  it.each(rows.filter(([of]) => of === trade).map(([, lines, ...wanted]) => ({ lines: lines ?? '', wanted })))('$lines', ({ lines, wanted }) => {
    const world = played(trade, set, lines);
    expect(wanted.flatMap((one) => misses(world, one, (line) => played(trade, set, line)))).toEqual([]);
  });
});
