/** Draft of a broadcast as a merchant writes it, in JSON or YAML. */
import { z } from 'zod';
import type { Money } from '../../message.ts';
import { minorDigits } from '../../numbers/minor-digits.ts';
import { rule } from '../../text/rule.ts';
import { readEvery } from '../broadcast/recurring.ts';
import { clockMinute, wallClock, zoneModes } from '../broadcast/schedule.ts';

/** Reads a budget: minor units of `home`, or `20 USD`, `99.50 CNY`. Null for what is none. */
export function budgetMoney(written: number | string, home: string): Money | null {
  if (typeof written === 'number') return { amount: written, currency: home };
  const [, digits, currency] = /^(\d{1,7}(?:\.\d{1,3})?) ?([A-Z]{3})$/.exec(written.trim()) ?? [];
  if (digits === undefined || currency === undefined || !Intl.supportedValuesOf('currency').includes(currency)) return null;
  const amount = Number(digits) * 10 ** minorDigits(currency);
  return amount >= 1 && Math.abs(amount - Math.round(amount)) < 1e-6 ? { amount: Math.round(amount), currency } : null;
}

/** One text, or one in each language. */
const words = z.union([
  z.string().trim().min(1).max(4_000),
  z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().min(1).max(4_000)),
]);
export type Words = z.infer<typeof words>;

const url = z.url({ protocol: /^https?$/ }).max(2_000);

const flowName = z.string().trim().min(1).max(100);

const button = z
  .strictObject({ label: words, link: url.optional(), flow: flowName.optional() })
  .refine(({ link, flow }) => link === undefined || flow === undefined, {
    message: rule('a link or a flow, not both', 'link 和 flow 只写一个'),
    path: ['flow'],
  });

const coupon = z
  .strictObject({
    percent: z.number().int().min(1).max(100).optional(),
    /** Main units of the shop's currency, as in flows. */
    amount: z.number().positive().max(1_000_000).optional(),
    free_shipping: z.literal(true).optional(),
    /** A product, by id or SKU, or the words for it. */
    gift: z.string().trim().min(1).max(100).optional(),
    valid: z
      .string()
      .regex(/^[1-9]\d{0,2}[hd]$/, rule('a time such as 7d or 48h', '时间，例如 7d 或 48h'))
      .default('7d'),
  })
  .refine(({ valid: _, ...worth }) => Object.values(worth).filter((one) => one !== undefined).length === 1, {
    message: rule('one of percent, amount, free_shipping and gift', 'percent、amount、free_shipping、gift 只写一个'),
  });
export type CouponDraft = z.infer<typeof coupon>;

/** Names of variants, in the order in which they are written. */
const ab = z.strictObject({
  variants: z
    .record(z.string().regex(/^[A-Za-z0-9_-]{1,20}$/), words)
    .refine((all) => Object.keys(all).length >= 2 && Object.keys(all).length <= 5, rule('two to five variants', '2 到 5 个版本')),
  sample: z.number().min(0.02).max(1).default(0.2),
  after: z
    .string()
    .regex(/^\d{1,3}[mhd]$/, rule('a time such as 4h', '时间，例如 4h'))
    .default('4h'),
  by: z.enum(['replied', 'clicked', 'ordered', 'read']).default('replied'),
});

export const contentSchema = z
  .strictObject({
    text: words.optional(),
    /** Address of a picture, or the name of one of the merchant's own (`dress.jpg`). */
    image: z.string().trim().min(1).max(2_000).optional(),
    /** The same for a video and a file. */
    video: z.string().trim().min(1).max(2_000).optional(),
    file: z.string().trim().min(1).max(2_000).optional(),
    buttons: z.array(button).min(1).max(10).optional(),
    /** Products of the catalogue, by id or SKU. */
    products: z.array(z.string().trim().min(1).max(100)).min(1).max(10).optional(),
    template: z.strictObject({ name: z.string().regex(/^[a-z0-9_]{1,64}$/), params: z.record(z.string().min(1).max(100), words).default({}) }).optional(),
    /** A code of their own for each person, which texts show as `{{ coupon.code }}`. */
    coupon: coupon.optional(),
    /** Flow that answers the reply. */
    flow: flowName.optional(),
    /** Texts by language, instead of `text`. */
    langs: z.record(z.string(), z.strictObject({ text: z.string().trim().min(1).max(4_000) })).optional(),
  })
  .refine(({ text, langs }) => text === undefined || langs === undefined, {
    message: rule('text or langs, not both', 'text 和 langs 只写一个'),
    path: ['langs'],
  });
export type ContentDraft = z.infer<typeof contentSchema>;

export const draftSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    where: z.string().max(2_000).optional(),
    segment: z.string().trim().min(1).max(100).optional(),
    content: contentSchema,
    at: z
      .string()
      .refine(
        (text) => wallClock(text) !== null || clockMinute(text) !== null,
        rule('a day and time such as 2026-12-01 10:00', '日期和时间，例如 2026-12-01 10:00'),
      )
      .optional(),
    every: z
      .string()
      .max(100)
      .refine(
        (text) => readEvery(text) !== null,
        rule(
          'the days on which it comes again: day, week on mon, week on mon, thu, weekdays, month on 1, month on last; the time stands in at',
          '写明哪些日子重复：每天、每周一、每周一、周四、工作日、每月1号、每月最后一天；时间写在 at 里',
        ),
      )
      .optional(),
    until: z
      .string()
      .refine((text) => wallClock(`${text} 00:00`) !== null, rule('the last day, such as 2027-03-31', '最后一天，例如 2027-03-31'))
      .optional(),
    zone: z
      .enum(
        zoneModes.options,
        rule(
          'shop or customer: whose clock counts. The zone of the shop is shop.zone in the config file',
          '只能写 shop 或 customer，表示按谁的时间；店铺时区在配置文件的 shop.zone 里设置',
        ),
      )
      .default('shop'),
    /** Minor units of the shop's currency, or main units with their currency: `20 USD`. */
    budget: z
      .union([
        z.number().int().min(1, rule('more than 0, in cents', '大于 0，单位是分')).max(1_000_000_000),
        z
          .string()
          .trim()
          .refine((text) => budgetMoney(text, '') !== null, rule('an amount such as 20 USD, more than 0', '金额，例如 20 USD，大于 0')),
      ])
      .optional(),
    hold_out: z.number().min(0).max(0.5).default(0),
    ab: ab.optional(),
  })
  .refine(({ where, segment }) => (where === undefined) !== (segment === undefined), {
    message: rule('where (a condition) or segment (the name of a saved one): exactly one of them', 'where（条件）和 segment（已保存的人群）必须且只能写一个'),
    path: ['where'],
  })
  .refine(({ content, ab: test }) => content.text !== undefined || content.langs !== undefined || content.template !== undefined || test !== undefined, {
    message: rule('says nothing: write a text, or a template', '没有内容：请写 text 或 template'),
    path: ['content'],
  })
  .refine(({ at, every }) => at === undefined || every !== undefined || wallClock(at) !== null, {
    message: rule('a day too, such as 2026-12-01 10:00; or every, when it comes again', '还要写日期，例如 2026-12-01 10:00；要重复发送就写 every'),
    path: ['at'],
  })
  .refine(({ at, every }) => every === undefined || at !== undefined, {
    message: rule('needs at, the time of the day: at: 10:00', '还要写 at，也就是几点发：at: 10:00'),
    path: ['every'],
  })
  .refine(({ until, every }) => until === undefined || every !== undefined, {
    message: rule('only together with every', '只能和 every 一起写'),
    path: ['until'],
  });
export type Draft = z.infer<typeof draftSchema>;
