/** WeCom's customer service (微信客服): chats that customers open in WeChat, through the official API. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { optionsSchema } from './options.ts';

const wecom: ChannelModule = {
  name: 'wecom',
  capabilities,
  stake: { en: "low: official; breaking WeCom's rules costs functions, at worst the account", zh: '低：官方接口；违反平台规则会被限制功能，严重的会封号' },
  options: optionsSchema,
  settings: [
    {
      env: 'CORP_ID',
      key: 'corpId',
      need: 'required',
      secret: false,
      form: { pattern: /^w[wx][0-9a-zA-Z]{16}$/, about: { en: 'ww and 16 letters and digits', zh: 'ww 加 16 位字母或数字' } },
      about: { en: 'Id of the corporation, from "My company" in the administration', zh: '企业 ID，在管理后台“我的企业”页面底部' },
    },
    {
      env: 'KF_SECRET',
      key: 'secret',
      need: 'required',
      secret: true,
      form: { pattern: /^[\w-]{43}$/, about: { en: '43 letters, digits, _ and -', zh: '43 个字母、数字、_ 或 -' } },
      about: {
        en: 'Secret of the application that may call the API of customer service',
        zh: '“可调用接口的应用”的 Secret',
      },
    },
    {
      env: 'TOKEN',
      key: 'token',
      need: 'required',
      secret: true,
      form: { pattern: /^[A-Za-z0-9]{1,32}$/, about: { en: 'up to 32 letters and digits', zh: '最多 32 个字母或数字' } },
      about: { en: 'Token of the callback, made up in the administration', zh: '接收消息服务器配置里的 Token' },
    },
    {
      env: 'AES_KEY',
      key: 'aesKey',
      need: 'required',
      secret: true,
      form: { pattern: /^[A-Za-z0-9]{43}$/, about: { en: '43 letters and digits', zh: '43 个字母或数字' } },
      about: { en: 'EncodingAESKey of the callback, 43 letters and digits', zh: '接收消息服务器配置里的 EncodingAESKey，43 个字母和数字' },
    },
    {
      env: 'OPEN_KFID',
      key: 'openKfId',
      need: 'optional',
      secret: false,
      about: {
        en: 'The only customer-service account to serve (open_kfid); all that the application may manage unless set',
        zh: '只接待这一个客服账号（open_kfid）；不填则接待应用可管理的全部客服账号',
      },
    },
    {
      env: 'API_ROOT',
      key: 'apiRoot',
      need: 'optional',
      secret: false,
      about: { en: 'Address of the API; https://qyapi.weixin.qq.com unless set', zh: '接口地址；默认 https://qyapi.weixin.qq.com' },
    },
  ],
  create: async (context) => (await import('./channel.ts')).createWecom(context),
};

export default wecom;
