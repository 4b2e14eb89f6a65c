import { expect, test } from 'vitest';
import type { Facts } from './person-facts.ts';
import { compileSegment } from './segment-condition.ts';

const now = Date.UTC(2026, 10, 30, 4);
const days = (count: number): number => now - count * 86_400_000;
const person = (set: Partial<Facts>): Facts => ({
  name: null,
  lang: null,
  email: null,
  phone: null,
  zone: null,
  last_source: null,
  source: null,
  tags: [],
  channels: [],
  products: [],
  categories: [],
  got: [],
  clicked: [],
  replied: [],
  orders: 0,
  spent: { amount: 0, currency: 'CNY' },
  first_order: null,
  last_order: null,
  last_seen: days(1),
  joined: days(1),
  marketing: true,
  contact: {},
  ...set,
});
const people: Record<string, Facts> = {
  ann: person({
    name: 'Ann',
    lang: 'en',
    tags: ['vip', 'size:M'],
    channels: ['telegram'],
    orders: 3,
    spent: { amount: 45_000, currency: 'CNY' },
    first_order: days(400),
    last_order: days(10),
    last_seen: days(2),
    joined: days(500),
    products: ['DR-101'],
    categories: ['dresses'],
    contact: { size: 'M', points: 40 },
  }),
  bo: person({
    name: '博',
    lang: 'zh',
    tags: ['new'],
    channels: ['wechat-official', 'webchat'],
    orders: 1,
    spent: { amount: 9_900, currency: 'CNY' },
    first_order: days(100),
    last_order: days(100),
    last_seen: days(95),
    joined: days(120),
    source: 'poster-7',
    got: ['spring'],
    clicked: ['spring'],
  }),
  cy: person({ lang: 'zh-TW', email: 'cy@example.com', last_seen: days(0.2), joined: days(0.2), marketing: false }),
};
const options = { currency: 'CNY', zone: 'Asia/Shanghai', lang: 'en' };

test.each<[where: string, who: string]>([
  ['everyone', 'ann bo cy'],
  ['所有人', 'ann bo cy'],
  ['tags contains "vip"', 'ann'],
  ['tags contains "vip" and spent > 300 and last_seen < 90d', 'ann'],
  ['spent > 99', 'ann'],
  ['spent >= 99', 'ann bo'],
  ['spent == 0', 'cy'],
  ['orders > 0', 'ann bo'],
  ['orders == 1', 'bo'],
  ['orders >= 1 and orders < 3', 'bo'],
  ['last_seen < 1d', 'cy'],
  ['last_seen < 24h', 'cy'],
  ['last_seen > 90d', 'bo'],
  ['last_order > 90d', 'bo'],
  ['last_order < 2w', 'ann'],
  ['joined > 1y', 'ann'],
  ['joined > "2026-11-01"', 'cy'],
  ['joined < "2026-11-01"', 'ann bo'],
  ['joined < "2026-08-03 12:00"', 'ann bo'],
  ['first_order < "2026-01-01"', 'ann'],
  ['lang == "zh"', 'bo'],
  ['lang contains "zh"', 'bo cy'],
  ['channels contains "webchat"', 'bo'],
  ['source == "poster-7"', 'bo'],
  ['products contains "DR-101"', 'ann'],
  ['categories contains "dresses" or tags contains "new"', 'ann bo'],
  ['contact.size == "M"', 'ann'],
  ['contact.points > 30', 'ann'],
  ['contact.nobody_has_this == "x"', ''],
  ['got contains "spring"', 'bo'],
  ['clicked contains "spring"', 'bo'],
  ['(tags contains "vip" or tags contains "new") and lang == "zh"', 'bo'],
  ['not marketing', 'cy'],
  ['email', 'cy'],
  ['name matches "^A"', 'ann'],
])('%s names "%s"', (where, who) => {
  const segment = compileSegment(where, options);
  if (!segment.ok) throw new Error(JSON.stringify(segment.problems));
  expect(
    Object.keys(people)
      .filter((name) => segment.holds(people[name] ?? person({}), now))
      .join(' '),
  ).toBe(who);
});

test.each<[where: string, at: number, en: RegExp, zh: RegExp]>([
  ['', 0, /^the condition is empty; write everyone/, /^条件是空的/],
  ['  ', 0, /empty/, /空的/],
  ['tag contains "vip"', 0, /^nothing is called "tag", did you mean "tags"\?$/, /^没有“tag”，是不是“tags”？$/],
  ['spent > 3 and vip', 14, /^nothing is called "vip"/, /^没有“vip”/],
  ['last_sen < 90d', 0, /last_seen|not|90d/, /./],
  ['last_seen < 90', 12, /^write a unit behind 90: 90d for days/, /^90 后面要写单位/],
  ['last_seen < 90days', 12, /^"90days" is no time; write for example 12h, 90d/, /^“90days”不是时间/],
  ['joined > "01.11.2026"', 9, /^"01.11.2026" is no day; write for example "2026-11-01"/, /不是日期/],
  ['joined > "2026-02-30"', 9, /no day/, /不是日期/],
  ['spent > ¥300', 8, /^write the amount as a plain number, in CNY: 300$/, /^金额直接写数字，单位是 CNY：300$/],
  ['spent > 300 yuan', 8, /plain number/, /直接写数字/],
  ['spent = 300', 6, /==/, /==/],
  ['orders > 1 && orders < 3', 11, /and/, /and/],
  ['tags contains “vip”', 14, /"/, /"/],
  ['a or b and c', 0, /./, /./],
  ['tags contains "vip', 14, /./, /./],
  ['{{ tags }}', 0, /./, /./],
])('%s is refused at %i', (where, at, en, zh) => {
  const segment = compileSegment(where, options);
  if (segment.ok) throw new Error('was taken');
  const [problem] = segment.problems;
  expect(problem?.en).toMatch(en);
  expect(problem?.zh).toMatch(zh);
  expect(problem?.at).toBe(at);
});
