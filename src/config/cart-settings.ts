/** `carts:` and `coupons:` of the config: how carts come back, and the rules by which coupons are issued. */
import { z } from 'zod';
import { stepKinds } from '../marketing/carts/ladder-rows.ts';
import { minorDigits } from '../numbers/minor-digits.ts';
import { rule } from '../text/rule.ts';
import { about, time } from './setting.ts';

const day = 86_400_000;

const span = (least: number, most: number, said: string, zh: string) => time.refine((ms) => ms >= least && ms <= most, rule(said, zh));

/** Name of a rule: it is part of what is kept of each coupon. */
export const ruleName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, rule('write a name of small letters, such as cart or welcome', '名字请用小写字母，例如 cart、welcome'));

const step = z.strictObject({
  do: about(z.enum(stepKinds), 'help, remind (picture and link) or offer (a coupon of their own)', 'help 问要不要帮忙、remind 带图和链接提醒、offer 送专属券'),
  after: about(span(60_000, 14 * day, 'write a time from 1m to 14d', '时间请写 1m 到 14d'), 'Time after the cart was left', '离开购物车多久以后'),
});

export const cartSettings = z
  .strictObject({
    on: about(
      z.boolean().default(false),
      'Carts that were left come back by these steps (docs/carts.md)',
      '是否按下面的步骤找回没结账的购物车（见 docs/carts.zh-CN.md）',
    ),
    steps: about(
      z
        .array(step)
        .min(1)
        .max(6)
        .refine(
          (steps) => steps.every(({ after }, n) => n === 0 || after > (steps[n - 1]?.after ?? 0)),
          rule('each step comes later than the one before', '后一步的时间要比前一步晚'),
        )
        .prefault([
          { do: 'help', after: '30m' },
          { do: 'remind', after: '4h' },
          { do: 'offer', after: '24h' },
        ]),
      'The steps, in order. Without a coupon the step `offer` is left out',
      '依次的步骤；没有可送的券时跳过 offer',
    ),
    coupon: about(
      ruleName.optional(),
      'Rule under `coupons` of the step `offer`; unset: shop.terms.cart_percent, valid for 48 hours',
      'offer 这一步用 `coupons` 里的哪条规则；不填就用 shop.terms.cart_percent，有效 48 小时',
      'cart',
    ),
    once_in: about(
      span(day, 90 * day, 'write a time from 1d to 90d', '时间请写 1d 到 90d').prefault('7d'),
      'One person is written to about one cart in this time',
      '同一位顾客在这段时间内只为一个购物车联系',
    ),
    sold_out: about(
      z.enum(['end', 'alternatives']).default('end'),
      'When all of a cart has sold out: end, or show up to three products alike',
      '购物车里的全卖完时：end 不再提醒，alternatives 推荐最多三款相近的商品',
    ),
  })
  .prefault({});

const amount = (least: string, zh: string) => z.number(rule(least, zh)).positive(rule(least, zh)).max(1e9, rule(least, zh));
const money = amount('write an amount above 0 in the shop’s currency, such as 50 or 9.90', '请写大于 0 的金额，按店铺货币，例如 50 或 9.90');
const percent = z.number(rule('write a number from 1 to 100, such as 10', '请写 1 到 100 的数字，例如 10')).int().min(1).max(100);

const couponRule = z
  .strictObject({
    percent: about(percent.optional(), 'Percent off', '减百分之几', 10),
    amount: about(money.optional(), 'Amount off, in the shop’s currency', '减多少钱，按店铺货币', 9.9),
    free_shipping: about(z.literal(true).optional(), 'Free shipping', '免运费', true),
    gift: about(z.string().trim().min(1).max(200).optional(), 'A gift: the id of a product, or words for it', '赠品：商品编号或名称', 'tea-towel'),
    minimum: about(money.optional(), 'Smallest order that it is good for', '满多少可用', 50),
    products: about(z.array(z.string().trim().min(1).max(100)).min(1).max(50).optional(), 'SKUs that it is good for; unset: all', '限哪些 SKU；不填不限', [
      'LJ-50',
    ]),
    once: about(z.boolean().default(false), 'One for each person, whatever it is issued for', '每位顾客一共只发一张'),
    valid: about(span(3_600_000, 366 * day, 'write a time from 1h to 366d', '时间请写 1h 到 366d').prefault('7d'), 'Time for which it is valid', '有效期'),
    count: about(z.number().int().min(1).max(10_000_000).optional(), 'Coupons that are issued at most', '最多发几张', 1000),
    budget: about(
      money.optional(),
      'Cost, in the shop’s currency, at which no more are issued: amounts count when they are promised, percents when they are used',
      '花到多少就不再发，按店铺货币：金额券发出时计，百分比券用掉时计',
      5000,
    ),
  })
  .superRefine((written, context) => {
    const worths = [written.percent, written.amount, written.free_shipping, written.gift].filter((one) => one !== undefined);
    if (worths.length !== 1)
      context.addIssue({
        code: 'custom',
        message: rule('write exactly one of percent, amount, free_shipping and gift', 'percent、amount、free_shipping、gift 要写且只写一个'),
      });
  });

export const couponSettings = about(
  z
    .record(ruleName, couponRule)
    .refine((rules) => Object.keys(rules).length <= 100, rule('write at most 100 rules', '最多写 100 条规则'))
    .default({}),
  'Rules by which coupons are issued, by name: flows say coupon.issue with rule: NAME (docs/carts.md)',
  '发优惠券的规则，按名字写：流程里写 coupon.issue 和 rule: 名字（见 docs/carts.zh-CN.md）',
  { cart: { percent: 10, minimum: 50, valid: '48h' } },
);

export type CouponSettings = z.output<typeof couponSettings>;

/** Checks what settings say of each other: the rule that carts name, and amounts in the shop's currency. */
export function checkCoupons(
  { carts, coupons, shop }: { carts: z.output<typeof cartSettings>; coupons: CouponSettings; shop: { currency: string } },
  context: z.RefinementCtx,
): void {
  if (carts.coupon !== undefined && !Object.hasOwn(coupons, carts.coupon))
    context.addIssue({
      code: 'custom',
      path: ['carts', 'coupon'],
      message: rule(`there is no rule "${carts.coupon}" under coupons`, `coupons 里没有“${carts.coupon}”这条规则`),
    });
  const fine = tooFineCoupon(coupons, shop.currency);
  if (fine)
    context.addIssue({
      code: 'custom',
      path: ['coupons', ...fine],
      message: rule('more digits behind the point than the currency has', '小数位数比货币允许的多'),
    });
}

/** Finds an amount with more digits than the currency has; its rule and key. */
function tooFineCoupon(rules: CouponSettings, currency: string): [string, string] | undefined {
  const digits = 10 ** minorDigits(currency);
  for (const [name, written] of Object.entries(rules))
    for (const key of ['amount', 'minimum', 'budget'] as const) {
      const minor = (written[key] ?? 0) * digits;
      if (Math.abs(minor - Math.round(minor)) > 1e-6) return [name, key];
    }
  return undefined;
}
