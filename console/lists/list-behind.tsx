/** The list behind a number: a table that is read page by page, and its CSV with all of it. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { More, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { csvOf } from './csv.ts';
import { listWords } from './words.ts';

interface Listed<T> {
  items: T[];
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch(): unknown;
  fetchNextPage(): Promise<{ data?: { pages: { items: unknown[] }[] } | undefined; hasNextPage: boolean; isError: boolean }>;
}

export interface Column<T> {
  head: string;
  /** As it stands in the file. */
  text(row: T): string;
  /** As it stands in the table, where that is more than its text. */
  shown?(row: T): ReactNode;
}

/** Rows that a file has at most: a larger one no spreadsheet opens. */
const mostRows = 100_000;

export function ListBehind<T>({
  title,
  list,
  columns,
  keyOf,
  file,
}: {
  title: string;
  list: Listed<T>;
  columns: readonly Column<T>[];
  keyOf(row: T): string;
  file: string;
}) {
  const { t } = useWords();
  const w = useOwnWords(listWords);
  const newest = useRef(list);
  newest.current = list;
  const save = useMutation({
    mutationFn: async () => {
      let rows = list.items;
      for (let more = list.hasNextPage; more && rows.length < mostRows; ) {
        const page = await newest.current.fetchNextPage();
        if (page.isError) throw new Error('page');
        rows = (page.data?.pages ?? []).flatMap(({ items }) => items) as T[];
        more = page.hasNextPage;
      }
      const lines = rows.map((row) => columns.map(({ text }) => text(row)));
      saveAs(
        file,
        'text/csv;charset=utf-8',
        csvOf(
          columns.map(({ head }) => head),
          lines,
        ),
      );
    },
  });
  if (list.items.length === 0)
    return list.error ? <Trouble error={list.error} onAgain={list.refetch} /> : <Nothing text={list.isPending ? t.loading : w.nobody} />;
  return (
    <>
      <div className="wide">
        <table className="listed" aria-label={title}>
          <thead>
            <tr>
              {columns.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ head, text, shown }) => (
                  <td key={head}>{shown ? shown(row) : text(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="acts">
        <More list={list} />
        <Button size="xs" variant="default" onClick={() => save.mutate()} loading={save.isPending}>
          {t.asCsv}
        </Button>
      </div>
      <Trouble error={save.error} />
    </>
  );
}
