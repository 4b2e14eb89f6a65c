import { z } from 'zod';
import { type NoticeRow, notices } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { page } from './cursor.ts';
import * as examples from './examples/notices.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const notice = z.object({
  id: z.string(),
  conversation: z.string(),
  to: z.string().meta(about('Team or person that the flow names; `team` unless it does', '流程里指明的团队或人；没有指明就是 `team`')),
  text: z.string(),
  at: z.number(),
  read: z.boolean(),
});

const shape = ({ _id, conversation, to, text, at, unread }: NoticeRow): z.input<typeof notice> => ({
  id: _id,
  conversation,
  to,
  text,
  at,
  read: unread === undefined,
});

/** Routes about what flows want people to know (`notify`, hand-offs). */
export function noticeRoutes(store: Store): Route[] {
  const rows = store.collection(notices);
  return [
    route({
      method: 'get',
      path: '/notices',
      summary: {
        en: 'What flows want people to know (`notify`, hand-offs), newest first; `unread=true` for what nobody has read',
        zh: '流程要告诉店里人的事（`notify`、转人工），最新的在前；`unread=true` 只看没人读过的',
      },
      example: examples.listNotices,
      query: z.object({ unread: z.enum(['true', 'false']).optional().meta(about('`true`: only what nobody has read', '`true`：只看没人读过的')), ...paging }),
      response: listOf(notice),
      handle: async ({ query }) => {
        const got = await page(rows, 'at', query.unread === 'true' ? { unread: 1 } : {}, query.limit, query.cursor);
        return got ? ok({ items: got.items.map(shape), next: got.next }) : refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');
      },
    }),
    route({
      method: 'post',
      path: '/notices/:id/read',
      summary: { en: 'Marks a notice as read', zh: '把一条通知标为已读' },
      example: examples.readNotice,
      params: z.object({ id: z.string().max(700).meta(about('Id of the notice', '通知的编号')) }),
      response: notice,
      handle: async ({ params }) => {
        await store.write([{ op: 'patch', in: notices.name, id: params.id, set: { unread: null } }]);
        const row = await rows.get(params.id);
        return row ? ok(shape(row)) : refuse(404, 'not_found', 'There is no such notice', 'id');
      },
    }),
  ];
}
