/** A merchant's file of products, stock, orders, customers or coupons, into the store: all of it or nothing. */
import { countryOfZone } from '../../numbers/phone-key.ts';
import type { Op, Store } from '../../store/store.ts';
import { markingCatalogue } from '../search/catalogue-mark.ts';
import { products } from '../shop.ts';
import { type Changes, changesOf, isStale } from './changes.ts';
import type { Converted } from './conversion.ts';
import { type ImportKind, importKinds, type KindName } from './kinds.ts';
import type { DateOrder } from './moment-of.ts';
import type { ImportCode, ImportProblem } from './problems.ts';
import { readTable } from './read-table.ts';
import { readText } from './read-text.ts';
import { RowReader } from './row-reader.ts';
import { Sheet } from './sheet.ts';
import { type Column, columnKey, type Table } from './table.ts';

export interface ImportRequest {
  /** Name of the file, from which its kind is guessed when `kind` is not given. */
  file: string;
  bytes: Uint8Array;
  kind?: KindName;
  now: number;
  currency: string;
  /** IANA zone of dates without one. */
  zone: string;
  /** ISO 3166, of phone numbers without country code; that of the zone unless given. */
  country?: string | undefined;
  /** Order of day and month in 3/4/2026. */
  dates?: DateOrder;
  /** Words and way of the consent of the file's customers. */
  consent?: string;
  /** Everybody in the file agreed, in the words of `consent`. */
  everyoneAgreed?: boolean;
  /** True to report what would change, without writing. */
  check?: boolean;
  /** Products, or coupons, that the file does not have go. */
  replace?: boolean;
  progress?: (step: 'reading' | 'checking' | 'writing', rows: number) => void;
}

export interface Imported {
  ok: true;
  kind: KindName;
  /** Rows of the file. */
  rows: number;
  /** Number of products, orders ... that they became. */
  stored: number;
  /** Their ids. */
  ids: string[];
  encoding: string;
  /** Unknown columns, as the file names them: they were left out. */
  ignored: string[];
  /** Notes on what was left out or taken for granted. */
  notes: ImportProblem[];
  changes: Changes;
  /** True when it was only a check: nothing was written. */
  isPreview: boolean;
}

export type ImportResult = Imported | { ok: false; kind?: KindName; problems: ImportProblem[] };

const mostBytes = 50_000_000;
const kindNames = Object.keys(importKinds) as KindName[];
/** Kinds of which a file can be the whole, by collection. Orders and customers are more than any file knows. */
const replaceable: Partial<Record<KindName, string>> = { products: 'products', coupons: 'coupons' };

function hasColumn(kind: ImportKind, keys: ReadonlySet<string>, field: string): boolean {
  return [field, ...(kind.columns[field] ?? [])].some((name) => keys.has(columnKey(name))) || [...keys].some((key) => kind.gives?.(field, key));
}

const fits = (kind: ImportKind, keys: ReadonlySet<string>): boolean => kind.needs.every((fields) => fields.some((field) => hasColumn(kind, keys, field)));

/** Returns the kind of a file by its name, else by its columns; undefined when those do not settle it. */
export function kindOf(file: string, keys: ReadonlySet<string>): KindName | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  const named = kindNames.filter((name) => importKinds[name].names.test(base));
  const fitting = kindNames.filter((name) => fits(importKinds[name], keys));
  // A file called stock that has titles and prices is one of products.
  if (named.length === 1 && !(named[0] === 'stock' && fitting.includes('products'))) return named[0];
  const both = named.filter((name) => fitting.includes(name));
  if (both.length === 1) return both[0];
  // Orders carry an e-mail too, so the order of the table decides: the most particular kind comes first.
  return fitting[0];
}

type GoodTable = Extract<Table, { ok: true }>;

/** Shopify calls the order's number `Name`; elsewhere that is a person or a product. */
function withOrderName(table: GoodTable): GoodTable {
  if (!table.columns.some(({ key }) => key === 'lineitemname' || key === 'financialstatus')) return table;
  const columns = table.columns.map((column): Column => (column.key === 'name' ? { ...column, key: 'ordername' } : column));
  const rows = table.rows.map(({ line, cells: { name, ...cells } }) => ({ line, cells: name === undefined ? cells : { ...cells, ordername: name } }));
  return { ...table, columns, rows };
}

