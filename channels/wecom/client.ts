/** The client of WeCom's API. */
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { createAccessToken } from '../../src/channel-kit/wechat/access-token.ts';
import { callOnce, createWeChatApi, type WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { Settings } from './settings.ts';

/** https://developer.work.weixin.qq.com/document/path/91039 */
const issued = z.object({ access_token: z.string().min(1), expires_in: z.unknown() });

/** Makes a client without any traffic. */
export function createClient(settings: Settings, { memory, log, now }: Pick<ChannelContext, 'memory' | 'log' | 'now'>, timeoutMs: number): WeChatApi {
  const { corpId: corpid, secret: corpsecret, apiRoot: root } = settings;
  const secrets = [corpsecret, settings.token, settings.aesKey];
  const token = createAccessToken({
    memory,
    key: 'access-token',
    log,
    now,
    // WeCom gives the same token until its end, unless it was made invalid: then it gives another by itself.
    issue: async () => {
      const answer = await callOnce(root, { path: '/cgi-bin/gettoken', query: { corpid, corpsecret } }, issued, { secrets, timeoutMs });
      return answer.ok ? { ok: true, value: { token: answer.value.access_token, expiresIn: answer.value.expires_in } } : answer;
    },
  });
  return createWeChatApi({ root, token, secrets, timeoutMs });
}
