/** The reports of the shop, from what is kept of each day. */

import { broadcasts } from '../marketing/broadcast/rows.ts';
import { instantOf } from '../marketing/zone-time.ts';
import type { Money } from '../message.ts';
import { minorDigits } from '../numbers/minor-digits.ts';
import { proactiveReport } from '../proactive/report.ts';
import { moments } from '../proactive/rows.ts';
import { tracks } from '../store/collections.ts';
import { conversationDaysKept, dayAfter, dayOf } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { listBehind, type Narrowed, totalOf } from './behind.ts';
import { campaignsOf, type Earned, earnedOf, type Period, proactiveLift, SentBroadcasts } from './campaigns.ts';
import { couponFigures } from './coupon-figures.ts';
import { keyOf } from './credit.ts';
import { createDays, type Days, daysBetween } from './days.ts';
import { addFigures, addFlow, type DayFigures, emptyFigures, emptyFlow, type Figures, quantileOf, spentOf, sumsOf } from './figures.ts';
import { hoursOf } from './hours.ts';
import { type CreditSum, credits } from './rows.ts';

export interface ReportsOptions {
  store: Store;
  /** IANA zone of the shop. */
  zone: string;
  currency: string;
  /** Minutes of a person that a conversation saves which was solved without one. */
  minutes: number;
  /** What an hour of a person costs, main units of the shop's currency. */
  wage?: number | undefined;
  now(): number;
}

export const groupings = ['day', 'flow', 'channel', 'campaign'] as const;
export type By = (typeof groupings)[number];
export interface Keyed<T> {
  key: string;
  name: string;
  figures: T;
}
/** The longest period of a report, days. */
export const longestPeriod = 740;

export type Reports = ReturnType<typeof createReports>;

