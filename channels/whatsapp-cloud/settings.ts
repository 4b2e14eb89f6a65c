/** Settings of WhatsApp's Cloud API. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';

const id = z.string().regex(/^\d{5,25}$/);

export const settingsSchema = z.object({
  token: kit.variable(z.string().regex(/^[\x21-\x7e]+$/), {
    env: 'TOKEN',
    secret: true,
    about: {
      en: 'Access token of a system user with the rights whatsapp_business_messaging and whatsapp_business_management',
      zh: '系统用户的访问口令，需要 whatsapp_business_messaging 和 whatsapp_business_management 两项权限',
    },
    form: { en: 'copy it again: it begins with EAA and has no spaces or line breaks', zh: '请重新复制：以 EAA 开头，中间没有空格和换行' },
    usual: /^EAA\w{20,}$/,
  }),
  phoneId: kit.variable(id.clone(), {
    env: 'PHONE_ID',
    secret: false,
    about: { en: 'Id of the phone number (not the number itself), from the page API Setup', zh: '电话号码的编号（不是号码本身），在 API Setup 页面查看' },
    form: { en: 'write the id of the number (15 digits or so), not the number itself', zh: '填号码的编号（约 15 位数字），不是电话号码' },
    usual: /^\d{12,20}$/,
  }),
  appSecret: kit.variable(z.string(), {
    env: 'APP_SECRET',
    secret: true,
    about: { en: 'App secret, from App settings > Basic; webhooks are checked with it', zh: '应用密钥，在“应用设置 > 基本”里，用来核对 Webhook 签名' },
    form: { en: '32 signs from 0 to 9 and a to f', zh: '32 位，由 0–9 和 a–f 组成' },
    usual: /^[0-9a-f]{32}$/,
  }),
  verifyToken: kit.variable(z.string().min(16), {
    env: 'VERIFY_TOKEN',
    secret: true,
    about: { en: '16 or more characters that you make up and type into the webhook form', zh: '自己定的一串字符（至少 16 位），填写 Webhook 时要一致' },
    form: { en: 'use at least 16 characters; a shorter one can be found by trying', zh: '至少 16 个字符；太短会被人试出来' },
  }),
  businessId: kit.variable(id.optional(), {
    env: 'BUSINESS_ID',
    secret: false,
    about: {
      en: 'Id of the WhatsApp Business Account, for its templates; learned from the first webhook unless set',
      zh: 'WhatsApp Business 账户编号，用来读取模板；不填则从第一次 Webhook 得知',
    },
    form: {
      en: 'write the id, digits only, as it stands on the page API Setup below the id of the number',
      zh: '只填数字编号，在 API Setup 页面号码编号的下方',
    },
  }),
  apiRoot: kit.apiRoot('https://graph.facebook.com', {
    en: 'Address of the Graph API; https://graph.facebook.com unless set',
    zh: 'Graph API 的地址；默认 https://graph.facebook.com',
  }),
});

export type Settings = z.output<typeof settingsSchema>;

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  return kit.readSettings(settingsSchema, 'WHATSAPP_CLOUD_', raw);
}
