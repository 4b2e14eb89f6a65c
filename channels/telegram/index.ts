/** Telegram, through the official Bot API. The library is loaded only when the channel is switched on. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { settingsSchema } from './settings.ts';

const telegram: ChannelModule = {
  name: 'telegram',
  capabilities,
  provider: { root: 'https://api.telegram.org', setting: 'apiRoot', blocked: true },
  riskSummary: { en: 'low: an official bot; reports of spam can limit it', zh: '低：官方机器人；被举报骚扰会受限' },
  settings: variablesOf(settingsSchema),
  create: async (context) => (await import('./channel.ts')).createTelegram(context),
};

export default telegram;
