/** Routes to sign in to the console, and about one's own sessions. */
import { z } from 'zod';
import { noteAudit } from '../../console/audit.ts';
import { longestPassword, PasswordsBusy } from '../../console/password.ts';
import { allPermissions, permissionsOf, roles } from '../../console/permissions.ts';
import { loginOf, type Person } from '../../console/staff.ts';
import { createAddressLimit } from '../limits/address-limit.ts';
import { addressKey, createRateLimit } from '../limits/rate-limit.ts';
import * as examples from './examples/console.ts';
import type { ConsoleParts } from './parts.ts';
import { type Answer, type Caller, listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const quarter = 900;
/** Wrong passwords for a name from one address: five, then one in three minutes. */
const perName = { burst: 5, perSecond: 5 / quarter };
/** For a name from everywhere: a stranger who keeps guessing must not be what keeps its owner out. */
const perNameAnywhere = { burst: 50, perSecond: 50 / quarter };
/** From an address, for all names: an office may mistype. */
const perAddress = { burst: 20, perSecond: 20 / quarter };

/** Wrong codes of a person whose password was right, from everywhere: who has it must not find the code by trying. */
const perCode = { burst: 10, perSecond: 20 / 86_400 };

const nobody: Caller = { kind: 'nobody', ip: '', agent: '' };
const personName = z.string().trim().min(1).max(40).meta(about('Name that colleagues see', '同事看到的名字'));
const password = z.string().min(1).max(longestPassword).meta(about('Password, 10 signs at least', '密码，至少 10 个字符'));
const token = z.string().min(20).max(100).meta(about('What stands in the link after #', '链接里 # 后面的部分'));
export const person = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) });
const done = z.object({ ok: z.literal(true) });
const staffOnly = () => refuse(409, 'not_possible', 'A script has no session');
const busy = () => refuse(503, 'unavailable', 'Too many passwords are checked now; try again in a moment');

async function whenFree(work: () => Promise<Answer<Person>>): Promise<Answer<Person>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PasswordsBusy) return busy();
    throw error;
  }
}

