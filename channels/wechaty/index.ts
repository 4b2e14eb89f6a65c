/** A personal WeChat account through wechaty, at the merchant's risk. The library runs in a process of its own and is loaded only there. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { options } from './options.ts';
import { settingsSchema } from './settings.ts';

const wechaty: ChannelModule = {
  name: 'wechaty',
  capabilities,
  riskSummary: { en: 'high: the account can be banned for good', zh: '高：账号可能被永久封禁' },
  settings: variablesOf(settingsSchema),
  options,
  runs: 'attached',
  risk: {
    en: 'Not an official interface: WeChat does not allow programs to use personal accounts and may restrict or ban the account at any time, for good. Use an account that you can afford to lose, and an official channel (Official Account, WeCom) for everything that matters.',
    zh: '这不是官方接口：微信不允许程序操作个人号，随时可能限制甚至永久封停账号。请用丢了也不要紧的账号；重要业务请走官方渠道（公众号、企业微信）。',
  },
  create: async (context) => (await import('./channel.ts')).createWechaty(context),
};

export default wechaty;
