/** What can be had of a product and at what price, in words: nothing that is sold out is told as to be had, no pairing that is not there. */
import type { Json, Vars } from '../engine/session.ts';
import { isReadable, optionWord } from './option-words.ts';
import type { ProductRow, Variant } from './shop.ts';

const oneSize = 'one size';
/** More prices are told as "from" only. */
const mostPriced = 8;
/** More rows of what goes with what would not be read. */
const mostRows = 6;

/** An option's values in the customer's words, in the shop's order; the colour comes last. */
interface Axis {
  name: string;
  values: string[];
}

/** A form of the goods by the axes that can be told: its values, in their order, and the variants that have them. */
interface Form {
  values: string[];
  variants: Variant[];
}

const isThere = ({ variants }: Form): boolean => variants.some(({ stock }) => stock > 0);
const pricesOf = ({ variants }: Form): Set<number> => new Set(variants.map(({ price }) => price));

/** The values of an option over these variants; of goods in one form only there are none. */
function valuesOf(variants: readonly Variant[], name: string, lang: string): string[] {
  const values = variants.map(({ options }) => options[name] ?? '').filter((value) => value !== '' && value.toLowerCase() !== oneSize);
  return [...new Set(values.map((value) => optionWord(name, value, lang)))];
}

/** The options that every variant has and whose every value the customer can read. */
function axesOf(variants: readonly Variant[], lang: string): Axis[] {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options)))];
  return names
    .sort((a, b) => Number(a === 'colour') - Number(b === 'colour'))
    .map((name) => ({ name, values: valuesOf(variants, name, lang) }))
    .filter(({ values }) => values.length > 0 && values.every((value) => isReadable(value, lang)))
    .filter(({ name }) => variants.every(({ options }) => (options[name] ?? '') !== ''));
}

function formsOf(variants: readonly Variant[], axes: readonly Axis[], lang: string): Form[] {
  const forms = new Map<string, Form>();
  for (const variant of variants) {
    const values = axes.map(({ name }) => optionWord(name, variant.options[name] ?? '', lang));
    const form = forms.get(values.join('\n')) ?? { values, variants: [] };
    forms.set(values.join('\n'), form);
    form.variants.push(variant);
  }
  return [...forms.values()];
}

/** The forms that each have one price: those of one option that the price hangs on, else of all options together. */
function priced(variants: readonly Variant[], axes: readonly Axis[], lang: string): { by: readonly Axis[]; forms: Form[] } | undefined {
  for (const by of [...axes.map((axis) => [axis]), axes]) {
    const forms = formsOf(variants, by, lang);
    if (by.length > 0 && forms.length <= mostPriced && forms.every((form) => pricesOf(form).size === 1)) return { by, forms };
  }
  return undefined;
}

/** Rows of values that are to be had with the same values of the other option. */
function rowsBy(forms: readonly Form[], at: 0 | 1): [string[], string[]][] {
  const others = new Map<string, string[]>();
  for (const { values } of forms) others.set(values[at]!, [...(others.get(values[at]!) ?? []), values[1 - at]!]);
  const rows = new Map<string, [string[], string[]]>();
  for (const [value, with_] of others) {
    const key = [...with_].sort().join('\n');
    const row = rows.get(key) ?? [[], with_];
    rows.set(key, row);
    row[0].push(value);
  }
  return [...rows.values()].map(([own, with_]) => (at === 0 ? [own, with_] : [with_, own]));
}

/** What can be had, in few words each: by option where everything goes with everything, else what goes with what. */
function choicesOf(there: readonly Form[], axes: readonly Axis[], told: readonly Axis[], lang: string): string[] {
  const zh = lang.startsWith('zh');
  const list = (values: readonly string[]): string => values.join(zh ? '、' : ', ');
  const columns = axes.map((axis, at) => ({ axis, values: axis.values.filter((value) => there.some(({ values }) => values[at] === value)) }));
  const isGrid = columns.reduce((all, { values }) => all * values.length, 1) === there.length;
  if (!isGrid && axes.length === 2) {
    const [first, second] = [rowsBy(there, 0), rowsBy(there, 1)];
    const rows = second.length < first.length ? second : first;
    if (rows.length <= mostRows) return rows.map(([sizes, colours]) => `${list(sizes)}${zh ? ' ' : ' in '}${list(colours)}`);
  } else if (!isGrid && there.length <= mostRows) return there.map(({ values }) => values.join(' '));
  return columns.filter(({ axis }) => !told.includes(axis)).map(({ values }) => list(values));
}

/**
 * `price`, the lowest of what can be had, and `price_to`, the highest, where prices differ; `variants`, each with its own price where prices
 * differ and are few, what can be had first; `choices`, what can be had besides, in words; `sold_out`, what cannot be had while the rest can.
 * Of a product that is sold out the prices are told, with no choices.
 */
export function toBeHad({ variants, price, currency }: ProductRow, lang: string): Vars {
  const money = (amount: number) => ({ amount, currency });
  const inStock = variants.filter(({ stock }) => stock > 0);
  const prices = (inStock.length > 0 ? inStock : variants).map((variant) => variant.price);
  const [lowest, highest] = prices.length > 0 ? [Math.min(...prices), Math.max(...prices)] : [price, price];
  const axes = axesOf(variants, lang);
  const forms = formsOf(variants, axes, lang);
  const list = new Set(variants.map((variant) => variant.price)).size > 1 ? priced(variants, axes, lang) : undefined;
  const told = list?.by ?? [];
  const there = forms.filter(isThere);
  const isAllTold = axes.every((axis) => told.includes(axis));
  const nameOf = ({ values }: Form): string => values.join(lang.startsWith('zh') ? '，' : ', ');
  const listed = [...(list?.forms ?? [])].sort((a, b) => Number(isThere(b)) - Number(isThere(a)));
  const gone = axes.flatMap(({ values }, at) => values.filter((value) => !there.some((form) => form.values[at] === value)));
  const soldOut = told.length > 1 ? listed.filter((form) => !isThere(form)).map(nameOf) : gone;
  return {
    price: money(lowest),
    price_to: highest > lowest ? money(highest) : null,
    variants: listed.map(
      (form): Json => ({
        name: nameOf(form),
        price: money(form.variants[0]?.price ?? price),
        in_stock: isThere(form),
      }),
    ),
    choices: there.length === 0 || isAllTold ? [] : choicesOf(there, axes, told, lang),
    sold_out: there.length === 0 || soldOut.length > mostRows ? [] : soldOut,
  };
}