/** Routes about signing in. */
export function signInRoutes({ store, staff, now }: Pick<ConsoleParts, 'store' | 'staff' | 'now'>): Route[] {
  const byName = createRateLimit(perName, now);
  const anywhere = createRateLimit(perNameAnywhere, now);
  const byAddress = createAddressLimit(perAddress, now);
  const codes = createRateLimit(perCode, now);
  const slow = (ms: number): Answer<never> => ({ ...refuse(429, 'too_many', 'Too many wrong passwords; wait a few minutes'), wait: ms });
  const note = (who: string, { ip, agent }: Caller, what: string) =>
    noteAudit(store, { at: now(), who, from: ip, ...(agent && { agent: agent.slice(0, 300) }), what });

  return [
    route({
      method: 'post',
      path: '/console/session',
      summary: { en: 'Signs in: the answer sets the cookie of the session', zh: '登录：响应会设置会话 Cookie' },
      example: examples.signIn,
      body: z.strictObject({
        name: personName,
        password,
        code: z.string().max(40).optional().meta(about('Code of the authenticator app, or a recovery code', '验证器应用里的验证码，或一个备用码')),
      }),
      response: person,
      handle: ({ body, by = nobody }) =>
        whenFree(async () => {
          const name = loginOf(body.name);
          const keys = [`${name}\n${addressKey(by.ip)}`, name] as const;
          // Strangers elsewhere use up what counts for everywhere; where the person was before it does not count.
          const home = await staff.cameFrom(body.name, by.ip);
          const wait = Math.max(byName.wait(keys[0]), home ? 0 : anywhere.wait(keys[1]), byAddress.wait(by.ip));
          if (wait > 0) return slow(wait);
          // Taken before the password is looked at: tries at the same time count too.
          const count = (step: 1 | -1) => {
            byName.take(keys[0], step);
            if (!home) anywhere.take(keys[1], step);
            byAddress.take(by.ip, step);
          };
          count(1);
          const mayTry = (id: string): boolean => codes.take(id) === 0;
          const found = await staff.signIn(body.name, body.password, by, body.code, mayTry).catch((error: unknown) => {
            count(-1);
            throw error;
          });
          if (found === 'needs_code') {
            count(-1);
            return refuse(401, 'needs_code', 'Give the code of your authenticator app', 'code');
          }
          if (found === 'needs_passkey') {
            count(-1);
            return refuse(401, 'needs_passkey', 'Sign in with your passkey: everybody needs a second factor here');
          }
          if (found !== null && found !== 'wrong_code') {
            count(-1);
            if (body.code !== undefined) codes.take(found.person.id, -1);
            await note(found.person.name, by, 'signed in');
            if (by.kind === 'staff') await staff.revoke(by.person.id, by.person.session);
            return { ok: true, body: found.person, session: found.secret };
          }
          // Nobody's name may be a password that went into the wrong field.
          const known = (await staff.team()).find((one) => loginOf(one.name) === name);
          await note(known?.name ?? '', by, found === 'wrong_code' ? 'wrong code' : 'wrong password');
          return refuse(401, 'wrong_sign_in', 'The name or the password is wrong');
        }),
    }),
    route({
      method: 'delete',
      path: '/console/session',
      summary: { en: 'Signs out', zh: '退出登录' },
      example: examples.signOut,
      response: done,
      handle: async ({ by }) => {
        if (by?.kind !== 'staff') return staffOnly();
        await staff.revoke(by.person.id, by.person.session);
        return { ok: true, body: { ok: true as const }, session: null };
      },
    }),
    route({
      method: 'get',
      path: '/console/me',
      summary: { en: 'Who is signed in, and what they may do', zh: '当前登录的人，以及可以做什么' },
      example: examples.me,
      response: person.extend({
        session: z.string(),
        permissions: z.array(z.enum(allPermissions)),
        lacks: z.literal(true).optional().meta(about('A second factor has to be set up first', '要先设置两步验证')),
      }),
      handle: async ({ by }) =>
        by?.kind === 'staff' ? ok({ ...by.person, permissions: by.person.lacks ? (['self'] as const).slice() : permissionsOf(by.person.role) }) : staffOnly(),
    }),
    route({
      method: 'post',
      path: '/console/invitation',
      summary: {
        en: 'What a one-time link is for; `name` where it sets a new password of that person',
        zh: '一次性链接的用途；带 `name` 表示为这位同事重设密码',
      },
      example: examples.lookAtInvitation,
      body: z.strictObject({ token }),
      response: z.object({ role: z.enum(roles), name: z.string().optional() }),
      handle: async ({ body, by = nobody }) => {
        const wait = byAddress.wait(by.ip);
        if (wait > 0) return slow(wait);
        const found = await staff.invitation(body.token);
        if (found) return ok(found);
        byAddress.take(by.ip);
        return refuse(404, 'no_link', 'This link was used, is too old, or never was one');
      },
    }),
    route({
      method: 'post',
      path: '/console/join',
      summary: { en: 'Takes up a one-time link with a name and a password, and signs in', zh: '用一次性链接设定名字和密码，并登录' },
      example: examples.join,
      body: z.strictObject({ token, name: personName.optional(), password }),
      response: person,
      handle: ({ body, by = nobody }) =>
        whenFree(async () => {
          const wait = byAddress.wait(by.ip);
          if (wait > 0) return slow(wait);
          const made = await staff.join(body, by);
          if (typeof made === 'object') {
            await note(made.person.name, by, `joined as ${made.person.role}`);
            return { ok: true, status: 201, body: made.person, session: made.secret };
          }
          if (made === 'no_link') byAddress.take(by.ip);
          switch (made) {
            case 'no_link':
              return refuse(404, made, 'This link was used, is too old, or never was one');
            case 'name_taken':
              return refuse(409, made, 'Somebody has this name already', 'name');
            case 'name_reserved':
              return refuse(422, made, 'This word stands for anybody in the records. Choose a name of your own', 'name');
            case 'weak_password':
              return refuse(422, made, 'The password is too short, too simple, or holds the name', 'password');
            case 'name_missing':
              return refuse(422, 'invalid', 'body: give a name', 'name');
          }
        }),
    }),
    route({
      method: 'post',
      path: '/console/password',
      summary: {
        en: 'Sets a new password of one’s own; every session ends, and the answer sets the cookie of a new one',
        zh: '修改自己的密码；所有登录会话都会结束，响应会设置新会话的 Cookie',
      },
      example: examples.newPassword,
      body: z.strictObject({ current: password, password }),
      response: person,
      handle: ({ body, by }) =>
        whenFree(async () => {
          if (by?.kind !== 'staff') return staffOnly();
          const key = `${by.person.id}\nnew`;
          const wait = byName.wait(key);
          if (wait > 0) return slow(wait);
          byName.take(key);
          const made = await staff.newPassword(by.person.id, body, by);
          if (made === 'wrong') return refuse(422, 'wrong_sign_in', 'The present password is wrong', 'current');
          byName.take(key, -1);
          if (made === 'weak_password') return refuse(422, made, 'The password is too short, too simple, or holds the name', 'password');
          return { ok: true, body: made.person, session: made.secret };
        }),
    }),
    route({
      method: 'get',
      path: '/console/sessions',
      summary: { en: 'One’s own sessions, the newest first', zh: '自己的登录会话，最新的在前' },
      example: examples.listSessions,
      response: listOf(z.object({ id: z.string(), at: z.number(), seen: z.number(), ip: z.string(), agent: z.string(), current: z.boolean() })),
      handle: async ({ by }) => {
        if (by?.kind !== 'staff') return staffOnly();
        const rows = await staff.sessionsOf(by.person.id);
        return ok({ items: rows.map(({ _id, at, seen, ip, agent }) => ({ id: _id, at, seen, ip, agent, current: _id === by.person.session })) });
      },
    }),
    route({
      method: 'delete',
      path: '/console/sessions/:id',
      summary: { en: 'Ends one of one’s own sessions', zh: '结束自己的一个登录会话' },
      example: examples.endSession,
      params: z.object({ id: z.string().max(100).meta(about('As the list has it', '列表里的 `id`')) }),
      response: done,
      handle: async ({ params, by }) => {
        if (by?.kind !== 'staff') return staffOnly();
        return (await staff.revoke(by.person.id, params.id)) ? ok({ ok: true as const }) : refuse(404, 'not_found', 'There is no such session', 'id');
      },
    }),
  ];
}
