import { categoriesOf } from '../categories.ts';
import { colours } from '../colours.ts';
import { type LocalName, type ProductRow, products } from '../shop.ts';
import type { Converted, ImportContext } from './kinds.ts';
import type { RowReader } from './row-reader.ts';

const wearers = { women: ['woman', 'ladies', '女', '女士', '女装'], men: ['man', '男', '男士', '男装'], kids: ['children', '儿童', '童装'] } as const;
const allWearers = new Map(Object.entries(wearers).flatMap(([who, words]) => [who, ...words].map((word) => [word, who] as const)));

/** The field in each language that is given; without languages it serves both. */
export function localOf(row: RowReader, field: string, most: number): LocalName | undefined {
  const plain = row.text(field, most);
  const zh = row.text(`${field}_zh`, most) ?? plain;
  const en = row.text(`${field}_en`, most) ?? plain;
  return zh === undefined && en === undefined ? undefined : { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}

function colourCode(word: string): string {
  const wanted = word.toLowerCase();
  return Object.entries(colours).find(([code, names]) => code === wanted || names.zh.includes(word) || names.en.includes(wanted))?.[0] ?? wanted;
}

/** Rows with the same id are variants of one product; the first of them carries title, text and picture. */
export async function productsOf(rows: RowReader[], { store, now, currency }: ImportContext): Promise<Converted> {
  const found = new Map<string, ProductRow>();
  const skus = new Map<string, number>();
  for (const row of rows) {
    const id = row.required('id', 100);
    const price = row.raw('price') === undefined ? row.problem('price', 'missing') : row.money('price');
    const stock = row.whole('stock', 0, 1_000_000) ?? 0;
    const [colour, size] = [row.text('colour', 60), row.text('size', 60)];
    const options = { ...(colour ? { colour: colourCode(colour) } : {}), ...(size ? { size } : {}) };
    if (id === undefined) continue;
    const sku = row.text('sku', 100) ?? [id, ...Object.values(options)].join('-').toUpperCase();
    const before = skus.get(sku);
    if (before !== undefined) row.problem('sku', 'twice', { value: sku, line: before });
    skus.set(sku, row.line);
    const variant = { sku, options, price: price ?? 0, stock };
    const known = found.get(id);
    if (known) {
      known.variants.push(variant);
      known.price = Math.min(known.price, variant.price);
      continue;
    }
    const title = localOf(row, 'title', 300);
    if (!title) row.problem('title', 'missing');
    const category = row.text('category', 100) ?? '';
    const worn = row.list('for').flatMap((word) => allWearers.get(word.toLowerCase()) ?? []);
    if (worn.length < row.list('for').length) row.problem('for', 'not-one-of', { value: row.raw('for') ?? '', values: Object.keys(wearers).join(', ') });
    found.set(id, {
      _id: id,
      v: 1,
      title: title ?? {},
      text: localOf(row, 'text', 5_000) ?? {},
      category: categoriesOf(category)[0] ?? category,
      currency: row.currency('currency', currency),
      price: variant.price,
      image: row.url('image') ?? '',
      url: row.url('url') ?? `/#/p/${encodeURIComponent(id)}`,
      tags: row.list('tags'),
      ...(worn.length > 0 ? { wearers: worn } : {}),
      variants: [variant],
      sold: 0,
      toldAt: { whole: now },
    });
  }
  const ids = [...found.keys()];
  for (let at = 0; at < ids.length; at += 500) {
    for (const old of await store.collection(products).getMany(ids.slice(at, at + 500))) {
      const row = found.get(old._id);
      if (row) found.set(old._id, { ...row, sold: old.sold, ...(old.seen ? { seen: old.seen } : {}), v: old.v + 1 });
    }
  }
  return { rows: [...found.values()].map((row) => ({ in: 'products', row })), problems: rows.flatMap((row) => row.problems) };
}
