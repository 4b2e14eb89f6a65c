/** Routes about the people of the shop. */
import { z } from 'zod';
import { roles } from '../../console/permissions.ts';
import { invitationMs } from '../../console/staff.ts';
import { person } from './console-sign-in.ts';
import * as examples from './examples/console.ts';
import type { ConsoleParts } from './parts.ts';
import { listOf, nameOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().max(100).meta(about('Id of the person', '同事的编号')) });
const role = z.enum(roles).meta(about('owner: all; editor: flows and broadcasts; agent: inbox', 'owner：全部；editor：流程和群发；agent：收件箱'));
const member = person.extend({ off: z.boolean().meta(about('May not sign in any more', '已停用，不能再登录')) });
const link = z.object({ url: z.string().meta(about('Works once', '只能用一次')), expires: z.number() });
const out = z.object({
  id: z.string(),
  role,
  at: z.number(),
  expires: z.number(),
  by: z.string().meta(about('Who made it', '由谁生成')),
  name: z.string().optional().meta(about('Whose password it sets; none: for somebody new', '为谁重设密码；没有则是邀请新同事')),
});
const noSuch = () => refuse(404, 'not_found', 'There is no such person', 'id');

/** Routes about the team. */
export function teamRoutes({ staff, publicUrl = '', now }: Pick<ConsoleParts, 'staff' | 'publicUrl' | 'now'>): Route[] {
  const linkTo = (token: string) => ({ url: `${publicUrl}/console/join#${token}`, expires: now() + invitationMs });
  return [
    route({
      method: 'get',
      path: '/console/team',
      summary: { en: 'The people of the shop', zh: '店里的同事' },
      example: examples.team,
      response: listOf(member),
      handle: async () => ok({ items: await staff.team() }),
    }),
    route({
      method: 'post',
      path: '/console/team/invitations',
      summary: { en: 'Makes a one-time link by which a new person joins', zh: '生成一次性链接，新同事用它加入' },
      example: examples.invite,
      body: z.strictObject({ role }),
      response: link,
      handle: async ({ body, by }) => ({
        ok: true,
        status: 201,
        body: linkTo(await staff.invite(nameOf(by, 'script'), body.role)),
        audit: { after: body.role },
      }),
    }),
    route({
      method: 'get',
      path: '/console/team/invitations',
      summary: { en: 'One-time links that are still good; the links themselves are not kept', zh: '还有效的一次性链接；链接本身不保存' },
      example: examples.listInvitations,
      response: listOf(out),
      handle: async () => ok({ items: (await staff.links()).map(({ id, role, at, until, by, name }) => ({ id, role, at, expires: until, by, name })) }),
    }),
    route({
      method: 'delete',
      path: '/console/team/invitations/:id',
      summary: { en: 'Makes a one-time link good for nothing', zh: '作废一个一次性链接' },
      example: examples.withdrawInvitation,
      params: z.object({ id: z.string().max(100).meta(about('As the list has it', '列表里的 `id`')) }),
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params }) =>
        (await staff.withdraw(params.id)) ? ok({ ok: true as const }) : refuse(404, 'not_found', 'There is no such link any more', 'id'),
    }),
    route({
      method: 'patch',
      path: '/console/team/:id',
      summary: {
        en: 'Changes the role of a person, or switches them off and on; they have to sign in again',
        zh: '修改同事的角色，或停用、启用；对方需要重新登录',
      },
      example: examples.changePerson,
      params: byId,
      body: z.strictObject({ role: role.optional(), off: z.boolean().optional() }),
      response: member,
      handle: async ({ params, body }) => {
        const before = (await staff.team()).find(({ id }) => id === params.id);
        const result = await staff.change(params.id, body);
        if (result === 'last_owner') return refuse(409, 'last_owner', 'A shop needs one owner at least');
        const after = (await staff.team()).find(({ id }) => id === params.id);
        if (result === 'unknown' || !before || !after) return noSuch();
        const told = ({ name, role, off }: typeof after) => ({ name, role, off });
        return { ok: true, body: after, audit: { before: told(before), after: told(after) } };
      },
    }),
    route({
      method: 'post',
      path: '/console/team/:id/reset',
      summary: { en: 'Makes a one-time link by which a person sets a new password', zh: '生成一次性链接，同事用它重设密码' },
      example: examples.resetPassword,
      params: byId,
      response: link,
      handle: async ({ params, by }) => {
        const token = await staff.reset(nameOf(by, 'script'), params.id);
        return token === null ? noSuch() : ok(linkTo(token), 201);
      },
    }),
  ];
}
