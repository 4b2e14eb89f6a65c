/** Who got which coupon, and whom the site spoke to first: the lists behind the numbers; what is asked for stands in the address. */
import { Link, useSearch } from 'wouter';
import { useOwnWords, useWords } from '../language.tsx';
import { type Column, ListBehind } from '../lists/list-behind.tsx';
import { listWords } from '../lists/words.ts';
import { money, number } from '../money.ts';
import { Page, usePages } from '../page.tsx';
import { shopWords } from '../shop/words.ts';
import { whole } from '../times.ts';
import { type CartBehind, type CartStage, type CouponGiven, cartsBehind, couponList, type Moment, momentList } from './shapes.ts';
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
/** Address of the carts behind a number of the funnel. */
export const cartsOf = ({ from, to }: Days, stage: CartStage): string => `/reports/carts?${new URLSearchParams({ from, to, stage })}`;

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

export function CartsBehind() {
  const { t, lang } = useWords();
  const w = useOwnWords(reportWords);
  const s = useOwnWords(shopWords);
  const l = useOwnWords(listWords);
  const search = useSearch();
  const list = usePages(['carts-behind', search], `/reports/carts/list?${search}`, cartsBehind);
  const first = list.data?.pages[0];
  const columns: Column<CartBehind>[] = [
    { head: w.leftAt, text: ({ left }) => whole(left, lang) },
    { head: w.cart, long: true, text: ({ cart }) => cart },
    {
      head: w.customer,
      long: true,
      text: ({ customer, contact }) => customer ?? (contact === undefined ? w.nobody : t.someone),
      shown: ({ customer, contact }) =>
        contact === undefined ? w.nobody : <Link to={`/customers/${encodeURIComponent(contact)}`}>{<bdi>{customer ?? t.someone}</bdi>}</Link>,
    },
    { head: w.state, text: ({ stage }) => w.cartStages[stage] },
    {
      head: w.whatWasSent,
      long: true,
      text: ({ sent }) => sent.map(({ do: step, at }) => s.cartStep(s.cartSteps[step] ?? step, whole(at, lang))).join(', ') || '–',
    },
    { head: w.cartsWhy, text: ({ why }) => (why === undefined ? s.cartOpen : (s.cartEndings[why] ?? why)) },
    { head: w.order, text: ({ order, ordered }) => order ?? (ordered === undefined ? '–' : whole(ordered, lang)) },
  ];
  const stage = new URLSearchParams(search).get('stage');
  const known = (['left', 'reminded', 'back', 'ordered', 'alone'] as const).find((one) => one === stage);
  const title = [w.carts, known ? w.cartStages[known] : ''].filter(Boolean).join(' · ');
  const lead = first && [t.reportRange(first.range.from, first.range.to), l.total(number(first.total, lang))].join(' · ');
  return (
    <Page title={title} lead={lead}>
      <p>
        <Link to="/reports">‹ {t.reports}</Link>
      </p>
      {first?.complete === false && <p role="status">{w.notAll}</p>}
      <ListBehind title={title} list={list} columns={columns} keyOf={({ cart }) => cart} file={`carts-${first?.range.from ?? ''}.csv`} />
    </Page>
  );
}
