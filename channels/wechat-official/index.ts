/** WeChat Official Account (service account, 服务号), through the official interfaces. Loaded only when the channel is switched on. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { options } from './options.ts';
import { settingsSchema } from './settings.ts';

const wechatOfficial: ChannelModule = {
  name: 'wechat-official',
  prefix: 'WECHAT_',
  capabilities,
  provider: { root: 'https://api.weixin.qq.com', setting: 'apiRoot' },
  riskSummary: {
    en: "low: official; breaking WeChat's rules costs functions, at worst the account",
    zh: '低：官方接口；违反平台规则会被限制功能，严重的会封号',
  },
  options,
  settings: variablesOf(settingsSchema),
  create: async (context) => (await import('./channel.ts')).createWeChatOfficial(context),
};

export default wechatOfficial;
