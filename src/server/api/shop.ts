/** Routes about the shop's own tables: what is in them, and what goes. */
import { z } from 'zod';
import { closeRequest } from '../../shop/orders/requests.ts';
import { requestStates } from '../../shop/request-rows.ts';
import { type ListedKind, listedKinds, listRows, oneRow, removeRows } from '../../shop/rows/shop-rows.ts';
import type { Store } from '../../store/store.ts';
import { has } from './caller.ts';
import { knowsHolders, withHolders } from './coupon-holders.ts';
import * as examples from './examples/shop.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about, type Words } from './words.ts';

const listed = z.object({
  id: z.string(),
  name: z.string().meta(about('Title, customer or campaign', '商品名、顾客或活动')),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .meta(about('Amounts in minor units, times in epoch ms', '金额用最小货币单位，时间用毫秒时间戳')),
});
const byId = z.object({ id: z.string().max(600).meta(about('As the list has it', '列表里的 `id`')) });

const found = z.object({ q: z.string().max(200).optional().meta(about('What to look for', '要找的词')), ...paging });
const inState = { status: z.enum(requestStates).optional().meta(about('Only those in this state', '只看这个状态的')) };

const words: Record<ListedKind, { one: Words; all: Words; found: Words }> = {
  products: {
    one: { en: 'product', zh: '商品' },
    all: { en: 'products', zh: '商品' },
    found: { en: 'id, SKU, title, tag or option', zh: '编号、SKU、名称、标签或规格' },
  },
  orders: {
    one: { en: 'order', zh: '订单' },
    all: { en: 'orders', zh: '订单' },
    found: { en: 'number, e-mail, phone, name, address, SKU or parcel', zh: '订单号、邮箱、手机号、姓名、地址、SKU 或快递单号' },
  },
  coupons: {
    one: { en: 'coupon', zh: '优惠码' },
    all: { en: 'coupons', zh: '优惠码' },
    found: { en: 'code or campaign', zh: '优惠码或活动' },
  },
  requests: {
    one: { en: 'request', zh: '待办' },
    all: { en: 'requests of customers for the team', zh: '顾客给团队的待办' },
    found: { en: 'number, kind, order, title, e-mail or note', zh: '编号、类别、订单号、抬头、邮箱或备注' },
  },
  customers: {
    one: { en: 'customer', zh: '顾客' },
    all: { en: 'customers', zh: '顾客' },
    found: { en: 'name, e-mail, phone, tag or the id in the shop', zh: '姓名、邮箱、手机号、标签或店铺系统里的编号' },
  },
};

/** A coupon as those see it who may not know customers: what it was issued for names its holder, too. */
const withoutHolder = (row: object): object => Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'contact' && field !== 'claim'));

function routesOf(store: Store, kind: ListedKind): Route[] {
  const { one, all, found: foundBy } = words[kind];
  const noSuch = () => refuse(404, 'not_found', `There is no such ${one.en}`, 'id');
  const list = route({
    method: 'get',
    path: `/${kind}`,
    summary: { en: `The ${all.en}, by id; \`q\` finds by ${foundBy.en}`, zh: `${all.zh}列表，按编号排列；\`q\` 可按${foundBy.zh}查找` },
    example: examples.listed[kind],
    query: kind === 'requests' ? found.extend(inState) : found,
    response: listOf(listed),
    handle: async ({ query, by }) => {
      const { q, cursor, limit } = query;
      const status = inState.status.parse('status' in query ? query.status : undefined);
      const found = await listRows(store, kind, {
        limit,
        ...(q ? { q } : {}),
        ...(cursor ? { after: cursor } : {}),
        ...(status ? { status } : {}),
        people: knowsHolders(by),
      });
      return ok(kind === 'coupons' ? { ...found, items: await withHolders(store, found.items, by) } : found);
    },
  });
  if (kind === 'customers') return [list];
  return [
    list,
    route({
      method: 'get',
      path: `/${kind}/:id`,
      summary: { en: `One ${one.en} with all that is kept of it`, zh: `一个${one.zh}的全部内容` },
      example: examples.whole[kind],
      params: byId,
      response: z.looseObject({ id: z.string() }),
      handle: async ({ params, by }) => {
        const row = await oneRow(store, kind, params.id);
        if (!row) return noSuch();
        const { _id, v: _v, ...rest } = row;
        return ok({ id: _id, ...(kind === 'coupons' && !knowsHolders(by) ? withoutHolder(rest) : rest) });
      },
    }),
    route({
      method: 'delete',
      path: `/${kind}/:id`,
      summary: { en: `Removes ${kind === 'orders' ? 'an' : 'a'} ${one.en}. It cannot be taken back`, zh: `删除一个${one.zh}，无法撤销` },
      example: examples.removed[kind],
      params: byId,
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => ((await removeRows(store, kind, [params.id])).length > 0 ? ok({ id: params.id }) : noSuch()),
    }),
  ];
}

/** Ends a request; it stays, as what was asked for and what came of it. */
const closing = (store: Store, now: () => number): Route =>
  route({
    method: 'post',
    path: '/requests/:id/close',
    summary: {
      en: 'Ends a request as done or refused: it stays, the customer is told by the flow request-closed, and can make another. One that has ended stays as it is',
      zh: '办结一条待办，写明已办或不办：记录保留，由流程 request-closed 告诉顾客，顾客可以再提。已办结的不会再变',
    },
    example: examples.closed,
    params: byId,
    body: z.strictObject({
      status: z.enum(['done', 'refused']).meta(about('What came of it', '结果：done 已办，refused 不办')),
      words: z
        .string()
        .trim()
        .min(1)
        .max(1_000)
        .optional()
        .meta(about('What the customer is told besides; needs the permission `inbox` too', '另外对顾客说的话，还要有 `inbox` 权限')),
    }),
    response: z.looseObject({ id: z.string(), status: z.enum(requestStates) }),
    handle: async ({ params, body, by }) => {
      if (body.words !== undefined && !has(by, 'inbox', true))
        return refuse(403, 'forbidden', 'Only who may write to customers may add words for them: the permission inbox', 'words');
      const row = await closeRequest(store, params.id, body, now());
      if (!row) return refuse(404, 'not_found', 'There is no such request', 'id');
      const { _id, v: _v, tellAt: _t, ...rest } = row;
      // By the conversation: that is how the words go with a customer who is erased.
      const audit = { of: row.conversation, after: { request: _id, status: row.status, ...(row.words !== undefined && { words: row.words }) } };
      return { ...ok({ id: _id, ...rest }), audit };
    },
  });

/** Products, orders, coupons, requests and customers: to list, find, end and remove. Customers are erased by `DELETE /contacts/:id`. */
export function shopRoutes(store: Store, now: () => number): Route[] {
  return [...listedKinds.flatMap((kind) => routesOf(store, kind)), closing(store, now)];
}
