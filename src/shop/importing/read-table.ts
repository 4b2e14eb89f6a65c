/** CSV or JSON as rows of texts, each with the line where it begins. */
import { CsvError, parse } from 'csv-parse/sync';
import type { ImportProblem } from './problems.ts';

export interface TableRow {
  line: number;
  /** By column name as the file has it, see {@link columnKey}. Empty cells are left out. */
  cells: Record<string, string>;
}
export type Table = { ok: true; columns: string[]; rows: TableRow[] } | { ok: false; problem: ImportProblem };

const mostRows = 200_000;

/** How column names are compared: `Title (ZH)`, `title_zh` and `TITLE-zh` are one. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What stands oftenest in the first line outside of quotes: comma, semicolon (Excel in Europe) or tab. */
function delimiterOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function csvTable(text: string): Table {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      max_record_size: 1_000_000,
    }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    const [head, ...body] = records;
    const columns = (head?.record ?? []).map(columnKey);
    if (body.length > mostRows) return { ok: false, problem: { line: 0, code: 'too-many-rows', fill: { most: mostRows } } };
    const rows = body.map(({ record, info }) => {
      const cells: Record<string, string> = {};
      for (const [at, cell] of record.entries()) if (cell !== '' && columns[at]) cells[columns[at]] = cell;
      // `info.lines` is the line where the record ends; what is quoted may span several.
      return { line: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0), cells };
    });
    return { ok: true, columns, rows: rows.filter((row) => Object.keys(row.cells).length > 0) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(Object.entries(error).find(([key]) => key === 'lines')?.[1] ?? 0);
    return { ok: false, problem: { line: Number.isFinite(line) ? line : 0, code: 'bad-csv', fill: { reason: error.code } } };
  }
}

/** Lines at which the entries of the outermost list begin. */
function entryLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let list = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n') line++;
    else if (sign === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\') at++;
        else if (text[at] === '\n') line++;
      }
    } else if (sign === '[' || sign === '{') {
      depth++;
      if (sign === '[' && list === 0) list = depth;
      else if (list > 0 && depth === list + 1) lines.push(line);
    } else if (sign === ']' || sign === '}') {
      if (sign === ']' && depth === list) return lines;
      depth--;
    }
  }
  return lines;
}

/** A JSON value as the text of a cell: lists by commas, maps flattened as `title_zh`. */
function flatten(value: unknown, name: string, cells: Record<string, string>): void {
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) cells[columnKey(name)] = value.join(',');
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, inner] of Object.entries(value)) flatten(inner, `${name}_${key}`, cells);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value).trim();
    if (text !== '') cells[columnKey(name)] = text;
  }
}

/** Entries of `variants` or `items` are rows of their own, as in CSV. */
function spread(entry: object): Record<string, unknown>[] {
  const inner = Object.entries(entry).find(([key, value]) => (key === 'variants' || key === 'items') && Array.isArray(value) && value.length > 0);
  if (!inner) return [{ ...entry }];
  const [key, list] = inner;
  const rest = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
  return (Array.isArray(list) ? list : []).map((one: unknown) => ({ ...rest, ...(typeof one === 'object' && one !== null ? one : {}) }));
}

function jsonTable(text: string): Table {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? Number.NaN);
    return {
      ok: false,
      problem: { line: Number.isNaN(at) ? 0 : text.slice(0, at).split('\n').length, code: 'bad-json', fill: { reason: reason.slice(0, 120) } },
    };
  }
  const list = Array.isArray(data) ? data : typeof data === 'object' && data !== null ? Object.values(data).find((value) => Array.isArray(value)) : undefined;
  if (!Array.isArray(list)) return { ok: false, problem: { line: 1, code: 'json-shape', fill: {} } };
  if (list.length > mostRows) return { ok: false, problem: { line: 0, code: 'too-many-rows', fill: { most: mostRows } } };
  const lines = entryLines(text);
  const rows: TableRow[] = [];
  for (const [at, entry] of list.entries()) {
    const line = lines[at] ?? 1;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return { ok: false, problem: { line, code: 'json-shape', fill: {} } };
    for (const one of spread(entry)) {
      const cells: Record<string, string> = {};
      for (const [name, value] of Object.entries(one)) flatten(value, name, cells);
      rows.push({ line, cells });
    }
  }
  return { ok: true, columns: [...new Set(rows.flatMap((row) => Object.keys(row.cells)))], rows };
}

/** Reads the table; JSON when it begins with `[` or `{`. */
export function readTable(text: string): Table {
  return /^\s*[[{]/.test(text) ? jsonTable(text) : csvTable(text);
}
