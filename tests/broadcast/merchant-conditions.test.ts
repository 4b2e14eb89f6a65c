/** Conditions as merchants write them, on the rows of a small shop: whom each names was written down before any of them ran. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCollections } from '../../src/app/open-store.ts';
import { People } from '../../src/marketing/audience/people.ts';
import { personsOf } from '../../src/marketing/audience/person-facts.ts';
import { compileSegment } from '../../src/marketing/audience/segment-condition.ts';
import { contacts } from '../../src/store/collections.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { ManualClock } from '../runtime/manual-clock.ts';
import { noon, openSmallShop } from './small-shop.ts';

const options = { currency: 'CNY', zone: 'Asia/Shanghai', lang: 'zh' };
let store: Store;
let people: People;

beforeAll(async () => {
  store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => noon, log: { info() {}, warn() {} } });
  await openSmallShop(store);
  const clock = new ManualClock();
  people = new People({ store, currency: 'CNY', clock: Object.assign(clock, { now: () => noon }) });
});
afterAll(() => store.close());

const compiled = (where: string) => {
  const segment = compileSegment(where, options);
  if (!segment.ok) throw new Error(JSON.stringify(segment.problems));
  return segment;
};

const called = (id: string): string => id.slice(id.lastIndexOf(':') + 1);

const conditions: [where: string, who: string][] = [
  ['everyone', 'ann bo cy di ed fu hi'],
  ['全部', 'ann bo cy di ed fu hi'],
  ['tags contains "vip"', 'ann di fu'],
  ['not (tags contains "vip")', 'bo cy ed hi'],
  ['tags == empty', 'cy ed hi'],
  ['tags contains "生日月"', 'fu'],
  ['(tags | size) > 1', 'ann fu'],
  ['tags contains "vip" and spent > 300 and last_seen < 90d', 'ann'],
  ['tags contains "vip" and spent >= 300', 'ann di'],
  ['spent > 1000', 'ann'],
  ['spent == 0', 'cy ed fu'],
  ['orders > 0', 'ann bo di fu hi'],
  ['orders == 0', 'cy ed'],
  ['orders >= 2', 'ann'],
  ['orders == 1 and spent < 100', 'bo fu hi'],
  ['last_order < 30d', 'ann bo fu hi'],
  ['last_order > 60d', 'di'],
  ['first_order > 100d', 'ann'],
  ['last_order < "2026-11-01"', 'di'],
  ['first_order > "2026-11-15"', 'fu hi'],
  ['last_seen < 7d', 'ann ed fu'],
  ['last_seen > 1y', 'cy'],
  ['last_seen > 90d and last_seen < 180d', 'di'],
  ['joined < 30d', 'bo fu hi'],
  ['joined > "2026-11-20"', 'fu hi'],
  ['lang == "en"', 'ann di hi'],
  ['lang contains "zh"', 'bo cy fu'],
  ['lang != "zh"', 'ann cy di ed hi'],
  ['channels contains "whatsapp-cloud"', 'ann di'],
  ['channels contains "wechat-official" or channels contains "wecom"', 'cy fu'],
  ['source == "poster-7"', 'ann di'],
  ['source contains "ad-"', 'bo'],
  ['source == nil', 'cy ed fu hi'],
  ['products contains "BAG-9"', 'ann di'],
  ['products contains "DR-101"', 'ann bo'],
  ['products contains "DR-101-RED"', 'bo'],
  ['categories contains "dresses"', 'ann bo'],
  ['categories contains "hats" and not (categories contains "dresses")', 'fu hi'],
  ['contact.size == "M"', 'ann'],
  ['contact.size', 'ann bo'],
  ['contact.points > 100', 'ann'],
  ['contact.points == 0', 'ed'],
  ['contact.skin', 'ann di'],
  ['contact.wants_news == true', 'di'],
  ['contact.joined == "x"', ''],
  ['got contains "Summer"', 'ann bo hi'],
  ['got contains "春装" and not (replied contains "春装")', 'ann'],
  ['got contains "0c1" and not (clicked contains "Summer")', 'ann hi'],
  ['clicked contains "Summer"', 'bo'],
  ['replied contains "Summer"', 'ann'],
  ['marketing', 'ann bo ed fu hi'],
  ['marketing == true and channels contains "telegram"', 'ann ed'],
  ['email or phone', 'ann cy di hi'],
  ['phone == "+8613900000004"', 'di'],
  ['zone == "America/New_York"', 'fu'],
  ['(tags contains "vip" or tags contains "new") and lang == "zh"', 'bo fu'],
  ['name matches "^[A-Z]"', 'ann di ed hi'],
];

test.each(conditions)('%s counts %s', async (where, who) => {
  const { examples, count } = await people.count(compiled(where));
  expect(
    examples
      .map(({ id }) => called(id))
      .sort()
      .join(' '),
  ).toBe(who);
  expect(count).toBe(who.split(' ').filter(Boolean).length);
});

test.each(conditions)('%s plans %s', async (where, who) => {
  const segment = compiled(where);
  const page = (await store.collection(contacts).find({ sort: { by: '_id' } })).filter((row) => row.mergedInto === undefined);
  const persons = await personsOf({ store, currency: 'CNY', names: segment.names }, page);
  const named = persons.filter((person) => segment.holds(person, noon)).map(({ id }) => called(id));
  expect(named.sort().join(' ')).toBe(who);
});

test('those who agreed and can be written to are told by channel', async () => {
  expect(await people.count(compiled('everyone'))).toMatchObject({ count: 7, reachable: 4, byChannel: { telegram: 2, webchat: 1, wecom: 1 }, asOf: noon });
});

test.each<[where: string, at: number, en: string, zh: string]>([
  ['tag contains "vip"', 0, 'did you mean "tags"', '是不是“tags”'],
  ['spend > 300', 0, 'did you mean "spent"', '是不是“spent”'],
  ['order_count > 1', 0, 'did you mean "orders"', '是不是“orders”'],
  ['标签 contains "vip"', 0, 'did you mean "tags"', '是不是“tags”'],
  ['vars.size == "M"', 0, 'did you mean "contact"', '是不是“contact”'],
  ['spent > 300元', 8, 'as a plain number, in CNY: 300', '直接写数字'],
  ['orders > 0 and spent > $300', 23, 'as a plain number, in CNY: 300', '直接写数字'],
  ['last_seen < 90', 12, 'write a unit behind 90: 90d', '90 后面要写单位'],
  ['last_seen < 90 days', 12, 'write a unit behind 90: 90d', '90 后面要写单位'],
  ['last_seen < 3months', 12, '"3months" is no time', '“3months”不是时间'],
  ['last_order > "30.11.2026"', 13, 'is no day; write for example "2026-11-01"', '不是日期'],
  ['joined > "2026-02-30"', 9, 'is no day', '不是日期'],
  ['last_seen > yesterday', 12, 'a time such as 90d', '例如 90d'],
  ['last_seen < 90d and tags contains “vip”', 34, '"', '"'],
  ['tags contain "vip"', 5, 'contains', 'contains'],
  ['lang is "en"', 5, '==', '=='],
  ['lang == en', 8, '"en"', '"en"'],
  ['orders > 0 && spent > 3', 11, 'and', 'and'],
  ['orders = 1', 7, '==', '=='],
  ['orders > 1 and spent > 3 or lang == "en"', 0, 'and', 'and'],
  ['last_seen < 90d and tags contains "vip', 34, 'quot', '引号'],
  ['last_buy < 30d', 0, 'did you mean "last_order"', '是不是“last_order”'],
  ['got "summer"', 4, 'contains', 'contains'],
  ['spent > 300 and', 0, 'spent > 300 and', 'spent > 300 and'],
  ['{{ tags }}', 0, '{{', '{{'],
])('%s is refused at %i', (where, at, en, zh) => {
  const segment = compileSegment(where, options);
  if (segment.ok) throw new Error('was taken');
  const [problem] = segment.problems;
  expect({ at: problem?.at, en: problem?.en, zh: problem?.zh }).toEqual({ at, en: expect.stringContaining(en), zh: expect.stringContaining(zh) });
});
