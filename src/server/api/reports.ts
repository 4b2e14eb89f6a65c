/** Routes of the reports: what the program did for the shop, and what that brought. */
import { z } from 'zod';
import { numbers } from '../../reports/behind.ts';
import { keyOf } from '../../reports/credit.ts';
import { outcomeOf } from '../../reports/figures.ts';
import { groupings, longestPeriod, type Reports } from '../../reports/reports.ts';
import type { CreditRow } from '../../reports/rows.ts';
import { whyWords } from '../../reports/why.ts';
import { contacts, conversations } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/reports.ts';
import { listedIn } from './listed-in.ts';
import { asked, campaignRow, csat, earned, figures, flowRow, keyed, lift, money, orderRow, range } from './report-shapes.ts';
import { ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const count = z.number().int();
const by = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .enum(words)
    .default('day' as never)
    .meta(about('What the rows stand for', '每一行代表什么'));
const rowsOf = <T extends z.ZodType>(shape: T) => z.array(keyed(shape));
const side = z.object({
  moments: count.meta(about('Moments at which the rule fitted', '符合规则的次数')),
  people: count.meta(about('Visitors', '访客数')),
  opened: count.meta(about('Followed', '点开')),
  dismissed: count.meta(about('Closed', '关掉')),
  answered: count.meta(about('Wrote within a day', '一天内说了话')),
  ordered: count.meta(about('Ordered within seven days; an order counts for the last moment before it', '七天内下单；一张订单只算给它之前的最后一次')),
  revenue: z.record(z.string(), count).meta(about('Minor units, for each currency', '最小货币单位，按货币分开')),
});

/** Creates the routes of the reports. */
export function reportRoutes(reports: Reports, store: Store): Route[] {
  const within = async <T>(
    query: { from?: string | number | undefined; to?: string | number | undefined },
    answer: (period: NonNullable<ReturnType<Reports['period']>>) => Promise<T>,
  ) => {
    const period = reports.period(query.from, query.to);
    return period ? ok(await answer(period)) : badPeriod();
  };
  return [
    route({
      method: 'get',
      path: '/reports/overview',
      summary: {
        en: 'The shop at a glance: conversations, what was solved without a person, orders, cost; with as many days before, for comparison',
        zh: '总览：对话、没有人工就解决的、带来的订单、花费；附上之前同样天数的数字作比较',
      },
      example: examples.overview,
      query: z.object({ ...asked, by: by(groupings) }),
      response: z.object({ range, total: figures, before: figures.meta(about('As many days before', '之前同样的天数')), rows: rowsOf(figures) }),
      handle: async ({ query }) => within(query, (period) => reports.overview(period, query.by)),
    }),
    route({
      method: 'get',
      path: '/reports/channels',
      summary: { en: 'The same figures for each channel', zh: '按渠道的同样数字' },
      example: examples.channels,
      query: z.object(asked),
      response: z.object({ range, rows: rowsOf(figures) }),
      handle: async ({ query }) => within(query, (period) => reports.channels(period)),
    }),
    route({
      method: 'get',
      path: '/reports/hours',
      summary: { en: 'When customers write: their messages by weekday and hour of the shop', zh: '顾客什么时候来：按星期和钟点统计的顾客消息（店铺时区）' },
      example: examples.hours,
      query: z.object({ ...asked, channel: z.string().max(100).optional().meta(about('Only this channel', '只看这个渠道')) }),
      response: z.object({
        range,
        days: z.array(z.array(count).length(24)).length(7).meta(about('Monday first; 24 counts for each day', '星期一在前；每天 24 个数')),
        total: count.meta(about('Their sum', '总数')),
        without: count.meta(about('Messages of days whose hours were not kept yet', '还没有记录钟点的日子里的消息数')),
      }),
      handle: async ({ query }) => within(query, (period) => reports.hours(period, query.channel)),
    }),
    route({
      method: 'get',
      path: '/reports/flows',
      summary: {
        en: 'What came of each flow: who went through it, what it solved, orders that count for its promotions',
        zh: '每个流程的效果：多少人走过、解决了多少、推广带来的订单',
      },
      example: examples.flows,
      query: z.object(asked),
      response: z.object({ range, rows: z.array(flowRow) }),
      handle: async ({ query }) => within(query, (period) => reports.flows(period)),
    }),
    route({
      method: 'get',
      path: '/reports/campaigns',
      summary: {
        en: 'What came of broadcasts, flows, carts, speaking first and coupons; each order counts for one of them, and a hold-out says what would have come without',
        zh: '群发、流程、购物车提醒、主动搭话和优惠码各带来多少订单；每张订单只算给其中一个，留有对照的还能看出没有它会怎样',
      },
      example: examples.campaigns,
      query: z.object(asked),
      response: z.object({ range, rows: z.array(campaignRow) }),
      handle: async ({ query }) => within(query, (period) => reports.campaigns(period)),
    }),
    route({
      method: 'get',
      path: '/reports/conversations',
      summary: {
        en: 'The conversations behind a number of the reports, the newest day first',
        zh: '报表中某个数字背后的对话，新的一天在前',
      },
      example: examples.behindNumber,
      query: z.object({
        ...asked,
        number: z.enum(numbers).default('conversations').meta(about('Which number', '哪个数字')),
        channel: z.string().max(100).optional().meta(about('Only this channel', '只看这个渠道')),
        cause: z.string().max(200).optional().meta(about('Of `handoffs`: only those with this cause', '转人工时只看这个原因')),
        flow: z.string().max(200).optional().meta(about('Only where a step of this flow ran', '只看执行过这个流程的')),
        ...paging,
        cursor: z.string().max(700).optional().meta(about('Where the page begins: `next` of the page before', '从哪里开始：上一页的 `next`')),
      }),
      response: z.object({
        range,
        since: z.string().meta(about('First day of which conversations are still listed', '还能列出对话的第一天')),
        total: count
          .nullable()
          .meta(about('The number: the sum of `times` of the whole list; null for sums of money', '这个数字：整个列表 `times` 之和；金额类为 null')),
        items: z.array(
          z.object({
            day: z.string(),
            conversation: z.string(),
            contact: z.string().optional(),
            name: z.string().optional(),
            channel: z.string(),
            times: count.meta(about('How often it counts', '计入几次')),
            outcome: z.enum(['solved', 'with_person', 'unsolved']).nullable(),
            messages: z.object({ in: count, bot: count, person: count }),
            scores: z.array(count),
            spent: z.array(money),
          }),
        ),
        next: z.string().optional().meta(about('There is more: `cursor` of the next page', '后面还有：下一页的 `cursor`')),
      }),
      handle: async ({ query }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const { items, ...found } = await reports.behind(period, query, query.cursor, query.limit);
        const known = new Map(
          (await store.collection(conversations).getMany([...new Set(items.map(({ row }) => row.conversation))])).map((one) => [one._id, one]),
        );
        const people = new Map(
          (await store.collection(contacts).getMany([...new Set([...known.values()].map(({ contact }) => contact))])).map((one) => [one._id, one]),
        );
        return ok({
          ...found,
          items: items.map(({ row, times, spent }) => {
            const contact = known.get(row.conversation)?.contact;
            const name = contact === undefined ? undefined : people.get(contact)?.name;
            const outcome = outcomeOf(row);
            return {
              day: row.day,
              conversation: row.conversation,
              ...(contact !== undefined && { contact }),
              ...(name !== undefined && { name }),
              channel: row.channel,
              times,
              outcome: outcome === 'withPerson' ? ('with_person' as const) : (outcome ?? null),
              messages: { in: row.in, bot: row.bot, person: row.person },
              scores: row.scores ?? [],
              spent,
            };
          }),
        });
      },
    }),
    route({
      method: 'get',
      path: '/reports/orders',
      summary: {
        en: 'Orders that count for something that the shop sent, each with the reason, the newest first',
        zh: '算在店铺所发内容上的订单，每张都写明原因，新的在前',
      },
      example: examples.orders,
      query: z.object({
        ...asked,
        by: by(groupings),
        campaign: z.string().max(300).optional().meta(about('Only orders of this campaign, `KIND:ID`', '只看这个活动的订单，`类型:编号`')),
        ...paging,
      }),
      response: z.object({
        range,
        total: earned,
        rows: rowsOf(earned),
        items: z.array(orderRow),
        next: z.string().optional().meta(about('There is more: `cursor` of the next page', '后面还有：下一页的 `cursor`')),
      }),
      handle: async ({ query }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const { campaign } = query;
        const isAsked = (row: CreditRow) => row.campaign !== undefined && row.by !== undefined && (campaign === undefined || keyOf(row.campaign) === campaign);
        const found = await listedIn(reports.credits, 'at', period, isAsked, query);
        if (!found) return refuse(422, 'invalid', 'query: `cursor` is none that this list gave', 'cursor');
        const { items: counted, next } = found;
        const names = await reports.namesOf(counted.flatMap(({ campaign }) => (campaign ? [keyOf(campaign)] : [])));
        const items = counted.flatMap((row) => shownCredit(row, names) ?? []);
        return ok({ ...(await reports.orders(period, query.by)), items, ...(next !== undefined && { next }) });
      },
    }),
    route({
      method: 'get',
      path: '/reports/csat',
      summary: { en: 'How content customers are: ratings and the newest comments', zh: '顾客满意度：评分和最新的评语' },
      example: examples.satisfaction,
      query: z.object({ ...asked, by: by(['day', 'flow', 'channel']) }),
      response: z.object({
        range,
        total: csat,
        scores: z.record(z.string(), count).meta(about('Ratings by score, of five', '各分数的次数，五分制')),
        rows: rowsOf(csat),
        comments: z.array(z.object({ at: count, score: z.number(), scale: count, comment: z.string(), conversation: z.string(), flow: z.string().optional() })),
      }),
      handle: async ({ query }) => within(query, (period) => reports.csat(period, query.by)),
    }),
    route({
      method: 'get',
      path: '/reports/proactive',
      summary: {
        en: 'What came of speaking first, by rule: those who were shown it, and beside them those of the hold-out; the last 30 days unless asked otherwise',
        zh: '主动搭话的效果，按规则：看到的访客，以及留作对照、没有看到的访客；默认最近 30 天',
      },
      example: examples.proactiveFigures,
      query: z.object(asked),
      response: z.object({
        range,
        rules: z.array(
          z.object({
            rule: z.string().meta(about('Name of the rule', '规则的名字')),
            shown: side.meta(about('Visitors who were shown it', '看到的访客')),
            held: side.meta(about('Visitors of the hold-out', '没有看到、留作对照的访客')),
            lift: lift.nullable(),
          }),
        ),
        complete: z.boolean().meta(about('False when there were more moments than are counted at once', '次数太多、没有数完时为 false')),
      }),
      handle: async ({ query }) => within(query, (period) => reports.proactive(period)),
    }),
  ];
}

function badPeriod() {
  return refuse(422, 'invalid', `query: \`from\` has to be before \`to\`, both days as 2026-11-30 or epoch ms, at most ${longestPeriod} days apart`, 'from');
}

function shownCredit(row: CreditRow, names: ReadonlyMap<string, string>): z.input<typeof orderRow> | undefined {
  const { _id: order, at, day, amount, currency, campaign, by, touched, coupon, channel } = row;
  if (!campaign || !by) return undefined;
  const name = names.get(keyOf(campaign)) ?? campaign.id;
  return {
    order,
    placed_at: at,
    day,
    money: { amount, currency },
    campaign: { key: keyOf(campaign), ...campaign, name },
    by,
    touched_at: touched ?? null,
    ...(coupon !== undefined && { coupon }),
    ...(channel !== undefined && { channel }),
    why: whyWords(row, name),
  };
}
