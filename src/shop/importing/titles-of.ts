/** Titles and descriptions by language, of products that are known: shop systems export one language alone. */
import { everyRow } from '../../store/every-row.ts';
import { type LocalName, type ProductRow, products } from '../shop.ts';
import type { Converted, ImportContext } from './conversion.ts';
import type { RowReader } from './row-reader.ts';
import type { Columns } from './sheet.ts';

export const titleColumns = {
  id: ['handle', 'url handle', 'product handle', 'product id', '商品编号', '商品ID', '宝贝ID', '宝贝编号'],
  sku: ['variant sku', '商家编码', '规格编码', '货号', '商品编码', 'sku编码'],
  title_zh: ['中文名', '中文标题'],
  title_en: ['英文名', '英文标题', 'english title'],
  text_zh: ['中文描述'],
  text_en: ['英文描述'],
} as const satisfies Columns;

const langs = ['zh', 'en'] as const;
const longest = { title: 300, text: 5_000 } as const;

/** Returns the row's texts of a field; an empty cell leaves that language as it is. */
function given(row: RowReader, field: keyof typeof longest): LocalName {
  return Object.fromEntries(
    langs.flatMap((lang) => {
      const words = row.prose(`${field}_${lang}`, longest[field]);
      return words === undefined ? [] : [[lang, words]];
    }),
  );
}

/** Changes the words of the products that the file names: price, stock and pictures stay. */
export async function titlesOf(rows: RowReader[], { store }: ImportContext): Promise<Converted> {
  const byId = new Map<string, ProductRow>();
  const bySku = new Map<string, ProductRow>();
  for await (const product of everyRow(store, products)) {
    byId.set(product._id, product);
    for (const { sku } of product.variants) bySku.set(sku, product);
  }
  const changed = new Map<string, ProductRow>();
  for (const row of rows) {
    const [id, sku] = [row.code('id'), row.code('sku')];
    if (id === undefined && sku === undefined) {
      row.required('id');
      continue;
    }
    const known = (id === undefined ? undefined : byId.get(id)) ?? (sku === undefined ? undefined : bySku.get(sku));
    if (!known) {
      row.note('id', 'unknown-sku', { value: id ?? sku ?? '' });
      continue;
    }
    const before = changed.get(known._id) ?? { ...known, v: known.v + 1 };
    changed.set(known._id, { ...before, title: { ...before.title, ...given(row, 'title') }, text: { ...before.text, ...given(row, 'text') } });
  }
  return { rows: [...changed.values()].map((row) => ({ in: 'products', row })) };
}

/**
 * Returns the words of a product after a file that has one language alone: the other language keeps its own where the two were distinguished before.
 * The file's words are Chinese where there are Chinese characters in them.
 */
export function withOtherLanguage(before: LocalName, told: LocalName): LocalName {
  const [words, own] = [Object.values(told)[0], [...new Set(Object.values(before))]];
  if (words === undefined || own.length < 2) return told;
  if (own.includes(words)) return before;
  return { ...before, [/\p{Script=Han}/u.test(words) ? 'zh' : 'en']: words };
}
