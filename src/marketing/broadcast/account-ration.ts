/** The promotions that an account may still send by its provider's ration, counted over the last 24 hours. Pure; the use is kept in a row. */
import { z } from 'zod';
import { type ProviderRules, warmUpMost } from './provider-rules.ts';
import { areAlike } from './text-fingerprint.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Promotions of an account: the first one ever, epoch ms, and how many in each hour of the last day, by the number of the hour; of accounts where nearly
 * the same texts are bounded also how many in an hour had a text of this fingerprint.
 */
export const rationUse = z.object({
  firstAt: z.number(),
  hours: z.array(z.tuple([z.number(), z.number()])),
  texts: z.array(z.tuple([z.number(), z.string(), z.number()])).optional(),
});
export type RationUse = z.infer<typeof rationUse>;

/** The id of the setting that keeps an account's use. */
export function rationSetting(account: string): string {
  return `promotions_sent:${account}`;
}

/** Tells whether the provider rations the account at all. */
export function isRationed(rules: ProviderRules): boolean {
  return rules.newPeople !== undefined || rules.warmUp !== undefined;
}

/** New people in 24 hours: what the provider granted, and no more than the merchant's own bound; undefined: neither is known, and the channel's first tier holds. */
export function tierOf(given: { granted?: number; own?: number } | undefined): number | undefined {
  const first = given?.granted;
  if (first === undefined && given?.own === undefined) return undefined;
  return Math.min(first ?? Number.POSITIVE_INFINITY, given?.own ?? Number.POSITIVE_INFINITY);
}

/** Tells whether one more message takes of the ration: a warm-up counts each, the provider's number of new people those outside of the reply window only. */
export function takesOfRation(rules: ProviderRules, asTemplate: boolean): boolean {
  return rules.warmUp !== undefined || (rules.newPeople !== undefined && asTemplate);
}

/**
 * Number of promotions that the account may still send now; an hour counts until all of it is a day ago. `tier`: new people in 24 hours as the provider
 * granted them to this account. A time in the future, from before the clock was set back, counts as now.
 * @example
 * ```ts
 * import { rationLeft } from './account-ration.ts';
 * rationLeft({ newPeople: 250 }, { firstAt: 0, hours: [[9, 100]] }, 10 * 3_600_000); // => 150
 * rationLeft({ newPeople: 250 }, { firstAt: 0, hours: [[9, 100]] }, 34 * 3_600_000); // => 250
 * ```
 */
export function rationLeft(rules: ProviderRules, use: RationUse | undefined, now: number, tier?: number): number {
  const days = use ? Math.floor(Math.max(0, now - use.firstAt) / day) : 0;
  const most = Math.min(tier ?? rules.newPeople ?? Number.POSITIVE_INFINITY, warmUpMost(rules, days));
  const sent = recent(use, now).reduce((sum, [, count]) => sum + count, 0);
  return Math.max(0, most - sent);
}

/**
 * Tells whether one more text of this fingerprint would be one too many of nearly the same. `pending`: fingerprints of those that are released but not
 * in the use yet.
 */
export function isOneTooAlike(rules: ProviderRules, use: RationUse | undefined, pending: readonly string[], print: string, now: number): boolean {
  const { alike } = rules;
  if (!alike) return false;
  const since = Math.floor(now / hour) - alike.hours;
  const texts = [...(use?.texts ?? []).filter(([at]) => at >= since), ...pending.map((one): [number, string, number] => [0, one, 1])];
  const all = texts.reduce((sum, [, , count]) => sum + count, 0);
  const same = texts.reduce((sum, [, one, count]) => sum + (areAlike(one, print) ? count : 0), 0);
  return same + 1 > alike.free && (same + 1) / (all + 1) > alike.share;
}

/** The use after `count` more, with the fingerprints of their texts where those are bounded. */
export function rationUsed(use: RationUse | undefined, count: number, now: number, prints: readonly string[] = []): RationUse {
  const at = Math.floor(now / hour);
  const hours = new Map(recent(use, now));
  hours.set(at, (hours.get(at) ?? 0) + count);
  const texts = new Map((use?.texts ?? []).filter(([one]) => one >= at - 24).map(([one, print, many]) => [`${Math.min(one, at)} ${print}`, many]));
  for (const print of prints) texts.set(`${at} ${print}`, (texts.get(`${at} ${print}`) ?? 0) + 1);
  return {
    firstAt: Math.min(use?.firstAt ?? now, now),
    hours: [...hours].sort(([a], [b]) => a - b),
    ...(texts.size > 0 && { texts: [...texts].map(([key, many]): [number, string, number] => [Number(key.split(' ')[0]), key.split(' ')[1] ?? '', many]) }),
  };
}

function recent(use: RationUse | undefined, now: number): [number, number][] {
  const at = Math.floor(now / hour);
  const hours = new Map<number, number>();
  for (const [one, count] of use?.hours ?? []) {
    if (one < at - 24) continue;
    hours.set(Math.min(one, at), (hours.get(Math.min(one, at)) ?? 0) + count);
  }
  return [...hours];
}
