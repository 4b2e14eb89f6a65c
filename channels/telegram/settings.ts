/** Settings of Telegram. */
import { z } from 'zod';
import * as kit from '../../src/channel-kit/settings.ts';

export const settingsSchema = z.object({
  token: kit.variable(z.string().regex(/^\d+:[\w-]+$/), {
    env: 'BOT_TOKEN',
    secret: true,
    about: { en: 'Token of the bot, from @BotFather', zh: '机器人的令牌，在 @BotFather 那里获取' },
    form: { en: 'digits, a colon and 35 letters, such as 123456789:AAE...', zh: '数字、冒号加 35 个字符，例如 123456789:AAE...' },
    usual: /^\d{6,}:[\w-]{30,}$/,
  }),
  apiRoot: kit.apiRoot('https://api.telegram.org', {
    en: 'Own Bot API server; https://api.telegram.org unless set',
    zh: '自建 Bot API 服务器的地址；默认 https://api.telegram.org',
  }),
  mode: kit.variable(z.enum(['poll', 'webhook']).default('poll'), {
    env: 'MODE',
    secret: false,
    about: {
      en: 'poll (default, needs no public address) or webhook (needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET)',
      zh: 'poll（默认，不需要公网地址）或 webhook（需要 PUBLIC_URL 和 TELEGRAM_WEBHOOK_SECRET）',
    },
    form: { en: 'write poll or webhook', zh: '填 poll 或 webhook' },
  }),
  webhookSecret: kit.variable(
    z
      .string()
      .regex(/^[\w-]{16,256}$/)
      .optional(),
    {
      env: 'WEBHOOK_SECRET',
      secret: true,
      about: {
        en: 'Any 16 to 256 letters, digits, _ or -; Telegram sends it with each webhook',
        zh: '16 到 256 个字母、数字、_ 或 -；Telegram 每次推送都会带上它',
      },
      form: {
        en: '16 to 256 letters, digits, _ or -; a shorter one can be found by trying',
        zh: '16 到 256 个字母、数字、_ 或 -；太短会被人试出来',
      },
    },
  ),
});

export type Settings = z.output<typeof settingsSchema>;

export function readSettings(raw: Readonly<Record<string, string>>): kit.ReadSettings<Settings> {
  return kit.readSettings(settingsSchema, 'TELEGRAM_', raw);
}
