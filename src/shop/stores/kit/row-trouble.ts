/** Reading one row of a store: what cannot be taken is a BadRow, and the rows beside it are read on. */
import type { z } from 'zod';
import { wholeNumber } from '../../../numbers/order-number.ts';
import type { OrderStatus } from '../../shop.ts';
import type { BadRow, Page } from './store-adapter.ts';
import { minorOf } from './store-money.ts';

/** Thrown inside a reading of one row, and caught by {@link rowsOf}. */
export class RowTrouble extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

const plainId = (raw: unknown): unknown => (typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'id') : undefined);

function refOf(ref: unknown): string {
  return typeof ref === 'string' || typeof ref === 'number' ? String(ref).slice(0, 100) : '?';
}

/** Reads one row. `idOf` names it where it cannot be read, as a row that can be is named. `read` gives null for what is of no interest. */
export function rowOf<R, T>(
  what: BadRow['what'],
  schema: z.ZodType<R>,
  raw: unknown,
  read: (row: R) => T | null,
  idOf = plainId,
): { item: T | null } | { bad: BadRow } {
  const trouble = (field: string, message: string) => ({ bad: { what, ref: refOf(idOf(raw)), field, message } });
  const checked = schema.safeParse(raw);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return trouble((issue?.path ?? []).map(String).join('.') || 'row', issue?.message ?? 'is not right');
  }
  try {
    return { item: read(checked.data) };
  } catch (error) {
    if (error instanceof RowTrouble) return trouble(error.field, error.message);
    throw error;
  }
}

export function rowsOf<R, T>(
  what: BadRow['what'],
  schema: z.ZodType<R>,
  list: readonly unknown[],
  read: (row: R) => T | null,
  idOf = plainId,
): Omit<Page<T>, 'next'> {
  const page: Omit<Page<T>, 'next'> = { items: [], bad: [] };
  for (const raw of list) {
    const row = rowOf(what, schema, raw, read, idOf);
    if ('bad' in row) page.bad.push(row.bad);
    else if (row.item !== null) page.items.push(row.item);
  }
  return page;
}

/** Reads an ISO 4217 code, or trouble: an amount without a currency is worth nothing. */
export function currencyIn(code: unknown, field: string): string {
  const currency = typeof code === 'string' ? code.trim().toUpperCase() : '';
  if (!/^[A-Z]{3}$/.test(currency)) throw new RowTrouble(field, 'has no currency (three letters such as EUR)');
  return currency;
}

/** Reads an amount in minor units, never negative. */
export function amountIn(amount: unknown, currency: string, field: string): number {
  const minor = minorOf(amount, currency);
  if (minor === undefined) throw new RowTrouble(field, 'is no amount');
  if (minor < 0) throw new RowTrouble(field, 'is negative');
  if (minor > 1e12) throw new RowTrouble(field, 'is too large');
  return minor;
}

/** Reads the number as customers know it. */
export function numberIn(number: unknown, field: string): string {
  const whole = wholeNumber(String(number ?? ''));
  if (whole === null) throw new RowTrouble(field, 'is no order number: there is no digit in it, or it is too long');
  return whole;
}

/** Reads the moment of an ISO 8601 text; one without zone is in UTC. */
export function momentIn(text: unknown, field: string): number {
  const iso = typeof text === 'string' ? text.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T') : '';
  const at = Date.parse(/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(iso) ? `${iso}Z` : iso);
  if (Number.isNaN(at)) throw new RowTrouble(field, 'is no time');
  return at;
}

/** Reads the status of a store's word by a table of its words; `own` are the merchant's, which come first. */
export function statusIn(word: string, table: Readonly<Record<string, OrderStatus>>, own: Readonly<Record<string, OrderStatus>>, field: string): OrderStatus {
  const found = (Object.hasOwn(own, word) ? own[word] : undefined) ?? (Object.hasOwn(table, word) ? table[word] : undefined);
  if (!found)
    throw new RowTrouble(field, `has the status ${JSON.stringify(word.slice(0, 40))}, which nobody has explained; write it under shop.statuses in the config`);
  return found;
}

/** Reads the parts of an address that are there, in the order in which they are written on a parcel. */
export function addressIn(parts: readonly (string | null | undefined)[]): string {
  return parts
    .flatMap((part) => part?.trim() || [])
    .join(', ')
    .slice(0, 500);
}
