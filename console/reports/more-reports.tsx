/** The reports below the overview: when customers write, channels, flows, ratings, coupons, speaking first. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import { ask } from '../api.ts';
import { channelName } from '../channels.ts';
import { BarChart, type Cell, CsvButton, DataTable, Opens } from '../charts/bar-chart.tsx';
import { HeatMap } from '../charts/heat-map.tsx';
import { useOwnWords, useWords } from '../language.tsx';
import { money, number, percent, sums } from '../money.ts';
import { Trouble } from '../page.tsx';
import type { Figures } from '../screen-shapes.ts';
import { shopWords } from '../shop/words.ts';
import { whole } from '../times.ts';
import { behind } from './behind.tsx';
import { cartsOf, couponsGiven, momentsOf } from './lists.tsx';
import { type CartStage, cartFunnel, couponRows, flowRows, hours, ratings, rules } from './shapes.ts';
import { reportWords } from './words.ts';

interface Days {
  from: string;
  to: string;
  zone: string;
}
interface Parts {
  range: Days;
  may(permission: string): boolean;
}

function useReport<T extends z.ZodMiniType>(name: string, { from, to }: Days, shape: T) {
  return useQuery({
    queryKey: ['report', name, from, to],
    queryFn: ({ signal }) => ask(`/reports/${name}?from=${from}&to=${to}`, shape, { signal }),
    staleTime: 60_000,
  });
}

/** A number that opens its list; nothing to open where it is none. */
const opens = (count: number, lang: string, to: string | undefined): Cell =>
  count > 0 && to !== undefined ? { text: number(count, lang), to } : number(count, lang);

/** Name of a report's table as a file. */
const fileOf = (name: string, { from, to }: Days): string => `${name}-${from}-${to}.csv`;

function Section({ title, read, children }: { title: string; read: { error: unknown; refetch(): unknown }; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Trouble error={read.error} onAgain={read.refetch} />
      {children}
    </section>
  );
}

export function Hours({ range }: Pick<Parts, 'range'>) {
  const { lang } = useWords();
  const w = useOwnWords(reportWords);
  const read = useReport('hours', range, hours);
  if (!read.error && (!read.data || read.data.total === 0)) return null;
  return (
    <Section title={w.hours} read={read}>
      {read.data && (
        <>
          <p className="quiet">
            {w.hoursOf(range.zone)} {read.data.without > 0 && w.hoursWithout(number(read.data.without, lang))}
          </p>
          <HeatMap title={w.byHour} days={read.data.days} file={fileOf('hours', range)} />
        </>
      )}
    </Section>
  );
}

/** The same figures of each channel, with what its messages cost. */
export function ChannelTable({ range, may, rows }: Parts & { rows: readonly { key: string; figures: Figures }[] }) {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  return (
    <DataTable
      named
      title={w.channels}
      file={fileOf('channels', range)}
      heads={[w.channels, t.conversations, t.containment, t.satisfied, t.ordersBrought, t.revenue, t.cost]}
      rows={rows.map(({ key, figures }) => [
        channelName(key.split(':')[0] ?? key, lang),
        opens(figures.conversations, lang, may('inbox') ? behind('conversations', range, { channel: key }) : undefined),
        percent(figures.containment, lang),
        percent(figures.csat.satisfied, lang),
        number(figures.orders.count, lang),
        sums(figures.orders.revenue, lang),
        sums(figures.spent.messages, lang),
      ])}
    />
  );
}

export function FlowReport({ range, may }: Parts) {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const read = useReport('flows', range, flowRows);
  const rows = read.data?.rows ?? [];
  if (!read.error && rows.length === 0) return null;
  const of = (flow: string) => (may('inbox') ? behind('conversations', range, { flow }) : undefined);
  return (
    <Section title={w.flows} read={read}>
      <BarChart
        title={t.conversations}
        bars={rows.slice(0, 12).map(({ flow, conversations }) => ({ label: flow, value: conversations, shown: number(conversations, lang), to: of(flow) }))}
      />
      <DataTable
        named
        title={w.flows}
        file={fileOf('flows', range)}
        heads={[w.flow, w.started, t.conversations, t.solvedByBot, t.withPerson, t.ordersBrought, t.revenue]}
        rows={rows.map(({ flow, started, conversations, solved, with_person, orders }) => [
          flow,
          number(started, lang),
          opens(conversations, lang, of(flow)),
          number(solved, lang),
          number(with_person, lang),
          number(orders.count, lang),
          sums(orders.revenue, lang),
        ])}
      />
    </Section>
  );
}

