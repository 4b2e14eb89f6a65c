/** What the program did for the shop, drawn, with the table behind each chart. */
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { BarChart, ColumnChart, DataTable } from '../charts/bar-chart.tsx';
import { useWords } from '../language.tsx';
import { number, percent, sums } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { campaigns, type Figures, overview } from '../screen-shapes.ts';
import { duration } from '../times.ts';

const day = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export function Reports() {
  const { t, lang } = useWords();
  const [days, setDays] = useState('30');
  const now = Date.now();
  const range = `from=${dayOf(now - (Number(days) - 1) * day)}&to=${dayOf(now)}`;
  const read = (by: string) => ({
    queryKey: ['report', by, range],
    queryFn: ({ signal }: { signal: AbortSignal }) => ask(`/reports/overview?${range}&by=${by}`, overview, { signal }),
    staleTime: 60_000,
  });
  const byDay = useQuery(read('day'));
  const byChannel = useQuery(read('channel'));
  const sent = useQuery({
    queryKey: ['report-campaigns', range],
    queryFn: ({ signal }) => ask(`/reports/campaigns?${range}`, campaigns, { signal }),
    staleTime: 60_000,
  });
  const data = byDay.data;
  return (
    <Page
      title={t.reports}
      lead={data ? t.reportRange(data.range.from, data.range.to) : undefined}
      acts={
        <>
          <NativeSelect
            aria-label={t.period}
            data={[
              { value: '7', label: t.lastDays(7) },
              { value: '30', label: t.lastDays(30) },
              { value: '90', label: t.lastDays(90) },
            ]}
            value={days}
            onChange={({ currentTarget }) => setDays(currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={!data}
            onClick={() => data && saveAs(`report-${data.range.from}-${data.range.to}.csv`, 'text/csv;charset=utf-8', csvOf(data.rows, t))}
          >
            {t.asCsv}
          </Button>
        </>
      }
    >
      <Trouble error={byDay.error} onAgain={byDay.refetch} />
      {!data && !byDay.error && <Nothing text={t.loading} />}
      {data && data.total.conversations === 0 && (
        <Nothing text={t.noFigures}>
          <p className="quiet">{t.noFiguresDo}</p>
        </Nothing>
      )}
      {data && data.total.conversations > 0 && (
        <>
          <Glance total={data.total} before={data.before} />
          <ColumnChart
            title={t.conversationsByDay}
            name={t.day}
            bars={data.rows.map(({ name, figures }) => ({ label: name.slice(5), value: figures.conversations, shown: number(figures.conversations, lang) }))}
          />
          <BarChart
            title={t.howTheyEnded}
            bars={[
              [t.solvedByBot, data.total.solved],
              [t.withPerson, data.total.with_person],
              [t.unsolved, data.total.unsolved],
            ].map(([label, value]) => ({ label: String(label), value: Number(value), shown: number(Number(value), lang) }))}
          />
          {byChannel.data && (
            <BarChart
              title={t.byChannel}
              bars={byChannel.data.rows.map(({ key, figures }) => ({
                label: channelName(key.split(':')[0] ?? key, lang),
                value: figures.conversations,
                shown: number(figures.conversations, lang),
              }))}
            />
          )}
          {Object.keys(data.total.handoff_causes).length > 0 && (
            <BarChart
              title={t.whyPeople}
              bars={Object.entries(data.total.handoff_causes).map(([cause, value]) => ({
                label: t.causes[cause] ?? cause.replace(/^flow /, `${t.byFlow} `),
                value,
                shown: number(value, lang),
              }))}
            />
          )}
          <p>
            <Link to="/knowledge">{t.unansweredCount(number(data.total.unanswered, lang))}</Link>
          </p>
        </>
      )}
      {sent.data && sent.data.rows.length > 0 && (
        <section>
          <h2>{t.whatItBrought}</h2>
          <BarChart
            title={t.ordersByCampaign}
            bars={sent.data.rows.slice(0, 12).map(({ name, orders }) => ({ label: name, value: orders.count, shown: number(orders.count, lang) }))}
          />
          <DataTable
            title={t.whatItBrought}
            heads={[t.campaign, t.reached, t.clicked, t.orders, t.revenue, t.comparison]}
            rows={sent.data.rows.map(({ name, reached, clicked, orders, lift }) => [
              name,
              number(reached, lang),
              clicked === null ? '–' : number(clicked, lang),
              number(orders.count, lang),
              sums(orders.revenue, lang),
              lift?.words[lang] ?? '–',
            ])}
          />
        </section>
      )}
    </Page>
  );
}

/** The figures that an owner looks at first, beside those of as many days before. */
function Glance({ total, before }: { total: Figures; before: Figures }) {
  const { t, lang } = useWords();
  const ms = (value: number | null) =>
    value === null ? '–' : value < 60_000 ? t.seconds(number(Math.max(1, Math.round(value / 1_000)), lang)) : duration(value, lang);
  const facts: [string, string, string][] = [
    [t.conversations, number(total.conversations, lang), number(before.conversations, lang)],
    [t.containment, percent(total.containment, lang), percent(before.containment, lang)],
    [t.firstAnswerPerson, ms(total.first_answer.person.median_ms), ms(before.first_answer.person.median_ms)],
    [t.satisfied, percent(total.csat.satisfied, lang), percent(before.csat.satisfied, lang)],
    [t.ordersBrought, number(total.orders.count, lang), number(before.orders.count, lang)],
    [t.revenue, sums(total.orders.revenue, lang), sums(before.orders.revenue, lang)],
    [t.cost, sums(total.spent.messages, lang), sums(before.spent.messages, lang)],
    [t.savedTime, t.hours(number(Math.round(total.saved.minutes / 6) / 10, lang)), t.hours(number(Math.round(before.saved.minutes / 6) / 10, lang))],
  ];
  return (
    <dl className="numbers">
      {facts.map(([label, now, then]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{now}</dd>
          <dd className="quiet">{t.beforeThat(then)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The table of days, as the chart and its table have it. */
function csvOf(
  rows: readonly { name: string; figures: Figures }[],
  t: { day: string; conversations: string; solvedByBot: string; withPerson: string; unsolved: string; unanswered: string; ordersBrought: string },
): string {
  const heads = [t.day, t.conversations, t.solvedByBot, t.withPerson, t.unsolved, t.unanswered, t.ordersBrought];
  const lines = rows.map(({ name, figures }) => [
    name,
    figures.conversations,
    figures.solved,
    figures.with_person,
    figures.unsolved,
    figures.unanswered,
    figures.orders.count,
  ]);
  return `\uFEFF${[heads, ...lines].map((line) => line.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
}
