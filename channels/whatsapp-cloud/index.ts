/** WhatsApp, through Meta's official Business Cloud API. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { optionsSchema } from './options.ts';
import { settingsSchema } from './settings.ts';

const whatsappCloud: ChannelModule = {
  name: 'whatsapp-cloud',
  capabilities,
  provider: { root: 'https://graph.facebook.com', setting: 'apiRoot', blocked: true },
  riskSummary: { en: 'low: official; complaints of customers lower what may be sent', zh: '低：官方接口；顾客投诉多，可发的数量会变少' },
  settings: variablesOf(settingsSchema),
  options: optionsSchema,
  create: async (context) => (await import('./channel.ts')).createWhatsAppCloud(context),
};

export default whatsappCloud;
