/** Results of each campaign: orders that count for it, and its difference to the people of its hold-out. */
import { type BroadcastRow, broadcastMarks, broadcasts, recipients } from '../marketing/broadcast/rows.ts';
import { costOfBroadcast } from '../marketing/report/spent.ts';
import type { Money } from '../message.ts';
import { type Side as ProactiveSide, proactiveReport } from '../proactive/report.ts';
import { dayAfter, dayOf } from '../store/conversation-days.ts';
import type { Store } from '../store/store.ts';
import { type Campaign, comparedWithin, keyOf, type Why } from './credit.ts';
import { type Days, daysBetween } from './days.ts';
import { addFlow, emptyFlow, sumsOf } from './figures.ts';
import { type Lift, liftOf, type Side } from './lift.ts';
import type { CreditSum, OrderDayRow } from './rows.ts';

export interface Earned {
  count: number;
  by: Record<Why, number>;
  revenue: Money[];
}

export interface CampaignFigures extends Campaign {
  key: string;
  name: string;
  reached: number;
  clicked: number | null;
  orders: Earned;
  spent: Money[];
  lift: Lift | null;
}

/** Sums of orders as one. */
export function earnedOf(sums: readonly CreditSum[]): Earned {
  const by = { coupon: 0, click: 0, delivery: 0 };
  const money: Record<string, number> = {};
  for (const sum of sums) {
    for (const why of ['coupon', 'click', 'delivery'] as const) by[why] += sum.by[why];
    for (const [currency, amount] of Object.entries(sum.money)) money[currency] = (money[currency] ?? 0) + amount;
  }
  return { count: by.coupon + by.click + by.delivery, by, revenue: sumsOf(money) };
}

/** One side of a campaign's hold-out over the days of its orders; `days`: those of the touches, all unless given. */
function sideOf(rows: Iterable<OrderDayRow>, key: string, side: 'shown' | 'held', people: number, days?: ReadonlySet<string>): Side {
  const sum: Side & { money: Record<string, { sum: number; squares: number }> } = { people, ordered: 0, money: {} };
  for (const { arms } of rows)
    for (const [name, both] of Object.entries(arms)) {
      const at = name.lastIndexOf('@');
      if (name.slice(0, at) !== key || (days && !days.has(name.slice(at + 1)))) continue;
      sum.ordered += both[side].people;
      for (const [currency, more] of Object.entries(both[side].money)) {
        const own = sum.money[currency] ?? { sum: 0, squares: 0 };
        sum.money[currency] = { sum: own.sum + more.sum, squares: own.squares + more.squares };
      }
    }
  return sum;
}

/** What a broadcast reached, held back and cost. Of one that is over it is counted once and remembered. */
interface Sent {
  reached: number;
  held: number;
  clicked: number;
  spent: Money[];
}
const remembered = 500;
const pageSize = 1_000;

export class SentBroadcasts {
  readonly #store: Store;
  readonly #known = new Map<string, Sent>();

  constructor(store: Store) {
    this.#store = store;
  }

