/** A search among 20,000 products: milliseconds of a question, and the longest that others wait for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRows } from '../src/demo/seed/rows.ts';
import { atOnce, inSlices, type Sliced } from '../src/event-loop/slices.ts';
import { indexApart } from '../src/shop/search/index-apart.ts';
import { readKinds } from '../src/shop/search/kinds.ts';
import { saysTheSame } from '../src/shop/search/same-catalogue.ts';
import { searching } from '../src/shop/search/search.ts';
import { warmingUp } from '../src/shop/search/warm-up.ts';
import { wishOf } from '../src/shop/search/wish.ts';
import type { ProductRow } from '../src/shop/shop.ts';
import { builtThread, threadMs, watchedWork } from './watched-work.ts';

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

interface Timed<T> {
  whole: number;
  longest: number;
  result: T;
}

/** Milliseconds of the whole work and of its longest piece. */
function timed<T>(work: Sliced<T>): Timed<T> {
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
  /** CPU of the thread that serves, meanwhile. */
  indexCpuMs: number;
  indexStallMs: number;
  indexStallCpuMs: number;
  againMs: number;
  /** The first search of a customer in this process: of CPU of all its threads, and by the clock; and what comes before it in the background. */
  firstCpuMs: number;
  firstMs: number;
  warmUpMs: number;
  warmUpStallMs: number;
}

/** The fewest milliseconds of several rounds, because other work shares the machine. */
export async function benchGoods(count = 20_000, rounds = 5): Promise<GoodsFigures> {
  const products = manyProducts(count);
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-goods-'));
  const index = indexApart(await builtThread(folder, 'shop/search/index-thread.ts'), (error) => {
    throw error;
  });
  const [begun, cpuBegun] = [performance.now(), threadMs()];
  const { stallMs: indexStallMs, stallCpuMs: indexStallCpuMs } = await watchedWork(() => index(products));
  const [indexMs, indexCpuMs] = [performance.now() - begun, threadMs() - cpuBegun];
  const kinds = atOnce(readKinds(products));
  const warmBegun = performance.now();
  const warm = await watchedWork(() => inSlices(warmingUp(products), 2));
  const warmUpMs = performance.now() - warmBegun;
  const before = process.cpuUsage();
  const first = timed(searching(products, wishOf('wide-leg trousers', 'USD', kinds), 5));
  const { user, system } = process.cpuUsage(before);
  const stocked = products.map((row, n) => (n % 10 ? row : { ...row, variants: row.variants.map((one) => ({ ...one, stock: one.stock + 1 })) }));
  const again = timed(saysTheSame(products, stocked));
  const least = asked.map((text) => {
    let best = { whole: Number.POSITIVE_INFINITY, longest: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round++) {
      const { whole, longest } = timed(searching(products, wishOf(text, 'USD', kinds), 5));
      best = { whole: Math.min(best.whole, whole), longest: Math.min(best.longest, longest) };
    }
    return { text, ...best };
  });
  const sorted = [...least].sort((a, b) => a.whole - b.whole);
  const slowest = sorted.at(-1);
  await rm(folder, { recursive: true, force: true });
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)]?.whole ?? 0,
    slowestMs: slowest?.whole ?? 0,
    slowest: slowest?.text ?? '',
    stallMs: Math.max(...least.map(({ longest }) => longest)),
    indexMs,
    indexCpuMs,
    indexStallMs,
    indexStallCpuMs,
    againMs: again.whole,
    firstCpuMs: (user + system) / 1_000,
    firstMs: first.whole,
    warmUpMs,
    warmUpStallMs: warm.stallCpuMs,
  };
}
