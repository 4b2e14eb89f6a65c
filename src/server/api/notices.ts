import { z } from 'zod';
import { type NoticeRow, notices } from '../../store/collections.ts';
import type { Store } from '../../store/store.ts';
import { page } from './cursor.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';

const notice = z.object({
  id: z.string(),
  conversation: z.string(),
  to: z.string().meta({ description: 'Team or person that the flow names; `team` unless it does' }),
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
      summary: 'What flows want people to know (`notify`, hand-offs), newest first; `unread=true` for what nobody has read',
      query: z.object({ unread: z.enum(['true', 'false']).optional(), ...paging }),
      response: listOf(notice),
      handle: async ({ query }) => {
        const got = await page(rows, 'at', query.unread === 'true' ? { unread: 1 } : {}, query.limit, query.cursor);
        return got ? ok({ items: got.items.map(shape), next: got.next }) : refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');
      },
    }),
    route({
      method: 'post',
      path: '/notices/:id/read',
      summary: 'Marks a notice as read',
      params: z.object({ id: z.string().max(700) }),
      response: notice,
      handle: async ({ params }) => {
        await store.write([{ op: 'patch', in: notices.name, id: params.id, set: { unread: null } }]);
        const row = await rows.get(params.id);
        return row ? ok(shape(row)) : refuse(404, 'not_found', 'There is no such notice', 'id');
      },
    }),
  ];
}