  async of({ _id: broadcast, state, updatedAt }: BroadcastRow): Promise<Sent> {
    const key = `${broadcast} ${updatedAt}`;
    const known = this.#known.get(key);
    if (known) return { ...known, clicked: await this.#clicks(broadcast) };
    const rows = this.#store.collection(recipients);
    const counts = await Promise.all((['sent', 'delivered', 'read'] as const).map((one) => rows.count({ broadcast, state: one })));
    let held = 0;
    for (let after = ''; ; ) {
      const page = await rows.find({ where: { broadcast, state: 'excluded', _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      held += page.filter(({ reason }) => reason === 'hold_out').length;
      after = page.at(-1)?._id ?? '';
      if (page.length < pageSize) break;
    }
    const sent = {
      reached: counts.reduce((sum, one) => sum + one, 0),
      held,
      clicked: await this.#clicks(broadcast),
      spent: (await costOfBroadcast(this.#store, broadcast)).sums,
    };
    if (state === 'completed' || state === 'stopped') {
      this.#known.set(key, sent);
      for (const oldest of this.#known.keys()) if (this.#known.size > remembered) this.#known.delete(oldest);
    }
    return sent;
  }

  /** People who clicked; they may do so long afterwards. */
  #clicks(broadcast: string): Promise<number> {
    return this.#store.collection(broadcastMarks).count({ broadcast, mark: 'clicked' });
  }
}

export interface CampaignParts {
  store: Store;
  days: Days;
  sent: SentBroadcasts;
  zone: string;
}

export interface Period {
  /** Days, both included. */
  from: string;
  to: string;
  /** Epoch ms of the begin of the first, and of the end of the last. */
  begin: number;
  end: number;
}

const mostBroadcasts = 200;

/** Returns the campaigns of the days: those that ran in them, and those that orders of these days count for; what brought most orders first. */
export async function campaignsOf({ store, days, sent, zone }: CampaignParts, { from, to, begin, end }: Period): Promise<CampaignFigures[]> {
  const last = dayAfter(to, comparedWithin / 86_400_000);
  const orders = await days.orders(from, last);
  const ofDays = new Set(daysBetween(from, to));
  const sums = [...orders.values()].filter(({ _id }) => ofDays.has(_id)).flatMap((row) => row.sums);
  const rows = new Map<string, CampaignFigures>();
  const add = (campaign: Campaign, more: Partial<CampaignFigures> = {}): void => {
    const key = keyOf(campaign);
    const own = sums.filter((sum) => keyOf(sum.campaign) === key);
    rows.set(key, { key, ...campaign, name: campaign.id, reached: 0, clicked: null, orders: earnedOf(own), spent: [], lift: null, ...more });
  };
  for (const { campaign } of sums) add(campaign);
  const arms = [...orders.values()];
  const running = await store.collection(broadcasts).find({ where: { createdAt: { lt: end } }, sort: { by: 'createdAt', desc: true }, limit: mostBroadcasts });
  for (const row of running) {
    const key = `broadcast:${row._id}`;
    const began = row.startedAt ?? row.startAt;
    const isHere = began !== undefined && row.state !== 'draft' && began < end && began >= begin;
    if (!isHere && !rows.has(key)) continue;
    const { reached, held, clicked, spent } = await sent.of(row);
    const compared = isHere ? arms : [...(await days.orders(dayOf(began ?? begin, zone), last)).values()];
    const lift = liftOf(sideOf(compared, key, 'shown', reached), sideOf(compared, key, 'held', held));
    add({ kind: 'broadcast', id: row._id }, { name: row.name, reached, clicked, spent, lift });
  }
  const flows = new Map<string, ReturnType<typeof emptyFlow>>();
  for (const day of (await days.figures(from, to)).values())
    for (const [name, figures] of Object.entries(day.flows)) flows.set(name, addFlow(flows.get(name) ?? emptyFlow(), figures));
  for (const [id, { told, held, cart }] of flows) {
    if (told + held === 0) continue;
    const campaign: Campaign = { kind: cart ? 'cart' : 'flow', id };
    const sides = [sideOf(arms, keyOf(campaign), 'shown', told, ofDays), sideOf(arms, keyOf(campaign), 'held', held, ofDays)] as const;
    add(campaign, { reached: told, lift: liftOf(...sides) });
  }
  for (const { rule, shown, held } of (await proactiveReport(store, begin, end)).rules)
    add({ kind: 'proactive', id: rule }, { reached: shown.people, clicked: shown.opened, lift: proactiveLift(shown, held) });
  return [...rows.values()].sort((a, b) => b.orders.count - a.orders.count || b.reached - a.reached || (a.key < b.key ? -1 : 1));
}

/** Compares the visitors who were shown a rule with those who were not. */
export function proactiveLift(shown: ProactiveSide, held: ProactiveSide): Lift | null {
  const side = ({ people, buyers, revenue, squares }: ProactiveSide): Side => ({
    people,
    ordered: buyers,
    money: Object.fromEntries(Object.entries(revenue).map(([currency, sum]) => [currency, { sum, squares: squares[currency] ?? 0 }])),
  });
  return liftOf(side(shown), side(held));
}
