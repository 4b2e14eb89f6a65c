/** Notes for the merchant on an account before a broadcast is sent through it: how many it reaches in a day, and what holds the others up. Pure. */
import { type RationUse, rationLeft, tierOf } from '../broadcast/account-ration.ts';
import { type ProviderRules, warmUpMost } from '../broadcast/provider-rules.ts';
import { areAlike } from '../broadcast/text-fingerprint.ts';

export interface AccountNote {
  account: string;
  en: string;
  zh: string;
}

export interface AccountSituation {
  account: string;
  rules: ProviderRules;
  /** Numbers of people that the provider and the merchant grant; undefined for a channel that has no such number. */
  people: { granted?: number; own?: number } | undefined;
  use: RationUse | undefined;
  /** People whom the broadcast would reach through it, and the fingerprints of their texts, each with its number. */
  reachable: number;
  prints: ReadonlyMap<string, number>;
  now: number;
}

const day = 24 * 3_600_000;

export function notesOf(situation: AccountSituation): AccountNote[] {
  const { account } = situation;
  if (situation.reachable === 0) return [];
  const notes = [...peopleNote(situation), ...warmUpNote(situation), ...alikeNote(situation)];
  return notes.map((words) => ({ account, ...words }));
}

type Words = Omit<AccountNote, 'account'>;

function peopleNote({ rules, people, use, reachable, now }: AccountSituation): Words[] {
  if (rules.newPeople === undefined) return [];
  const tier = tierOf(people);
  const most = tier ?? rules.newPeople;
  const left = rationLeft(rules, use, now, tier);
  if (tier === undefined)
    return [
      {
        en: `Meta has not told yet to how many people this number may write first in 24 hours: ${most} are assumed, ${left} of them left. Those who wrote within 24 hours do not count.`,
        zh: `Meta 还没有告知该号码 24 小时内可主动联系多少人，按 ${most} 人计算，还剩 ${left} 人。24 小时内来过消息的顾客不计入。`,
      },
    ];
  if (reachable <= left) return [];
  return [
    {
      en: `This number may write first to ${most} people in 24 hours, ${left} of them left: the others get it later. Those who wrote within 24 hours do not count.`,
      zh: `该号码 24 小时内可主动联系 ${most} 人，还剩 ${left} 人，其余的人会晚些收到。24 小时内来过消息的顾客不计入。`,
    },
  ];
}

function warmUpNote({ rules, use, reachable, now }: AccountSituation): Words[] {
  if (!rules.warmUp) return [];
  const days = use ? Math.floor(Math.max(0, now - use.firstAt) / day) : 0;
  const [most, left] = [warmUpMost(rules, days), rationLeft(rules, use, now)];
  const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const hours = rules.hours && [clock(rules.hours.from), clock(rules.hours.to)];
  const pause = rules.pause && [rules.pause.from / 1_000, rules.pause.to / 1_000];
  const later = reachable > left;
  return [
    {
      en: `An unofficial account sends ${most} promotions today (day ${days + 1} of its warm-up), ${left} of them left${later ? ': the others get it on the days after' : ''}.${hours ? ` They go out from ${hours[0]} to ${hours[1]} of the customer` : ''}${pause ? `, one each ${pause[0]} to ${pause[1]} seconds.` : '.'}`,
      zh: `非官方账号今天最多发 ${most} 条推广（养号第 ${days + 1} 天），还剩 ${left} 条${later ? '，其余的人之后几天收到' : ''}。${hours ? `只在顾客当地 ${hours[0]}–${hours[1]} 发送` : ''}${pause ? `，每条间隔 ${pause[0]}–${pause[1]} 秒。` : '。'}`,
    },
  ];
}

function alikeNote({ rules, prints }: AccountSituation): Words[] {
  const { alike } = rules;
  if (!alike) return [];
  const all = [...prints.values()].reduce((sum, count) => sum + count, 0);
  const largest = Math.max(0, ...[...prints.keys()].map((one) => [...prints].reduce((sum, [other, count]) => sum + (areAlike(one, other) ? count : 0), 0)));
  if (largest <= alike.free || largest / all <= alike.share) return [];
  return [
    {
      en: `${largest} people would get nearly the same text: beyond ${alike.free} in ${alike.hours} hours that may be ${alike.share * 100} % of all at most, so the others wait. Write several versions (ab).`,
      zh: `有 ${largest} 人会收到几乎相同的内容：${alike.hours} 小时内超过 ${alike.free} 条后，相同内容最多占 ${alike.share * 100}%，其余的人要等。请准备几个不同写法的版本（ab）。`,
    },
  ];
}
