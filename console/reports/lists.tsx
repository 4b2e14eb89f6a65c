/** Who got which coupon, and whom the site spoke to first: the lists behind the numbers; what is asked for stands in the address. */
import { Link, useSearch } from 'wouter';
import { useOwnWords, useWords } from '../language.tsx';
import { type Column, ListBehind } from '../lists/list-behind.tsx';
import { money } from '../money.ts';
import { Page, usePages } from '../page.tsx';
import { whole } from '../times.ts';
import { type CouponGiven, couponList, type Moment, momentList } from './shapes.ts';
import { reportWords } from './words.ts';

interface Days {
  from: string;
  to: string;
}
/** Address of the list of coupons. */
export const couponsGiven = ({ from, to }: Days, campaign?: string, state?: string): string =>
  `/reports/coupons?${new URLSearchParams({ from, to, ...(campaign !== undefined && { campaign }), ...(state !== undefined && { state }) })}`;
/** Address of the list of moments. */
export const momentsOf = ({ from, to }: Days, rule: string, more: Readonly<Record<string, string>>): string =>
  `/reports/moments?${new URLSearchParams({ from, to, rule, ...more })}`;

export function CouponsGiven() {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const search = useSearch();
  const asked = new URLSearchParams(search);
  const list = usePages(['coupons-given', search], `/reports/coupons/list?${search}`, couponList);
  const first = list.data?.pages[0];
  const state = asked.get('state');
  const columns: Column<CouponGiven>[] = [
    { head: w.code, text: ({ code }) => code },
    {
      head: w.customer,
      long: true,
      text: ({ customer, contact }) => customer ?? (contact === undefined ? w.anybody : t.someone),
      shown: ({ customer, contact }) =>
        contact === undefined ? w.anybody : <Link to={`/customers/${encodeURIComponent(contact)}`}>{<bdi>{customer ?? t.someone}</bdi>}</Link>,
    },
    { head: w.coupon, long: true, text: ({ name }) => name },
    { head: w.state, text: (row) => w.states[row.state] },
    { head: w.issuedAt, text: ({ issued }) => whole(issued, lang) },
    { head: w.until, text: ({ until }) => whole(until, lang) },
    { head: w.usedAt, text: ({ used }) => (used === undefined ? '–' : whole(used, lang)) },
    { head: w.order, text: ({ order }) => order ?? '–' },
    { head: w.sum, text: (row) => (row.money ? money(row.money.amount, row.money.currency, lang) : '–') },
  ];
  const title = [w.couponsTitle, state === 'open' || state === 'used' || state === 'voided' || state === 'expired' ? w.states[state] : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <Page title={title} lead={first ? t.reportRange(first.range.from, first.range.to) : undefined}>
      <p>
        <Link to="/reports">‹ {t.reports}</Link>
      </p>
      <ListBehind title={title} list={list} columns={columns} keyOf={({ id }) => id} file={`coupons-${first?.range.from ?? ''}.csv`} />
    </Page>
  );
}

export function MomentsBehind() {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const search = useSearch();
  const asked = new URLSearchParams(search);
  const list = usePages(['moments', search], `/reports/proactive/moments?${search}`, momentList);
  const first = list.data?.pages[0];
  const done = ({ held, opened, dismissed, answered }: Moment): string =>
    [held ? w.heldBack : '', opened === undefined ? '' : w.opened, dismissed === undefined ? '' : w.dismissed, answered === undefined ? '' : w.answered]
      .filter(Boolean)
      .join(', ') || w.nothing;
  const columns: Column<Moment>[] = [
    { head: w.at, text: ({ at }) => whole(at, lang) },
    {
      head: w.customer,
      long: true,
      text: ({ customer }) => customer ?? w.visitor,
      shown: ({ customer, conversation }) =>
        conversation === undefined ? (
          (customer ?? w.visitor)
        ) : (
          <Link to={`/inbox/${encodeURIComponent(conversation)}`}>
            <bdi>{customer ?? w.visitor}</bdi>
          </Link>
        ),
    },
    { head: w.rule, long: true, text: ({ rule }) => rule },
    { head: w.about, long: true, text: ({ about }) => about },
    { head: w.did, text: done },
  ];
  const title = [w.momentsTitle, asked.get('rule') ?? ''].filter(Boolean).join(' · ');
  return (
    <Page title={title} lead={first ? t.reportRange(first.range.from, first.range.to) : undefined}>
      <p>
        <Link to="/reports">‹ {t.reports}</Link>
      </p>
      <ListBehind title={w.momentsTitle} list={list} columns={columns} keyOf={({ id }) => id} file={`moments-${first?.range.from ?? ''}.csv`} />
    </Page>
  );
}
