/** The tables of what customers write and what it means: read from their files, and scored. */
import { readFileSync } from 'node:fs';

/** Rows of a table, one record of its columns a row; `\u00a0` stands for the character of that code. */
export function rowsOf(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(`./${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t').map((cell) => cell.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

export interface Score {
  rows: number;
  right: number;
  /** Asked back where a value was right. */
  silent: string[];
  /** A value that is not the right one. */
  wrong: string[];
}

/** What a reader makes of a table: `read` gives the value as the table writes it, or `ask`. */
export function score(rows: readonly Record<string, string>[], read: (row: Record<string, string>) => string): Score {
  const result: Score = { rows: rows.length, right: 0, silent: [], wrong: [] };
  for (const row of rows) {
    const got = read(row);
    const line = `${row.said} -> ${got}, not ${row.want}`;
    if (got === row.want) result.right++;
    else if (got === 'ask') result.silent.push(line);
    else result.wrong.push(line);
  }
  return result;
}
