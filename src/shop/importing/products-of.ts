import { pictureAddress } from '../../flow-tree/media-value.ts';
import { categoriesOf } from '../search/categories.ts';
import { type ProductRow, products, type Variant } from '../shop.ts';
import { uncounted } from '../stock.ts';
import type { Converted, ImportContext } from './conversion.ts';
import { localOf } from './local-of.ts';
import { optionNames, optionsOf } from './row-options.ts';
import type { RowReader } from './row-reader.ts';
import type { Sheet } from './sheet.ts';
import { withOtherLanguage } from './titles-of.ts';
import { priceOf } from './variant-price.ts';
import { stockOf, tellsStock } from './variant-stock.ts';

const wearers = {
  women: ['woman', 'womens', 'ladies', 'female', '女', '女士', '女装', '女性'],
  men: ['man', 'mens', 'male', '男', '男士', '男装', '男性'],
  kids: ['kid', 'children', 'toddler', 'infant', 'newborn', 'baby', '儿童', '童装', '婴儿'],
} as const;
const allWearers = new Map(Object.entries(wearers).flatMap(([who, words]) => [who, ...words].map((word) => [word, who] as const)));
const anybody = new Set(['unisex', 'adult', 'all', '通用', '中性', '不限', '男女通用']);

/** WooCommerce's kinds of rows: a variable product has its prices in the variations below it. */
const wooKind = /^(simple|variable|variation|grouped|external)(?:\b|,|$)/i;
const longestText = 5_000;

function kindOf(row: RowReader): string | undefined {
  return wooKind.exec(row.raw('kind') ?? row.cell('type') ?? '')?.[1]?.toLowerCase();
}

const isHidden = (row: RowReader): boolean =>
  /^(draft|archived|proposed|rejected|private|pending|下架|已下架|仓库中|未上架|已删除|草稿)$/i.test(row.raw('status') ?? '') ||
  /^(false|0|-1|no|否)$/i.test(row.raw('published') ?? '');

/** The department of a path such as `Clothing > Dresses, Sale`, and the further words of it. */
function departmentOf(row: RowReader): { category: string; words: string[] } {
  const own = row.text('category', 2_000);
  const cell = (own !== undefined && wooKind.test(own) ? undefined : own) ?? row.text('category_path', 2_000) ?? '';
  if (!/[>＞]/.test(cell)) return { category: categoriesOf(cell)[0] ?? cell.slice(0, 100), words: [] };
  const isList = own !== undefined && cell === own;
  const paths = (isList ? cell.split(/(?<!\\),/) : [cell]).map((path) => path.split(/[>＞]/).map((part) => part.replaceAll('\\,', ',').trim()));
  const leaf = paths.toSorted((a, b) => b.length - a.length)[0]?.at(-1) ?? '';
  return { category: categoriesOf(leaf)[0] ?? leaf, words: [...new Set(paths.flat())].filter((word) => word && word !== leaf) };
}

function wornBy(row: RowReader): string[] {
  return row.list('for').flatMap((word) => {
    const who = allWearers.get(word.toLowerCase());
    if (who) return [who];
    if (!anybody.has(word.toLowerCase())) row.problem('for', 'not-one-of', { value: row.raw('for') ?? '', values: Object.keys(wearers).join(', ') });
    return [];
  });
}

