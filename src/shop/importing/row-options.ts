/** Options of a variant: colour and size by their own names, all else by the shop's. */
import { colours } from '../search/colours.ts';
import type { RowReader } from './row-reader.ts';
import type { Sheet } from './sheet.ts';
import { columnKey } from './table.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  colour: ['colour', 'color', 'colours', 'colors', '颜色', '颜色分类', '主要颜色', '顏色', 'farbe', 'couleur', 'cor', '色'],
  size: ['size', 'sizes', '尺码', '尺寸', '鞋码', '尺碼', 'größe', 'taille', 'tamanho', 'サイズ'],
};
const nameOf = new Map(Object.entries(names).flatMap(([name, words]) => words.map((word) => [columnKey(word), name] as const)));

/** Words of systems for goods that come in one form only. */
const noOption = /^(?:title|标题|default|default title|default option( value)?|默认|默认规格|无|无规格)$/i;

function optionName(name: string): string {
  return nameOf.get(columnKey(name)) ?? name.normalize('NFKC').trim().toLowerCase();
}

function colourCode(word: string): string {
  const wanted = word.toLowerCase();
  return Object.entries(colours).find(([code, known]) => code === wanted || known.zh.includes(word) || known.en.includes(wanted))?.[0] ?? wanted;
}

/** Pairs of columns that name an option and give its value: Shopify's, WooCommerce's, Medusa's old and new ones. */
const pairs: readonly [RegExp, (number: string) => string][] = [
  [/^option(\d+)name$/, (n) => `option${n}value`],
  [/^variantoption(\d+)name$/, (n) => `variantoption${n}value`],
  [/^attribute(\d+)name$/, (n) => `attribute${n}values`],
  [/^属性(\d+)名称$/, (n) => `属性${n}值`],
  [/^规格(\d+)名称$/, (n) => `规格${n}值`],
];

const known = new WeakMap<Sheet, [name: string, value: string][]>();

/** Returns keys of the columns of option names and values of this file. */
export function optionColumns(sheet: Sheet): readonly [name: string, value: string][] {
  let found = known.get(sheet);
  if (!found) {
    found = [...sheet.all].flatMap((key) =>
      pairs.flatMap(([pattern, value]): [string, string][] => {
        const number = pattern.exec(key)?.[1];
        return number === undefined ? [] : [[key, [value(number), `${value(number)}s`].find((one) => sheet.has(one)) ?? value(number)]];
      }),
    );
    known.set(sheet, found);
  }
  return found;
}

/** One cell with all options: `颜色:红色;尺码:M`, `Color: red / Size: M`, `红色,M`. */
function written(cell: string): [string, string][] {
  const parts = cell
    .split(/[;；|\n]|\s+\/\s+|[,，](?=[^,，:：]{1,20}[:：])/)
    .map((part) => part.trim())
    .filter(Boolean);
  const named = parts.map((part) => /^([^:：]{1,30})[:：]\s*(.+)$/s.exec(part));
  if (named.every((part) => part !== null)) return named.map((part) => [part[1]!, part[2]!.trim()]);
  return [['option', parts.join(' / ')]];
}

/** Returns the options of the row. `above` are the option names of the product's first row: Shopify leaves them out in its further rows. */
export function optionsOf(row: RowReader, above?: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    optionsAsWritten(row, above).map(([name, value]) => {
      const plain = optionName(name);
      return [plain, plain === 'colour' ? colourCode(value) : value.slice(0, 100)];
    }),
  );
}

/** Returns the options in the file's own words; WooCommerce writes a comma inside of a value as `\,`. */
export function optionsAsWritten(row: RowReader, above?: ReadonlyMap<string, string>): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (const [nameKey, valueKey] of optionColumns(row.sheet)) {
    const [name, value] = [row.cell(nameKey) ?? above?.get(nameKey), row.cell(valueKey)?.replaceAll('\\,', ',')];
    if (name && value && !(noOption.test(name) && noOption.test(value))) found.push([name, value]);
  }
  const all = row.text('options', 1_000);
  if (all && !noOption.test(all)) found.push(...written(all));
  for (const field of ['colour', 'size']) {
    const value = row.text(field, 100);
    if (value) found.push([field, value]);
  }
  for (const { key, name } of row.sheet.ownOptions) {
    const value = row.cell(key);
    if (value) found.push([name, value]);
  }
  return found;
}

/** Returns option names that stand in this row, for its further rows. */
export function optionNames(row: RowReader): Map<string, string> {
  return new Map(optionColumns(row.sheet).flatMap(([key]) => (row.cell(key) === undefined ? [] : [[key, row.cell(key)!] as const])));
}
