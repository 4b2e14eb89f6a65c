/** The client of api.weixin.qq.com with its access token. */
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { type AccessToken, createAccessToken } from '../../src/channel-kit/wechat/access-token.ts';
import { callOnce, createWeChatApi, type WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { Settings } from './settings.ts';

export interface Client {
  api: WeChatApi;
  token: AccessToken;
}

/** Longest wait for an answer of WeChat, ms; shorter than the outbox waits (30 s). */
export interface ClientTiming {
  callMs: number;
  uploadMs: number;
}
export const clientTiming: ClientTiming = { callMs: 10_000, uploadMs: 18_000 };

const issued = z.object({ access_token: z.string().min(1), expires_in: z.unknown() });

/**
 * Makes a client without any traffic. The token is the "stable" one: other programs of the merchant that use the same account do not end it,
 * and it does not end theirs. https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken
 */
export function createClient(settings: Settings, context: ChannelContext, timing: ClientTiming): Client {
  const { appId, appSecret, apiRoot, secrets } = settings;
  const limits = { secrets, timeoutMs: timing.callMs };
  const token = createAccessToken({
    memory: context.memory,
    key: 'access-token',
    log: context.log,
    now: context.now,
    issue: async (force) => {
      const json = { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force };
      const answer = await callOnce(apiRoot, { path: '/cgi-bin/stable_token', json }, issued, limits);
      return answer.ok ? { ok: true, value: { token: answer.value.access_token, expiresIn: answer.value.expires_in } } : answer;
    },
  });
  return { token, api: createWeChatApi({ root: apiRoot, token, ...limits }) };
}
