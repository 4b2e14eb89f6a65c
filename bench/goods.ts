/** A search among 20,000 products: milliseconds of a question, and the longest that others wait for it. */

import { productRows } from '../src/demo/seed/rows.ts';
import type { Sliced } from '../src/event-loop/slices.ts';
import { indexing, indexingAfter } from '../src/shop/search/catalogue-index.ts';
import { readKinds } from '../src/shop/search/kinds.ts';
import { searching } from '../src/shop/search/search.ts';
import { warmingUp } from '../src/shop/search/warm-up.ts';
import { wishOf } from '../src/shop/search/wish.ts';
import type { ProductRow } from '../src/shop/shop.ts';

/** The demo shop's products again and again, each with words and Han of its own. */
export function manyProducts(count: number): ProductRow[] {
  const rows = productRows();
  return Array.from({ length: count }, (_, n) => {
    const row = rows[n % rows.length];
    if (!row) throw new Error('the demo shop has no products');
    const own = `${String.fromCharCode(0x4e00 + (n % 20_900))}${String.fromCharCode(0x4e00 + ((n * 7) % 20_900))}`;
    const title = Object.fromEntries(Object.entries(row.title).map(([lang, name]) => [lang, `${name} ${own} ${n.toString(36)}`]));
    return { ...row, _id: `${row._id}-${n}`, title };
  });
}

const asked = [
  'red dress under 50',
  '300块以内的外套',
  'silk scarf',
  '羊绒围巾',
  'black',
  '红色',
  'something under $20',
  '200刀以内',
  'a gift for my mother',
  '送妈妈的礼物',
  'wide-leg trousers',
  '阔腿裤',
  'classic trench',
  '经典风衣',
  'silkk blouse',
  'trench coat size M',
  '大衣 M码',
  'kids hat',
  '儿童帽子',
  'blue sneakers for men',
  'velvet qipao',
  '丝绒改良旗袍',
  'red-midi-dress-1000',
  'do you have warm gloves',
  '有保暖的手套吗',
  'cheap shoes',
  '便宜的鞋',
  'purple laptop',
  '紫色的电脑',
  'leather belt in brown',
  'Red midi dress',
  '红色中长连衣裙',
  'is the linen shirt in stock',
  '亚麻衬衫有货吗',
  'coat',
  '外套',
  'a',
  '的',
  'new in',
  '新款',
];

/** Milliseconds of the whole work and of its longest piece. */
function timed<T>(work: Sliced<T>): { whole: number; longest: number; result: T } {
  let [whole, longest] = [0, 0];
  for (;;) {
    const before = performance.now();
    const step = work.next();
    const ms = performance.now() - before;
    whole += ms;
    longest = Math.max(longest, ms);
    if (step.done) return { whole, longest, result: step.value };
  }
}

export interface GoodsFigures {
  medianMs: number;
  slowestMs: number;
  slowest: string;
  stallMs: number;
  indexMs: number;
  indexStallMs: number;
  againMs: number;
  /** The first search of a customer in this process, of CPU, and what comes before it in the background. */
  firstCpuMs: number;
  warmUpMs: number;
}

/** The fewest milliseconds of several rounds, because other work shares the machine. */
export function benchGoods(count = 20_000, rounds = 5): GoodsFigures {
  const products = manyProducts(count);
  const kinds = timed(readKinds(products));
  const index = timed(indexing(products));
  const warm = timed(warmingUp(products));
  const before = process.cpuUsage();
  timed(searching(products, wishOf('wide-leg trousers', 'USD', kinds.result), 5));
  const first = process.cpuUsage(before);
  const stocked = products.map((row, n) => (n % 10 ? row : { ...row, variants: row.variants.map((one) => ({ ...one, stock: one.stock + 1 })) }));
  const again = timed(indexingAfter(products, stocked));
  const least = asked.map((text) => {
    let best = { whole: Number.POSITIVE_INFINITY, longest: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round++) {
      const { whole, longest } = timed(searching(products, wishOf(text, 'USD', kinds.result), 5));
      best = { whole: Math.min(best.whole, whole), longest: Math.min(best.longest, longest) };
    }
    return { text, ...best };
  });
  const sorted = [...least].sort((a, b) => a.whole - b.whole);
  const slowest = sorted.at(-1);
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)]?.whole ?? 0,
    slowestMs: slowest?.whole ?? 0,
    slowest: slowest?.text ?? '',
    stallMs: Math.max(...least.map(({ longest }) => longest)),
    indexMs: kinds.whole + index.whole,
    indexStallMs: Math.max(kinds.longest, index.longest),
    againMs: again.whole,
    firstCpuMs: (first.user + first.system) / 1_000,
    warmUpMs: warm.whole,
  };
}
