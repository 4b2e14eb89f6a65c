/** Routes about keys of the API, for scripts and assistants. */
import { z } from 'zod';
import { keysMost } from '../../console/api-keys.ts';
import type { ApiKeyRow } from '../../console/rows.ts';
import { allScopes, scopesOf } from '../../console/scopes.ts';
import * as examples from './examples/api-keys.ts';
import type { ConsoleParts } from './parts.ts';
import { listOf, nameOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const day = 86_400_000;
const key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()).meta(about('What it may', '它有哪些权限')),
  by: z.string().meta(about('Who made it', '由谁创建')),
  at: z.number().meta(about('Made at, epoch ms', '创建时间，毫秒时间戳')),
  seen: z.number().optional().meta(about('Last used, to the hour', '最近一次使用，精确到小时')),
  until: z.number().optional().meta(about('Opens nothing from then on', '到这个时间失效')),
});
const shown = ({ _id, v: _v, hash: _hash, staff: _staff, ...row }: ApiKeyRow): z.input<typeof key> => ({ id: _id, ...row });

/** Routes about keys. */
export function apiKeyRoutes({ keys, now }: Pick<ConsoleParts, 'keys' | 'now'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/keys',
      summary: { en: 'Keys of the API, the newest first; never the secret itself', zh: 'API 密钥列表，最新的在前；不含密钥本身' },
      example: examples.listKeys,
      response: listOf(key).extend({ scopes: z.array(z.string()).meta(about('Every scope that there is', '全部可选的权限')) }),
      handle: async () => ok({ items: (await keys.list()).map(shown), scopes: [...allScopes] }),
    }),
    route({
      method: 'post',
      path: '/keys',
      summary: {
        en: 'Makes a key with scopes; it is shown in this answer alone, and opens nothing once who made it has left or got another role',
        zh: '新建一个有限权限的密钥；只在这次返回里显示；创建人离开或换了角色后即失效',
      },
      example: examples.makeKey,
      body: z.strictObject({
        name: z.string().trim().min(1).max(60).meta(about('What it is for; the audit log shows it', '用途；操作记录里会显示')),
        scopes: z
          .array(z.string().max(40))
          .min(1)
          .max(60)
          .meta(about(`\`read\`, \`write\`, or of: ${allScopes.join(', ')}`, `\`read\`、\`write\`，或其中几项：${allScopes.join('、')}`)),
        days: z.number().int().min(1).max(3_650).optional().meta(about('Days that it is good for; without it for good', '有效天数；不填则长期有效')),
      }),
      response: key.extend({ key: z.string().meta(about('Send it as "Authorization: Bearer ..."', '用 "Authorization: Bearer ..." 发送')) }),
      handle: async ({ body, by }) => {
        const scopes = scopesOf(body.scopes);
        if (!scopes.ok) return refuse(422, 'invalid', `There is no scope "${scopes.word}" / 没有这个权限：${scopes.word}`, 'scopes');
        const until = body.days === undefined ? {} : { until: now() + body.days * day };
        const made = await keys.make({
          name: body.name,
          scopes: scopes.scopes,
          by: nameOf(by, 'script'),
          ...(by?.kind === 'staff' && { staff: by.person.id }),
          ...until,
        });
        if (!made) return refuse(409, 'not_possible', `There are ${keysMost} keys: take one away first / 已有 ${keysMost} 个密钥，请先删除不用的`);
        const { name } = made.row;
        return { ok: true, status: 201, body: { ...shown(made.row), key: made.key }, audit: { of: made.row._id, after: { name, scopes: scopes.scopes } } };
      },
    }),
    route({
      method: 'delete',
      path: '/keys/:id',
      summary: { en: 'Takes a key away at once and for good', zh: '立即删除一个密钥，无法恢复' },
      example: examples.revokeKey,
      params: z.object({ id: z.string().max(40).meta(about('Id of the key, as the list has it', '密钥的编号，见列表')) }),
      response: key,
      handle: async ({ params }) => {
        const gone = await keys.revoke(params.id);
        return gone ? ok(shown(gone)) : refuse(404, 'not_found', 'There is no such key / 没有这个密钥', 'id');
      },
    }),
  ];
}
