import type { GoodsReader } from './engine/goods-said.ts';
import { productRows } from './shop/demo/rows.ts';
import { goodsReading } from './shop/goods-said.ts';
import { atOnce } from './slices.ts';

let known: GoodsReader | undefined;

/** The goods of the demo shop, for transcripts and for trying out what a message means: they are played without a shop behind them. */
export function demoGoods(): GoodsReader {
  known ??= atOnce(goodsReading(productRows()));
  return known;
}
