import { atOnce } from '../event-loop/slices.ts';
import type { GoodsReader } from '../flow-tree/goods-said.ts';
import { goodsReading } from '../shop/search/goods-said.ts';
import { productRows } from './seed/rows.ts';

let known: GoodsReader | undefined;

/** Returns the goods of the demo shop, for transcripts and for trying out what a message means: they are played without a shop behind them. */
export function demoGoods(): GoodsReader {
  known ??= atOnce(goodsReading(productRows()));
  return known;
}
