/** Broadcasts, recipients and reports as the API shows them. */
import { z } from 'zod';
import { nextOccurrences } from '../../marketing/broadcast/recurring.ts';
import { type BroadcastRow, broadcastStates, type RecipientRow, recipientStates } from '../../marketing/broadcast/rows.ts';
import { wallText } from '../../marketing/broadcast/schedule.ts';
import { repeatsOf } from '../../marketing/content/repeats.ts';
import { moneyOf } from '../../marketing/report/cost.ts';
import { priceOf } from '../../marketing/report/prices.ts';
import { reasonText } from '../../marketing/report/recipient-lists.ts';
import { pricedAt } from '../../marketing/report/spent.ts';
import { about } from './words.ts';

const reasonWords = z
  .record(z.string(), z.object({ en: z.string(), zh: z.string() }))
  .optional()
  .meta(about('Each reason in words', '每个原因用文字说明'));
const reasons = z.record(z.string(), z.number()).meta(about('How many, by reason', '按原因计数'));
export const shape = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(broadcastStates),
  why: z.string().optional().meta(about('Why it rests', '暂停的原因')),
  detail: z.string().optional(),
  draft: z.record(z.string(), z.unknown()),
  series: z
    .object({ of: z.string(), n: z.number() })
    .optional()
    .meta(about('Recurring broadcast that it is an occurrence of, and its number', '所属的重复群发和第几次')),
  next: z
    .array(z.object({ at: z.number(), wall: z.string(), zone: z.string() }))
    .optional()
    .meta(about('Of one that comes again: its next three times, by the clock of `zone`', '重复群发接下来的三次，按 `zone` 的钟点')),
  created: z.number(),
  start: z.number().optional().meta(about('When it begins for the first of them', '最早开始发送的时间')),
  started: z.number().optional(),
  ended: z.number().optional(),
});
export const recipient = z.object({
  contact: z.string(),
  name: z.string().optional(),
  why: z.object({ en: z.string(), zh: z.string() }).optional().meta(about('The reason in words', '用文字说明的原因')),
  conversation: z.string().optional(),
  state: z.enum(recipientStates),
  reason: z.string().optional(),
  detail: z.string().optional(),
  variant: z.string().optional(),
  at: z.number(),
  sent: z.number().optional(),
  cost: z
    .object({ amount: z.number(), currency: z.string() })
    .optional()
    .meta(
      about('By the price table, rounded up to minor units; left out where no price is known', '按价目表计算，向上取整到最小货币单位；不知道价格时没有这一项'),
    ),
});
const variantReport = z.object({
  variant: z.string(),
  won: z.boolean(),
  planned: z.number(),
  sent: z.number(),
  delivered: z.number().nullable(),
  read: z.number().nullable(),
  replied: z.number(),
  clicked: z.number(),
  ordered: z.number(),
  revenue: z.array(z.object({ amount: z.number(), currency: z.string() })),
});
export const report = z.object({
  state: z.enum(broadcastStates),
  planned: z.number(),
  excluded: reasons,
  words: reasonWords,
  pending: z.number(),
  sent: z.number(),
  delivered: z.number().nullable().meta(about('Null where no channel reports it', '渠道没有回执时为 null')),
  read: z.number().nullable(),
  replied: z.number(),
  clicked: z.number(),
  ordered: z.number(),
  revenue: z
    .array(z.object({ amount: z.number(), currency: z.string() }))
    .meta(about('What those orders brought, minor units', '这些订单的金额，最小货币单位')),
  ordered_by: z
    .object({ coupon: z.number(), click: z.number(), delivery: z.number() })
    .meta(
      about(
        'Why they count: its coupon, a click within 7 days before, it was received within 24 hours before',
        '为什么算：用了它的优惠码、下单前 7 天内点过、下单前 24 小时内收到',
      ),
    ),
  opted_out: z.number(),
  failed: reasons,
  passing: z.number().meta(about('How many of the failed can be sent to again (`/retry`)', '失败的里面有多少可以重发（`/retry`）')),
  unknown: z.number().meta(about('May have arrived; never sent again by itself', '可能已送达；不会自动重发')),
  stopped: z.number(),
  cost: z.array(z.object({ amount: z.number(), currency: z.string() })).meta(about('By the price table, minor units', '按价目表计算，最小货币单位')),
  unpriced: z.record(z.string(), z.number()).meta(about('Messages whose price is not known', '不知道价格的消息数')),
  variants: z.array(variantReport).optional().meta(about('Each of the texts that were tried', '试过的每个版本')),
});
export const shown = z.object({
  count: z.number().meta(about('People whom the condition names', '符合条件的人数')),
  reachable: z.number().meta(about('Those of them who agreed and can be written to', '其中同意接收且能联系上的人数')),
  byChannel: z.record(z.string(), z.number()),
  forms: z.record(z.string(), z.array(z.string())).meta(about('What one of them would see on each channel that is on', '其中一位在每个已开通渠道上看到的样子')),
  later: z.number().meta(about('Of those: people who get it later, after quiet hours', '其中因免打扰时间而稍后收到的人数')),
  excluded: reasons,
  words: reasonWords,
  cost: z.object({
    sums: z.array(z.object({ amount: z.number(), currency: z.string() })).meta(about('By the price table, minor units', '按价目表计算，最小货币单位')),
    unknown: z.record(z.string(), z.number()).meta(about('Messages whose price is not known', '不知道价格的消息数')),
  }),
  warnings: z
    .array(z.object({ account: z.string().optional(), en: z.string(), zh: z.string() }))
    .meta(about('What to know before it starts', '开始之前需要知道的事')),
  next: shape.shape.next,
  examples: z.array(
    z.object({
      contact: z.string(),
      name: z.string().optional(),
      channel: z.string(),
      lang: z.string(),
      variant: z.string().optional(),
      shown: z.array(z.string()),
    }),
  ),
});

