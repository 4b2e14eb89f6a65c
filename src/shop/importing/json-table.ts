import { cleanCell } from './clean-cell.ts';
import { columnKey, isEmpty, mostRows, type Table, type TableRow } from './table.ts';

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
function flatten(value: unknown, name: string, cells: Record<string, string>, names: Map<string, string>): void {
  const key = columnKey(name);
  if (!names.has(key)) names.set(key, name);
  const put = (text: string): void => {
    if (!isEmpty(text) && !Object.hasOwn(cells, key)) cells[key] = text;
  };
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) put(value.join(','));
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [part, inner] of Object.entries(value)) flatten(inner, `${name}_${part}`, cells, names);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') put(cleanCell(String(value)));
}

const rowLists = new Set(['variants', 'items', 'line_items']);

/** Entries of `variants` or `items` are rows of their own, as in CSV. */
function spread(entry: object): Record<string, unknown>[] {
  const inner = Object.entries(entry).find(([key, value]) => rowLists.has(key) && Array.isArray(value) && value.length > 0);
  if (!inner) return [{ ...entry }];
  const [key, list] = inner;
  const rest = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
  return (Array.isArray(list) ? list : []).map((one: unknown) => ({ ...rest, ...(typeof one === 'object' && one !== null ? one : {}) }));
}

/** Objects that stand a line each (JSON Lines) as a list, with their lines; undefined when it is something else. */
function jsonLines(text: string): { data: unknown[]; lines: number[] } | undefined {
  const written = text.split('\n').flatMap((one, at) => (one.trim() === '' ? [] : [{ one, line: at + 1 }]));
  if (written.length < 2 || !written.every(({ one }) => /^\s*\{.*\}\s*$/.test(one))) return undefined;
  try {
    return { data: written.map(({ one }): unknown => JSON.parse(one)), lines: written.map(({ line }) => line) };
  } catch {
    return undefined;
  }
}

/** Reads a list of entries, or one entry a line; what stands in lists of maps (variants, items) becomes rows of its own. */
export function jsonTable(text: string): Table {
  let data: unknown;
  const apart = jsonLines(text);
  try {
    data = apart?.data ?? JSON.parse(text);
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
  const lines = apart?.lines ?? entryLines(text);
  const rows: TableRow[] = [];
  const names = new Map<string, string>();
  for (const [at, entry] of list.entries()) {
    const line = lines[at] ?? 1;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return { ok: false, problem: { line, code: 'json-shape', fill: {} } };
    for (const one of spread(entry)) {
      const cells: Record<string, string> = {};
      for (const [name, value] of Object.entries(one)) flatten(value, name, cells, names);
      rows.push({ line, cells });
    }
  }
  const keys = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  return { ok: true, columns: [...keys].map((key) => ({ key, name: names.get(key) ?? key })), rows, notes: [] };
}
