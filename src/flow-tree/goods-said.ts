/** Goods that a text names, as the reader of the catalogue tells the engine. */

/** Goods of the catalogue that a text names. */
export interface GoodsSaid {
  /** Names, kinds, tags and article numbers: they are goods in any sentence. */
  names: readonly string[];
  /** Other words that stand in names of products: goods where nothing but a wish stands beside them. */
  parts: readonly string[];
  /** True when the price, the stock, the sizes or the colours are asked for. */
  asks: boolean;
}

/**
 * A question about goods that were shown: `ids` are the goods that it is about, `option` and `options` ask for options of theirs; `plain` names none and
 * asks for price or stock.
 */
export interface AskedOfShown {
  ids: readonly string[];
  asks: 'option' | 'options' | 'plain';
}

/** Reads texts by a catalogue; pure. */
export interface GoodsReader {
  said(text: string): GoodsSaid;
  /** Undefined when the text asks nothing of the kind, or has a word that has nothing to do with these goods. */
  ofShown(text: string, ids: readonly string[]): AskedOfShown | undefined;
  /** Tells whether some product has all the words, in its name, tags or text. */
  writes(text: string): boolean;
  /** Tells whether the text names goods, and none of them is among these. */
  namesOthers(text: string, ids: readonly string[]): boolean;
}
