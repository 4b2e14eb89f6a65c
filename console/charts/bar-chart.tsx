/** Charts, drawn here: each says what it shows to those who do not see it, and has its table behind it. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { Link } from 'wouter';
import { useWords } from '../language.tsx';
import { csvOf } from '../lists/csv.ts';
import { saveAs } from '../save-as.ts';

export interface Bar {
  label: string;
  value: number;
  /** As it is written beside the bar. */
  shown: string;
  /** Address of the list behind it. */
  to?: string | undefined;
}

/** A number that opens the list behind it, where there is one. */
export function Opens({ to, children }: { to?: string | undefined; children: ReactNode }) {
  return to === undefined ? children : <Link to={to}>{children}</Link>;
}

const rowHeight = 28;
/** A column of few is no wider. */
const widestColumn = 64;

/** Widths in units that are pixels about, so that texts keep their size on a phone. */
function useWidths(): { width: number; labelWidth: number; letters: number } {
  const isNarrow = useMediaQuery('(max-width: 760px)');
  return isNarrow ? { width: 340, labelWidth: 120, letters: 14 } : { width: 640, labelWidth: 190, letters: 26 };
}

/** A drawing whose numbers open lists is a group of links. */
const roleOf = (bars: readonly Bar[]): 'img' | 'group' => (bars.some(({ to }) => to !== undefined) ? 'group' : 'img');

/** Bars from left to right, one a row. `file`: name of the table as a file, which can then be had. */
export function BarChart({ title, bars, file }: { title: string; bars: readonly Bar[]; file?: string | undefined }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const { width, labelWidth, letters } = useWidths();
  const room = width - labelWidth - 60;
  const id = useId();
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${bars.length * rowHeight}`} role={roleOf(bars)} aria-labelledby={id}>
        <title id={id}>{`${title}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(', ')}`}</title>
        {bars.map(({ label, value, shown, to }, at) => (
          <g key={label} transform={`translate(0 ${at * rowHeight})`}>
            <text x={labelWidth - 8} y="18" textAnchor="end">
              {label.length > letters ? `${label.slice(0, letters - 1)}…` : label}
            </text>
            <Opens to={value > 0 ? to : undefined}>
              <rect x={labelWidth} y="5" rx="3" height="18" width={Math.max(value > 0 ? 2 : 0, (value / most) * room)} />
              <text x={labelWidth + (value / most) * room + 8} y="18" className="value" aria-label={`${label}: ${shown}`}>
                {shown}
              </text>
            </Opens>
          </g>
        ))}
      </svg>
      <DataTable
        title={title}
        file={file}
        heads={['', title]}
        rows={bars.map(({ label, shown, value, to }) => [label, value > 0 && to !== undefined ? { text: shown, to } : shown])}
      />
    </figure>
  );
}

const columnsHeight = 150;
const axis = 22;

/** Columns side by side, for days. */
export function ColumnChart({ title, bars, name }: { title: string; bars: readonly Bar[]; name: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const { width } = useWidths();
  const step = width / Math.max(1, bars.length);
  const wide = Math.min(step * 0.7, widestColumn);
  const every = Math.max(1, Math.ceil(bars.length / (width / 70)));
  const id = useId();
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${columnsHeight + axis}`} role={roleOf(bars)} aria-labelledby={id}>
        <title id={id}>{`${title}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(', ')}`}</title>
        <line x1="0" x2={width} y1={columnsHeight} y2={columnsHeight} />
        {bars.map(({ label, value, shown, to }, at) => {
          const height = (value / most) * (columnsHeight - 18);
          return (
            <g key={label}>
              <Opens to={value > 0 ? to : undefined}>
                <rect x={at * step + (step - wide) / 2} width={wide} y={columnsHeight - height} height={height} rx="2">
                  <title>{`${label}: ${shown}`}</title>
                </rect>
                {step > 28 && value > 0 && (
                  <text x={at * step + step / 2} y={columnsHeight - height - 4} textAnchor="middle" className="value">
                    {shown}
                  </text>
                )}
              </Opens>
              {at % every === 0 && (
                <text x={at * step + step / 2} y={columnsHeight + 16} textAnchor="middle">
                  {label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <DataTable
        title={title}
        heads={[name, title]}
        rows={bars.map(({ label, shown, value, to }) => [label, value > 0 && to !== undefined ? { text: shown, to } : shown])}
      />
    </figure>
  );
}

/** A text, or one that opens the list behind it. */
export type Cell = string | { text: string; to: string };

interface DataTableProps {
  title: string;
  /** Says its title on the line that opens it: there is another table beside it. */
  named?: boolean;
  heads: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Name of the table as a file, which can then be had. */
  file?: string | undefined;
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** The numbers behind a chart. */
export function DataTable({ title, named = false, heads, rows, file }: DataTableProps) {
  const { t } = useWords();
  return (
    <details>
      <summary>{named ? `${title} · ${t.asTable}` : t.asTable}</summary>
      <div className="wide">
        <table aria-label={title}>
          <thead>
            <tr>
              {heads.map((head, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <th key={at} scope="col">
                  {head || '–'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={String(row[0])}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={at}>{typeof cell === 'string' ? cell : <Link to={cell.to}>{cell.text}</Link>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {file !== undefined && <CsvButton title={title} file={file} heads={heads.map((head) => head || '–')} rows={rows.map((row) => row.map(textOf))} />}
    </details>
  );
}

/** Downloads a table as it is shown; what a spreadsheet would run is made a text. */
export function CsvButton({ title, file, heads, rows }: { title: string; file: string; heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  const { t } = useWords();
  return (
    <Button size="xs" variant="default" mt={8} aria-label={`${t.asCsv}: ${title}`} onClick={() => saveAs(file, 'text/csv;charset=utf-8', csvOf(heads, rows))}>
      {t.asCsv}
    </Button>
  );
}
