/** The settings, and the client of api.weixin.qq.com with its access token. */
import { z } from 'zod';
import type { ChannelContext } from '../../src/channel.ts';
import { type AccessToken, createAccessToken } from '../../src/channel-kit/wechat/access-token.ts';
import { callOnce, createWeChatApi, type WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import { readAesKey } from '../../src/channel-kit/wechat/callback.ts';

export interface Settings {
  appId: string;
  appSecret: string;
  /** Signs callbacks. */
  callbackToken: string;
  /** Opens sealed callbacks; messages in plain text are refused when it is there. */
  aesKey?: Buffer;
  apiRoot: string;
  /** What must never be read in a log or an error. */
  secrets: readonly string[];
}

const settingsSchema = z.object({
  appId: z.string('WECHAT_APP_ID is missing').regex(/^[\w-]+$/, 'WECHAT_APP_ID: an AppID looks like wx1234567890abcdef; copy it from the WeChat console'),
  appSecret: z.string('WECHAT_APP_SECRET is missing').regex(/^\S+$/, 'WECHAT_APP_SECRET: copy it from the WeChat console, without spaces'),
  callbackToken: z
    .string('WECHAT_TOKEN is missing')
    .regex(/^[A-Za-z0-9]{3,32}$/, 'WECHAT_TOKEN: 3 to 32 letters and digits, the same as in the server configuration of WeChat'),
  aesKey: z
    .string()
    .transform((text, context) => {
      const key = readAesKey(text);
      if (!key) context.addIssue({ code: 'custom', message: 'WECHAT_AES_KEY: exactly 43 letters and digits, the EncodingAESKey of the server configuration' });
      return key ?? z.NEVER;
    })
    .optional(),
  apiRoot: z
    .url({ protocol: /^https?$/, error: 'WECHAT_API_ROOT: write it as https://api.weixin.qq.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.weixin.qq.com'),
});

/** Checks the settings; a problem names the variable and what to write, never its value. */
export function readSettings(raw: Readonly<Record<string, string>>): { ok: true; settings: Settings } | { ok: false; problem: string } {
  const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(present);
  if (!parsed.success) return { ok: false, problem: parsed.error.issues[0]?.message ?? 'not valid' };
  const { appSecret, callbackToken } = parsed.data;
  const secrets = [appSecret, present.aesKey ?? '', ...(callbackToken.length >= 8 ? [callbackToken] : [])].filter(Boolean);
  return { ok: true, settings: { ...parsed.data, secrets } };
}

export interface Client {
  api: WeChatApi;
  token: AccessToken;
}

/** How long WeChat may take to answer, ms; shorter than the outbox waits (30 s). */
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
