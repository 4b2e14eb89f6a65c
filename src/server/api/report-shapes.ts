/** What the reports answer, and what may be asked of them. */
import { z } from 'zod';
import { about } from './words.ts';

const count = z.number().int();
const share = z.number().min(0).max(1).nullable();
const words = z.object({ en: z.string(), zh: z.string() });
export const money = z.object({
  amount: count.meta(about('Minor units', '最小货币单位')),
  currency: z.string().meta(about('ISO 4217', '货币代码（ISO 4217）')),
});
const sums = z.array(money).meta(about('A sum for each currency; they are never added up', '每种货币一个总数，从不相加'));

/** A day as `2026-11-30` in the zone of the shop, or epoch ms. */
const moment = z.union([
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as 2026-11-30, or epoch ms'),
  z.coerce.number().int().min(0).max(8_640_000_000_000_000),
]);
export const asked = {
  from: moment
    .optional()
    .meta(
      about(
        'First day, as 2026-11-01 in the zone of the shop (or epoch ms); 30 days unless given',
        '第一天，按店铺时区写 2026-11-01（或毫秒时间戳）；不填则为 30 天',
      ),
    ),
  to: moment.optional().meta(about('Last day, included (epoch ms: before it); today unless given', '最后一天，含当天（毫秒时间戳：到此之前）；不填则到今天')),
};

export const range = z
  .object({
    from: z.string().meta(about('First day', '第一天')),
    to: z.string().meta(about('Last day, included', '最后一天，含当天')),
    days: count,
    zone: z.string().meta(about('Zone of the shop, by which days are counted', '店铺时区，按它划分日期')),
  })
  .meta(about('Days that were counted', '统计的日期'));

const firstAnswer = z.object({
  count: count.meta(about('Questions that were answered', '得到回答的次数')),
  median_ms: count.nullable().meta(about('Half were answered faster; within 5 %', '一半比这更快；误差 5% 以内')),
  p90_ms: count.nullable().meta(about('Nine of ten were answered faster', '九成比这更快')),
});
export const csat = z.object({
  count: count.meta(about('Ratings', '评分次数')),
  average: z.number().nullable().meta(about('On a scale of five', '折算成五分制的平均分')),
  satisfied: share.meta(about('Share of four and five of five', '四分和五分所占比例')),
});
export const earned = z.object({
  count: count.meta(about('Orders that count for something that the shop sent', '算在店铺所发内容上的订单')),
  by: z.object({ coupon: count, click: count, delivery: count }).meta(about('Why they count', '为什么算')),
  revenue: sums,
});
export const figures = z.object({
  conversations: count.meta(about('A customer who writes in a channel on a day is one', '一位顾客一天在一个渠道里说了话，算一次')),
  solved: count.meta(about('Solved without a person', '没有人工、机器人解决的')),
  with_person: count.meta(about('A person was asked for or answered', '转了人工或人工回复过的')),
  unsolved: count.meta(about('No person, and a question that nothing answered, or no answer at all', '没有人工，但有没答上来的问题或没有回复')),
  containment: share.meta(about('`solved` of `conversations`; null without conversations', '`solved` 占 `conversations` 的比例；没有对话时为 null')),
  handoffs: count.meta(about('Times that a person was asked for or took over', '转人工的次数')),
  handoff_causes: z
    .record(z.string(), count)
    .meta(
      about(
        'asked: the customer wanted one; not_understood; staff: took it by themselves; flow NAME: a step of it',
        'asked 顾客要求；not_understood 没听懂；staff 同事主动接手；flow 名称：流程里的步骤',
      ),
    ),
  unanswered: count.meta(about('Questions that nothing answered', '没能回答的问题')),
  first_answer: z.object({ bot: firstAnswer, person: firstAnswer }),
  csat,
  messages: z.object({ in: count, bot: count, person: count }),
  orders: earned,
  spent: z.object({
    messages: sums.meta(about('What providers charge for messages, by the price table', '渠道商按价目表收取的消息费')),
    unpriced: count.meta(about('Messages whose price is unknown', '价格未知的消息数')),
    models: sums.meta(about('What models charged', '模型费用')),
  }),
  saved: z.object({
    minutes: z
      .number()
      .meta(about('Minutes of a person, at reports.minutes for each solved conversation', '省下的人工分钟数：每次机器人解决的对话按 reports.minutes 算')),
    money: money.nullable().meta(about('At reports.wage an hour; null unless it is set', '按 reports.wage 每小时折算；没有设置则为 null')),
  }),
});

export const lift = z.object({
  people: z.object({ shown: count, held: count }),
  ordered: z.object({ shown: count, held: count }).meta(about('People who ordered within seven days', '七天内下单的人数')),
  difference: z
    .object({ value: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .meta(about('Difference of the shares that ordered, with its 95 % interval; -1 to 1', '两边下单比例之差和 95% 区间，-1 到 1')),
  recovered: z
    .array(z.object({ currency: z.string(), amount: count, low: count, high: count }))
    .meta(about('Revenue that would not have come without it, with its 95 % interval, minor units', '没有它就不会有的销售额和 95% 区间，最小货币单位')),
  enough: z.boolean().meta(about('False: too few people to tell', 'false：人数太少，看不出来')),
  words,
});
export const campaignKinds = ['broadcast', 'flow', 'cart', 'proactive', 'coupon'] as const;
const campaign = z.object({
  key: z.string().meta(about('`KIND:ID`', '`类型:编号`')),
  kind: z.enum(campaignKinds),
  id: z.string(),
  name: z.string(),
});
export const campaignRow = campaign.extend({
  reached: count.meta(about('People who got it, each day counted', '收到的人，按天计')),
  clicked: count.nullable().meta(about('Null where nothing counts clicks', '无法统计点击时为 null')),
  orders: earned,
  spent: sums,
  lift: lift.nullable().meta(about('Against the people of the hold-out; null without one', '与留作对照的人相比；没有对照则为 null')),
});
export const flowRow = z.object({
  flow: z.string(),
  conversations: count.meta(about('Conversations in which a step of it ran', '执行过它的步骤的对话')),
  started: count.meta(about('Times that it began', '开始次数')),
  solved: count,
  with_person: count,
  containment: share,
  handoffs: count,
  csat,
  told: count.meta(about('Conversations that it wrote to first, with a promotion', '它主动推广的对话数')),
  held: count.meta(about('Of the hold-out', '留作对照的对话数')),
  orders: earned,
});
export const orderRow = z.object({
  order: z.string(),
  placed_at: count,
  day: z.string(),
  money,
  campaign,
  by: z.enum(['coupon', 'click', 'delivery']),
  touched_at: count.nullable().meta(about('When the click or delivery was', '点击或送达的时间')),
  coupon: z.string().optional(),
  channel: z.string().optional(),
  why: words.meta(about('Why the order counts, in words', '为什么算，用一句话说明')),
});

export const keyed = <T extends z.ZodType>(shape: T) =>
  z.object({
    key: z.string().meta(about('Day, channel, flow or `KIND:ID` of a campaign', '日期、渠道、流程或活动的 `类型:编号`')),
    name: z.string(),
    figures: shape,
  });
