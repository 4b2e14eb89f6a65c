/** Rules of providers for promotions beyond rate and reply window, as one table. Pure. */
import { parseConversationId } from '../../message.ts';
import type { ContactRow } from '../../store/collections.ts';
import { instantOf, isZone, wallTime } from '../zone-time.ts';
import type { Exclusion } from './rows.ts';

export interface ProviderRules {
  /** Promotions that a person may get in a calendar month, in the shop's zone. `days`: as many as the month has days. */
  monthly?: number | 'days';
  /** Beginnings of phone numbers to which no promotion may be sent. */
  notTo?: readonly string[];
  /** New people that an account may write to in 24 hours. */
  newPeople?: number;
  /** Promotions go out between these minutes of the customer's day only. */
  hours?: { from: number; to: number };
  /** Pause between two promotions, ms: at random between these, as a person would. */
  pause?: { from: number; to: number };
  /** Nearly the same texts: as many as this in `hours`, and of more than that no larger share of all promotions. */
  alike?: { hours: number; free: number; share: number };
  /** Promotions a day, by the days since the account's first one; the last value stays. */
  warmUp?: readonly number[];
}

/** Sources: Official Account 群发 quota (service accounts 4 a month), WeCom 客户群发 (a day's one for each customer since 2025-11-17), WhatsApp: no marketing templates to +1 since 2025-04-01, tiers of the portfolio. */
const table: Readonly<Record<string, ProviderRules>> = {
  'wechat-official': { monthly: 4 },
  wecom: { monthly: 'days' },
  'whatsapp-cloud': { notTo: ['1'], newPeople: 250 },
  'whatsapp-web': {
    hours: { from: 9 * 60, to: 20 * 60 },
    pause: { from: 5_000, to: 15_000 },
    alike: { hours: 24, free: 30, share: 0.5 },
    warmUp: [20, 20, 40, 40, 60, 80, 100, 150, 200],
  },
  wechaty: {
    hours: { from: 9 * 60, to: 20 * 60 },
    pause: { from: 8_000, to: 25_000 },
    alike: { hours: 24, free: 20, share: 0.5 },
    warmUp: [10, 10, 20, 20, 30, 40, 50, 80, 100],
  },
};

/** The rules of a channel; none for one whose provider has none. */
export function rulesOf(channel: string): ProviderRules {
  return table[channel] ?? {};
}

/** Tells why the provider does not allow one more promotion to this person there; undefined when it does. */
export function takesAnother(
  rules: ProviderRules,
  contact: Pick<ContactRow, 'promos'>,
  conversation: string,
  zone: string,
  now: number,
): Exclusion | undefined {
  const user = parseConversationId(conversation)?.user.replace(/\D.*$/, '') ?? '';
  if (rules.notTo?.some((beginning) => user.length >= 11 && user.startsWith(beginning))) return 'not_allowed_there';
  if (rules.monthly === undefined) return undefined;
  const { year, month } = wallTime(now, zone);
  const most = rules.monthly === 'days' ? new Date(Date.UTC(year, month, 0)).getUTCDate() : rules.monthly;
  const inMonth = contact.promos.filter((at) => {
    const then = wallTime(at, zone);
    return then.year === year && then.month === month;
  });
  return inMonth.length >= most ? 'monthly_limit' : undefined;
}

/** Returns when the hours of the channel begin, epoch ms; undefined while they last. */
export function sendingHours({ hours }: ProviderRules, zone: string, now: number): number | undefined {
  if (!hours || !isZone(zone)) return undefined;
  const { minute } = wallTime(now, zone);
  if (minute >= hours.from && minute < hours.to) return undefined;
  return instantOf(now, zone, minute < hours.from ? 0 : 1, hours.from);
}

/** Promotions that an unofficial account may send today, by the days since its first one. */
export function warmUpMost({ warmUp }: ProviderRules, days: number): number {
  return warmUp?.[Math.min(Math.max(0, days), warmUp.length - 1)] ?? Number.POSITIVE_INFINITY;
}
