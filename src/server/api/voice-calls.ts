import { z } from 'zod';
import type { CallRefusal, CallRefusalCode } from '../../channel-calls.ts';
import { conversations } from '../../store/collections.ts';
import * as examples from './examples/voice-calls.ts';
import type { ApiParts } from './parts.ts';
import { nameOf, ok, type Route, refuse, route } from './route.ts';
import { callLink, link } from './video-calls.ts';
import { about } from './words.ts';

/** What a person reads when the provider refuses. */
const reasons: Readonly<Record<CallRefusalCode, string>> = {
  off: 'This channel makes no voice calls, or they are off: docs/calls.md / 这个渠道没有语音通话，或者没有开通，见 docs/calls.zh-CN.md',
  no_permission: 'The customer has not allowed calls: ask first / 顾客还没有同意来电，请先请求',
  limited: 'WhatsApp allows no more now: 1 request a day and 2 a week, 100 calls a day / WhatsApp 暂时不允许：请求每天 1 次、每周 2 次，通话每天 100 次',
  busy: 'A call with this customer goes on already / 与这位顾客的通话正在进行',
  window_closed:
    'The customer last wrote more than 24 hours ago: send a template that asks for permission to call / 顾客上次来消息已超过 24 小时，请改发请求来电的消息模板',
  unreachable: 'This customer cannot be called over WhatsApp / 无法通过 WhatsApp 给这位顾客打电话',
  again: 'WhatsApp cannot be reached; try again in a moment / 暂时连不上 WhatsApp，请稍后再试',
  refused: 'WhatsApp refuses / WhatsApp 拒绝了这个请求',
};

const refusedBy = ({ code, detail }: CallRefusal) =>
  code === 'again'
    ? refuse(503, 'unavailable', reasons.again)
    : refuse(409, 'not_possible', code === 'refused' ? `${reasons.refused} (${detail})` : reasons[code]);

const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const off: CallRefusal = { ok: false, code: 'off', detail: '' };

/** Routes about calls of the channel's own kind: whether the shop may call, the request to the customer, and the call. */
export function voiceCallRoutes({ store, voice, publicUrl = '' }: Pick<ApiParts, 'store' | 'voice' | 'publicUrl'>): Route[] {
  const known = async (id: string) => (await store.collection(conversations).get(id)) !== null;
  const noSuch = () => refuse(404, 'not_found', 'There is no such conversation', 'id');
  return [
    route({
      method: 'get',
      path: '/conversations/:id/voice-call',
      summary: { en: 'Whether the shop may call this customer over WhatsApp', zh: '店铺现在能不能给这位顾客打 WhatsApp 语音' },
      example: examples.permission,
      params: byId,
      response: z.object({
        permission: z.enum(['none', 'temporary', 'permanent']),
        until: z.number().optional().meta(about('End of a temporary permission, epoch ms', '临时许可的截止时间，毫秒时间戳')),
        may_call: z.boolean(),
        may_ask: z.boolean(),
        unanswered: z
          .int()
          .meta(
            about(
              'Calls in a row that the customer did not take; after 4 WhatsApp takes the permission back',
              '顾客连续没有接听的次数；到 4 次 WhatsApp 会收回许可',
            ),
          ),
      }),
      handle: async ({ params }) => {
        if (!(await known(params.id))) return noSuch();
        const asked = (await voice?.permission(params.id)) ?? off;
        if (!asked.ok) return refusedBy(asked);
        const { status, until, mayCall, mayAsk } = asked.permission;
        return ok({ permission: status, ...(until !== undefined && { until }), may_call: mayCall, may_ask: mayAsk, unanswered: asked.unanswered });
      },
    }),
    route({
      method: 'post',
      path: '/conversations/:id/voice-call/permission',
      summary: { en: 'Asks the customer whether the shop may call over WhatsApp', zh: '请求顾客同意店铺通过 WhatsApp 来电' },
      example: examples.askPermission,
      params: byId,
      body: z.strictObject({ text: z.string().trim().min(1).max(1_024).meta(about('What the customer reads above the request', '顾客在请求上方看到的话')) }),
      response: z.object({ asked: z.boolean() }),
      handle: async ({ params, body, by }) => {
        if (!(await known(params.id))) return noSuch();
        const state = (await voice?.permission(params.id)) ?? off;
        if (!state.ok) return refusedBy(state);
        if (!state.permission.mayAsk) return refuse(409, 'not_possible', reasons.limited);
        const asked = (await voice?.ask(params.id, body.text, nameOf(by, 'owner'))) ?? off;
        return asked.ok ? ok({ asked: true }, 202) : refusedBy(asked);
      },
    }),
    route({
      method: 'post',
      path: '/conversations/:id/voice-call',
      summary: {
        en: 'Calls the customer over WhatsApp: a one-time link of the page that makes the call',
        zh: '给顾客打 WhatsApp 语音：返回拨打页面的一次性链接',
      },
      example: examples.makeVoiceCall,
      params: byId,
      response: z.object({ id: z.string(), shop: link }),
      handle: async ({ params, by }) => {
        if (!(await known(params.id))) return noSuch();
        const state = (await voice?.permission(params.id)) ?? off;
        if (!state.ok) return refusedBy(state);
        if (!state.permission.mayCall) return refuse(409, 'not_possible', state.permission.status === 'none' ? reasons.no_permission : reasons.limited);
        const made = await voice?.open(params.id, nameOf(by, 'owner'));
        if (!made) return refuse(429, 'too_many', 'This conversation has had 20 calls within an hour; wait before the next');
        return ok({ id: made.id, shop: callLink(publicUrl, '/call/desk', made.shop) }, 201);
      },
    }),
  ];
}
