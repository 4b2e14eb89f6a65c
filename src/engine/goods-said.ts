/** Goods that a text names, as whoever knows the catalogue tells the engine. */

/** What of the catalogue a text names. */
export interface GoodsSaid {
  /** Names, kinds, tags and article numbers: they are goods in any sentence. */
  names: readonly string[];
  /** Other words that stand in names of products: goods where nothing but a wish stands beside them. */
  parts: readonly string[];
  /** The price, the stock, the sizes or the colours are asked for. */
  asks: boolean;
}

/** Reads a text; pure. */
export type GoodsReader = (text: string) => GoodsSaid;
