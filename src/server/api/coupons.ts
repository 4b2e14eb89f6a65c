/** Routes about coupons: the rules, one more for somebody, and taking one back. They are listed with the shop's other rows. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type CouponRule, issueCoupon, voidCoupon, wishBy } from '../../shop/orders/coupons.ts';
import { type CouponRow, couponCounts } from '../../shop/shop.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/coupons.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const money = z.object({ amount: z.number().meta(about('Minor units', '最小货币单位')), currency: z.string() });
const worth = {
  kind: z.enum(['percent', 'fixed', 'free_shipping', 'gift']),
  percent: z.number().optional(),
  money: money.optional(),
  gift: z.string().optional(),
  minimum: money.optional().meta(about('Smallest order that it is good for', '满多少可用')),
  products: z.array(z.string()).optional().meta(about('SKUs that it is good for', '限哪些 SKU')),
};
const ruleShape = z.object({
  name: z.string(),
  ...worth,
  once: z.boolean().meta(about('One for each person', '每位顾客一共只发一张')),
  valid: z.number().meta(about('ms', '毫秒')),
  count: z.number().optional().meta(about('Issued at most', '最多发几张')),
  budget: z.number().optional().meta(about('Cost at which no more are issued, minor units', '花到多少就不再发，最小货币单位')),
  issued: z.number().meta(about('Issued so far; 0 where the rule has no limit', '已发几张；没有上限的规则不计，为 0')),
  promised: z.number(),
  spent: z.number(),
});
const shape = z.object({
  code: z.string(),
  rule: z.string().optional(),
  contact: z.string(),
  ...worth,
  until: z.number(),
  issued: z.number(),
  used: z.number().optional(),
  order: z.string().optional(),
  voided: z.number().optional(),
});

const shapeOf = ({
  code,
  rule,
  contact,
  kind,
  percent,
  money: off,
  gift,
  minimum,
  products,
  until,
  issuedAt,
  usedAt,
  order,
  voidedAt,
}: CouponRow): z.input<typeof shape> => ({
  code,
  ...(rule !== undefined && { rule }),
  contact,
  kind,
  ...(percent !== undefined && { percent }),
  ...(off && { money: off }),
  ...(gift !== undefined && { gift }),
  ...(minimum && { minimum }),
  ...(products && { products }),
  until,
  issued: issuedAt,
  ...(usedAt !== undefined && { used: usedAt }),
  ...(order !== undefined && { order }),
  ...(voidedAt !== undefined && { voided: voidedAt }),
});

export interface CouponRouteParts {
  store: Store;
  rules: ReadonlyMap<string, CouponRule>;
  prefix: string;
  /** The store of the shop has to be told of each. */
  pushes: boolean;
  now(): number;
}

/** Routes about coupons by rules. */
export function couponRoutes({ store, rules, prefix, pushes, now }: CouponRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/coupon-rules',
      summary: { en: 'Rules of coupons in the settings, with what they gave so far', zh: '设置里的优惠券规则，以及各发了多少' },
      example: examples.couponRules,
      response: z.object({ items: z.array(ruleShape) }),
      handle: async () => {
        const counts = new Map((await store.collection(couponCounts).getMany([...rules.keys()])).map((row) => [row._id, row]));
        const items = [...rules].map(([name, { worth: given, valid, once, minimum, products, count, budget }]) => ({
          name,
          ...given,
          once,
          valid,
          ...(minimum && { minimum }),
          ...(products && { products }),
          ...(count !== undefined && { count }),
          ...(budget !== undefined && { budget }),
          issued: counts.get(name)?.issued ?? 0,
          promised: counts.get(name)?.promised ?? 0,
          spent: counts.get(name)?.spent ?? 0,
        }));
        return ok({ items });
      },
    }),
    route({
      method: 'post',
      path: '/coupons',
      summary: { en: 'Issues a coupon to a customer; the same `key` again gives the same one', zh: '给一位顾客发券；同一个 `key` 再发一次得到同一张' },
      example: examples.issueCoupon,
      body: z.strictObject({
        rule: z.string().max(40).meta(about('A rule of the settings', '设置里的规则名')),
        contact: z.string().min(1).max(300).meta(about('Id of the customer', '顾客编号')),
        key: z
          .string()
          .min(1)
          .max(100)
          .meta(about('What it is issued for, such as a ticket: once for each key', '为什么事发的，例如工单号：同一个 key 只发一张')),
      }),
      response: shape,
      handle: async ({ body }) => {
        const rule = rules.get(body.rule);
        if (!rule) return refuse(404, 'not_found', `There is no rule "${body.rule}" under coupons / coupons 里没有“${body.rule}”这条规则`, 'rule');
        if (!(await store.collection(contacts).get(body.contact))) return refuse(404, 'not_found', 'There is no such customer / 没有这位顾客', 'contact');
        const wish = { ...wishBy(body.rule, rule, `api:${body.key}`), contact: body.contact, prefix, isPushed: pushes };
        const issued = await issueCoupon(store, wish, now(), randomBytes);
        if (issued.ok) return ok(shapeOf(issued.coupon), 201);
        const why = {
          exhausted: 'The rule has given all it has / 这条规则的券已发完',
          already_used: 'They have used it / 这张券已经用掉',
          expired: 'It has expired / 这张券已过期',
        };
        return refuse(409, 'conflict', why[issued.code]);
      },
    }),
    route({
      method: 'post',
      path: '/coupons/:code/void',
      summary: {
        en: 'Makes a code worthless here from now on; a store that was told of it has to be told by hand',
        zh: '让一个优惠码在这里从此作废；已同步到店铺系统的，还要到那边停用',
      },
      example: examples.voidCoupon,
      params: z.object({ code: z.string().max(100).meta(about('The code', '优惠码')) }),
      response: shape,
      handle: async ({ params }) => {
        const coupon = await voidCoupon(store, params.code, now());
        if (!coupon) return refuse(404, 'not_found', 'There is no such code / 没有这个优惠码', 'code');
        return coupon.usedAt !== undefined && coupon.voidedAt === undefined
          ? refuse(409, 'conflict', 'It was used already / 这张券已经用掉了')
          : ok(shapeOf(coupon));
      },
    }),
  ];
}
