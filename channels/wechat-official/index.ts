/** WeChat Official Account (service account, 服务号), through the official interfaces. Loaded only when the channel is switched on. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { options } from './options.ts';

const wechatOfficial: ChannelModule = {
  name: 'wechat-official',
  prefix: 'WECHAT_',
  capabilities,
  stake: { en: "low: official; breaking WeChat's rules costs functions, at worst the account", zh: '低：官方接口；违反平台规则会被限制功能，严重的会封号' },
  options,
  settings: [
    {
      env: 'APP_ID',
      key: 'appId',
      need: 'required',
      secret: false,
      form: { pattern: /^wx[0-9a-f]{16}$/, about: { en: 'wx and 16 signs from 0 to 9 and a to f', zh: 'wx 加 16 位 0–9、a–f' } },
      about: { en: 'AppID of the service account; begins with wx', zh: '服务号的 AppID，以 wx 开头' },
    },
    {
      env: 'APP_SECRET',
      key: 'appSecret',
      need: 'required',
      secret: true,
      form: { pattern: /^[0-9a-f]{32}$/, about: { en: '32 signs from 0 to 9 and a to f', zh: '32 位，由 0–9 和 a–f 组成' } },
      about: { en: 'AppSecret of the service account', zh: '服务号的 AppSecret' },
    },
    {
      env: 'TOKEN',
      key: 'callbackToken',
      need: 'required',
      secret: true,
      form: { pattern: /^[A-Za-z0-9]{3,32}$/, about: { en: '3 to 32 letters and digits', zh: '3 到 32 个字母或数字' } },
      least: 16,
      about: {
        en: 'Token of the server configuration: 16 to 32 letters and digits that you make up',
        zh: '服务器配置里的 Token（令牌）：自己定的 16 到 32 位字母或数字',
      },
    },
    {
      env: 'AES_KEY',
      key: 'aesKey',
      need: 'optional',
      secret: true,
      form: { pattern: /^[A-Za-z0-9]{43}$/, about: { en: '43 letters and digits', zh: '43 个字母或数字' } },
      about: {
        en: 'EncodingAESKey (43 characters) for the safe or compatible mode; when it is set, messages in plain text are refused',
        zh: 'EncodingAESKey（43 位），用于安全模式或兼容模式；设置后不再接受明文消息',
      },
    },
    {
      env: 'API_ROOT',
      key: 'apiRoot',
      need: 'optional',
      secret: false,
      about: { en: 'Another address of the interfaces; https://api.weixin.qq.com unless set', zh: '接口域名；默认 https://api.weixin.qq.com' },
    },
  ],
  create: async (context) => (await import('./channel.ts')).createWeChatOfficial(context),
};

export default wechatOfficial;
