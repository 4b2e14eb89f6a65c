import { z } from 'zod';
import { auditLog } from '../../console/rows.ts';
import { contacts } from '../../store/collections.ts';
import { customerPage, rightTo } from './caller.ts';
import { page } from './cursor.ts';
import * as examples from './examples/console.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const line = z.object({
  id: z.string(),
  at: z.number(),
  who: z.string().meta(about('Name of the person, or `script`', '同事的名字，或 `script`')),
  from: z.string().meta(about('Address that it came from', '来源地址')),
  agent: z.string().optional().meta(about('Browser or program that sent it', '发出请求的浏览器或程序')),
  what: z.string().meta(about('Method and path of the route, or what happened at sign-in', '接口的方法和路径，或登录时发生了什么')),
  of: z.string().optional().meta(about('Id of what was changed', '被改动的编号')),
  customer: z.string().optional().meta(about('Name of the customer whom it is about', '相关顾客的名字')),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

/** The audit log. */
export function auditRoutes({ store }: Pick<ApiParts, 'store'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/console/audit',
      summary: { en: 'Who changed what, the newest first', zh: '谁改了什么，最新的在前' },
      example: examples.listAudit,
      query: z.object({ of: z.string().max(600).optional().meta(about('Only changes of this id', '只看这个编号的改动')), ...paging }),
      response: listOf(line),
      handle: async ({ query: { of, limit, cursor }, by }) => {
        const got = await page(store.collection(auditLog), 'at', of === undefined ? {} : { of }, limit, cursor);
        if (!got) return refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');
        const about = by && rightTo(customerPage, by) !== null ? [] : got.items.flatMap((row) => (row.of?.includes(':') ? [row.of] : []));
        const people = new Map((await store.collection(contacts).getMany([...new Set(about)])).map(({ _id, name }) => [_id, name]));
        const items = got.items.map(({ _id, v: _v, ...rest }) => {
          const customer = people.get(rest.of ?? '');
          return { id: _id, ...rest, ...(customer !== undefined && { customer }) };
        });
        return ok({ items, next: got.next });
      },
    }),
  ];
}
