/** Draft of a broadcast as a merchant writes it, in JSON or YAML. */
import { z } from 'zod';
import { rule } from '../../text/rule.ts';
import { wallClock, zoneModes } from '../broadcast/schedule.ts';

/** One text, or one in each language. */
const words = z.union([
  z.string().trim().min(1).max(4_000),
  z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().min(1).max(4_000)),
]);
export type Words = z.infer<typeof words>;

const url = z.url({ protocol: /^https?$/ }).max(2_000);

const button = z.strictObject({ label: words, link: url.optional() });

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
    buttons: z.array(button).min(1).max(10).optional(),
    /** Products of the catalogue, by id or SKU. */
    products: z.array(z.string().trim().min(1).max(100)).min(1).max(10).optional(),
    template: z.strictObject({ name: z.string().regex(/^[a-z0-9_]{1,64}$/), params: z.record(z.string().min(1).max(100), words).default({}) }).optional(),
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
      .refine((text) => wallClock(text) !== null, rule('a day and time such as 2026-12-01 10:00', '日期和时间，例如 2026-12-01 10:00'))
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
    /** Minor units of the shop's currency. */
    budget: z.number().int().min(1, rule('more than 0, in cents', '大于 0，单位是分')).max(1_000_000_000).optional(),
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
  });
export type Draft = z.infer<typeof draftSchema>;
