/** Routes of the carts that were left: as a funnel, and the carts behind each of its numbers. */
import { z } from 'zod';
import { endings } from '../../marketing/carts/ladder-rows.ts';
import { cartStages, countedIn, type FollowedCart, followedCarts, funnelOf } from '../../reports/cart-funnel.ts';
import { longestPeriod, type Reports } from '../../reports/reports.ts';
import { endOfCode } from '../../shop/coupon-code.ts';
import { contacts } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { has } from './caller.ts';
import * as examples from './examples/report-carts.ts';
import { asked, range } from './report-shapes.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const count = z.number().int();
const stage = z.enum(cartStages);
const step = z.enum(['help', 'remind', 'offer', 'alternatives']);
const complete = z.boolean().meta(about('False when there were more carts than are counted at once', '购物车太多、没有数完时为 false'));
const funnel = z.object({
  range,
  left: count.meta(about('Carts that were left in these days', '这些天里没结账就离开的购物车')),
  reminded: count.meta(about('Of them: something was sent about them', '其中发过提醒的')),
  back: count.meta(about('Of those: the customer wrote, changed the cart, or ordered afterwards', '其中提醒之后顾客回来的：说了话、改了购物车或下了单')),
  ordered: count.meta(about('Of those: ordered afterwards', '其中提醒之后下单的')),
  alone: count.meta(about('Of those left: ordered by themselves, before any reminder', '没有提醒就自己下单的')),
  steps: z.array(z.object({ step, carts: count, back: count, ordered: count })).meta(about('By the last step that went out', '按最后发出的一步')),
  endings: z
    .array(z.object({ why: z.enum([...endings, 'open']), carts: count }))
    .meta(about('Of those that were not ordered: why nothing more is sent; `open`: it goes on', '没下单的为什么不再提醒；`open` 表示还在跟进')),
  complete,
});
const item = z.object({
  cart: z.string(),
  contact: z.string().optional(),
  customer: z.string().optional().meta(about('Their name', '顾客姓名')),
  stage,
  left: count,
  sent: z.array(
    z.object({
      do: step,
      at: count,
      coupon: z.string().optional().meta(about('Its last 4 characters alone without the permission `coupons`', '没有 `coupons` 权限时只有最后 4 位')),
    }),
  ),
  why: z.enum(endings).optional(),
  order: z.string().optional(),
  ordered: count.optional(),
});
const badPeriod = () =>
  refuse(422, 'invalid', `query: \`from\` has to be before \`to\`, both days as 2026-11-30 or epoch ms, at most ${longestPeriod} days apart`, 'from');

/** Place in the list: the last that was given. */
const cursorOf = ({ lastLeftAt, cart }: FollowedCart): string => Buffer.from(`${lastLeftAt}~${cart}`).toString('base64url');

/** Creates the routes. */
export function reportCartRoutes(reports: Reports, store: Store): Route[] {
  return [
    route({
      method: 'get',
      path: '/reports/carts',
      summary: {
        en: 'Carts as a funnel: left, reminded of, came back, ordered; by step, and why it ended',
        zh: '购物车漏斗：离开、提醒、回来、下单；按步骤看，以及为什么结束',
      },
      example: examples.cartFunnel,
      query: z.object(asked),
      response: funnel,
      handle: async ({ query }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const found = await followedCarts(store, period.begin, period.end);
        return ok({ range: reports.rangeOf(period), ...funnelOf(found.carts), complete: found.complete });
      },
    }),
    route({
      method: 'get',
      path: '/reports/carts/list',
      summary: { en: 'The carts behind a number of the funnel, the last left first', zh: '漏斗里某个数字背后的购物车，最近离开的在前' },
      example: examples.cartList,
      query: z.object({ ...asked, stage: stage.default('left').meta(about('Number of the funnel', '漏斗里的哪个数字')), ...paging }),
      response: listOf(item).extend({ range, total: count, complete }),
      handle: async ({ query, by }) => {
        const period = reports.period(query.from, query.to);
        if (!period) return badPeriod();
        const whole = has(by, 'coupons', false);
        const found = await followedCarts(store, period.begin, period.end);
        const all = found.carts.filter((one) => countedIn[query.stage].includes(one.stage));
        const at = query.cursor === undefined ? 0 : all.findIndex((one) => cursorOf(one) === query.cursor) + 1;
        if (query.cursor !== undefined && at === 0) return refuse(422, 'invalid', 'query: `cursor` is none that this list gave', 'cursor');
        const some = all.slice(at, at + query.limit);
        const people = new Map(
          (await store.collection(contacts).getMany([...new Set(some.flatMap(({ contact }) => contact ?? []))])).map(({ _id, name }) => [_id, name]),
        );
        const items = some.map(({ cart, contact, stage: reached, leftAt, sent, why, order, orderedAt }) => {
          const customer = people.get(contact ?? '');
          return {
            cart,
            ...(contact !== undefined && { contact }),
            ...(customer !== undefined && { customer }),
            stage: reached,
            left: leftAt,
            sent: sent.map(({ do: done, at: sentAt, coupon }) => ({
              do: done,
              at: sentAt,
              ...(coupon !== undefined && { coupon: whole ? coupon : endOfCode(coupon) }),
            })),
            ...(why && { why }),
            ...(order !== undefined && { order }),
            ...(orderedAt !== undefined && { ordered: orderedAt }),
          };
        });
        const last = some.at(-1);
        const next = last && all.length > at + some.length ? cursorOf(last) : undefined;
        return ok({ range: reports.rangeOf(period), total: all.length, complete: found.complete, items, ...(next !== undefined && { next }) });
      },
    }),
  ];
}
