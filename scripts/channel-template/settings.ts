/** What the merchant sets for SampleChannel. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';

export const settingsSchema = z.object({
  token: kit.variable(z.string().regex(/^\S+$/), {
    env: 'TOKEN',
    secret: true,
    about: { en: 'Access token, from REPLACE: the page where it stands', zh: '访问令牌，在 REPLACE 页面获取' },
    form: { en: 'copy it again, without spaces', zh: '请重新复制，不要带空格' },
  }),
  webhookSecret: kit.variable(z.string().regex(/^\S{16,}$/), {
    env: 'WEBHOOK_SECRET',
    secret: true,
    about: { en: 'Secret with which webhooks are signed', zh: '用来核对 Webhook 签名的密钥' },
    form: { en: 'at least 16 characters, without spaces', zh: '至少 16 个字符，不要带空格' },
  }),
  apiRoot: kit.apiRoot('https://api.example.com', {
    en: 'Address of the API; https://api.example.com unless set',
    zh: '接口地址；默认 https://api.example.com',
  }),
});

export type Settings = z.output<typeof settingsSchema>;

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  return kit.readSettings(settingsSchema, 'SAMPLE_CHANNEL_', raw);
}
