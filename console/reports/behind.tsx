/** The conversations and the orders behind a number of the reports; what is asked for stands in the address. */
import { Link, useSearch } from 'wouter';
import { channelName } from '../channels.ts';
import { useOwnWords, useWords } from '../language.tsx';
import { type Column, ListBehind } from '../lists/list-behind.tsx';
import { type BehindRow, behindNumber, type OrderBehind, ordersBehind } from '../lists/shapes.ts';
import { listWords } from '../lists/words.ts';
import { money, number, sums } from '../money.ts';
import { Page, usePages } from '../page.tsx';
import { whole } from '../times.ts';

/** Address of the list behind a number. */
export const behind = (which: string, { from, to }: { from: string; to: string }, more: Readonly<Record<string, string>> = {}): string =>
  `/reports/conversations?${new URLSearchParams({ from, to, number: which, ...more })}`;
/** Address of the orders that count, all or of one campaign. */
export const ordersOf = ({ from, to }: { from: string; to: string }, campaign?: string): string =>
  `/reports/orders?${new URLSearchParams({ from, to, ...(campaign !== undefined && { campaign }) })}`;

export function ConversationsBehind() {
  const { t, lang } = useWords();
  const w = useOwnWords(listWords);
  const search = useSearch();
  const asked = new URLSearchParams(search);
  const which = asked.get('number') ?? 'conversations';
  const list = usePages(['behind', search], `/reports/conversations?${search}`, behindNumber);
  const first = list.data?.pages[0];
  const cause = asked.get('cause');
  const channel = asked.get('channel');
  const narrowed = [
    cause === null ? '' : (t.causes[cause] ?? cause.replace(/^flow /, `${t.byFlow} `)),
    channel === null ? '' : channelName(channel, lang),
    asked.get('flow') ?? '',
  ].filter((text) => text !== '');
  const from = first?.range.from ?? '';
  const columns: Column<BehindRow>[] = [
    { head: w.day, text: (row) => row.day },
    {
      head: w.customer,
      long: true,
      text: (row) => row.name ?? row.conversation,
      shown: (row) => <Link to={`/inbox/${encodeURIComponent(row.conversation)}`}>{row.name ?? t.customer}</Link>,
    },
    { head: w.channel, text: (row) => channelName(row.channel, lang) },
    { head: w.times, text: (row) => String(row.times) },
    { head: w.outcome, text: ({ outcome }) => (outcome === null ? '–' : (w.outcomes[outcome] ?? outcome)) },
    { head: w.messages, text: ({ messages }) => `${messages.in} / ${messages.bot} / ${messages.person}` },
    { head: w.scores, text: ({ scores }) => scores.join(', ') || '–' },
    { head: w.cost, text: ({ spent }) => sums(spent, lang) },
  ];
  return (
    <Page
      title={[w.titles[which] ?? which, ...narrowed].join(' · ')}
      lead={[first ? t.reportRange(first.range.from, first.range.to) : '', first && first.total !== null ? w.total(number(first.total, lang)) : '']
        .filter(Boolean)
        .join(' · ')}
    >
      <p>
        <Link to="/reports">‹ {t.reports}</Link>
      </p>
      {first && from !== '' && from < first.since && <p className="quiet">{w.kept(first.since)}</p>}
      <ListBehind
        title={w.titles[which] ?? which}
        list={list}
        columns={columns}
        keyOf={(row) => `${row.day} ${row.conversation}`}
        file={`${which}-${from}.csv`}
      />
    </Page>
  );
}

export function OrdersBehind() {
  const { t, lang } = useWords();
  const w = useOwnWords(listWords);
  const search = useSearch();
  const asked = new URLSearchParams(search);
  const campaign = asked.get('campaign');
  const list = usePages(['orders-behind', search], `/reports/orders?${search}&by=campaign`, ordersBehind);
  const first = list.data?.pages[0];
  const total = campaign === null ? first?.total.count : (first?.rows.find(({ key }) => key === campaign)?.figures.count ?? 0);
  const columns: Column<OrderBehind>[] = [
    { head: w.order, text: ({ order }) => order },
    { head: w.placed, text: (row) => whole(row.placed_at, lang) },
    { head: w.sum, text: (row) => money(row.money.amount, row.money.currency, lang) },
    { head: w.counted, long: true, text: (row) => row.campaign.name },
    { head: w.why, long: true, text: (row) => row.why[lang] },
  ];
  const from = first?.range.from ?? '';
  return (
    <Page
      title={w.ordersTitle}
      lead={[first ? t.reportRange(first.range.from, first.range.to) : '', first && total !== undefined ? w.total(number(total, lang)) : '']
        .filter(Boolean)
        .join(' · ')}
    >
      <p>
        <Link to="/reports">‹ {t.reports}</Link>
      </p>
      <ListBehind title={w.ordersTitle} list={list} columns={columns} keyOf={({ order }) => order} file={`orders-${from}.csv`} />
    </Page>
  );
}
