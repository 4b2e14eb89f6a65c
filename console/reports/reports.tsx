/** What the program did for the shop, drawn, with the table behind each chart. */
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { ask } from '../api.ts';
import { recipientsOf } from '../broadcasts/recipients.tsx';
import { channelName } from '../channels.ts';
import { BarChart, ColumnChart, DataTable, Opens } from '../charts/bar-chart.tsx';
import { useWords } from '../language.tsx';
import { csvOf as csvText } from '../lists/csv.ts';
import { number, percent, sums } from '../money.ts';
import { Nothing } from '../nothing.tsx';
import { Page, Trouble } from '../page.tsx';
import { saveAs } from '../save-as.ts';
import { type CampaignRow, campaigns, type Figures, overview } from '../screen-shapes.ts';
import { duration } from '../times.ts';
import { behind, ordersOf } from './behind.tsx';
import { CartFunnel, ChannelTable, CouponReport, FlowReport, Hours, Ratings, SpeakingFirst } from './more-reports.tsx';

const day = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days before a first day, as many as the range has. */
function rangeBefore({ from, to }: Range): Range {
  const length = (Date.parse(to) - Date.parse(from)) / day + 1;
  return { from: dayOf(Date.parse(from) - length * day), to: dayOf(Date.parse(from) - day) };
}
interface Range {
  from: string;
  to: string;
}

export function Reports({ may }: { may(permission: string): boolean }) {
  const { t, lang } = useWords();
  const [, go] = useLocation();
  const days = /(?:^|&)days=(7|30|90)(?:&|$)/.exec(useSearch())?.[1] ?? '30';
  // Conversations are for those who have the inbox.
  const opens = (range: Range, number: string, more?: Record<string, string>) => (may('inbox') ? behind(number, range, more) : undefined);
  // Moments, not days: which day it is, the zone of the shop decides.
  const [now] = useState(Date.now);
  const range = `from=${now - (Number(days) - 1) * day}&to=${now + 1}`;
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
  const campaignRange = data?.range ?? { from: dayOf(now - (Number(days) - 1) * day), to: dayOf(now) };
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
            onChange={({ currentTarget }) => go(`/reports?days=${currentTarget.value}`, { replace: true })}
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
          <Glance total={data.total} before={data.before} range={data.range} opens={opens} />
          <ColumnChart
            title={t.conversationsByDay}
            name={t.day}
            bars={data.rows.map(({ name, figures }) => ({
              label: name.slice(5),
              value: figures.conversations,
              shown: number(figures.conversations, lang),
              to: opens({ from: name, to: name }, 'conversations'),
            }))}
          />
          <BarChart
            title={t.howTheyEnded}
            bars={[
              [t.solvedByBot, 'solved' as const],
              [t.withPerson, 'with_person' as const],
              [t.unsolved, 'unsolved' as const],
            ].map(([label = '', which]) => {
              const value = data.total[which as 'solved'];
              return { label, value, shown: number(value, lang), to: opens(data.range, which ?? '') };
            })}
          />
          {byChannel.data && (
            <BarChart
              title={t.byChannel}
              bars={byChannel.data.rows.map(({ key, figures }) => ({
                label: channelName(key.split(':')[0] ?? key, lang),
                value: figures.conversations,
                shown: number(figures.conversations, lang),
                to: opens(data.range, 'conversations', { channel: key }),
              }))}
            />
          )}
          {byChannel.data && <ChannelTable range={data.range} may={may} rows={byChannel.data.rows} />}
          <Hours range={data.range} />
          {Object.keys(data.total.handoff_causes).length > 0 && (
            <BarChart
              title={t.whyPeople}
              bars={Object.entries(data.total.handoff_causes).map(([cause, value]) => ({
                label: t.causes[cause] ?? cause.replace(/^flow /, `${t.byFlow} `),
                value,
                shown: number(value, lang),
                to: opens(data.range, 'handoffs', { cause }),
              }))}
            />
          )}
          <p>
            <Opens to={data.total.unanswered > 0 ? opens(data.range, 'unanswered') : undefined}>{t.unansweredCount(number(data.total.unanswered, lang))}</Opens>{' '}
            {may('knowledge') && <Link to="/knowledge">{t.answerThem}</Link>}
          </p>
        </>
      )}
      {sent.data && sent.data.rows.length > 0 && (
        <section>
          <h2>{t.whatItBrought}</h2>
          <BarChart
            title={t.ordersByCampaign}
            bars={sent.data.rows
              .slice(0, 12)
              .map(({ key, name, orders }) => ({ label: name, value: orders.count, shown: number(orders.count, lang), to: ordersOf(campaignRange, key) }))}
          />
          <DataTable
            title={t.whatItBrought}
            file={`campaigns-${campaignRange.from}-${campaignRange.to}.csv`}
            heads={[t.campaign, t.reached, t.clicked, t.orders, t.revenue, t.comparison]}
            rows={sent.data.rows.map((row) => {
              const { key, name, reached, clicked, orders, lift } = row;
              const opened = (text: string, to: string | undefined) => (to === undefined ? text : { text, to });
              return [
                name,
                opened(number(reached, lang), reached > 0 ? reachedBy(row, campaignRange, may) : undefined),
                clicked === null ? '–' : opened(number(clicked, lang), clicked > 0 ? clicksOf(row, may) : undefined),
                opened(number(orders.count, lang), orders.count > 0 ? ordersOf(campaignRange, key) : undefined),
                opened(sums(orders.revenue, lang), orders.count > 0 ? ordersOf(campaignRange, key) : undefined),
                lift?.words[lang] ?? '–',
              ];
            })}
          />
        </section>
      )}
      {data && (
        <>
          <FlowReport range={data.range} may={may} />
          <Ratings range={data.range} may={may} />
          <CartFunnel range={data.range} may={may} />
          <CouponReport range={data.range} may={may} />
          <SpeakingFirst range={data.range} may={may} />
        </>
      )}
    </Page>
  );
}

