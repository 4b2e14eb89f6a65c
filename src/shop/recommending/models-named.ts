/** The models of devices that a product is made for, by its titles: a film for an iPhone 15 is nothing for who has a Mate 60. */
import type { ProductRow } from '../shop.ts';

/** Words that make another model of the one with the same number. */
const kinds = '(?:pro|max|plus|ultra|mini|air|lite|fe|se|rs)';
/** Numbers before these count or measure something. */
const counted =
  '(?:片|只|件|个|条|米|厘米|毫米|毫升|毫安|克|公斤|斤|包|盒|瓶|袋|罐|岁|码|支|双|套|层|寸|英寸|折|年|月|天|人|张|粒|色|合|w|pcs?|pieces?|packs?|m|cm|mm|g|kg|ml|l|mah|gb|tb|in|inch|inches|oz|years?|yrs?|%|x)';
/** Words after which a number counts or measures something. */
const counting = /^(?:of|with|for|size|x|no|nr|pack|set|in|to|and|the|age|ages|年|约|第|共|满)$/;
const model = new RegExp(`(\\p{Script=Han}|[a-z]+)[ -]?(\\d{1,3})(?![\\d.]|\\s?${counted}(?![a-z]))((?: ?${kinds}(?![a-z]))*)`, 'gu');

const known = new WeakMap<ProductRow, ReadonlySet<string>>();

/** Returns the models, each as its number with what makes another of it: `15 pro max`. */
export function modelsNamed(product: ProductRow): ReadonlySet<string> {
  let models = known.get(product);
  if (!models) {
    const titles = Object.values(product.title).map((title) => title.normalize('NFKC').toLowerCase());
    models = new Set(
      titles.flatMap((title) =>
        [...title.matchAll(model)].flatMap(([, before = '', number = '', more = '']) => (counting.test(before) ? [] : [`${number} ${more.trim()}`.trim()])),
      ),
    );
    known.set(product, models);
  }
  return models;
}

/** Tells whether a product is made for other models than all of these that are made for any. */
export function isForOthers(product: ProductRow, having: readonly ProductRow[]): boolean {
  const models = modelsNamed(product);
  if (models.size === 0) return false;
  const theirs = having.map(modelsNamed).filter(({ size }) => size > 0);
  return theirs.length > 0 && !theirs.some((own) => [...own].some((one) => models.has(one)));
}
