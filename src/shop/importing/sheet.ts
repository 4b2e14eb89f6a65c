import { countedMoment, type DateOrder, momentOf, numericDay } from './moment-of.ts';
import { type Column, columnKey, type TableRow } from './table.ts';

const ownOption = /^(?:option|variant option|属性|规格)\s*[:：]\s*(.+)$/i;

/** Columns of a kind of file: our name -> other headers that mean it, the surest first. */
export type Columns = Readonly<Record<string, readonly string[]>>;

export interface SheetSettings {
  /** ISO 4217 for rows that name none. */
  currency: string;
  /** IANA zone of dates without one. */
  zone: string;
  /** Order of day and month in 3/4/2026, where the merchant has said it. */
  dates?: DateOrder;
}

/** Knowledge that the rows of a file share: where the fields are, and how its dates are written. */
export class Sheet {
  readonly zone: string;
  readonly currency: string;
  readonly #rows: readonly TableRow[];
  readonly #there: ReadonlySet<string>;
  readonly #columns: Columns;
  readonly #said: DateOrder | undefined;
  readonly #names: ReadonlyMap<string, string>;
  readonly #keys = new Map<string, readonly string[]>();
  readonly #orders = new Map<string, { order?: DateOrder; clash?: number }>();
  readonly #counts = new Map<string, boolean>();
  readonly #cut = new Map<string, boolean>();

  constructor(rows: readonly TableRow[], named: readonly Column[], columns: Columns, { currency, zone, dates }: SheetSettings) {
    this.#rows = rows;
    this.#there = new Set(named.map(({ key }) => key));
    this.#names = new Map(named.map(({ key, name }) => [key, name]));
    this.ownOptions = named.flatMap(({ key, name }) => {
      const own = ownOption.exec(name.normalize('NFKC'))?.[1];
      return own ? [{ key, name: own }] : [];
    });
    this.#columns = columns;
    this.currency = currency;
    this.zone = zone;
    this.#said = dates;
  }

  /** Tells whether the file has a column of this key. */
  has(key: string): boolean {
    return this.#there.has(key);
  }

  /** Returns the column's name as the file has it. */
  nameOf(key: string): string {
    return this.#names.get(key) ?? key;
  }

  /** Keys of all columns of the file. */
  get all(): ReadonlySet<string> {
    return this.#there;
  }

  /** Columns that are an option by their own name: `option: flavour`, `规格:净含量`. */
  readonly ownOptions: readonly { key: string; name: string }[];

  /** Returns keys of the columns that may hold a field, the surest first. */
  keys(field: string): readonly string[] {
    let found = this.#keys.get(field);
    if (!found) {
      found = [field, ...(this.#columns[field] ?? [])].map(columnKey).filter((key) => this.#there.has(key));
      this.#keys.set(field, found);
    }
    return found;
  }

  #cells(field: string): { cell: string; line: number }[] {
    const keys = this.keys(field);
    return this.#rows.flatMap(({ cells, line }) => {
      const cell = keys.map((key) => cells[key]).find((one) => one !== undefined);
      return cell === undefined ? [] : [{ cell, line }];
    });
  }

  /** Says whether the day or the month comes first, told by the lines where only one of them can be; `clash`: a line that says otherwise than the others. */
  dateOrder(field: string): { order?: DateOrder; clash?: number } {
    let found = this.#orders.get(field);
    if (!found) {
      const days = this.#cells(field).flatMap(({ cell, line }) => {
        const day = numericDay(cell);
        return day && !day.order ? [{ ...day, line }] : [];
      });
      const dayFirst = days.find(({ first }) => first > 12);
      const monthFirst = days.find(({ second }) => second > 12);
      if (dayFirst && monthFirst) found = { order: this.#said, clash: monthFirst.line };
      else found = { order: this.#said ?? (dayFirst ? 'dmy' : monthFirst ? 'mdy' : undefined) };
      this.#orders.set(field, found);
    }
    return found;
  }

  /** Tells whether Excel's counts of days in a column can only be those from 1900. One count shows it when, counted from 1904, it would lie after `until`. */
  countsFrom1900(field: string, until: number): boolean {
    let found = this.#counts.get(field);
    if (found === undefined) {
      const counts = this.#cells(field).filter(({ cell }) => momentOf(cell, this.zone) === 'excel');
      found = counts.some(({ cell }) => countedMoment(cell, this.zone, true) > until);
      this.#counts.set(field, found);
    }
    return found;
  }

  /** Tells whether all long numbers of the column end in zeros behind the 15th digit, as Excel leaves them. One alone may be so by chance. */
  isCut(field: string): boolean {
    let found = this.#cut.get(field);
    if (found === undefined) {
      const long = [...new Set(this.#cells(field).map(({ cell }) => cell))].filter((cell) => /^\d{16,}$/.test(cell));
      const cut = long.filter((cell) => /^\d{15}0+$/.test(cell));
      found = cut.length === long.length && (cut.length > 1 || /^\d{15}0{3,}$/.test(cut[0] ?? ''));
      this.#cut.set(field, found);
    }
    return found;
  }
}
