/** WhatsApp through WhatsApp Web and the unofficial library whatsapp-web.js, in a process of its own. Off unless WHATSAPP_WEB=1. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { optionsSchema } from './options.ts';

const whatsappWeb: ChannelModule = {
  name: 'whatsapp-web',
  capabilities,
  provider: { root: 'https://web.whatsapp.com', blocked: true },
  stake: { en: 'high: the account can be banned for good', zh: '高：账号可能被永久封禁' },
  prefix: 'WHATSAPP_',
  runs: 'attached',
  risk: {
    en: 'Unofficial: WhatsApp does not allow automation of WhatsApp Web and may ban the number for good, without warning. Use a number that the shop can lose; the official way is whatsapp-cloud.',
    zh: '非官方渠道：WhatsApp 不允许自动操作网页版，可能不经警告就永久封号。请使用丢了也不影响生意的号码；官方途径是 whatsapp-cloud。',
  },
  settings: [
    {
      env: 'WEB',
      key: 'web',
      need: 'required',
      secret: false,
      about: {
        en: '1 switches WhatsApp through WhatsApp Web on (unofficial, the number may be banned); link it by scanning a code',
        zh: '填 1 即启用网页版 WhatsApp（非官方，可能封号）；扫码后接入',
      },
    },
    {
      env: 'CHROMIUM_PATH',
      global: true,
      key: 'chromiumPath',
      need: 'optional',
      secret: false,
      about: { en: 'Chromium or Chrome; looked for in the usual places unless set', zh: 'Chromium 或 Chrome 的路径；不填则在常见位置查找' },
    },
  ],
  options: optionsSchema,
  create: async (context) => (await import('./channel.ts')).createWhatsAppWeb(context),
};

export default whatsappWeb;
