/** The list behind a number: a table that is read page by page, and its CSV with all of it. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useOwnWords, useWords } from '../language.tsx';
import { Nothing } from '../nothing.tsx';
import { More, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { csvOf } from './csv.ts';
import { listWords } from './words.ts';

interface Listed<T> {
  items: T[];
  data: { pages: unknown[] } | undefined;
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
  /** A sentence or a name, which takes several lines; what is short keeps to one. */
  long?: true;
}

/** Rows that a file has at most: a larger one no spreadsheet opens. */
const mostRows = 100_000;
/** Empty pages that are read on by themselves; after them the reader is asked. */
const mostEmpty = 20;

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
  /** `n`: place in the list. */
  keyOf(row: T, n: number): string;
  file: string;
}) {
  const { t } = useWords();
  const w = useOwnWords(listWords);
  const newest = useRef(list);
  newest.current = list;
  // A page may be empty though rows follow: what is rare lies pages apart.
  const pages = list.data?.pages.length ?? 0;
  const reads = list.items.length === 0 && list.hasNextPage && !list.error && pages < mostEmpty;
  useEffect(() => {
    if (reads && pages > 0) void newest.current.fetchNextPage();
  }, [reads, pages]);
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
    return (
      <>
        <Trouble error={list.error} onAgain={list.refetch} />
        {!list.error && <Nothing text={list.isPending || reads ? t.loading : list.hasNextPage ? w.nobodyYet : w.nobody} />}
        {!reads && <More list={list} />}
      </>
    );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys */}
      <section className="wide" aria-label={title} tabIndex={0}>
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
            {list.items.map((row, n) => (
              <tr key={keyOf(row, n)}>
                {columns.map(({ head, text, shown, long }) => (
                  <td key={head} data-long={long}>
                    {shown ? shown(row) : text(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
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
