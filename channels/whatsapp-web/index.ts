/** WhatsApp through WhatsApp Web and the unofficial library whatsapp-web.js, in a process of its own. Off unless WHATSAPP_WEB=1. */
import type { ChannelModule } from '../../src/channel.ts';
import { variablesOf } from '../../src/channel-kit/settings.ts';
import { capabilities } from './capabilities.ts';
import { optionsSchema } from './options.ts';
import { settingsSchema } from './settings.ts';

const whatsappWeb: ChannelModule = {
  name: 'whatsapp-web',
  capabilities,
  provider: { root: 'https://web.whatsapp.com', blocked: true },
  riskSummary: { en: 'high: the account can be banned for good', zh: '高：账号可能被永久封禁' },
  prefix: 'WHATSAPP_',
  runs: 'attached',
  risk: {
    en: 'Unofficial: WhatsApp does not allow automation of WhatsApp Web and may ban the number for good, without warning. Use a number that the shop can lose; the official way is whatsapp-cloud.',
    zh: '非官方渠道：WhatsApp 不允许自动操作网页版，可能不经警告就永久封号。请使用丢了也不影响生意的号码；官方途径是 whatsapp-cloud。',
  },
  settings: variablesOf(settingsSchema),
  options: optionsSchema,
  create: async (context) => (await import('./channel.ts')).createWhatsAppWeb(context),
};

export default whatsappWeb;
