import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { productRows } from '../../demo/seed/rows.ts';
import { atOnce } from '../../event-loop/slices.ts';
import type { ProductRow } from '../shop.ts';
import { counting, indexing, namesIn, placesOfKind, spelledLike } from './catalogue-index.ts';
import { indexApart } from './index-apart.ts';
import { isOfKind, type Kind, readKinds } from './kinds.ts';
import { fields } from './placing.ts';
import { formsOf, partsOf, plainName, searchedOf } from './searched-text.ts';

const known = productRows();
const words = [
  'tea',
  'gift',
  'T-shirt',
  'USB-C',
  '1.8m',
  'trench coats',
  'phone case',
  'iPhone 15 Pro',
  'red',
  'dresses',
  '数据线',
  '大衣',
  '礼盒',
  '红茶',
  'usb数据线',
  '茶',
  '紫砂壶',
];
const departments = ['outerwear', 'dresses', 'Tea / 茶叶', '手机配件', 'Phone cases', 'Gifts>Tea set', '外套', ''];

/** A shop whose goods are called by chance. */
function shopOf(seed: number, count: number): ProductRow[] {
  let state = seed;
  const chance = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 9) % below;
  };
  const some = (most: number, between: string) => Array.from({ length: 1 + chance(most) }, () => words[chance(words.length)]).join(between);
  return Array.from({ length: count }, (_, n) => {
    const row = known[chance(known.length)]!;
    const title = chance(3) === 0 ? row.title : { en: some(4, ' '), zh: some(3, chance(2) === 0 ? '' : ' ') };
    return { ...row, _id: `${row._id}-${n}`, title, tags: [some(2, ' '), some(2, '')], category: departments[chance(departments.length)]! };
  });
}

const all = (rows: readonly ProductRow[], is: (row: ProductRow) => boolean) => rows.flatMap((row, at) => (is(row) ? [at] : []));

describe.each([1, 2, 3])('a shop of chance, number %d: the index tells what reading every product does', (seed) => {
  const rows = shopOf(seed, 120);
  const index = atOnce(indexing(rows));
  const said = [...words, ...known.slice(0, 8).flatMap(({ title }) => Object.values(title)), 'nothing', '没有']
    .flatMap((one) => one.toLowerCase().split(' '))
    .flatMap(partsOf);

  test.each([...new Set(said)])('the weight of %s', (word) => {
    const forms = formsOf(word);
    const weightOf = (row: ProductRow) => {
      const texts = searchedOf(row);
      const field = fields.findIndex((one) => forms.some((form) => texts[one].includes(form)));
      return field < 0 ? 0 : fields.length - field;
    };
    const { counts, at } = atOnce(counting(index, forms));
    expect([...counts]).toEqual(rows.map(weightOf));
    expect([...at].sort((a, b) => a - b)).toEqual(all(rows, (row) => weightOf(row) > 0));
  });

  test('the products of each kind', () => {
    const kinds = new Set<Kind>([...atOnce(readKinds(rows)).byWord.values()].flat());
    for (const kind of kinds) expect([...atOnce(placesOfKind(index, kind))], kind.words[0]).toEqual(all(rows, (row) => isOfKind(row, kind)));
  });

  test('the names in a sentence', () => {
    for (const { title } of rows.slice(0, 40)) {
      const text = plainName(`do you have ${Object.values(title).join('，')} 有货吗`);
      const found = namesIn(index, text).map(({ name, at }) => [name, [...at]]);
      const names = new Set(
        rows.flatMap((row) =>
          searchedOf(row)
            .names.filter(({ name, han }) => (han ? text.han : text.latin).includes(name))
            .map(({ name }) => name),
        ),
      );
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries([...names].map((name) => [name, all(rows, (row) => searchedOf(row).names.some((one) => one.name === name))])),
      );
    }
  });

  test('its Latin words by letter and length', () => {
    const text = rows.flatMap((row) => fields.map((field) => searchedOf(row)[field])).join(' ');
    const long = new Set([...text.matchAll(/(?<![a-z])t[a-z]{5}(?![a-z])/g)].map(([word]) => word));
    expect(spelledLike(index, 't', 6).sort()).toEqual([...long].sort());
  });
});

describe('in a thread', () => {
  const entryOf = async (folder: string): Promise<URL> => {
    const outfile = join(folder, 'thread.mjs');
    const entryPoints = [new URL('./index-thread.ts', import.meta.url).pathname];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' });
    return pathToFileURL(outfile);
  };

  test('a large catalogue has the same index and kinds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'index-'));
    try {
      const rows = shopOf(7, 1_100);
      await indexApart(await entryOf(folder), (error) => expect.fail(String(error)))(rows);
      const here = [...rows];
      const [apart, own] = [atOnce(indexing(rows)), atOnce(indexing(here))];
      expect({ ...apart, rows: 0 }).toEqual({ ...own, rows: 0 });
      expect(atOnce(readKinds(rows))).toEqual(atOnce(readKinds(here)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('one that ends too early leaves the work to this thread', async () => {
    const rows = shopOf(8, 1_100);
    const failures: unknown[] = [];
    await indexApart(new URL('data:text/javascript,process.exit(3)'), (error) => failures.push(error))(rows);
    expect(String(failures)).toContain('the thread ended with 3');
    expect(atOnce(indexing(rows)).byCategory.size).toBeGreaterThan(3);
  });
});
