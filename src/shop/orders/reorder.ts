/** The time at which a customer usually buys a product again. Pure; times are epoch ms. */

/** Fewest orders of a product from which an interval of their own can be told. */
export const fewestOrders = 3;

/** Returns the value below which the given share lies, between the two nearest by their distance; `values` must not be empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

export interface Reorder {
  /** Orders of it. */
  times: number;
  /** The customer's own 75th percentile of the time between two orders. */
  usual: number;
  last: number;
  due: number;
}

/** Two orders within this time are one purchase: something was forgotten, or was bought for somebody else too. */
const together = 86_400_000;

/** Returns when it is due, from the times at which one customer ordered one product; undefined for fewer than three purchases. */
export function reorderOf(orderedAt: readonly number[]): Reorder | undefined {
  const times: number[] = [];
  for (const at of orderedAt.toSorted((a, b) => a - b)) if (at - (times.at(-1) ?? Number.NEGATIVE_INFINITY) >= together) times.push(at);
  const last = times.at(-1);
  if (last === undefined || times.length < fewestOrders) return undefined;
  const usual = percentile(
    times.slice(1).map((at, before) => at - (times[before] ?? at)),
    0.75,
  );
  return { times: times.length, usual, last, due: last + usual };
}
