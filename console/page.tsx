/** What the screens have in common: frame, trouble with a cure, questions before what cannot be taken back, lists by page. */
import { Alert, Button, Modal } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type * as z from 'zod/mini';
import { ask } from './api.ts';
import { failureText } from './failure-text.ts';
import { useWords } from './language.tsx';

export function Page({ title, lead, acts, children }: { title: string; lead?: string | undefined; acts?: ReactNode; children: ReactNode }) {
  return (
    <main className="page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {acts && <div className="acts">{acts}</div>}
      </header>
      {children}
    </main>
  );
}

/** What went wrong, and the way on; nothing where all is well. */
export function Trouble({ error, onAgain }: { error: unknown; onAgain?: () => unknown }) {
  const { t } = useWords();
  if (!error) return null;
  return (
    <Alert color="red" role="alert" className="wide-alert">
      <p className="text">{failureText(error, t)}</p>
      {onAgain && (
        <Button size="xs" variant="default" mt={8} onClick={() => onAgain()}>
          {t.tryAgain}
        </Button>
      )}
    </Alert>
  );
}

interface ConfirmProps {
  opened: boolean;
  title: string;
  text: string;
  go: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onGo(): void;
  onClose(): void;
}

/** Asks before what cannot be taken back. */
export function Confirm({ opened, title, text, go, danger, busy, error, onGo, onClose }: ConfirmProps) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={title} lockScroll={false} closeButtonProps={{ 'aria-label': t.cancel }}>
      <div className="stack">
        <p className="text">{text}</p>
        <Trouble error={error} />
        <div className="acts">
          <Button onClick={onGo} loading={busy ?? false} {...(danger && { color: 'red' })}>
            {go}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Reads a list of the API page by page. */
export function usePages<T extends z.ZodMiniType<{ items: unknown[]; next?: string | undefined }>>(key: readonly string[], path: string, shape: T, on = true) {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      ask(`${path}${path.includes('?') ? '&' : '?'}limit=50${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`, shape, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: on,
  });
  const items = (list.data?.pages ?? []).flatMap((page) => page.items) as z.infer<T>['items'];
  return { ...list, items };
}

export function More({ list }: { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown } }) {
  const { t } = useWords();
  if (!list.hasNextPage) return null;
  return (
    <Button variant="default" size="xs" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
      {t.more}
    </Button>
  );
}