export function createReports({ store, zone, currency, minutes, wage, now }: ReportsOptions) {
  const days: Days = createDays(store, zone, now);
  const sent = new SentBroadcasts(store);

  const shownFigures = (figures: Figures, sums: readonly CreditSum[]) => {
    const saved = figures.solved * minutes;
    const money: Money | null = wage === undefined ? null : { amount: Math.round((saved / 60) * wage * 10 ** minorDigits(currency)), currency };
    return {
      conversations: figures.conversations,
      solved: figures.solved,
      with_person: figures.withPerson,
      unsolved: figures.unsolved,
      containment: share(figures.solved, figures.conversations),
      handoffs: Object.values(figures.handoffs).reduce((sum, count) => sum + count, 0),
      handoff_causes: figures.handoffs,
      unanswered: figures.unanswered,
      first_answer: { bot: durationsOf(figures.botMs), person: durationsOf(figures.personMs) },
      csat: csatOf(figures.scores),
      messages: { in: figures.in, bot: figures.bot, person: figures.person },
      orders: earnedOf(sums),
      spent: { messages: spentOf(figures.spent), unpriced: figures.unpriced, models: [] as Money[] },
      saved: { minutes: saved, money },
    };
  };

  /** Figures of all channels together. */
  const whole = (some: Iterable<DayFigures>): Figures => {
    const sum = emptyFigures();
    for (const { channels } of some) for (const figures of Object.values(channels)) addFigures(sum, figures);
    return sum;
  };

  /** Figures of each channel or flow; of a flow only what is known of it. */
  const grouped = (some: Iterable<DayFigures>, by: 'channel' | 'flow'): Map<string, Figures> => {
    const sums = new Map<string, Figures>();
    for (const { channels, flows } of some) {
      if (by === 'channel') for (const [name, figures] of Object.entries(channels)) sums.set(name, addFigures(sums.get(name) ?? emptyFigures(), figures));
      else
        for (const [name, { handoffs, conversations, solved, withPerson, scores }] of Object.entries(flows)) {
          const unsolved = conversations - solved - withPerson;
          const figures = {
            ...emptyFigures(),
            conversations,
            solved,
            withPerson,
            unsolved,
            scores,
            ...(handoffs > 0 && { handoffs: { [`flow ${name}`]: handoffs } }),
          };
          sums.set(name, addFigures(sums.get(name) ?? emptyFigures(), figures));
        }
    }
    return sums;
  };

  const ofOrders = async ({ from, to }: Pick<Period, 'from' | 'to'>) => await days.orders(from, to);

  /** Orders by what they are grouped by. */
  async function earnedBy(period: Period, by: By): Promise<Map<string, CreditSum[]>> {
    const groups = new Map<string, CreditSum[]>();
    for (const { _id: day, sums } of (await ofOrders(period)).values())
      for (const sum of sums) {
        const { campaign, channel } = sum;
        const key = by === 'day' ? day : by === 'channel' ? channel || '-' : by === 'flow' ? flowOf(campaign) : keyOf(campaign);
        if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), sum]);
      }
    return groups;
  }

  const rangeOf = ({ from, to }: Pick<Period, 'from' | 'to'>) => ({ from, to, days: daysBetween(from, to).length, zone });

  /** Names of campaigns by their keys: broadcasts have one besides their id. */
  async function namesOf(keys: Iterable<string>): Promise<Map<string, string>> {
    const parts = [...new Set(keys)].map((key) => ({ key, kind: key.slice(0, key.indexOf(':')), id: key.slice(key.indexOf(':') + 1) }));
    const sent = await store.collection(broadcasts).getMany(parts.flatMap(({ kind, id }) => (kind === 'broadcast' ? [id] : [])));
    const names = new Map(sent.map(({ _id, name }) => [_id, name]));
    return new Map(parts.map(({ key, kind, id }) => [key, (kind === 'broadcast' ? names.get(id) : undefined) ?? id]));
  }

  return {
    days,
    /**
     * The period of what was asked, in days of the shop: a day as text, or epoch ms (`to` not included). The last 30 days unless given; undefined when it ends
     * before it begins or is too long.
     */
    period(from?: string | number, to?: string | number): Period | undefined {
      const last = to === undefined ? dayOf(now(), zone) : typeof to === 'number' ? dayOf(Math.max(0, to - 1), zone) : to;
      const first = from === undefined ? dayAfter(last, -29) : typeof from === 'number' ? dayOf(from, zone) : from;
      if (!isDay(first) || !isDay(last) || first > last || Date.parse(last) - Date.parse(first) >= longestPeriod * 86_400_000) return undefined;
      return { from: first, to: last, begin: midnight(first, zone), end: midnight(dayAfter(last), zone) };
    },
    async overview(period: Period, by: By = 'day') {
      const found = await days.figures(period.from, period.to);
      const length = daysBetween(period.from, period.to).length;
      const [earlier, end] = [dayAfter(period.from, -length), dayAfter(period.from, -1)];
      const before = await days.figures(earlier, end);
      const sums = (orders: Awaited<ReturnType<typeof ofOrders>>) => [...orders.values()].flatMap((row) => row.sums);
      const orders = await earnedBy(period, by);
      const figures: Map<string, Figures> =
        by === 'day'
          ? new Map(daysBetween(period.from, period.to).map((day) => [day, whole([found.get(day)].filter((one) => one !== undefined))]))
          : by === 'campaign'
            ? new Map()
            : grouped(found.values(), by);
      const keys = [...new Set([...figures.keys(), ...orders.keys()])];
      const names = by === 'campaign' ? await namesOf(keys) : undefined;
      const rows = keys.map((key) => ({
        key,
        name: names?.get(key) ?? key,
        figures: shownFigures(figures.get(key) ?? emptyFigures(), orders.get(key) ?? []),
      }));
      if (by !== 'day') rows.sort((a, b) => b.figures.conversations - a.figures.conversations || b.figures.orders.count - a.figures.orders.count);
      return {
        range: rangeOf(period),
        total: shownFigures(whole(found.values()), sums(await ofOrders(period))),
        before: shownFigures(whole(before.values()), sums(await ofOrders({ from: earlier, to: end }))),
        rows,
      };
    },
    async channels(period: Period) {
      const { range, rows } = await this.overview(period, 'channel');
      return { range, rows };
    },
    async flows(period: Period) {
      const flows = new Map<string, ReturnType<typeof emptyFlow>>();
      for (const day of (await days.figures(period.from, period.to)).values())
        for (const [name, figures] of Object.entries(day.flows)) flows.set(name, addFlow(flows.get(name) ?? emptyFlow(), figures));
      const orders = await earnedBy(period, 'flow');
      for (const name of orders.keys()) if (!flows.has(name)) flows.set(name, emptyFlow());
      const rows = [...flows].map(([flow, { conversations, began, solved, withPerson, handoffs, scores, told, held }]) => ({
        flow,
        conversations,
        started: began,
        solved,
        with_person: withPerson,
        containment: share(solved, conversations),
        handoffs,
        csat: csatOf(scores),
        told,
        held,
        orders: earnedOf(orders.get(flow) ?? []),
      }));
      return { range: rangeOf(period), rows: rows.sort((a, b) => b.conversations - a.conversations || b.told - a.told || (a.flow < b.flow ? -1 : 1)) };
    },
    async campaigns(period: Period) {
      return { range: rangeOf(period), rows: await campaignsOf({ store, days, sent, zone }, period) };
    },
    /** Sums of the orders that count; the orders themselves are read page by page from `credits`. */
    async orders(period: Period, by: By = 'day') {
      const groups = await earnedBy(period, by);
      const names = by === 'campaign' ? await namesOf(groups.keys()) : undefined;
      const rows: Keyed<Earned>[] = [...groups].map(([key, sums]) => ({ key, name: names?.get(key) ?? key, figures: earnedOf(sums) }));
      const total = earnedOf([...(await ofOrders(period)).values()].flatMap((row) => row.sums));
      return { range: rangeOf(period), total, rows: by === 'day' ? rows : rows.sort((a, b) => b.figures.count - a.figures.count) };
    },
    /** The orders that count, with the names of their campaigns. */
    credits: store.collection(credits),
    /** The moments of speaking first, which are listed page by page too. */
    moments: store.collection(moments),
    namesOf,
    rangeOf,
    /** The conversations behind a number; `total` is the number, null where it is a sum of money. Lists reach back to `since`. */
    async behind(period: Period, asked: Narrowed, before: string | undefined, limit: number) {
      const since = dayOf(now() - conversationDaysKept, zone);
      const found = await days.figures(period.from, period.to);
      return { range: rangeOf(period), since, total: totalOf(found.values(), asked), ...(await listBehind(store, asked, period, before, limit)) };
    },
    async csat(period: Period, by: Exclude<By, 'campaign'> = 'day') {
      const found = await days.figures(period.from, period.to);
      const all = whole(found.values());
      const groups = by === 'day' ? new Map([...found].map(([day, figures]) => [day, whole([figures])])) : grouped(found.values(), by);
      const rows = [...groups].flatMap(([key, { scores }]) => (scores.some((count) => count > 0) ? [{ key, name: key, figures: csatOf(scores) }] : []));
      const where = { name: 'rating', at: { gte: period.begin, lt: period.end } };
      const rated = await store.collection(tracks).find({ where, sort: { by: 'at', desc: true }, limit: 500 });
      const comments = rated.flatMap(({ at, conversation, data: { score, scale, comment, flow } }) =>
        typeof comment === 'string' && typeof score === 'number'
          ? [{ at, score, scale: typeof scale === 'number' ? scale : 5, comment, conversation, ...(typeof flow === 'string' && { flow }) }]
          : [],
      );
      const scores = Object.fromEntries(all.scores.map((count, n) => [String(n + 1), count]));
      return { range: rangeOf(period), total: csatOf(all.scores), scores, rows, comments: comments.slice(0, 50) };
    },
    /** When customers write, by weekday and hour. */
    async hours(period: Period, channel?: string) {
      return { range: rangeOf(period), ...hoursOf(await days.figures(period.from, period.to), channel) };
    },
    async coupons(period: Period) {
      const { rows, complete } = await couponFigures(store, period.begin, period.end, now());
      const names = await namesOf(rows.map(({ campaign }) => campaign));
      const shown = rows.map(({ revenue, cost, ...row }) => ({
        ...row,
        name: names.get(row.campaign) ?? row.campaign,
        revenue: sumsOf(revenue),
        cost: { amount: cost, currency },
      }));
      return { range: rangeOf(period), rows: shown, complete };
    },
    async proactive(period: Period) {
      const { rules, complete } = await proactiveReport(store, period.begin, period.end);
      return { range: rangeOf(period), rules: rules.map((rule) => ({ ...rule, lift: proactiveLift(rule.shown, rule.held) })), complete };
    },
  };
}

