import { z } from 'zod';
import { conversations } from '../../store/collections.ts';
import type { CallLink, CallRooms } from '../../video-calls/call-rooms.ts';
import * as examples from './examples/video-calls.ts';
import type { ApiParts } from './parts.ts';
import { listOf, nameOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export const link = z.object({
  url: z
    .string()
    .meta(
      about(
        'Link that works once; the token stands behind #, which no preview of a messenger sends',
        '只能用一次的链接；令牌在 # 之后，聊天软件的预览不会发送它',
      ),
    ),
  expires: z.number().meta(about('End of the link, epoch ms', '链接失效的时间，毫秒时间戳')),
});

/** The address of a page with its one-time token; the page of a call with sound alone is told so. */
export const callLink = (publicUrl: string, page: string, { token, expires, voice }: CallLink) => ({
  url: `${publicUrl}${page}${voice ? '?voice=1' : ''}#${token}`,
  expires,
});

/** Calls that ring, as pages are told of them. */
export const ringingNow = async (calls: CallRooms) =>
  (await calls.waiting()).map(({ _id, conversation, rang, at }) => ({ id: _id, conversation, since: rang ?? at }));

/** Routes about calls with picture and sound. */
export function videoCallRoutes({ store, calls, publicUrl = '' }: Pick<ApiParts, 'store' | 'calls' | 'publicUrl'>): Route[] {
  const linkTo = (page: string, given: CallLink) => callLink(publicUrl, page, given);
  return [
    route({
      method: 'post',
      path: '/conversations/:id/call',
      summary: {
        en: 'Makes a call with picture and sound: a one-time link for the customer, and one for the shop’s side',
        zh: '发起视频通话：给顾客和店铺各一个一次性链接',
      },
      example: examples.makeCall,
      params: z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) }),
      response: z.object({ id: z.string(), customer: link, shop: link }),
      handle: async ({ params }) => {
        if (!calls) return refuse(409, 'not_possible', 'Calls are off; set calls.on to true in the config file');
        if (!(await store.collection(conversations).get(params.id))) return refuse(404, 'not_found', 'There is no such conversation', 'id');
        const made = await calls.open(params.id);
        if (!made) return refuse(429, 'too_many', 'This conversation has had 20 calls within an hour; wait before the next');
        return ok({ id: made.id, customer: linkTo('/call/', made.customer), shop: linkTo('/call/desk', made.shop) }, 201);
      },
    }),
    route({
      method: 'get',
      path: '/calls',
      summary: { en: 'Calls that ring now', zh: '正在响铃的通话' },
      example: examples.ringing,
      response: listOf(z.object({ id: z.string(), conversation: z.string(), since: z.number().meta(about('Epoch ms', '毫秒时间戳')) })),
      handle: async () => ok({ items: calls ? await ringingNow(calls) : [] }),
    }),
    route({
      method: 'post',
      path: '/calls/:id/answer',
      summary: { en: 'A one-time link of the shop’s side for a call that rings', zh: '接听正在响铃的通话：店铺一侧的一次性链接' },
      example: examples.answerCall,
      params: z.object({ id: z.string().max(100).meta(about('Id of the call', '通话的编号')) }),
      response: link,
      handle: async ({ params, by }) => {
        const made = await calls?.answer(params.id, nameOf(by, 'owner'));
        return made ? ok(linkTo('/call/desk', made), 201) : refuse(409, 'not_possible', 'This call does not ring any more / 这个通话已不再响铃', 'id');
      },
    }),
  ];
}
