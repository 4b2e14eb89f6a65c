/** Settings of a WeChat Official Account. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';
import { readAesKey } from '../../src/channel-kit/wechat/callback.ts';

export const settingsSchema = z.object({
  appId: kit.variable(z.string().regex(/^[\w-]+$/), {
    env: 'APP_ID',
    secret: false,
    about: { en: 'AppID of the service account; begins with wx', zh: '服务号的 AppID，以 wx 开头' },
    form: { en: 'wx and 16 signs from 0 to 9 and a to f', zh: 'wx 加 16 位 0–9、a–f' },
    usual: /^wx[0-9a-f]{16}$/,
  }),
  appSecret: kit.variable(z.string().regex(/^\S+$/), {
    env: 'APP_SECRET',
    secret: true,
    about: { en: 'AppSecret of the service account', zh: '服务号的 AppSecret' },
    form: { en: '32 signs from 0 to 9 and a to f', zh: '32 位，由 0–9 和 a–f 组成' },
    usual: /^[0-9a-f]{32}$/,
  }),
  /** Signs callbacks. */
  callbackToken: kit.variable(z.string().regex(/^[A-Za-z0-9]{16,32}$/), {
    env: 'TOKEN',
    secret: true,
    about: {
      en: 'Token of the server configuration: 16 to 32 letters and digits that you make up',
      zh: '服务器配置里的 Token（令牌）：自己定的 16 到 32 位字母或数字',
    },
    form: {
      en: '16 to 32 letters and digits, the same as in the server configuration of WeChat; a shorter one can be found by trying',
      zh: '16 到 32 位字母或数字，与公众平台服务器配置里的一致；太短会被人试出来',
    },
  }),
  /** Opens sealed callbacks; messages in plain text are refused when it is there. */
  aesKey: kit.variable(
    z
      .string()
      .transform((text, context) => {
        const key = readAesKey(text);
        if (!key) context.addIssue({ code: 'custom', message: 'no EncodingAESKey' });
        return key ?? z.NEVER;
      })
      .optional(),
    {
      env: 'AES_KEY',
      secret: true,
      about: {
        en: 'EncodingAESKey (43 characters) for the safe or compatible mode; when it is set, messages in plain text are refused',
        zh: 'EncodingAESKey（43 位），用于安全模式或兼容模式；设置后不再接受明文消息',
      },
      form: { en: 'exactly 43 letters and digits, the EncodingAESKey of the server configuration', zh: '服务器配置里的 EncodingAESKey，正好 43 位字母或数字' },
    },
  ),
  apiRoot: kit.apiRoot('https://api.weixin.qq.com', {
    en: 'Another address of the interfaces; https://api.weixin.qq.com unless set',
    zh: '接口域名；默认 https://api.weixin.qq.com',
  }),
});

export type Settings = z.output<typeof settingsSchema> & {
  /** Values that must never be read in a log or an error. */
  secrets: readonly string[];
};

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  const read = kit.readSettings(settingsSchema, 'WECHAT_', raw);
  if (!read.ok) return read;
  const { appSecret, callbackToken } = read.settings;
  return { ok: true, settings: { ...read.settings, secrets: [appSecret, raw.aesKey ?? '', callbackToken].filter(Boolean) } };
}