/** Whom a campaign reached: a broadcast its recipients, a flow the conversations that it wrote to first. Visitors of the site have no list. */
function reachedBy({ kind, id }: CampaignRow, range: Range, may: (permission: string) => boolean): string | undefined {
  if (kind === 'broadcast') return may('broadcasts') ? recipientsOf(id, { state: 'sent,delivered,read' }) : undefined;
  return (kind === 'flow' || kind === 'cart') && may('inbox') ? behind('told', range, { flow: id }) : undefined;
}
const clicksOf = ({ kind, id }: CampaignRow, may: (permission: string) => boolean): string | undefined =>
  kind === 'broadcast' && may('broadcasts') ? recipientsOf(id, { mark: 'clicked' }) : undefined;

interface GlanceProps {
  total: Figures;
  before: Figures;
  range: Range;
  opens(range: Range, number: string): string | undefined;
}

/** The figures that an owner looks at first, beside those of as many days before. */
function Glance({ total, before, range, opens }: GlanceProps) {
  const { t, lang } = useWords();
  const ms = (value: number | null) =>
    value === null ? '–' : value < 60_000 ? t.seconds(number(Math.max(1, Math.round(value / 1_000)), lang)) : duration(value, lang);
  const orders = 'orders';
  const facts: [label: string, shown: (of: Figures) => string, list: string][] = [
    [t.conversations, (of) => number(of.conversations, lang), 'conversations'],
    [t.containment, (of) => percent(of.containment, lang), 'solved'],
    [t.firstAnswerPerson, (of) => ms(of.first_answer.person.median_ms), 'answered_by_person'],
    [t.firstAnswerMost, (of) => ms(of.first_answer.person.p90_ms), 'answered_by_person'],
    [t.satisfied, (of) => percent(of.csat.satisfied, lang), 'rated'],
    [t.averageRating, (of) => (of.csat.average === null ? '–' : number(Math.round(of.csat.average * 10) / 10, lang)), 'rated'],
    [t.ordersBrought, (of) => number(of.orders.count, lang), orders],
    [t.revenue, (of) => sums(of.orders.revenue, lang), orders],
    [t.cost, (of) => sums(of.spent.messages, lang), 'charged'],
    [t.savedTime, (of) => t.hours(number(Math.round(of.saved.minutes / 6) / 10, lang)), 'solved'],
  ];
  const to = (shown: string, of: Range, list: string) => (/^[–0]$/.test(shown) ? undefined : list === orders ? ordersOf(of) : opens(of, list));
  return (
    <dl className="numbers">
      {facts.map(([label, shown, list]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Opens to={to(shown(total), range, list)}>{shown(total)}</Opens>
          </dd>
          <dd className="quiet">
            <Opens to={to(shown(before), rangeBefore(range), list)}>{t.beforeThat(shown(before))}</Opens>
          </dd>
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
  return csvText(
    heads,
    lines.map((line) => line.map(String)),
  );
}
