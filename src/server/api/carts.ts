/** Routes about carts that were left: how far each has come, and why it ended. */
import { z } from 'zod';
import { cartLadders, endings, type LadderRow } from '../../marketing/carts/ladder-rows.ts';
import { endOfCode } from '../../shop/coupon-code.ts';
import type { Store } from '../../store/store.ts';
import { has } from './caller.ts';
import * as examples from './examples/carts.ts';
import { listOf, ok, paging, type Route, route } from './route.ts';
import { about } from './words.ts';

const shape = z.object({
  id: z.string(),
  cart: z.string().meta(about('Id of the cart in the shop', '购物车在店铺系统里的编号')),
  contact: z.string().optional(),
  state: z.enum(['open', 'ended']),
  why: z.enum(endings).optional().meta(about('Why it ended', '为什么结束')),
  started: z.number().meta(about('When the cart was left, epoch ms', '离开购物车的时间，毫秒时间戳')),
  due: z.number().optional().meta(about('When it is looked at next, epoch ms', '下次查看的时间，毫秒时间戳')),
  sent: z
    .array(
      z.object({
        do: z.string(),
        at: z.number(),
        coupon: z.string().optional().meta(about('Its last 4 characters alone without the permission `coupons`', '没有 `coupons` 权限时只有最后 4 位')),
      }),
    )
    .meta(about('Steps that went to the conversation', '已交给对话的步骤')),
  ended: z.number().optional(),
});

const shapeOf = ({ _id, cart, contact, due, why, startedAt, sent, endedAt }: LadderRow, whole: boolean): z.input<typeof shape> => ({
  id: _id,
  cart,
  ...(contact !== undefined && { contact }),
  state: due === undefined ? 'ended' : 'open',
  ...(why && { why }),
  started: startedAt,
  ...(due !== undefined && { due }),
  sent: sent.map(({ coupon, ...step }) => ({ ...step, ...(coupon !== undefined && { coupon: whole ? coupon : endOfCode(coupon) }) })),
  ...(endedAt !== undefined && { ended: endedAt }),
});

/** Routes about the ladders of carts. */
export function cartRoutes(store: Store): Route[] {
  return [
    route({
      method: 'get',
      path: '/carts',
      summary: { en: 'Carts that were left, by id: how far each has come, and why it ended', zh: '没结账的购物车，按编号排列：跟进到哪一步、为什么结束' },
      example: examples.listCarts,
      query: z.object({ cart: z.string().max(100).optional().meta(about('Only of this cart', '只看这个购物车')), ...paging }),
      response: listOf(shape),
      handle: async ({ query: { cart, cursor, limit }, by }) => {
        const where = { _id: { gt: cursor ?? '' }, ...(cart !== undefined && { cart }) };
        const found = await store.collection(cartLadders).find({ where, sort: { by: '_id' }, limit: limit + 1 });
        const items = found.slice(0, limit);
        return ok({ items: items.map((row) => shapeOf(row, has(by, 'coupons', false))), ...(found.length > limit && { next: items.at(-1)?._id }) });
      },
    }),
  ];
}
