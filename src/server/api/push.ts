/** Routes about notices on one's own devices: web push. */
import { z } from 'zod';
import type { PushDesk } from '../../push/push-desk.ts';
import { isPushEndpoint } from '../../push/send-push.ts';
import * as examples from './examples/push.ts';
import { type Caller, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const unassignedWords = about('Tells of customers who wait and whom nobody has', '顾客在等、还没有人接时也通知');
const device = z.object({
  id: z.string(),
  agent: z.string().meta(about('Browser as it calls itself', '浏览器自报的名称')),
  at: z.number(),
  words: z.boolean().meta(about('The notice shows who wrote and what', '通知里显示顾客和内容')),
  lang: z.enum(['en', 'zh']),
  muted: z.array(z.string()).meta(about('Channels of which nothing is told', '不通知的渠道')),
  unassigned: z.boolean().meta(unassignedWords),
});
const deviceHash = z.string().regex(/^[0-9a-f]{64}$/);
const byId = z.object({ id: deviceHash.meta(about('As the list has it', '列表里的 `id`')) });
const staffOnly = () => refuse(409, 'not_possible', 'A script has no devices');
const lacks = () => refuse(403, 'second_factor', 'The owner demands a second factor: set one up under your account first');
const noSuch = () => refuse(404, 'not_found', 'There is no such device of yours', 'id');
/** An uncompressed point of P-256 and 16 bytes, as browsers give them (RFC 8291, 2.1 and 3.2). */
const publicKey = z.string().regex(/^B[\w-]{86}$/);
const secret = z.string().regex(/^[\w-]{22}$/);

/** Creates the routes. */
export function pushRoutes(push: PushDesk): Route[] {
  const staffOf = (by: Caller | undefined) => (by?.kind === 'staff' ? by.person : undefined);
  const shown = async (staff: string) => ({
    key: push.key,
    items: (await push.devicesOf(staff))
      .sort((a, b) => b.at - a.at)
      .map(({ _id, agent, at, words, lang, muted, unassigned = false }) => ({
        id: _id,
        agent,
        at,
        words,
        lang,
        muted,
        unassigned,
      })),
  });
  const response = z.object({
    key: z.string().meta(about('`applicationServerKey` for the browser', '给浏览器的 `applicationServerKey`')),
    items: z.array(device),
  });
  return [
    route({
      method: 'get',
      path: '/console/push',
      summary: { en: 'Devices of one’s own that are notified', zh: '自己接收通知的设备' },
      example: examples.listDevices,
      response,
      handle: async ({ by }) => {
        const person = staffOf(by);
        return person ? ok(await shown(person.id)) : staffOnly();
      },
    }),
    route({
      method: 'post',
      path: '/console/push',
      summary: {
        en: 'Notifies this browser of what is assigned to its person, of customers who wait for them (or for anybody, if wished), and of calls; the same browser again: with what is given now',
        zh: '让这个浏览器接收通知：转交给自己的对话、等自己回复的顾客（可选：还没有人接的顾客）、来电；同一浏览器再次提交则按新内容',
      },
      example: examples.addDevice,
      body: z.strictObject({
        endpoint: z.string().max(2_000).meta(about('Address of the browser at its push service, over https', '浏览器在推送服务上的地址，须为 https')),
        keys: z.strictObject({ p256dh: publicKey, auth: secret }),
        lang: z.enum(['en', 'zh']),
        words: z.boolean().default(false).meta(about('Shows who wrote and what', '通知里显示顾客和内容')),
        muted: z.array(z.string().max(40)).max(20).default([]).meta(about('Channels of which nothing is told', '不通知的渠道')),
        unassigned: z.boolean().default(false).meta(unassignedWords),
        instead: deviceHash
          .optional()
          .meta(
            about(
              'Device that this browser was until its push service gave it another address: it goes',
              '推送服务换地址之前，这个浏览器的 `id`：旧的一条会删掉',
            ),
          ),
      }),
      response: response.extend({ id: z.string() }),
      handle: async ({ body, by }) => {
        const person = staffOf(by);
        if (!person) return staffOnly();
        if (person.lacks) return lacks();
        const { endpoint, keys, instead, ...wants } = body;
        if (!isPushEndpoint(endpoint, push.allow)) return refuse(422, 'invalid', 'body: endpoint is no https address of a push service', 'endpoint');
        const id = await push.add({ staff: person.id, session: person.session, endpoint, ...keys, agent: (by?.agent ?? '').slice(0, 300), ...wants }, instead);
        return { ok: true, status: 201, body: { id, ...(await shown(person.id)) } };
      },
    }),
    route({
      method: 'delete',
      path: '/console/push/:id',
      summary: { en: 'Notifies a device no longer', zh: '不再通知某台设备' },
      example: examples.removeDevice,
      params: byId,
      response,
      handle: async ({ params, by }) => {
        const person = staffOf(by);
        if (!person) return staffOnly();
        return (await push.remove(person.id, params.id)) ? ok(await shown(person.id)) : noSuch();
      },
    }),
    route({
      method: 'post',
      path: '/console/push/:id/test',
      summary: { en: 'Sends a notice to a device of one’s own, to see that it arrives', zh: '给自己的某台设备发一条测试通知' },
      example: examples.testDevice,
      params: byId,
      response: z.object({ sent: z.boolean() }),
      handle: async ({ params, by }) => {
        const person = staffOf(by);
        if (!person) return staffOnly();
        if (person.lacks) return lacks();
        const sent = await push.test(person.id, params.id);
        return sent === null ? noSuch() : ok({ sent });
      },
    }),
  ];
}
