import { pictureAddress } from '../../flow-tree/media-value.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';
import { wholeNumber } from '../../numbers/order-number.ts';
import { plainDigits } from '../../numbers/plain-digits.ts';
import { countedMoment, type DateOrder, momentOf, numericDay } from './moment-of.ts';
import { mayBeOf } from './money-sign.ts';
import { plainText } from './plain-text.ts';
import type { ImportCode, ImportProblem } from './problems.ts';
import { readAmount, readCount } from './read-amount.ts';
import type { Sheet } from './sheet.ts';
import { columnKey, type TableRow } from './table.ts';

const yes = new Set(
  [
    'yes',
    'y',
    'true',
    '1',
    '是',
    '同意',
    '已同意',
    '接受',
    '已接受',
    '愿意',
    '订阅',
    '已订阅',
    '√',
    '✓',
    'subscribed',
    'optedin',
    'optin',
    'granted',
    'x',
    'ja',
    'si',
    'sí',
    'oui',
  ].map((word) => columnKey(word) || word),
);
const no = new Set(
  [
    'no',
    'n',
    'false',
    '0',
    '否',
    '不同意',
    '未同意',
    '拒绝',
    '不接受',
    '未接受',
    '未订阅',
    '退订',
    '已退订',
    '×',
    'unsubscribed',
    'notsubscribed',
    'optedout',
    'optout',
    'denied',
    'nein',
    'non',
    'never',
    'pending',
    'redacted',
    'invalid',
  ].map((word) => columnKey(word) || word),
);
const scientific = /^[-+]?\d(?:[.,]\d+)?e\+?\d+$/i;
const excelErrors = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|#+)$/i;
/** Excel keeps 15 digits of a number; those behind them become 0. */
const cutDigits = /^[1-9]\d{14}0+$/;

const mostStock = 1_000_000;

/** Reads the cells of one row; what is wrong with them is collected in `problems`, what was taken for granted in `notes`. */
export class RowReader {
  readonly #row: TableRow;
  readonly #sheet: Sheet;
  readonly problems: ImportProblem[] = [];
  readonly notes: ImportProblem[] = [];

  constructor(row: TableRow, sheet: Sheet) {
    this.#row = row;
    this.#sheet = sheet;
  }

  get line(): number {
    return this.#row.line;
  }

  get sheet(): Sheet {
    return this.#sheet;
  }

  problem(field: string, code: ImportCode, fill: Record<string, string | number> = {}): undefined {
    this.problems.push({ line: this.line, field, code, fill });
    return undefined;
  }

  note(field: string, code: ImportCode, fill: Record<string, string | number> = {}): undefined {
    this.notes.push({ line: this.line, field, code, fill });
    return undefined;
  }

  /** Reads the cell as it stands; undefined when it is empty. */
  raw(field: string): string | undefined {
    for (const key of this.#sheet.keys(field)) {
      const cell = this.#row.cells[key];
      if (cell !== undefined) return excelErrors.test(cell) ? this.problem(field, 'excel-error', { value: cell.slice(0, 20) }) : cell;
    }
    return undefined;
  }

  /** Reads the cell of a column by its key, for columns that come in numbers (`option2value`). */
  cell(key: string): string | undefined {
    return Object.hasOwn(this.#row.cells, key) ? this.#row.cells[key] : undefined;
  }

  text(field: string, most = 300): string | undefined {
    const cell = this.raw(field);
    return cell !== undefined && cell.length > most ? this.problem(field, 'too-long', { most }) : cell;
  }

  required(field: string, most = 300): string | undefined {
    return this.raw(field) === undefined
      ? this.problems.some((one) => one.field === field)
        ? undefined
        : this.problem(field, 'missing')
      : this.text(field, most);
  }

  /** Reads a text for customers: HTML of shop systems as plain text. */
  prose(field: string, most: number): string | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const plain = plainText(cell);
    return plain.length > most ? this.problem(field, 'too-long', { most }) : plain || undefined;
  }

  /** Reads a number that is a name (SKU, tracking, barcode): refused where Excel has changed its digits. */
  code(field: string, most = 100): string | undefined {
    const cell = this.text(field, most);
    if (cell === undefined) return undefined;
    if (scientific.test(cell)) return this.problem(field, 'scientific', { value: cell });
    return cutDigits.test(cell) && this.#sheet.isCut(field) ? this.problem(field, 'digits-lost', { value: cell }) : cell;
  }

