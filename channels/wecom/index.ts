/** WeCom's customer service (微信客服): chats that customers open in WeChat, through the official API. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { optionsSchema } from './options.ts';
import { settingsSchema } from './settings.ts';

const wecom: ChannelModule = {
  name: 'wecom',
  capabilities,
  provider: { root: 'https://qyapi.weixin.qq.com', setting: 'apiRoot' },
  riskSummary: {
    en: "low: official; breaking WeCom's rules costs functions, at worst the account",
    zh: '低：官方接口；违反平台规则会被限制功能，严重的会封号',
  },
  options: optionsSchema,
  settings: variablesOf(settingsSchema),
  create: async (context) => (await import('./channel.ts')).createWecom(context),
};

export default wecom;
