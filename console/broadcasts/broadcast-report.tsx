import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { BarChart } from '../charts/bar-chart.tsx';
import { useWords } from '../language.tsx';
import { number, percent, sums } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Confirm, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { broadcastReport, csvText } from '../screen-shapes.ts';
import { nothing } from '../shapes.ts';
import { recipientsOf } from './recipients.tsx';

const everyMs = 3_000;
/** Sent in this state it can be tried again for those it failed for. */
const retried: ReadonlySet<string> = new Set(['sending', 'stopped', 'completed']);

/** What came of a broadcast, drawn, with the numbers behind it. */
export function BroadcastReport({ id, state }: { id: string; state: string }) {
  const { t, lang } = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const sending = state === 'sending';
  const path = `/broadcasts/${encodeURIComponent(id)}`;
  const report = useQuery({
    // Read once more when the last one is sent, whatever was read in a pause shortly before.
    queryKey: ['broadcast-report', id, sending],
    staleTime: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask(`${path}/report`, broadcastReport, { signal }),
    refetchInterval: sending ? everyMs : false,
  });
  const csv = useMutation({
    mutationFn: () => ask(`${path}/unsent?lang=${lang}`, csvText),
    onSuccess: (answer) => saveAs('not-sent.csv', 'text/csv;charset=utf-8', answer.csv),
  });
  const retry = useMutation({
    mutationFn: () => ask(`${path}/retry`, nothing, { method: 'POST', body: {} }),
    onSuccess: async () => {
      setAsking(false);
      await Promise.all([queries.invalidateQueries({ queryKey: ['broadcast', id] }), queries.invalidateQueries({ queryKey: ['broadcast-report', id] })]);
    },
  });
  const came = report.data;
  if (!came) return report.error ? <Trouble error={report.error} onAgain={report.refetch} /> : <Nothing text={t.loading} />;
  const shown = (value: number) => number(value, lang);
  const steps: [string, number | null, Record<string, string>][] = [
    [t.planned, came.planned, {}],
    [t.sent, came.sent, { state: 'sent,delivered,read' }],
    [t.statusDelivered, came.delivered, { mark: 'delivered' }],
    [t.statusRead, came.read, { mark: 'read' }],
    [t.replied, came.replied, { mark: 'replied' }],
    [t.clicked, came.clicked, { mark: 'clicked' }],
    [t.ordered, came.ordered, { mark: 'ordered' }],
    [t.optedOut, came.opted_out, { mark: 'opted_out' }],
  ];
  const reasons = (state: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([reason, value]) => ({ state, reason, label: came.words?.[reason]?.[lang] ?? reason, shown: shown(value) }));
  const not = [...reasons('excluded', came.excluded), ...reasons('failed', came.failed)];
  const share = came.planned > 0 ? (came.planned - came.pending) / came.planned : null;
  return (
    <>
      <section>
        <h2>{t.whatCame}</h2>
        {sending && (
          <>
            <progress max={came.planned} value={came.planned - came.pending} aria-label={t.progress} />
            <p role="status">{t.progressText(percent(share, lang), shown(came.pending))}</p>
          </>
        )}
        <BarChart
          title={t.people}
          bars={steps.flatMap(([label, value, of]) => (value === null ? [] : [{ label, value, shown: shown(value), to: recipientsOf(id, of) }]))}
        />
        <dl className="numbers">
          <div>
            <dt>{t.revenue}</dt>
            <dd>{sums(came.revenue, lang)}</dd>
          </div>
          <div>
            <dt>{t.cost}</dt>
            <dd>{sums(came.cost, lang)}</dd>
          </div>
        </dl>
      </section>
      {not.length + came.unknown > 0 && (
        <section>
          <h2>{t.whoDidNot}</h2>
          <ul className="lines">
            {not.map(({ state: at, reason, label, shown: people }) => (
              <li key={`${at} ${reason}`}>
                <Link to={recipientsOf(id, { state: at, reason })} aria-label={`${people} ${label}`}>
                  <strong>{people}</strong>
                </Link>{' '}
                {label}
              </li>
            ))}
            {came.unknown > 0 && (
              <li>
                <Link to={recipientsOf(id, { state: 'unknown' })}>
                  <strong>{shown(came.unknown)}</strong>
                </Link>{' '}
                {t.perhapsGot}
              </li>
            )}
          </ul>
          <Button size="xs" variant="default" onClick={() => csv.mutate()} loading={csv.isPending}>
            {t.asCsv}
          </Button>
          {came.passing > 0 && retried.has(state) && (
            <Button size="xs" ml="xs" onClick={() => setAsking(true)}>
              {t.retry(shown(came.passing))}
            </Button>
          )}
          <Trouble error={csv.error} />
          <Confirm
            opened={asking}
            title={t.retryTitle}
            text={t.retryText(shown(came.passing))}
            go={t.retry(shown(came.passing))}
            busy={retry.isPending}
            error={retry.error}
            onGo={() => retry.mutate()}
            onClose={() => {
              setAsking(false);
              retry.reset();
            }}
          />
        </section>
      )}
    </>
  );
}
