/** The sums of a day with an order more or less. Pure. */
import type { Why } from './credit.ts';
import { keyOf } from './credit.ts';
import type { ArmSum, CreditRow, CreditSum, OrderDayRow } from './rows.ts';

export const emptyDay = (day: string): OrderDayRow => ({ _id: day, v: 0, sums: [], arms: {} });

/** Returns the day with `after` in the place of `before`; either may be missing. `others`: what else counts of the same person, on any day. */
export function withCredit(day: OrderDayRow, before: CreditRow | null, after: CreditRow | null, others: readonly CreditRow[]): OrderDayRow {
  const next = structuredClone(day);
  if (before) change(next, before, -1, others);
  if (after) change(next, after, 1, others);
  next.sums = next.sums.filter(({ by }) => Object.values(by).some((count) => count > 0));
  return next;
}

function change(day: OrderDayRow, row: CreditRow, sign: 1 | -1, others: readonly CreditRow[]): void {
  if (row.campaign && row.by) addSum(day.sums, row, row.campaign, row.by, sign);
  for (const { campaign, side, day: touched } of row.arms) {
    const key = `${campaign}@${touched}`;
    const both = day.arms[key] ?? { shown: emptyArm(), held: emptyArm() };
    day.arms[key] = both;
    const arm = both[side];
    const same = others.filter(({ arms }) => arms.some((one) => one.campaign === campaign && one.day === touched && one.side === side));
    if (same.length === 0) arm.people += sign;
    // A square of what the person spent in all, so that two orders of one person are not two people.
    const rest = same.filter(({ currency }) => currency === row.currency).reduce((sum, { amount }) => sum + amount, 0);
    const money = arm.money[row.currency] ?? { sum: 0, squares: 0 };
    arm.money[row.currency] = { sum: money.sum + sign * row.amount, squares: money.squares + sign * ((rest + row.amount) ** 2 - rest ** 2) };
  }
}

const emptyArm = (): ArmSum => ({ people: 0, money: {} });

function addSum(sums: CreditSum[], { channel = '', currency, amount }: CreditRow, campaign: CreditSum['campaign'], by: Why, sign: 1 | -1): void {
  let sum = sums.find((one) => keyOf(one.campaign) === keyOf(campaign) && one.channel === channel);
  if (!sum) {
    sum = { campaign, channel, by: { coupon: 0, click: 0, delivery: 0 }, money: {} };
    sums.push(sum);
  }
  sum.by[by] += sign;
  sum.money[currency] = (sum.money[currency] ?? 0) + sign * amount;
  if (sum.money[currency] === 0) delete sum.money[currency];
}
