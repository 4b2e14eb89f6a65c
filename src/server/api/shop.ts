/** Routes about the shop's own tables: what is in them, and what goes. */
import { z } from 'zod';
import { type ListedKind, listedKinds, listRows, oneRow, removeRows } from '../../shop/shop-rows.ts';
import type { Store } from '../../store/store.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';

const listed = z.object({
  id: z.string(),
  name: z.string().meta({ description: 'Title, customer or campaign' }),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({ description: 'Amounts in minor units, times in epoch ms' }),
});
const byId = z.object({ id: z.string().max(600) });

const words: Record<ListedKind, { one: string; found: string }> = {
  products: { one: 'product', found: 'id, SKU, title, tag or option' },
  orders: { one: 'order', found: 'number, e-mail, phone, name, address, SKU or parcel' },
  coupons: { one: 'coupon', found: 'code or campaign' },
  customers: { one: 'customer', found: 'name, e-mail, phone, tag or the id in the shop' },
};

function routesOf(store: Store, kind: ListedKind): Route[] {
  const { one, found } = words[kind];
  const noSuch = () => refuse(404, 'not_found', `There is no such ${one}`, 'id');
  const list = route({
    method: 'get',
    path: `/${kind}`,
    summary: `The ${kind}, by id; \`q\` finds by ${found}`,
    query: z.object({ q: z.string().max(200).optional(), ...paging }),
    response: listOf(listed),
    handle: async ({ query: { q, cursor, limit } }) => ok(await listRows(store, kind, { limit, ...(q ? { q } : {}), ...(cursor ? { after: cursor } : {}) })),
  });
  if (kind === 'customers') return [list];
  return [
    list,
    route({
      method: 'get',
      path: `/${kind}/:id`,
      summary: `One ${one} with all that is kept of it`,
      params: byId,
      response: z.looseObject({ id: z.string() }),
      handle: async ({ params }) => {
        const row = await oneRow(store, kind, params.id);
        if (!row) return noSuch();
        const { _id, v: _v, ...rest } = row;
        return ok({ id: _id, ...rest });
      },
    }),
    route({
      method: 'delete',
      path: `/${kind}/:id`,
      summary: `Removes a ${one}. It cannot be taken back`,
      params: byId,
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => ((await removeRows(store, kind, [params.id])).length > 0 ? ok({ id: params.id }) : noSuch()),
    }),
  ];
}

/** Products, orders, coupons and customers: to list, find and remove. Customers are erased by `DELETE /contacts/:id`. */
export function shopRoutes(store: Store): Route[] {
  return listedKinds.flatMap((kind) => routesOf(store, kind));
}