/** The flow that orders of a campaign are the work of. */
function flowOf({ kind, id }: CreditSum['campaign']): string | undefined {
  return kind === 'flow' || kind === 'cart' ? id : undefined;
}

const share = (part: number, of: number): number | null => (of > 0 ? Math.round((part / of) * 10_000) / 10_000 : null);

/** Ratings of 1 to 5: how many, their average, and the share of four and five. */
export function csatOf(scores: readonly number[]): { count: number; average: number | null; satisfied: number | null } {
  const count = scores.reduce((sum, one) => sum + one, 0);
  const points = scores.reduce((sum, one, n) => sum + one * (n + 1), 0);
  return { count, average: count > 0 ? Math.round((points / count) * 100) / 100 : null, satisfied: share((scores[3] ?? 0) + (scores[4] ?? 0), count) };
}

function durationsOf(durations: Figures['botMs']) {
  const count = Object.values(durations).reduce((sum, one) => sum + one, 0);
  return { count, median_ms: quantileOf(durations, 0.5), p90_ms: quantileOf(durations, 0.9) };
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Epoch ms at which a day begins in the zone. */
function midnight(day: string, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // The instant of noon in UTC may be of the day before or after there.
  const there = dayOf(noon, zone);
  return instantOf(noon, zone, there === day ? 0 : there < day ? 1 : -1, 0);
}
