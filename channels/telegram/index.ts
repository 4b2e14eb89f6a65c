/** Telegram, through the official Bot API. The library is loaded only when the channel is switched on. */
import type { ChannelModule } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';

const telegram: ChannelModule = {
  name: 'telegram',
  capabilities,
  stake: { en: 'low: an official bot; reports of spam can limit it', zh: '低：官方机器人；被举报骚扰会受限' },
  settings: [
    {
      env: 'BOT_TOKEN',
      key: 'token',
      need: 'required',
      secret: true,
      form: {
        pattern: /^\d{6,}:[\w-]{30,}$/,
        about: { en: 'digits, a colon and 35 letters, such as 123456789:AAE...', zh: '数字、冒号加 35 个字符，例如 123456789:AAE...' },
      },
      about: { en: 'Token of the bot, from @BotFather', zh: '机器人的令牌，在 @BotFather 那里获取' },
    },
    {
      env: 'API_ROOT',
      key: 'apiRoot',
      need: 'optional',
      secret: false,
      about: { en: 'Own Bot API server; https://api.telegram.org unless set', zh: '自建 Bot API 服务器的地址；默认 https://api.telegram.org' },
    },
    {
      env: 'MODE',
      key: 'mode',
      need: 'optional',
      secret: false,
      about: {
        en: 'poll (default, needs no public address) or webhook (needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET)',
        zh: 'poll（默认，不需要公网地址）或 webhook（需要 PUBLIC_URL 和 TELEGRAM_WEBHOOK_SECRET）',
      },
    },
    {
      env: 'WEBHOOK_SECRET',
      key: 'webhookSecret',
      need: 'optional',
      secret: true,
      form: { pattern: /^[\w-]{16,256}$/, about: { en: 'letters, digits, _ and - only', zh: '只能是字母、数字、_ 和 -' } },
      least: 16,
      about: {
        en: 'Any 16 to 256 letters, digits, _ or -; Telegram sends it with each webhook',
        zh: '16 到 256 个字母、数字、_ 或 -；Telegram 每次推送都会带上它',
      },
    },
  ],
  create: async (context) => (await import('./channel.ts')).createTelegram(context),
};

export default telegram;
