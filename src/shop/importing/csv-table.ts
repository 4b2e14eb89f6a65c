import { CsvError, parse } from 'csv-parse/sync';
import { cleanCell } from './clean-cell.ts';
import type { ImportProblem } from './problems.ts';
import { type Column, columnKey, isEmpty, mostRows, type Table, type TableRow } from './table.ts';

interface CsvRecord {
  line: number;
  cells: string[];
}

/** Excel's own first line `sep=;` names the sign between cells. */
const separatorLine = /^\uFEFF?"?sep=(.)"?[^\r\n]*\r?\n/i;

/** What stands oftenest in the first line outside of quotes: comma, semicolon (Excel in Europe), tab or bar. */
function delimiterOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function recordsOf(text: string, delimiter: string, skipped: number): CsvRecord[] {
  const records = parse(text, {
    delimiter,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    // `="123"` begins with a sign before its quote.
    relax_quotes: true,
    info: true,
    max_record_size: 1_000_000,
  }) as unknown as { info: { lines: number }; record: string[] }[];
  // `info.lines` is the line where the record ends; what is quoted may span several.
  return records.map(({ record, info }) => ({
    line: skipped + info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
    cells: record.map(cleanCell),
  }));
}

const filled = ({ cells }: CsvRecord): number => cells.filter((cell) => cell !== '').length;

/** Where the column names are: below a title of one cell that reports begin with, else in the first line. */
function headAt(records: readonly CsvRecord[]): number {
  for (let at = 0; at < Math.min(5, records.length); at++) {
    const [here, next] = [records[at], records[at + 1]];
    if (here && (filled(here) > 1 || !next || filled(next) < 3)) return at;
  }
  return 0;
}

const totals = new Set([
  '合计',
  '总计',
  '小计',
  '汇总',
  '合计金额',
  '合計',
  '總計',
  '小計',
  'total',
  'totals',
  'grandtotal',
  'subtotal',
  'sum',
  'summe',
  'gesamt',
  'totale',
  'итого',
  '합계',
]);
const footer = /^(?:共\s*\d+|总共\s*\d+|导出时间|导出人|制表|exported\b|generated\b|注[:：]|备注[:：]|说明[:：])/i;

/** Is this the line of totals, or a remark below the table? Only looked for in the last lines. */
function isBelow(record: CsvRecord, columns: number): boolean {
  const cells = record.cells.filter((cell) => cell !== '');
  const first = columnKey(cells[0] ?? '');
  return totals.has(first) || (columns > 2 && cells.length === 1 && footer.test(cells[0] ?? ''));
}

function withoutFoot(records: CsvRecord[], columns: number): { body: CsvRecord[]; notes: ImportProblem[] } {
  let end = records.length;
  while (end > 1 && records.length - end < 3 && isBelow(records[end - 1]!, columns)) end--;
  return {
    body: records.slice(0, end),
    notes: records.slice(end).map(({ line, cells }) => ({ line, code: 'totals-row', fill: { value: cells.find((cell) => cell !== '') ?? '' } })),
  };
}

/** Reads a table of text; the first line that has several cells names the columns. */
export function csvTable(text: string): Table {
  const separator = separatorLine.exec(text);
  const rest = separator ? text.slice(separator[0].length) : text;
  try {
    const records = recordsOf(rest, separator?.[1] ?? delimiterOf(rest), separator ? 1 : 0);
    const at = headAt(records);
    const columns: Column[] = (records[at]?.cells ?? []).map((name) => ({ key: columnKey(name), name }));
    const { body, notes } = withoutFoot(records.slice(at + 1), columns.length);
    if (body.length > mostRows) return { ok: false, problem: { line: 0, code: 'too-many-rows', fill: { most: mostRows } } };
    const rows = body.map(({ line, cells }): TableRow => {
      const named: Record<string, string> = {};
      for (const [place, cell] of cells.entries()) {
        const key = columns[place]?.key;
        if (key && !isEmpty(cell) && !Object.hasOwn(named, key)) named[key] = cell;
      }
      return { line, cells: named };
    });
    return { ok: true, columns, rows: rows.filter((row) => Object.keys(row.cells).length > 0), notes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(Object.entries(error).find(([key]) => key === 'lines')?.[1] ?? 0);
    return { ok: false, problem: { line: Number.isFinite(line) ? line : 0, code: 'bad-csv', fill: { reason: error.code } } };
  }
}
