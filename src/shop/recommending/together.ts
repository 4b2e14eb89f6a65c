/**
 * What is bought together. A pair counts when it is bought together more often than chance lets two products of their sales meet: the test is Dunning's
 * log-likelihood ratio ("Accurate Methods for the Statistics of Surprise and Coincidence", 1993), which holds for small counts too.
 */
import type { Sliced } from '../../event-loop/slices.ts';
import type { Purchases } from './purchases.ts';

/** Another product, by its place. */
export interface Pair {
  place: number;
  score: number;
}

/** Least log-likelihood ratio: chance alone reaches it once in 100 pairs (chi squared, one degree of freedom). */
const leastRatio = 6.63;
/** Least number of different customers behind a pair: what one person bought is nobody else's business. */
const leastCustomers = 2;
/** Pairs of few customers count less: one of this many counts half. */
const doubt = 3;

const xLogX = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/** Returns the log-likelihood ratio of two things that happen `a` and `b` times among `all`, and `both` times at once. */
export function likelihoodRatio(both: number, a: number, b: number, all: number): number {
  const [onlyA, onlyB, none] = [a - both, b - both, all - a - b + both];
  const cells = xLogX(both) + xLogX(onlyA) + xLogX(onlyB) + xLogX(none);
  const sides = xLogX(a) + xLogX(all - a) + xLogX(b) + xLogX(all - b);
  return Math.max(0, 2 * (cells - sides + xLogX(all)));
}

/** Most products of one customer that count, the latest first. */
const mostOfCustomer = 60;

/** Returns one basket for each customer, of all that they bought. */
export function ofCustomers({ items, ends, customers, times }: Purchases): Purchases {
  const latestFirst = Array.from(ends.keys()).sort((a, b) => customers[a]! - customers[b]! || times[b]! - times[a]!);
  const [all, stops, whose, last]: [number[], number[], number[], number[]] = [[], [], [], []];
  let own = new Set<number>();
  for (const [n, basket] of latestFirst.entries()) {
    if (own.size === 0) last.push(times[basket]!);
    for (let at = basket === 0 ? 0 : ends[basket - 1]!; at < ends[basket]!; at++) if (own.size < mostOfCustomer) own.add(items[at]!);
    const next = latestFirst[n + 1];
    if (next !== undefined && customers[next] === customers[basket]) continue;
    all.push(...own);
    stops.push(all.length);
    whose.push(customers[basket]!);
    own = new Set();
  }
  return { items: Int32Array.from(all), ends: Int32Array.from(stops), customers: Int32Array.from(whose), times: Float64Array.from(last) };
}

/** The baskets of each product, those of one customer side by side. */
function basketsOf({ items, ends, customers }: Purchases, count: number): { first: Int32Array; baskets: Int32Array } {
  const first = new Int32Array(count + 1);
  for (const item of items) first[item + 1]!++;
  for (let n = 0; n < count; n++) first[n + 1]! += first[n]!;
  const next = first.slice();
  const baskets = new Int32Array(items.length);
  const byCustomer = Array.from(ends.keys()).sort((a, b) => customers[a]! - customers[b]!);
  for (const basket of byCustomer) {
    for (let at = basket === 0 ? 0 : ends[basket - 1]!; at < ends[basket]!; at++) baskets[next[items[at]!]!++] = basket;
  }
  return { first, baskets };
}

/** Returns for each of `count` products the `most` others that are bought together with it beyond chance, the best first. */
export function* pairing(purchases: Purchases, count: number, most: number): Sliced<Pair[][]> {
  const { items, ends, customers } = purchases;
  const { first, baskets } = basketsOf(purchases, count);
  const all = ends.length;
  const sales = (place: number): number => first[place + 1]! - first[place]!;
  const [both, people, lastOf] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const found: Pair[][] = [];
  for (let place = 0; place < count; place++) {
    const seen: number[] = [];
    for (let n = first[place]!; n < first[place + 1]!; n++) {
      const basket = baskets[n]!;
      const customer = customers[basket]! + 1;
      for (let at = basket === 0 ? 0 : ends[basket - 1]!; at < ends[basket]!; at++) {
        const other = items[at]!;
        if (other === place) continue;
        if (both[other]!++ === 0) seen.push(other);
        if (lastOf[other] === customer) continue;
        lastOf[other] = customer;
        people[other]!++;
      }
    }
    const pairs: Pair[] = [];
    for (const other of seen) {
      const [met, a, b] = [both[other]!, sales(place), sales(other)];
      if (people[other]! >= leastCustomers && met * all > a * b && likelihoodRatio(met, a, b, all) >= leastRatio)
        pairs.push({ place: other, score: scoreOf(met, a) });
      both[other] = people[other] = lastOf[other] = 0;
    }
    found.push(pairs.sort((x, y) => y.score - x.score || x.place - y.place).slice(0, most));
    if (place % 16 === 15) yield;
  }
  return found;
}

/** Share of those who buy the one that buy the other too, less where few stand behind it. */
function scoreOf(met: number, sales: number): number {
  return (met / sales) * (met / (met + doubt));
}
