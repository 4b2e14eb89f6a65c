/** What `{{ value | filter }}` can do: filters for people, and the harmless ones of stock Liquid. */
import type { Context } from 'liquidjs';
import { carrierNamed } from './carrier-names.ts';
import { showAgo, showDate } from './dates.ts';
import { addUp, isMoney, minorDigits, showMoney } from './money.ts';
import { isChinese, show, showList } from './show.ts';
import { statusWords } from './status-words.ts';
import { workOf } from './work.ts';

/** Stock filters that stay. All that parse their input, read files, hash, or pick at random are left out. */
export const stockFilters = [
  'append prepend capitalize downcase upcase strip lstrip rstrip strip_newlines replace replace_first remove remove_first truncate truncatewords',
  'split join first last reverse sort sort_natural size map where reject find has uniq compact concat slice',
  'abs plus minus times divided_by modulo round ceil floor at_least at_most default url_encode url_decode',
].flatMap((line) => line.split(' '));

/** How people read here: set for each rendering. */
export interface Reading {
  lang: string;
  zone: string;
  currency: string;
  now?: number;
}

interface FilterThis {
  context: Context;
}
type Filter = (this: FilterThis, value: unknown, ...args: unknown[]) => unknown;

const registerKey = 'reading';

export function setReading(context: Context, reading: Reading): void {
  context.setRegister(registerKey, reading);
}

/** Reading of the rendering that is going on. */
export function readingOf(context: Context): Reading {
  return context.getRegister<Reading>(registerKey, { lang: 'en', zone: 'UTC', currency: 'USD' });
}

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

/** `{{ order.total | money }}`: $69.00; with `'short'` a whole amount has no cents: $69. */
function money(this: FilterThis, value: unknown, style?: unknown): unknown {
  const { lang, currency } = readingOf(this.context);
  if (isMoney(value)) return showMoney(value, lang, currency, style === 'short');
  const amount = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(amount) ? showMoney({ amount, currency }, lang, currency) : value;
}

function number(this: FilterThis, value: unknown, digits?: unknown): unknown {
  const { lang } = readingOf(this.context);
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return value;
  const fixed = typeof digits === 'number' ? Math.min(Math.max(Math.trunc(digits), 0), 20) : undefined;
  const key = `${lang} ${fixed ?? ''}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang, fixed === undefined ? {} : { minimumFractionDigits: fixed, maximumFractionDigits: fixed });
    numbers.set(key, format);
  }
  return format.format(amount);
}

/** `{{ n }} {{ n | plural: 'item', 'items' }}`; the last form serves languages without plural. */
function plural(this: FilterThis, value: unknown, ...forms: unknown[]): unknown {
  const { lang } = readingOf(this.context);
  let rules = plurals.get(lang);
  if (!rules) {
    rules = new Intl.PluralRules(lang);
    plurals.set(lang, rules);
  }
  const count = Array.isArray(value) ? value.length : Number(value);
  const one = rules.select(count) === 'one';
  return one ? forms[0] : (forms[1] ?? forms[0]);
}

/** +8613800138000 -> +86 138 0013 8000; other numbers in groups from the right. */
function phone(this: FilterThis, value: unknown): unknown {
  const text = show(value, readingOf(this.context).lang);
  const digits = text.replace(/[^\d+]/g, '');
  const chinese = /^(?:\+?86)?(1\d{2})(\d{4})(\d{4})$/.exec(digits);
  if (chinese) return `${digits.length > 11 ? '+86 ' : ''}${chinese[1]} ${chinese[2]} ${chinese[3]}`;
  const northAmerican = /^\+?1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (northAmerican) return `+1 ${northAmerican[1]} ${northAmerican[2]} ${northAmerican[3]}`;
  const other = /^(\+?\d+?)((?:\d{3}){2,3})$/.exec(digits);
  return other ? `${other[1]} ${other[2]?.match(/\d{3}/g)?.join(' ')}` : text;
}

function words(this: FilterThis, value: unknown): unknown {
  const { lang } = readingOf(this.context);
  const code = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
  if (typeof code !== 'string') return show(code, lang);
  const known = Object.hasOwn(statusWords, code) ? statusWords[code] : carrierNamed(code);
  if (!known) return code.replaceAll('_', ' ');
  return isChinese(lang) ? known.zh : known.en;
}

function own(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = new Map<string, unknown>(Object.entries(at)).get(key);
  }
  return at;
}

function sum(value: unknown, property?: unknown): unknown {
  const list = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  return addUp(typeof property === 'string' ? list.map((item) => own(item, property)) : list);
}

function join(this: FilterThis, value: unknown, separator: unknown = ' '): unknown {
  const { lang, currency } = readingOf(this.context);
  if (!Array.isArray(value)) return show(value, lang, currency);
  const between = show(separator, lang);
  const shown = value.map((item) => show(item, lang, currency));
  workOf(this.context).chars(shown.reduce((sum, item) => sum + item.length, between.length * shown.length));
  return shown.join(between);
}

/** Arithmetic that keeps the unit: Money and Money, or Money and a plain number (`plus`, `minus`: main units; `times`, `divided_by`: a factor). */
function arithmetic(name: 'plus' | 'minus' | 'times' | 'divided_by', stock: Filter): Filter {
  return function (this: FilterThis, value: unknown, other: unknown): unknown {
    if (!isMoney(value)) return stock.call(this, value, other);
    if (name === 'times') return { ...value, amount: Math.round(value.amount * Number(other)) };
    if (name === 'divided_by') return { ...value, amount: Math.round(value.amount / Number(other)) };
    const unit = 10 ** minorDigits(value.currency);
    const second = isMoney(other) ? other : { amount: Math.round(Number(other) * unit), currency: value.currency };
    return addUp([value, { ...second, amount: name === 'minus' ? -second.amount : second.amount }]);
  };
}

/** The filters that are ours, given the stock ones that some of them extend. */
export function ownFilters(stock: (name: string) => Filter): Record<string, Filter> {
  return {
    money,
    number,
    plural,
    phone,
    sum,
    join,
    t: words,
    date(value, style) {
      const { lang, zone, now } = readingOf(this.context);
      return showDate(value, lang, zone, now, typeof style === 'string' ? style : undefined) ?? value;
    },
    ago(value) {
      const { lang, zone, now } = readingOf(this.context);
      return showAgo(value, lang, zone, now) ?? value;
    },
    list(value) {
      const { lang, currency } = readingOf(this.context);
      return showList(Array.isArray(value) ? value : [value], lang, currency);
    },
    plus: arithmetic('plus', stock('plus')),
    minus: arithmetic('minus', stock('minus')),
    times: arithmetic('times', stock('times')),
    divided_by: arithmetic('divided_by', stock('divided_by')),
  };
}
