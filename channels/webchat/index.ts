/** The web chat of the shop's own site. Its provider is our own server. */
import type { ChannelContext, ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';

const webchat = {
  name: 'webchat',
  capabilities,
  stake: { en: 'none: the channel is your own', zh: '无：是您自己的渠道' },
  runs: 'everywhere',
  settings: [
    {
      env: 'IDENTITY_SECRET',
      key: 'identitySecret',
      need: 'optional',
      secret: true,
      least: 16,
      about: {
        en: 'Secret with which your shop signs the ids of customers who are logged in, at least 16 characters. Unset: signed ids are refused.',
        zh: '商城为已登录顾客的编号签名所用的密钥，至少 16 个字符。未设置时拒绝签名身份。',
      },
    },
  ],
  create: async (context: ChannelContext) => (await import('./channel.ts')).createWebChat(context),
} satisfies ChannelModule;

export default webchat;
