/** The gain of a campaign against its hold-out, and how sure it is. Pure. */

/** One side: people, those who ordered, and for each currency the sum and the sum of squares of what each person spent, minor units. */
export interface Side {
  people: number;
  ordered: number;
  money: Readonly<Record<string, { sum: number; squares: number }>>;
}

export interface Lift {
  people: { shown: number; held: number };
  ordered: { shown: number; held: number };
  /** Difference of the shares that ordered, with its 95 % interval. */
  difference: { value: number; low: number; high: number } | null;
  /** Revenue that would not have come without it, with its 95 % interval, minor units. */
  recovered: { currency: string; amount: number; low: number; high: number }[];
  /** False: too few people to tell. */
  enough: boolean;
  words: { en: string; zh: string };
}

/** Below these nothing is said: people on each side, and people who ordered on both together. */
export const leastPeople = 100;
export const leastOrdered = 10;
/** Two-sided 95 %. */
const z = 1.959964;

/** Compares both sides; null where nobody was held out. */
export function liftOf(shown: Side, held: Side): Lift | null {
  if (held.people <= 0) return null;
  const people = { shown: shown.people, held: held.people };
  const ordered = { shown: Math.min(shown.ordered, shown.people), held: Math.min(held.ordered, held.people) };
  const difference = shown.people > 0 ? differenceOf(ordered.shown, people.shown, ordered.held, people.held) : null;
  const enough = Math.min(people.shown, people.held) >= leastPeople && ordered.shown + ordered.held >= leastOrdered;
  const recovered = [...new Set([...Object.keys(shown.money), ...Object.keys(held.money)])].sort().flatMap((currency) => {
    const found = recoveredOf(shown, held, currency);
    return found ? [{ currency, ...found }] : [];
  });
  return { people, ordered, difference, recovered, enough, words: wordsOf(people, ordered, difference, enough) };
}

/** Difference of two shares with the interval of Newcombe (1998), method 10: from the Wilson intervals of both, good for few orders too. */
function differenceOf(x1: number, n1: number, x2: number, n2: number): NonNullable<Lift['difference']> {
  const [p1, p2] = [x1 / n1, x2 / n2];
  const [l1, u1] = wilson(p1, n1);
  const [l2, u2] = wilson(p2, n2);
  const value = p1 - p2;
  return { value, low: value - Math.hypot(p1 - l1, u2 - p2), high: value + Math.hypot(u1 - p1, p2 - l2) };
}

/** The interval of Wilson for a share. */
function wilson(p: number, n: number): [low: number, high: number] {
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Difference of what a person spent on average, times the people who got it; interval by the variances of both (Welch). */
function recoveredOf(shown: Side, held: Side, currency: string): { amount: number; low: number; high: number } | undefined {
  if (shown.people < 2 || held.people < 2) return undefined;
  const [a, b] = [shown, held].map(({ people, money }) => {
    const { sum, squares } = money[currency] ?? { sum: 0, squares: 0 };
    const mean = sum / people;
    return { mean, error: Math.max(0, squares - people * mean ** 2) / (people - 1) / people };
  }) as [{ mean: number; error: number }, { mean: number; error: number }];
  const amount = (a.mean - b.mean) * shown.people;
  const half = z * Math.sqrt(a.error + b.error) * shown.people;
  return { amount: Math.round(amount), low: Math.round(amount - half), high: Math.round(amount + half) };
}

function wordsOf(people: Lift['people'], ordered: Lift['ordered'], difference: Lift['difference'], enough: boolean): Lift['words'] {
  if (!enough || !difference)
    return {
      en: `Too few to tell: ${ordered.shown} of ${people.shown} people who got it ordered, and ${ordered.held} of ${people.held} who did not. It takes ${leastPeople} people on each side and ${leastOrdered} who ordered.`,
      zh: `人数太少，看不出来：收到的 ${people.shown} 人里 ${ordered.shown} 人下单，没收到的 ${people.held} 人里 ${ordered.held} 人下单。两边各要 ${leastPeople} 人、合计 ${leastOrdered} 人下单才能比较。`,
    };
  const points = (share: number): string => (share * 100).toFixed(1);
  const of = {
    en: `between ${points(difference.low)} and ${points(difference.high)} points`,
    zh: `${points(difference.low)} 到 ${points(difference.high)} 个百分点`,
  };
  if (difference.low > 0)
    return {
      en: `It brought orders: ${points(difference.value)} of a hundred people more ordered (${of.en}).`,
      zh: `确实带来了订单：每一百人多 ${points(difference.value)} 人下单（${of.zh}）。`,
    };
  if (difference.high < 0)
    return {
      en: `It cost orders: ${points(-difference.value)} of a hundred people fewer ordered (${of.en}).`,
      zh: `反而少了订单：每一百人少 ${points(-difference.value)} 人下单（${of.zh}）。`,
    };
  return {
    en: `No difference that is more than chance (${of.en}).`,
    zh: `差别在偶然范围之内，看不出效果（${of.zh}）。`,
  };
}
