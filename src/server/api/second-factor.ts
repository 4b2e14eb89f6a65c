/** Routes about signing in with more than a password: an authenticator app, recovery codes, passkeys. */
import { z } from 'zod';
import { noteAudit } from '../../console/audit.ts';
import { type PasskeyHost, passkeyAlgorithms } from '../../console/passkey.ts';
import { longestPassword, PasswordsBusy } from '../../console/password.ts';
import { roles } from '../../console/permissions.ts';
import { passkeysMost } from '../../console/second-factor.ts';
import { totpUri } from '../../console/totp.ts';
import { createAddressLimit } from '../limits/address-limit.ts';
import { createRateLimit } from '../limits/rate-limit.ts';
import * as examples from './examples/second-factor.ts';
import type { ConsoleParts } from './parts.ts';
import { type Answer, type Caller, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const quarter = 900;
const wrongPasswords = { burst: 5, perSecond: 5 / quarter };
const wrongKeys = { burst: 20, perSecond: 20 / quarter };

const base64url = z.string().regex(/^[\w-]{1,4000}$/);
const password = z.string().min(1).max(longestPassword).meta(about('Present password', '当前密码'));
const code = z.string().trim().min(6).max(40);
const passkey = z.object({ id: z.string(), name: z.string(), at: z.number(), seen: z.number().optional() });
const shape = z.object({
  totp: z.boolean().meta(about('An authenticator app is set up', '已设置验证器应用')),
  codes: z.number().meta(about('Recovery codes that are left', '剩余的备用码数量')),
  passkeys: z.array(passkey),
  demanded: z.boolean().meta(about('The owner asks a second factor of everybody', '店主要求每个人使用两步验证')),
  host: z.string().meta(about('Host that passkeys belong to', '通行密钥所属的域名')),
});
const challenge = z.object({ challenge: z.string(), host: z.string(), algorithms: z.array(z.number()) });
const person = z.object({ id: z.string(), name: z.string(), role: z.enum(roles) });
const staffOnly = () => refuse(409, 'not_possible', 'A script has no account');

/**
 * Host of the console; on the machine itself where there is no public address over https. There every program has an origin of the same host: it is that of the
 * port to which the request came.
 */
function hostOf(publicUrl: string, asked: string | undefined): PasskeyHost {
  const url = new URL(publicUrl);
  if (url.protocol === 'https:') return { id: url.hostname, origin: url.origin };
  const own = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`) : undefined;
  return { id: 'localhost', origin: own?.hostname === 'localhost' ? own.origin : '' };
}

export type SecondFactorParts = Pick<ConsoleParts, 'store' | 'staff' | 'publicUrl' | 'now'>;

/** Routes about the second factor. */
export function secondFactorRoutes({ store, staff, publicUrl = 'http://localhost', now }: SecondFactorParts): Route[] {
  const { second } = staff;
  const host = (by?: Caller): PasskeyHost => hostOf(publicUrl, by?.host);
  const byPerson = createRateLimit(wrongPasswords, now);
  const byAddress = createAddressLimit(wrongKeys, now);
  const shown = async (id: string) => {
    const { passkeys, ...rest } = await second.state(id);
    return { ...rest, host: host().id, passkeys: passkeys.map(({ id: key, name, at, seen }) => ({ id: key, name, at, ...(seen !== undefined && { seen }) })) };
  };
  /** Does it for the person whose present password this is: an open page must not be enough. */
  const owned = async <T>(by: Caller | undefined, given: string, work: (id: string, name: string) => Promise<Answer<T>>): Promise<Answer<T>> => {
    if (by?.kind !== 'staff') return staffOnly();
    const { id, name } = by.person;
    // Taken before the password is looked at: tries at the same time count too.
    const wait = byPerson.take(id);
    if (wait > 0) return { ...refuse(429, 'too_many', 'Too many wrong passwords; wait a few minutes'), wait };
    try {
      if (!(await staff.isOwn(id, given))) return refuse(422, 'wrong_sign_in', 'The present password is wrong', 'password');
      byPerson.take(id, -1);
    } catch (error) {
      byPerson.take(id, -1);
      if (error instanceof PasswordsBusy) return refuse(503, 'unavailable', 'Too many passwords are checked now; try again in a moment');
      throw error;
    }
    return work(id, name);
  };
  return [
    route({
      method: 'get',
      path: '/console/second',
      summary: { en: 'What one signs in with besides the password', zh: '自己除密码外的登录方式' },
      example: examples.second,
      response: shape,
      handle: async ({ by }) => (by?.kind === 'staff' ? ok(await shown(by.person.id)) : staffOnly()),
    }),
    route({
      method: 'patch',
      path: '/console/second',
      summary: { en: 'Demands a second factor of everybody, or no longer', zh: '要求所有人使用两步验证，或取消要求' },
      example: examples.demand,
      body: z.strictObject({ demanded: z.boolean() }),
      response: z.object({ demanded: z.boolean() }),
      handle: async ({ body }) => {
        const before = await second.demanded();
        await second.demand(body.demanded);
        return { ok: true, body, audit: { before: { demanded: before }, after: { demanded: body.demanded } } };
      },
    }),
    route({
      method: 'post',
      path: '/console/second/totp',
      summary: {
        en: 'A new secret for an authenticator app; it counts once a code of it is confirmed',
        zh: '生成验证器应用的新密钥；输入一次验证码确认后才生效',
      },
      example: examples.beginTotp,
      body: z.strictObject({ password }),
      response: z.object({ secret: z.string(), uri: z.string().meta(about('For the picture that the app reads', '用来生成二维码')) }),
      handle: ({ body, by }) =>
        owned(by, body.password, async (id, name) => {
          const secret = await second.beginTotp(id);
          return secret === null ? staffOnly() : ok({ secret, uri: totpUri(secret, name, 'Zhanggui') }, 201);
        }),
    }),
    route({
      method: 'post',
      path: '/console/second/totp/confirm',
      summary: {
        en: 'Confirms the app by its first code; the recovery codes are shown in this answer alone',
        zh: '用第一个验证码确认；备用码只在这次返回里显示',
      },
      example: examples.confirmTotp,
      body: z.strictObject({ code }),
      response: z.object({ codes: z.array(z.string()) }),
      handle: async ({ body, by }) => {
        if (by?.kind !== 'staff') return staffOnly();
        const wait = byPerson.take(by.person.id);
        if (wait > 0) return { ...refuse(429, 'too_many', 'Too many wrong codes; wait a few minutes'), wait };
        const codes = await second.confirmTotp(by.person.id, body.code);
        if (codes) byPerson.take(by.person.id, -1);
        return codes ? ok({ codes }) : refuse(422, 'invalid', 'This code is wrong, or too old / 验证码不对或已过期', 'code');
      },
    }),
    route({
      method: 'post',
      path: '/console/second/totp/end',
      summary: { en: 'Takes the authenticator app away', zh: '停用验证器应用' },
      example: examples.endTotp,
      body: z.strictObject({ password }),
      response: shape,
      handle: ({ body, by }) =>
        owned(by, body.password, async (id) => {
          await second.endTotp(id);
          return ok(await shown(id));
        }),
    }),
    route({
      method: 'post',
      path: '/console/passkeys/challenge',
      summary: { en: 'What a passkey has to sign, to sign in or to be added', zh: '通行密钥要签名的内容，用于登录或添加' },
      example: examples.challenge,
      response: challenge,
      handle: async ({ by }) => {
        const wait = by?.kind === 'nobody' ? byAddress.wait(by.ip) : 0;
        if (wait > 0) return { ...refuse(429, 'too_many', 'Too many tries; wait a few minutes'), wait };
        return ok({ challenge: await second.challenge(), host: host().id, algorithms: [...passkeyAlgorithms] });
      },
    }),
    route({
      method: 'post',
      path: '/console/passkeys',
      summary: { en: 'Adds a passkey of one’s own', zh: '添加自己的通行密钥' },
      example: examples.addPasskey,
      body: z.strictObject({
        id: base64url,
        name: z.string().trim().min(1).max(60),
        clientData: base64url,
        authData: base64url,
        key: base64url,
        alg: z.number().int(),
        challenge: base64url,
        password,
      }),
      response: shape,
      handle: ({ body: { password: given, ...body }, by }) =>
        owned(by, given, async (id) => {
          const added = await second.addPasskey(id, body, host(by));
          if (added === 'too_many')
            return refuse(409, 'not_possible', `There are ${passkeysMost} passkeys: remove one first / 已有 ${passkeysMost} 个通行密钥，请先删除`);
          return added === 'done'
            ? ok(await shown(id), 201)
            : refuse(422, 'invalid', 'This passkey is not for this page, or came too late / 通行密钥不属于本页面，或已超时');
        }),
    }),
    route({
      method: 'delete',
      path: '/console/passkeys/:id',
      summary: { en: 'Removes a passkey of one’s own', zh: '删除自己的通行密钥' },
      example: examples.removePasskey,
      params: z.object({ id: z.string().max(4_000).meta(about('As the list has it', '列表里的 `id`')) }),
      body: z.strictObject({ password }),
      response: shape,
      handle: ({ params, body, by }) =>
        owned(by, body.password, async (id) =>
          (await second.removePasskey(id, params.id)) ? ok(await shown(id)) : refuse(404, 'not_found', 'There is no such passkey', 'id'),
        ),
    }),
    route({
      method: 'post',
      path: '/console/passkeys/session',
      summary: { en: 'Signs in by a passkey: the answer sets the cookie of the session', zh: '用通行密钥登录：响应会设置会话 Cookie' },
      example: examples.signInByPasskey,
      body: z.strictObject({ id: base64url, clientData: base64url, authData: base64url, signature: base64url, challenge: base64url }),
      response: person,
      handle: async ({ body, by }) => {
        const from = { ip: by?.ip ?? '', agent: by?.agent ?? '' };
        const wait = byAddress.wait(from.ip);
        if (wait > 0) return { ...refuse(429, 'too_many', 'Too many tries; wait a few minutes'), wait };
        const row = await second.byPasskey(body, host(by));
        if (!row) {
          byAddress.take(from.ip);
          return refuse(401, 'wrong_sign_in', 'Nobody has this passkey here');
        }
        if (by?.kind === 'staff') await staff.revoke(by.person.id, by.person.session);
        const opened = await staff.enter(row, from);
        await noteAudit(store, { at: now(), who: row.name, from: from.ip, ...(from.agent && { agent: from.agent.slice(0, 300) }), what: 'signed in' });
        return { ok: true, body: opened.person, session: opened.secret };
      },
    }),
  ];
}
