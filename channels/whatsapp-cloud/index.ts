/** WhatsApp, through Meta's official Business Cloud API. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';

const whatsappCloud: ChannelModule = {
  name: 'whatsapp-cloud',
  capabilities,
  stake: { en: 'low: official; complaints of customers lower what may be sent', zh: '低：官方接口；顾客投诉多，可发的数量会变少' },
  settings: [
    {
      env: 'TOKEN',
      key: 'token',
      need: 'required',
      secret: true,
      form: { pattern: /^EAA\w{20,}$/, about: { en: 'begins with EAA', zh: '以 EAA 开头' } },
      about: {
        en: 'Access token of a system user with the rights whatsapp_business_messaging and whatsapp_business_management',
        zh: '系统用户的访问口令，需要 whatsapp_business_messaging 和 whatsapp_business_management 两项权限',
      },
    },
    {
      env: 'PHONE_ID',
      key: 'phoneId',
      need: 'required',
      secret: false,
      form: {
        pattern: /^\d{12,20}$/,
        about: { en: 'the id of the number (15 digits or so), not the number itself', zh: '是号码的编号（约 15 位数字），不是电话号码' },
      },
      about: { en: 'Id of the phone number (not the number itself), from the page API Setup', zh: '电话号码的编号（不是号码本身），在 API Setup 页面查看' },
    },
    {
      env: 'APP_SECRET',
      key: 'appSecret',
      need: 'required',
      secret: true,
      form: { pattern: /^[0-9a-f]{32}$/, about: { en: '32 signs from 0 to 9 and a to f', zh: '32 位，由 0–9 和 a–f 组成' } },
      about: { en: 'App secret, from App settings > Basic; webhooks are checked with it', zh: '应用密钥，在“应用设置 > 基本”里，用来核对 Webhook 签名' },
    },
    {
      env: 'VERIFY_TOKEN',
      key: 'verifyToken',
      need: 'required',
      secret: true,
      least: 16,
      about: { en: '16 or more characters that you make up and type into the webhook form', zh: '自己定的一串字符（至少 16 位），填写 Webhook 时要一致' },
    },
    {
      env: 'BUSINESS_ID',
      key: 'businessId',
      need: 'optional',
      secret: false,
      about: {
        en: 'Id of the WhatsApp Business Account, for its templates; learned from the first webhook unless set',
        zh: 'WhatsApp Business 账户编号，用来读取模板；不填则从第一次 Webhook 得知',
      },
    },
    {
      env: 'API_ROOT',
      key: 'apiRoot',
      need: 'optional',
      secret: false,
      about: { en: 'Address of the Graph API; https://graph.facebook.com unless set', zh: 'Graph API 的地址；默认 https://graph.facebook.com' },
    },
  ],
  create: async (context) => (await import('./channel.ts')).createWhatsAppCloud(context),
};

export default whatsappCloud;