export function Ratings({ range, may }: Parts) {
  const { lang } = useWords();
  const w = useOwnWords(reportWords);
  const read = useReport('csat', range, ratings);
  if (!read.error && (read.data?.total.count ?? 0) === 0) return null;
  return (
    <Section title={w.ratings} read={read}>
      {read.data && (
        <BarChart
          title={w.ratings}
          file={fileOf('ratings', range)}
          bars={Object.entries(read.data.scores)
            .sort(([a], [b]) => Number(b) - Number(a))
            .map(([score, value]) => ({ label: w.stars(score), value, shown: number(value, lang) }))}
        />
      )}
      {read.data && read.data.comments.length > 0 && (
        <>
          <h3>{w.comments}</h3>
          <ul className="rows">
            {read.data.comments.slice(0, 10).map(({ at, score, scale, comment, conversation }) => (
              <li key={`${conversation} ${at}`}>
                <div className="grow">
                  <p className="text" dir="auto">
                    {comment}
                  </p>
                  <span className="quiet">
                    {`${score}/${scale} · `}
                    {may('inbox') ? <Link to={`/inbox/${encodeURIComponent(conversation)}`}>{whole(at, lang)}</Link> : whole(at, lang)}
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <CsvButton
            title={w.comments}
            file={fileOf('comments', range)}
            heads={[w.at, w.ratings, w.comments]}
            rows={read.data.comments.map(({ at, score, scale, comment }) => [whole(at, lang), `${score} / ${scale}`, comment])}
          />
        </>
      )}
    </Section>
  );
}

/** What became of carts that were left. */
export function CartFunnel({ range, may }: Parts) {
  const { lang } = useWords();
  const w = useOwnWords(reportWords);
  const s = useOwnWords(shopWords);
  const read = useReport('carts', range, cartFunnel);
  const found = read.data;
  if (!read.error && (found?.left ?? 0) === 0) return null;
  const list = (stage: CartStage) => (may('customers') ? cartsOf(range, stage) : undefined);
  const share = (count: number) => `${number(count, lang)} (${percent(found && found.left > 0 ? count / found.left : null, lang)})`;
  return (
    <Section title={w.carts} read={read}>
      {found?.complete === false && <p role="status">{w.notAll}</p>}
      {found && (
        <>
          <BarChart
            title={w.cartsLeft}
            file={fileOf('carts', range)}
            bars={(['left', 'reminded', 'back', 'ordered'] as const).map((stage) => ({
              label: w.cartStages[stage],
              value: found[stage],
              shown: stage === 'left' ? number(found.left, lang) : share(found[stage]),
              to: list(stage),
            }))}
          />
          <p className="quiet">
            {w.cartsHint} <Opens to={found.alone > 0 ? list('alone') : undefined}>{w.cartsAlone(number(found.alone, lang))}</Opens>
          </p>
          {found.steps.length > 0 && (
            <DataTable
              named
              title={w.cartsByStep}
              file={fileOf('cart-steps', range)}
              heads={[w.lastStep, w.cartCount, w.cartStages.back, w.cartStages.ordered]}
              rows={found.steps.map(({ step, carts, back, ordered }) => [
                s.cartSteps[step] ?? step,
                number(carts, lang),
                number(back, lang),
                number(ordered, lang),
              ])}
            />
          )}
          {found.endings.length > 0 && (
            <DataTable
              named
              title={w.cartsWhy}
              file={fileOf('cart-endings', range)}
              heads={[w.cartsWhy, w.cartCount]}
              rows={found.endings.map(({ why, carts }) => [why === 'open' ? s.cartOpen : (s.cartEndings[why] ?? why), number(carts, lang)])}
            />
          )}
        </>
      )}
    </Section>
  );
}

export function CouponReport({ range, may }: Parts) {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const read = useReport('coupons', range, couponRows);
  const rows = read.data?.rows ?? [];
  if (!read.error && rows.length === 0) return null;
  const list = (campaign: string, state?: string) => (may('customers') ? couponsGiven(range, campaign, state) : undefined);
  return (
    <Section title={w.coupons} read={read}>
      {read.data?.complete === false && <p role="status">{w.notAll}</p>}
      <BarChart
        title={w.used_}
        bars={rows.slice(0, 12).map(({ campaign, name, used }) => ({ label: name, value: used, shown: number(used, lang), to: list(campaign, 'used') }))}
      />
      <p className="quiet">{w.couponsHint}</p>
      <DataTable
        named
        title={w.coupons}
        file={fileOf('coupons', range)}
        heads={[w.coupon, w.issued, w.stillOpen, w.expired, w.voided, w.used, t.revenue, w.took]}
        rows={rows.map(({ campaign, name, issued, open, expired, voided, used, revenue, cost }) => [
          name,
          opens(issued, lang, list(campaign)),
          opens(open, lang, list(campaign, 'open')),
          opens(expired, lang, list(campaign, 'expired')),
          opens(voided, lang, list(campaign, 'voided')),
          opens(used, lang, list(campaign, 'used')),
          sums(revenue, lang),
          money(cost.amount, cost.currency, lang),
        ])}
      />
    </Section>
  );
}

export function SpeakingFirst({ range, may }: Parts) {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const read = useReport('proactive', range, rules);
  const rows = read.data?.rules ?? [];
  if (!read.error && rows.length === 0) return null;
  const list = (rule: string, more: Record<string, string>) => (may('inbox') ? momentsOf(range, rule, more) : undefined);
  return (
    <Section title={w.speaking} read={read}>
      {read.data?.complete === false && <p role="status">{w.notAll}</p>}
      <BarChart
        title={w.visitors}
        bars={rows.map(({ rule, shown }) => ({
          label: rule,
          value: shown.people,
          shown: number(shown.people, lang),
          to: list(rule, { side: 'shown' }),
        }))}
      />
      <DataTable
        named
        title={w.speaking}
        file={fileOf('speaking-first', range)}
        heads={[w.rule, w.visitors, w.opened, w.dismissed, w.answered, w.ordered, w.heldBack, t.comparison]}
        rows={rows.map(({ rule, shown, held, lift }) => [
          rule,
          opens(shown.people, lang, list(rule, { side: 'shown' })),
          opens(shown.opened, lang, list(rule, { side: 'shown', did: 'opened' })),
          opens(shown.dismissed, lang, list(rule, { side: 'shown', did: 'dismissed' })),
          opens(shown.answered, lang, list(rule, { side: 'shown', did: 'answered' })),
          number(shown.ordered, lang),
          opens(held.people, lang, list(rule, { side: 'held' })),
          lift?.words[lang] ?? '–',
        ])}
      />
    </Section>
  );
}