function pictures(row: RowReader): string[] {
  const more = [...row.sheet.all].filter((key) => /^(product)?image\d+(url)?$/.test(key)).map((key) => pictureAddress(row.cell(key) ?? ''));
  return [...new Set([...row.urls('image'), ...row.urls('variant_image'), ...more.filter((address) => /^(https?:)?\//.test(address))])];
}

function tagsOf(row: RowReader, words: readonly string[]): string[] {
  const numbered = [...row.sheet.all].filter((key) => /^producttag[2-9]$/.test(key)).flatMap((key) => row.cell(key) ?? []);
  const brand = row.text('brand', 100);
  return [...new Set([...row.list('tags'), ...numbered, ...words, ...(brand ? [brand] : [])])];
}

function textOf(row: RowReader): ProductRow['text'] {
  const text = localOf(row, 'text', 1_000_000) ?? localOf(row, 'short_text', 1_000_000) ?? {};
  return Object.fromEntries(
    Object.entries(text).map(([lang, words]) => {
      if (words.length > longestText) row.note('text', 'cut', { most: longestText });
      return [lang, words.slice(0, longestText)];
    }),
  );
}

interface Draft {
  row: ProductRow;
  line: number;
  reader: RowReader;
  /** Option names of its first row, which further rows leave out. */
  options: ReadonlyMap<string, string>;
  /** Variants come in rows of their own. */
  isParent: boolean;
  isHidden: boolean;
}

function begin(reader: RowReader, id: string, currency: string, now: number): Draft {
  const title = localOf(reader, 'title', 300);
  const hidden = isHidden(reader);
  if (!title && !hidden) reader.problem('title', 'missing');
  const { category, words } = departmentOf(reader);
  const worn = wornBy(reader);
  const [image = '', ...images] = pictures(reader);
  return {
    reader,
    line: reader.line,
    options: optionNames(reader),
    isParent: kindOf(reader) === 'variable',
    isHidden: hidden,
    row: {
      _id: id,
      v: 1,
      title: title ?? {},
      text: textOf(reader),
      category,
      currency,
      price: 0,
      image,
      ...(images.length > 0 ? { images } : {}),
      url: reader.url('url') ?? '',
      tags: tagsOf(reader, words),
      ...(worn.length > 0 ? { wearers: worn } : {}),
      variants: [],
      sold: 0,
      toldAt: { whole: now },
    },
  };
}

/** Returns a function that finds the product of a row: WooCommerce's variations name it by SKU or `id:44`. */
function parents(rows: readonly RowReader[]): (row: RowReader) => string | undefined {
  const bySku = new Map(
    rows.flatMap((row) => (kindOf(row) === 'variation' || row.raw('sku') === undefined ? [] : [[row.raw('sku'), row.raw('id') ?? row.raw('sku')] as const])),
  );
  return (row) => {
    const parent = row.raw('parent');
    if (parent === undefined || kindOf(row) !== 'variation') return undefined;
    return /^id:\s*(\S+)$/i.exec(parent)?.[1] ?? bySku.get(parent) ?? row.problem('parent', 'parent-missing', { value: parent });
  };
}

/** Variants under their SKU; where several share one, the others get their options behind it. */
class Skus {
  readonly #lines = new Map<string, { line: number; of: string }>();

  /** Returns the SKU to keep; undefined: this very variant is there already. */
  taken(row: RowReader, id: string, options: Variant['options']): string | undefined {
    const own = row.code('sku');
    const made = [id, ...Object.values(options)].join('-').toUpperCase();
    const of = `${id} ${JSON.stringify(options)}`;
    for (const sku of own === undefined ? [made] : [own, `${own}-${Object.values(options).join('-')}`.toUpperCase(), `${own}-${made}`]) {
      const before = this.#lines.get(sku);
      if (!before) {
        this.#lines.set(sku, { line: row.line, of });
        if (own !== undefined && sku !== own) row.note('sku', 'sku-shared', { value: own, line: this.#lines.get(own)?.line ?? 0, sku });
        return sku;
      }
      if (before.of === of) return row.problem('sku', 'twice', { value: sku, line: before.line });
    }
    return row.problem('sku', 'twice', { value: own ?? made, line: this.#lines.get(own ?? made)?.line ?? 0 });
  }
}

/**
 * Reads the products. Rows with the same id are variants of one product; the first of them carries title, text and picture. Rows with a picture alone
 * add it.
 */
export async function productsOf(rows: RowReader[], { store, now, currency }: ImportContext): Promise<Converted> {
  const found = new Map<string, Draft>();
  const unknownStock = new Set<Variant>();
  const skus = new Skus();
  const parentOf = parents(rows);
  for (const row of rows) {
    const isPart = kindOf(row) === 'variation';
    const id = isPart ? parentOf(row) : (row.code('id') ?? (row.raw('id') === undefined ? row.code('sku') : undefined));
    if (id === undefined) {
      if (row.problems.length === 0) row.required('id');
      continue;
    }
    const known = found.get(id);
    if (!known && isPart) {
      row.problem('parent', 'parent-missing', { value: id });
      continue;
    }
    const price = priceOf(row, currency, now);
    const draft = known ?? begin(row, id, price?.currency ?? row.currency('currency', currency), now);
    found.set(id, draft);
    if (draft.isHidden || (isPart && isHidden(row)) || (!known && draft.isParent)) continue;
    if (!known && kindOf(row) === 'grouped') continue;
    const options = optionsOf(row, draft.options);
    if (price === undefined) {
      const isPicture = known !== undefined && row.raw('sku') === undefined && Object.keys(options).length === 0;
      if (isPicture) draft.row.images = [...(draft.row.images ?? []), ...pictures(row)];
      else row.problem('price', 'missing');
      continue;
    }
    const sku = skus.taken(row, id, options);
    const stock = stockOf(row);
    const variant: Variant = { sku: sku ?? '', options, price: price.price ?? 0, stock: stock ?? uncounted };
    if (stock === undefined) unknownStock.add(variant);
    draft.row.variants.push(variant);
    if (known && pictures(row).length > 0 && !isPart) draft.row.images = [...(draft.row.images ?? []), ...pictures(row)];
    if (draft.row.image === '' && isPart) draft.row.image = pictures(row)[0] ?? '';
  }
  return { rows: await finished(found, unknownStock, store), keeps: keptIds(found) };
}

/** Products that the file has, also those that are not sold now. */
const keptIds = (found: ReadonlyMap<string, Draft>): string[] => [...found].flatMap(([id, draft]) => (draft.isHidden ? [] : [id]));

const hasOneLanguage = (sheet: Sheet, field: string): boolean => ['zh', 'en'].every((lang) => sheet.keys(`${field}_${lang}`).length === 0);

/** The products with their lowest price, with what the store knows of them besides. */
async function finished(found: ReadonlyMap<string, Draft>, unknownStock: ReadonlySet<Variant>, store: ImportContext['store']): Promise<Converted['rows']> {
  const whole: ProductRow[] = [];
  for (const { row, reader, isHidden: hidden } of found.values()) {
    const title = row.title.en ?? row.title.zh ?? row._id;
    if (hidden) reader.note('title', 'unpublished', { value: title });
    else if (row.variants.length === 0) {
      if (reader.problems.length === 0) reader.note('title', 'no-price', { value: title });
    } else {
      row.price = Math.min(...row.variants.map((variant) => variant.price));
      if (row.images) row.images = [...new Set(row.images)].filter((address) => address !== row.image);
      if (row.images?.length === 0) delete row.images;
      whole.push(row);
    }
  }
  const first = [...found.values()][0]?.reader;
  if (first && !tellsStock(first.sheet)) first.note('stock', 'no-stock');
  const byId = new Map(whole.map((row) => [row._id, row]));
  const ids = [...byId.keys()];
  for (let at = 0; at < ids.length; at += 500) {
    for (const old of await store.collection(products).getMany(ids.slice(at, at + 500))) {
      const row = byId.get(old._id);
      if (!row) continue;
      for (const variant of row.variants)
        if (unknownStock.has(variant)) variant.stock = old.variants.find(({ sku }) => sku === variant.sku)?.stock ?? variant.stock;
      if (first && hasOneLanguage(first.sheet, 'title')) row.title = withOtherLanguage(old.title, row.title);
      if (first && hasOneLanguage(first.sheet, 'text')) row.text = withOtherLanguage(old.text, row.text);
      byId.set(old._id, { ...row, sold: old.sold, ...(old.seen ? { seen: old.seen } : {}), v: old.v + 1 });
    }
  }
  return [...byId.values()].map((row) => ({ in: 'products', row }));
}
