/** A merchant's file of products, orders, customers or coupons, into the store: all of it or nothing. */
import type { Op, Store } from '../store/store.ts';
import { type ImportKind, importKinds, type KindName } from './importing/kinds.ts';
import type { ImportCode, ImportProblem } from './importing/problems.ts';
import { columnKey, readTable } from './importing/read-table.ts';
import { readText } from './importing/read-text.ts';
import { RowReader } from './importing/row-reader.ts';

export interface ImportRequest {
  /** For its kind, when `kind` is not given. */
  file: string;
  bytes: Uint8Array;
  kind?: KindName;
  now: number;
  currency: string;
  /** IANA zone of dates without one. */
  zone: string;
  progress?: (step: 'reading' | 'checking' | 'writing', rows: number) => void;
}

export type ImportResult =
  /** `rows` of the file became so many products, orders ...; columns that nobody knows were left out. */
  { ok: true; kind: KindName; rows: number; stored: number; encoding: string; ignored: string[] } | { ok: false; kind?: KindName; problems: ImportProblem[] };

const mostBytes = 50_000_000;
const kindNames = Object.keys(importKinds) as KindName[];

function hasColumn(kind: ImportKind, columns: readonly string[], field: string): boolean {
  return [field, ...(kind.columns[field] ?? [])].some((name) => columns.includes(columnKey(name)));
}

/** By the file's name, else by its columns; undefined when that does not settle it. */
export function kindOf(file: string, columns: readonly string[]): KindName | undefined {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  const named = kindNames.filter((name) => importKinds[name].names.test(base));
  const fitting = kindNames.filter((name) => importKinds[name].needs.every((field) => hasColumn(importKinds[name], columns, field)));
  if (named.length === 1) return named[0];
  const both = named.filter((name) => fitting.includes(name));
  if (both.length === 1) return both[0];
  // Orders carry an e-mail too, so the order of the table decides: the most particular kind comes first.
  return fitting[0];
}

function known(kind: ImportKind): Set<string> {
  return new Set(Object.entries(kind.columns).flatMap(([field, names]) => [field, ...names].map(columnKey)));
}

/** Checks the whole file first; with a single problem nothing is written. Then one write. Never throws for what a file can hold. */
export async function importFile(store: Store, request: ImportRequest): Promise<ImportResult> {
  const { bytes, file, now, currency, zone, progress } = request;
  const whole = (code: ImportCode, fill: Record<string, string | number> = {}): ImportResult => ({ ok: false, problems: [{ line: 0, code, fill }] });
  if (bytes.length > mostBytes) return whole('too-large', { most: mostBytes / 1e6 });
  const decoded = readText(bytes);
  if (!decoded.ok) return whole(decoded.code);
  const table = readTable(decoded.text);
  if (!table.ok) return { ok: false, problems: [table.problem] };
  if (table.rows.length === 0) return whole('empty-file');
  progress?.('reading', table.rows.length);
  const name = request.kind ?? kindOf(file, table.columns);
  if (!name) return whole('unknown-kind');
  const kind: ImportKind = importKinds[name];
  const missing = kind.needs.filter((field) => name !== 'customers' && !hasColumn(kind, table.columns, field));
  if (missing.length > 0) {
    const problems = missing.map(
      (field): ImportProblem => ({
        line: 1,
        field,
        code: 'missing-column',
        fill: { field, names: [field, ...(kind.columns[field] ?? [])].slice(0, 6).join(', ') },
      }),
    );
    return { ok: false, kind: name, problems };
  }
  progress?.('checking', table.rows.length);
  const readers = table.rows.map((row) => new RowReader(row, kind.columns, zone));
  const { rows, more = [], problems } = await kind.convert(readers, { store, now, currency });
  if (problems.length > 0) return { ok: false, kind: name, problems: problems.sort((a, b) => a.line - b.line) };
  progress?.('writing', rows.length);
  await store.write([...rows.map((entry): Op => ({ op: 'put', ...entry })), ...more]);
  const fields = known(kind);
  return {
    ok: true,
    kind: name,
    rows: table.rows.length,
    stored: rows.length,
    encoding: decoded.encoding,
    ignored: table.columns.filter((column) => column !== '' && !fields.has(column)),
  };
}
