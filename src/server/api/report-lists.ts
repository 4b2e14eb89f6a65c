/** Routes of the lists behind what came of coupons and of speaking first: who got what, and how it stands. */
import { z } from 'zod';
import { conversationId } from '../../message.ts';
import { counts, couponState, couponStates } from '../../reports/coupon-figures.ts';
import { longestPeriod, type Reports } from '../../reports/reports.ts';
import { endOfCode } from '../../shop/coupon-code.ts';
import { anybody } from '../../shop/orders/coupons.ts';
import { coupons, orders } from '../../shop/shop.ts';
import { contacts, conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { has } from './caller.ts';
import * as examples from './examples/report-lists.ts';
import { listedIn } from './listed-in.ts';
import { asked, money, range } from './report-shapes.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const count = z.number().int();
const couponRow = z.object({
  campaign: z.string().meta(about('Rule of the settings, or `broadcast:ID`', '设置里的规则名，或 `broadcast:编号`')),
  name: z.string(),
  issued: count.meta(about('Issued in these days; a code for anybody counts by its uses', '这些天里发出的张数；公共优惠码按使用次数计')),
  open: count.meta(about('Of them still to be used', '其中还能用的')),
  voided: count.meta(about('Of them voided', '其中已作废的')),
  expired: count.meta(about('Of them out of date, unused', '其中没用就过期的')),
  used: count.meta(about('Used in these days, whenever they were issued', '这些天里用掉的，不论何时发出')),
  revenue: z.array(money).meta(about('Of the orders in which they were used, without those that were undone', '用券订单的金额，不含已取消、退货、退款的')),
  cost: money.meta(about('What their use took off', '因此优惠掉的金额')),
});
const couponItem = z.object({
  id: z.string(),
  code: z.string().meta(about('Its last 4 characters alone without the permission `coupons`', '没有 `coupons` 权限时只有最后 4 位')),
  campaign: z.string(),
  name: z.string(),
  contact: z.string().optional().meta(about('Who got it; none: a code for anybody', '发给谁；没有则为公共优惠码')),
  customer: z.string().optional().meta(about('Their name', '顾客姓名')),
  state: z.enum(couponStates),
  issued: count,
  until: count,
  used: count.optional(),
  order: z.string().optional(),
  money: money.optional().meta(about('Amount of the order', '订单金额')),
});
const momentItem = z.object({
  id: z.string(),
  at: count,
  rule: z.string(),
  about: z.string().meta(about('Id of the product, or path of the page', '商品编号，或页面路径')),
  held: z.boolean().meta(about('Nothing was shown, for comparison', '留作对照，没有展示')),
  opened: count.optional(),
  dismissed: count.optional(),
  answered: count.optional(),
  conversation: z.string().optional().meta(about('Their conversation, if they ever wrote', '他们的对话，说过话才有')),
  customer: z.string().optional().meta(about('Their name', '顾客姓名')),
});
const badPeriod = () =>
  refuse(422, 'invalid', `query: \`from\` has to be before \`to\`, both days as 2026-11-30 or epoch ms, at most ${longestPeriod} days apart`, 'from');
const badCursor = () => refuse(422, 'invalid', 'query: `cursor` is none that this list gave', 'cursor');

/** Creates the routes. */
export function reportListRoutes(reports: Reports, store: Store, now: () => number): Route[] {
  const namesOf = async (ids: readonly string[]) =>
    new Map((await store.collection(contacts).getMany([...new Set(ids)])).flatMap(({ _id, name }) => (name === undefined ? [] : [[_id, name] as const])));
  return [
    route({
      method: 'get',
      path: '/reports/coupons',
      summary: {
        en: 'What came of coupons, for each rule and broadcast: issued, used, bought with them',
        zh: '优惠券的效果，按规则和群发：发出、用掉、带来的金额',
      },
      example: examples.couponFigures,
      query: z.object(asked),
      response: z.object({
        range,
        rows: z.array(couponRow),
        complete: z.boolean().meta(about('False when there were more coupons than are counted at once', '券太多、没有数完时为 false')),
      }),
      handle: async ({ query }) => {
        const period = reports.period(query.from, query.to);
        return period ? ok(await reports.coupons(period)) : badPeriod();
      },
    }),
    route({
      method: 'get',
      path: '/reports/coupons/list',
      summary: { en: 'Who got which coupon, and how it stands: the newest first', zh: '谁拿到哪张券、现在什么状态，新的在前' },
      example: examples.couponList,
      query: z.object({
        ...asked,
        campaign: z.string().max(300).optional().meta(about('Only of this rule, or `broadcast:ID`', '只看这条规则，或 `broadcast:编号`')),
        state: z.enum(couponStates).optional().meta(about('Only these; `used`: used in these days', '只看这种状态；`used` 指这些天里用掉的')),
        ...paging,
      }),
      response: listOf(couponItem).extend({ range }),
      handle: async ({ query, by }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const { campaign, state } = query;
        const whole = has(by, 'coupons', false);
        const found = await listedIn(
          store.collection(coupons),
          state === 'used' ? 'usedAt' : 'issuedAt',
          period,
          (row) => counts(row) && (campaign === undefined || row.campaign === campaign) && (state === undefined || couponState(row, now()) === state),
          query,
        );
        if (!found) return badCursor();
        const people = await namesOf(found.items.map(({ contact }) => contact));
        const names = await reports.namesOf(found.items.map((row) => row.campaign));
        const bought = new Map((await store.collection(orders).getMany(found.items.flatMap(({ order }) => order ?? []))).map((row) => [row._id, row]));
        const items = found.items.map((row) => {
          const customer = people.get(row.contact);
          const order = bought.get(row.order ?? '');
          return {
            ...(whole ? { id: row._id, code: row.code } : { id: `${row.issuedAt}${endOfCode(row._id)}`, code: endOfCode(row.code) }),
            campaign: row.campaign,
            name: names.get(row.campaign) ?? row.campaign,
            ...(row.contact !== anybody && { contact: row.contact }),
            ...(customer !== undefined && { customer }),
            state: couponState(row, now()),
            issued: row.issuedAt,
            until: row.until,
            ...(row.usedAt !== undefined && { used: row.usedAt }),
            ...(row.order !== undefined && { order: row.order }),
            ...(order && { money: { amount: order.total, currency: order.currency } }),
          };
        });
        return ok({ range: reports.rangeOf(period), items, ...(found.next !== undefined && { next: found.next }) });
      },
    }),
    route({
      method: 'get',
      path: '/reports/proactive/moments',
      summary: {
        en: 'Visitors who were spoken to first, or held back for comparison, and what they did: the newest first',
        zh: '主动搭话的访客（含留作对照的）和他们的反应，新的在前',
      },
      example: examples.moments,
      query: z.object({
        ...asked,
        rule: z.string().max(200).optional().meta(about('Only this rule', '只看这条规则')),
        side: z.enum(['shown', 'held']).optional().meta(about('Only who was shown it, or held back', '只看展示了的，或留作对照的')),
        did: z.enum(['opened', 'dismissed', 'answered']).optional().meta(about('Only who followed, closed it, or wrote', '只看点开、关掉或说了话的')),
        ...paging,
      }),
      response: listOf(momentItem).extend({ range }),
      handle: async ({ query }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const { rule, side, did } = query;
        const found = await listedIn(
          reports.moments,
          'at',
          period,
          (row) =>
            (rule === undefined || row.rule === rule) &&
            (side === undefined || (row.held === 1) === (side === 'held')) &&
            (did === undefined || row[did] !== undefined),
          query,
        );
        if (!found) return badCursor();
        const talkOf = (visitor: string) => conversationId({ channel: 'webchat', account: 'main', user: visitor });
        const talks = new Map(
          (await store.collection(conversations).getMany([...new Set(found.items.map(({ visitor }) => talkOf(visitor)))])).map((row) => [row._id, row]),
        );
        const people = await namesOf([...talks.values()].map(({ contact }) => contact));
        const items = found.items.map(({ _id, at, visitor, rule: name, about: what, held, opened, dismissed, answered }) => {
          const talk = talks.get(talkOf(visitor));
          const customer = talk && people.get(talk.contact);
          return {
            id: _id,
            at,
            rule: name,
            about: what,
            held: held === 1,
            ...(opened !== undefined && { opened }),
            ...(dismissed !== undefined && { dismissed }),
            ...(answered !== undefined && { answered }),
            ...(talk && { conversation: talk._id }),
            ...(customer !== undefined && { customer }),
          };
        });
        return ok({ range: reports.rangeOf(period), items, ...(found.next !== undefined && { next: found.next }) });
      },
    }),
  ];
}
