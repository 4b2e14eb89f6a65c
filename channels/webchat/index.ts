/** The web chat of the shop's own site. Its provider is our own server. */
import type { ChannelContext, ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { settingsSchema } from './settings.ts';

const webchat = {
  name: 'webchat',
  capabilities,
  riskSummary: { en: 'none: the channel is your own', zh: '无：是您自己的渠道' },
  runs: 'everywhere',
  settings: variablesOf(settingsSchema),
  create: async (context: ChannelContext) => (await import('./channel.ts')).createWebChat(context),
} satisfies ChannelModule;

export default webchat;