/** `shopZone`: IANA zone of the shop, by whose clock recurring times are told. */
export function shapeOf(row: BroadcastRow, shopZone: string, now: number): z.input<typeof shape> {
  const { _id, name, state, why, detail, draft: written, createdAt, startAt, startedAt, endedAt, series } = row;
  const next = coming(row, shopZone, now);
  return {
    id: _id,
    name,
    state,
    ...(why !== undefined && { why }),
    ...(detail !== undefined && { detail }),
    draft: z.record(z.string(), z.unknown()).catch({}).parse(written),
    ...(series && { series }),
    ...(next.length > 0 && { next }),
    created: createdAt,
    ...(startAt !== undefined && { start: startAt }),
    ...(startedAt !== undefined && { started: startedAt }),
    ...(endedAt !== undefined && { ended: endedAt }),
  };
}

/** The next three times of one that comes again and is not over. */
function coming({ state, draft: written }: BroadcastRow, shopZone: string, now: number): NonNullable<z.input<typeof shape>['next']> {
  const repeats = state === 'stopped' || state === 'completed' ? null : repeatsOf(written, shopZone);
  if (!repeats) return [];
  const zone = repeats.zone === 'customer' ? 'customer' : shopZone;
  return nextOccurrences(repeats, now, 3).map(({ at, wall }) => ({ at, wall: wallText(wall), zone }));
}

/** States in which the provider has taken the message, or may have. */
const chargedFor: ReadonlySet<string> = new Set(['sent', 'delivered', 'read', 'unknown']);

export function recipientShape({ contact, conversation, state, reason, detail, variant, at, sentAt }: RecipientRow, name?: string): z.input<typeof recipient> {
  const price = conversation !== undefined && chargedFor.has(state) ? priceOf(pricedAt(conversation, sentAt ?? at)) : undefined;
  const cost = price?.known ? moneyOf(price.micros, price.currency) : undefined;
  return {
    contact,
    state,
    at,
    ...(conversation !== undefined && { conversation }),
    ...(name !== undefined && { name }),
    ...(reason !== undefined && reason !== null && { reason, why: { en: reasonText(reason, 'en'), zh: reasonText(reason, 'zh') } }),
    ...(detail !== undefined && detail !== null && { detail }),
    ...(variant !== undefined && { variant }),
    ...(sentAt !== undefined && { sent: sentAt }),
    ...(cost && { cost }),
  };
}
