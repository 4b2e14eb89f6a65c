import { z } from 'zod';
import { conversations } from '../../store/collections.ts';
import * as examples from './examples/group-calls.ts';
import type { ApiParts } from './parts.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const name = z.string().trim().min(1).max(80);

/** The route about calls of more than two people, in a room of the merchant's LiveKit server. */
export function groupCallRoutes({ store, groups }: Pick<ApiParts, 'store' | 'groups'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/conversations/:id/group-call',
      summary: { en: 'Makes a room for several people on the LiveKit server: a link for each', zh: '在 LiveKit 服务器上开一个多人通话：每人一个链接' },
      example: examples.makeGroupCall,
      params: z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) }),
      body: z.strictObject({
        names: z.array(name).min(2).max(20).meta(about('Names of all who get a link, as the others see them', '每个收到链接的人的名字，其他人会看到')),
      }),
      response: z.object({
        room: z.string(),
        links: z.array(
          z.object({
            name: z.string(),
            url: z.string().meta(about('Link for this person alone; it lets in more than once until it ends', '只给这个人的链接；失效前可以多次进入')),
            expires: z.number().meta(about('End of the link, epoch ms', '链接失效的时间，毫秒时间戳')),
          }),
        ),
      }),
      handle: async ({ params, body }) => {
        if (!groups)
          return refuse(
            409,
            'not_possible',
            'Calls of several people need a LiveKit server: docs/calls.md / 多人通话需要 LiveKit 服务器，见 docs/calls.zh-CN.md',
          );
        if (!(await store.collection(conversations).get(params.id))) return refuse(404, 'not_found', 'There is no such conversation', 'id');
        const made = await groups.open(body.names);
        return made.ok ? ok({ room: made.room, links: made.links }, 201) : refuse(503, 'unavailable', made.detail);
      },
    }),
  ];
}
