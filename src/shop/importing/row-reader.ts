import { orderNumber } from '../order-number.ts';
import type { ImportCode, ImportProblem } from './problems.ts';
import { columnKey, type TableRow } from './read-table.ts';

/** Columns of a kind of file: our name -> other headers that mean it. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** Minutes that the zone is ahead of UTC at a moment. */
function aheadOf(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '') ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
}

/** `2026-11-22`, `2026/11/22 10:30` (in the shop's zone) or a full ISO time, in epoch ms; null when it is none of them. */
export function momentOf(text: string, zone: string): number | null {
  const plain = text.normalize('NFKC').replace(/年|月/g, '-').replace('日', '').trim();
  if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:?\d{2})$/.test(plain)) return Number.isNaN(Date.parse(plain)) ? null : Date.parse(plain);
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\s*([+-]\d{2}):?(\d{2}))?$/.exec(plain);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const utc = Date.UTC(year!, month! - 1, day, hour, minute, second);
  const there = new Date(utc);
  if (there.getUTCMonth() !== month! - 1 || there.getUTCDate() !== day || hour! > 23 || minute! > 59) return null;
  if (match[7]) return utc - (Number(match[7]) * 60 + Math.sign(Number(match[7])) * Number(match[8])) * 60_000;
  return utc - aheadOf(zone, utc - aheadOf(zone, utc) * 60_000) * 60_000;
}

const yes = new Set(['yes', 'y', 'true', '1', '是', '同意']);
const no = new Set(['no', 'n', 'false', '0', '否', '不同意', '']);

/** Reads the cells of one row; what is wrong with them is collected in `problems`. */
export class RowReader {
  readonly #row: TableRow;
  readonly #columns: Columns;
  readonly #zone: string;
  readonly problems: ImportProblem[] = [];

  constructor(row: TableRow, columns: Columns, zone: string) {
    this.#row = row;
    this.#columns = columns;
    this.#zone = zone;
  }

  get line(): number {
    return this.#row.line;
  }

  problem(field: string, code: ImportCode, fill: Record<string, string | number> = {}): undefined {
    this.problems.push({ line: this.line, field, code, fill });
    return undefined;
  }

  /** The cell as it stands; undefined when it is empty. */
  raw(field: string): string | undefined {
    for (const name of [field, ...(this.#columns[field] ?? [])]) {
      const cell = this.#row.cells[columnKey(name)];
      if (cell !== undefined && cell !== '') return cell;
    }
    return undefined;
  }

  text(field: string, most = 300): string | undefined {
    const cell = this.raw(field);
    return cell !== undefined && cell.length > most ? this.problem(field, 'too-long', { most }) : cell;
  }

  required(field: string, most = 300): string | undefined {
    return this.raw(field) === undefined ? this.problem(field, 'missing') : this.text(field, most);
  }

  oneOf<T extends string>(field: string, values: Readonly<Record<T, readonly string[]>>): T | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const wanted = columnKey(cell);
    for (const name of Object.keys(values) as T[]) if (columnKey(name) === wanted || values[name].some((other) => columnKey(other) === wanted)) return name;
    return this.problem(field, 'not-one-of', { value: cell.slice(0, 40), values: Object.keys(values).join(', ') });
  }

  /** `199`, `1,299.50`, `$49`, `￥99` in minor units. */
  money(field: string): number | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const plain = cell
      .normalize('NFKC')
      .replace(/^(?:[A-Z]{3}|[$€£¥])\s*|\s*(?:[A-Z]{3}|元|€)$/g, '')
      .replace(/,(?=\d{3}(\D|$))/g, '')
      .replace(/^(\d+),(\d{1,2})$/, '$1.$2');
    return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : this.problem(field, 'not-money', { value: cell.slice(0, 40) });
  }

  whole(field: string, least: number, most: number): number | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    const number = /^\d{1,9}$/.test(cell) ? Number(cell) : Number.NaN;
    return number >= least && number <= most ? number : this.problem(field, 'not-whole', { value: cell.slice(0, 40), least, most });
  }

  date(field: string): number | undefined {
    const cell = this.raw(field);
    if (cell === undefined) return undefined;
    return momentOf(cell, this.#zone) ?? this.problem(field, 'not-date', { value: cell.slice(0, 40) });
  }

  email(field: string): string | undefined {
    const cell = this.raw(field)?.toLowerCase();
    if (cell === undefined) return undefined;
    return /^[^\s@,;]{1,64}@[^\s@,;]+\.[^\s@,;]{2,}$/.test(cell) ? cell : this.problem(field, 'not-email', { value: cell.slice(0, 60) });
  }

  /** As written, without the apostrophe that Excel users put before numbers. */
  phone(field: string): string | undefined {
    const cell = this.raw(field)?.normalize('NFKC').replace(/^'/, '');
    if (cell === undefined) return undefined;
    if (/^\d(\.\d+)?e\+?\d+$/i.test(cell)) return this.problem(field, 'phone-scientific', { value: cell });
    const digits = cell.replace(/\D/g, '');
    return /^[+\d][\d\s().-]*$/.test(cell) && digits.length >= 7 && digits.length <= 15 ? cell : this.problem(field, 'not-phone', { value: cell.slice(0, 40) });
  }

  url(field: string): string | undefined {
    const cell = this.text(field, 2_000);
    if (cell === undefined) return undefined;
    return /^(https?:\/\/[^\s]+|\/[^\s]*)$/.test(cell) ? cell : this.problem(field, 'not-url', { value: cell.slice(0, 60) });
  }

  currency(field: string, fallback: string): string {
    const cell = this.raw(field)?.toUpperCase();
    if (cell === undefined) return fallback;
    if (/^[A-Z]{3}$/.test(cell)) return cell;
    this.problem(field, 'not-currency', { value: cell.slice(0, 20) });
    return fallback;
  }

  list(field: string): string[] {
    return (this.text(field, 2_000) ?? '')
      .split(/[,;|，；、]/)
      .map((entry) => entry.trim())
      .filter(Boolean);
  }

  yesNo(field: string): boolean | undefined {
    const cell = this.raw(field)?.toLowerCase();
    if (cell === undefined) return undefined;
    if (yes.has(cell)) return true;
    return no.has(cell) ? false : this.problem(field, 'not-one-of', { value: cell.slice(0, 40), values: 'yes, no' });
  }

  orderNumber(field: string): string | undefined {
    const cell = this.required(field, 40);
    if (cell === undefined) return undefined;
    const number = orderNumber(cell);
    return number ?? this.problem(field, 'not-order-number', { value: cell });
  }
}