function missing(kind: ImportKind, fields: readonly string[]): ImportProblem {
  const field = fields[0] ?? '';
  const names = fields.flatMap((one) => [one, ...(kind.columns[one] ?? [])].slice(0, fields.length > 1 ? 3 : 6));
  return { line: 1, field, code: 'missing-column', fill: { field, names: names.join(', ') } };
}

function unused(kind: ImportKind, sheet: Sheet, columns: readonly Column[]): string[] {
  const read = new Set([...Object.entries(kind.columns).flatMap(([field, names]) => [field, ...names].map(columnKey)), ...(kind.reads?.(sheet) ?? [])]);
  return [...new Set(columns.filter(({ key }) => key !== '' && !read.has(key)).map(({ name }) => name))];
}

const byLine = (a: ImportProblem, b: ImportProblem): number => a.line - b.line;

/** Times that a row which somebody wrote meanwhile is read again. */
const mostTries = 5;

/** Checks the whole file first; with a single problem nothing is written. Then one write. Never throws for what a file can hold. */
export async function importFile(store: Store, request: ImportRequest): Promise<ImportResult> {
  const { bytes, file, now, currency, progress } = request;
  const whole = (code: ImportCode, fill: Record<string, string | number> = {}, kind?: KindName): ImportResult => ({
    ok: false,
    ...(kind ? { kind } : {}),
    problems: [{ line: 0, code, fill }],
  });
  if (bytes.length > mostBytes) return whole('too-large', { most: mostBytes / 1e6 });
  const text = readText(bytes);
  if (!text.ok) return whole(text.code);
  const read = readTable(text.text);
  if (!read.ok) return { ok: false, problems: [read.problem] };
  if (read.rows.length === 0) return whole('empty-file');
  const table = withOrderName(read);
  progress?.('reading', table.rows.length);
  const keys = new Set(table.columns.map(({ key }) => key));
  const name = request.kind ?? kindOf(file, keys);
  if (!name) return whole('unknown-kind');
  const kind: ImportKind = importKinds[name];
  const lacking = kind.needs.filter((fields) => !fields.some((field) => hasColumn(kind, keys, field)));
  if (lacking.length > 0) return { ok: false, kind: name, problems: lacking.map((fields) => missing(kind, fields)) };
  const collection = replaceable[name];
  if (request.replace && collection === undefined) return whole('no-replace', {}, name);
  progress?.('checking', table.rows.length);
  const sheet = new Sheet(table.rows, table.columns, kind.columns, request);
  for (let tried = 1; ; tried++) {
    const readers = table.rows.map((row) => new RowReader(row, sheet));
    const converted = await kind.convert(readers, {
      store,
      now,
      currency,
      country: request.country ?? countryOfZone(request.zone),
      ...(request.consent ? { consent: request.consent } : {}),
      ...(request.everyoneAgreed ? { everyoneAgreed: true } : {}),
      file: file.split(/[\\/]/).at(-1) ?? file,
    });
    const problems = readers.flatMap((reader) => reader.problems);
    if (problems.length > 0) return { ok: false, kind: name, problems: problems.sort(byLine) };
    const { rows, keeps = [] } = converted;
    const changes = await changesOf(store, rows, request.replace && collection !== undefined ? { name: collection, keeps } : undefined);
    if (!request.check) {
      progress?.('writing', rows.length);
      if (tried < mostTries && (await isStale(store, rows))) continue;
      await store.write(opsOf(converted, changes, collection));
    }
    const shown = text.word ? [{ line: 0, code: 'code-page' as const, fill: { encoding: text.encoding, value: text.word } }] : [];
    return {
      ok: true,
      kind: name,
      rows: table.rows.length,
      stored: rows.length,
      ids: rows.map(({ row }) => row._id),
      encoding: text.encoding,
      ignored: unused(kind, sheet, table.columns),
      notes: [...shown, ...table.notes, ...readers.flatMap((reader) => reader.notes)].sort(byLine),
      changes,
      isPreview: request.check === true,
    };
  }
}

function opsOf({ rows, more = [] }: Converted, { removed }: Changes, collection = ''): Op[] {
  const ops = [...rows.map((entry): Op => ({ op: 'put', ...entry })), ...more, ...removed.map(({ id }): Op => ({ op: 'delete', in: collection, id }))];
  return ops.some((op) => op.in === products.name) ? [...ops, markingCatalogue()] : ops;
}
