/** Settings of WeCom's customer service. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';
import { readAesKey } from '../../src/channel-kit/wechat/callback.ts';

const needed = z.string().trim().min(1);

export const settingsSchema = z.object({
  corpId: kit.variable(needed.regex(/^[\w-]+$/), {
    env: 'CORP_ID',
    secret: false,
    about: { en: 'Id of the corporation, from "My company" in the administration', zh: '企业 ID，在管理后台“我的企业”页面底部' },
    form: { en: 'ww and 16 letters and digits', zh: 'ww 加 16 位字母或数字' },
    usual: /^w[wx][0-9a-zA-Z]{16}$/,
  }),
  secret: kit.variable(needed.regex(/^[\w-]+$/), {
    env: 'KF_SECRET',
    secret: true,
    about: { en: 'Secret of the application that may call the API of customer service', zh: '“可调用接口的应用”的 Secret' },
    form: { en: '43 letters, digits, _ and -', zh: '43 个字母、数字、_ 或 -' },
    usual: /^[\w-]{43}$/,
  }),
  token: kit.variable(needed.clone(), {
    env: 'TOKEN',
    secret: true,
    about: { en: 'Token of the callback, made up in the administration', zh: '接收消息服务器配置里的 Token' },
    form: { en: 'up to 32 letters and digits', zh: '最多 32 个字母或数字' },
    usual: /^[A-Za-z0-9]{1,32}$/,
  }),
  /** The EncodingAESKey as text; it is not the only text of its key. */
  aesKey: kit.variable(
    needed.refine((text) => readAesKey(text) !== null),
    {
      env: 'AES_KEY',
      secret: true,
      about: { en: 'EncodingAESKey of the callback, 43 letters and digits', zh: '接收消息服务器配置里的 EncodingAESKey，43 个字母和数字' },
      form: { en: '43 letters and digits', zh: '43 个字母或数字' },
    },
  ),
  /** The only customer-service account that is served; all of the corporation unless given. */
  openKfId: kit.variable(
    z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
    {
      env: 'OPEN_KFID',
      secret: false,
      about: {
        en: 'The only customer-service account to serve (open_kfid); all that the application may manage unless set',
        zh: '只接待这一个客服账号（open_kfid）；不填则接待应用可管理的全部客服账号',
      },
      form: {
        en: 'the id of a customer-service account looks like wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw',
        zh: '客服账号的 ID 形如 wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw',
      },
    },
  ),
  apiRoot: kit.apiRoot('https://qyapi.weixin.qq.com', {
    en: 'Address of the API; https://qyapi.weixin.qq.com unless set',
    zh: '接口地址；默认 https://qyapi.weixin.qq.com',
  }),
});

export type Settings = z.output<typeof settingsSchema> & { key: Buffer };

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  const read = kit.readSettings(settingsSchema, 'WECOM_', raw);
  if (!read.ok) return read;
  const key = readAesKey(read.settings.aesKey);
  return key ? { ok: true, settings: { ...read.settings, key } } : { ok: false, problem: 'WECOM_AES_KEY is missing' };
}