  oneOf<T extends string>(field: string, values: Readonly<Record<T, readonly string[]>>): T | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const wanted = columnKey(cell);
    for (const name of Object.keys(values) as T[]) if (columnKey(name) === wanted || values[name].some((other) => columnKey(other) === wanted)) return name;
    return this.problem(field, 'not-one-of', { value: cell.slice(0, 40), values: Object.keys(values).join(', ') });
  }

  /** Reads `199`, `1,299.50`, `$49`, `￥99` in minor units of the currency. */
  money(field: string, currency: string): number | undefined {
    const cell = this.raw(field);
    return cell === undefined ? undefined : this.moneyIn(field, cell, currency);
  }

  moneyIn(field: string, cell: string, currency: string): number | undefined {
    if (!mayBeOf(cell, currency)) return this.problem(field, 'other-currency', { value: cell.slice(0, 40), currency });
    const amount = readAmount(cell, currency);
    if (amount !== null) return amount;
    const digits = minorDigits(currency);
    const isNear = /^[^\d]{0,4}\d[\d.,' ]*[^\d]{0,4}$/.test(cell) && !/[.,].*[.,].*[.,]|\d[.,]\d?[.,]/.test(cell);
    if (!isNear) return this.problem(field, 'not-money', { value: cell.slice(0, 40) });
    return this.problem(field, 'not-money-of', { value: cell.slice(0, 40), currency, example: digits === 0 ? '1500' : `1500.${'0'.repeat(digits)}` });
  }

  whole(field: string, least: number, most: number): number | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const number = readCount(cell) ?? Number.NaN;
    return number >= least && number <= most ? number : this.problem(field, 'not-whole', { value: cell.slice(0, 40), least, most });
  }

  /** Returns the stock; below zero (more sold than there were) counts as none. */
  stock(field: string): number | undefined {
    const cell = this.raw(field);
    const count = cell === undefined ? undefined : readCount(cell);
    if (count === undefined) return undefined;
    if (count === null || count < 0)
      return count === null
        ? this.problem(field, 'not-whole', { value: cell?.slice(0, 40) ?? '', least: 0, most: mostStock })
        : (this.note(field, 'oversold', { value: count }) ?? 0);
    return Math.min(count, mostStock);
  }

  /** Reads a moment. `until`: no moment of the field is later, which settles what Excel's count of days means. */
  date(field: string, until?: number): number | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const { zone } = this.#sheet;
    const order = this.#sheet.dateOrder(field);
    const moment = momentOf(cell, zone, order.order);
    const value = cell.slice(0, 40);
    if (typeof moment === 'number') {
      const numeric = numericDay(cell);
      if (order.clash !== undefined && numeric && !numeric.order) return this.problem(field, 'date-orders', { value, line: order.clash });
      if (order.order && numeric && !numeric.order && numeric.first <= 12 && numeric.second <= 12 && numeric.first !== numeric.second)
        this.note(field, `date-${order.order}`, { value, one: this.#day(moment) });
      return moment;
    }
    if (moment === 'order') {
      const [one, other] = (['dmy', 'mdy'] as DateOrder[]).map((way) => momentOf(cell, zone, way));
      return this.problem(field, 'date-order', { value, one: this.#day(one), other: this.#day(other) });
    }
    if (moment === 'excel' && until !== undefined && this.#sheet.countsFrom1900(field, until)) {
      const counted = countedMoment(cell, zone);
      if (counted <= until) {
        this.note(field, 'date-counted', { value, one: this.#day(counted) });
        return counted;
      }
    }
    return this.problem(field, moment === null ? 'not-date' : moment === 'year' ? 'date-year' : 'date-excel', { value });
  }

  #day(moment: unknown): string {
    return typeof moment === 'number' ? new Intl.DateTimeFormat('sv-SE', { timeZone: this.#sheet.zone }).format(moment) : '?';
  }

  email(field: string): string | undefined {
    const cell = this.raw(field)?.toLowerCase();
    if (cell === undefined) return undefined;
    if (cell.includes('**')) return this.note(field, 'masked', { value: cell.slice(0, 40) });
    return /^[^\s@,;]{1,64}@[^\s@,;]+\.[^\s@,;]{2,}$/.test(cell) ? cell : this.problem(field, 'not-email', { value: cell.slice(0, 60) });
  }

  /** Returns the cell as written, digits of all scripts as 0 to 9. */
  phone(field: string): string | undefined {
    const written = this.raw(field);
    if (written === undefined) return undefined;
    const cell = plainDigits(written.normalize('NFKC'));
    if (cell.includes('**')) return this.note(field, 'masked', { value: cell.slice(0, 40) });
    if (scientific.test(cell)) return this.problem(field, 'scientific', { value: cell });
    const plain = cell.replace(/(?:\s*(?:ext|x|转|分机)\.?\s*\d{1,6})$/i, '').replace(/(?<=\d)\.0$/, '');
    const digits = plain.replace(/\D/g, '');
    return /^[+\d(][\d\s().\-/]*$/.test(plain) && digits.length >= 7 && digits.length <= 15
      ? plain
      : this.problem(field, 'not-phone', { value: cell.slice(0, 40) });
  }

  url(field: string): string | undefined {
    const cell = this.text(field, 2_000);
    if (cell === undefined) return undefined;
    if (/^\/\/[^\s/]+\.[^\s]+$/.test(cell)) return `https:${cell}`;
    const address = pictureAddress(cell);
    return /^(https?:\/\/[^\s]+|\/[^\s]*)$/.test(address) ? address : this.problem(field, 'not-url', { value: cell.slice(0, 60) });
  }

  /** Reads the addresses of pictures in one cell; `pictures/tea.jpg` is one of the shop's own. */
  urls(field: string): string[] {
    const cell = this.text(field, 20_000) ?? '';
    return cell.split(/[\s,;|，；]+(?=https?:|\/)|(?<=\.\w{3,4})[\s,;|，；]+(?=(?:\.\/)?pictures\/)/).flatMap((one) => {
      const written = one.trim().replace(/[,;|，；]$/, '');
      const plain = pictureAddress(written).replaceAll(' ', '%20');
      if (plain === '') return [];
      if (/^(https?:\/\/|\/)/.test(plain)) return [plain.startsWith('//') ? `https:${plain}` : plain];
      this.problem(field, 'not-picture', { value: plain.slice(0, 60) });
      return [];
    });
  }

  currency(field: string, fallback: string): string {
    const cell = this.raw(field)?.toUpperCase();
    if (cell === undefined) return fallback;
    const code =
      (
        { 人民币: 'CNY', RMB: 'CNY', 元: 'CNY', '￥': 'CNY', 美元: 'USD', 欧元: 'EUR', 港币: 'HKD', 日元: 'JPY', '€': 'EUR', '£': 'GBP' } as Record<
          string,
          string
        >
      )[cell] ?? cell;
    if (/^[A-Z]{3}$/.test(code)) return code;
    this.problem(field, 'not-currency', { value: cell.slice(0, 20) });
    return fallback;
  }

  /** Entries that commas and the like part; one with a comma in it has `\,`, as in WooCommerce's files. Quotes around all of them are left out. */
  list(field: string): string[] {
    return (this.text(field, 2_000) ?? '')
      .replace(/^"([^"]*)"$/, '$1')
      .split(/(?<!\\),|[;|，；、]/)
      .map((entry) => entry.replaceAll('\\,', ',').trim())
      .filter(Boolean);
  }

  yesNo(field: string): boolean | undefined {
    const cell = this.raw(field);
    return cell === undefined ? undefined : this.saysYes(field, cell);
  }

  saysYes(field: string, cell: string): boolean | undefined {
    const word = columnKey(cell) || cell;
    if (yes.has(word)) return true;
    return no.has(word) ? false : this.problem(field, 'not-one-of', { value: cell.slice(0, 40), values: 'yes, no' });
  }

  orderNumber(field: string): string | undefined {
    const cell = this.required(field, 40);
    if (cell === undefined) return undefined;
    if (scientific.test(cell)) return this.problem(field, 'scientific', { value: cell });
    if (cutDigits.test(cell) && this.#sheet.isCut(field)) return this.problem(field, 'digits-lost', { value: cell });
    return wholeNumber(cell) ?? this.problem(field, 'not-order-number', { value: cell });
  }
}
