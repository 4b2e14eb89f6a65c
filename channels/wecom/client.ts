/** The settings, and the client of WeCom's API made from them. */
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { createAccessToken } from '../../src/channel-kit/wechat/access-token.ts';
import { callOnce, createWeChatApi, type WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import { readAesKey } from '../../src/channel-kit/wechat/callback.ts';

export interface Settings {
  corpId: string;
  secret: string;
  token: string;
  /** The EncodingAESKey as text; it is not the only text of its key. */
  aesKey: string;
  key: Buffer;
  apiRoot: string;
  /** The only customer-service account that is served; all of the corporation unless given. */
  openKfId?: string;
}

const needed = (env: string) => z.string(`WECOM_${env} is missing`).trim().min(1, `WECOM_${env} is missing`);

const settingsSchema = z.object({
  corpId: needed('CORP_ID').regex(/^[\w-]+$/, 'WECOM_CORP_ID: copy the id from "My company", it looks like ww1234567890abcdef'),
  secret: needed('KF_SECRET').regex(/^[\w-]+$/, 'WECOM_KF_SECRET: copy the secret of the application, letters and digits only'),
  token: needed('TOKEN'),
  aesKey: needed('AES_KEY'),
  apiRoot: z
    .url({ protocol: /^https?$/, error: 'WECOM_API_ROOT: write it as https://qyapi.weixin.qq.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://qyapi.weixin.qq.com'),
  openKfId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'WECOM_OPEN_KFID: the id of a customer-service account looks like wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw')
    .optional(),
});

/** Checks the settings; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(present);
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not valid' };
  const key = readAesKey(parsed.data.aesKey);
  return key ? { ok: true, settings: { ...parsed.data, key } } : { ok: false, problem: 'WECOM_AES_KEY: copy the EncodingAESKey, 43 letters and digits' };
}

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
