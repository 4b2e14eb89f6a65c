import type { Lang } from './language.tsx';

export const channelNames: Record<string, Record<Lang, string>> = {
  webchat: { en: 'Web chat', zh: '网页聊天' },
  telegram: { en: 'Telegram', zh: 'Telegram' },
  'whatsapp-cloud': { en: 'WhatsApp', zh: 'WhatsApp' },
  'whatsapp-web': { en: 'WhatsApp', zh: 'WhatsApp' },
  'wechat-official': { en: 'WeChat', zh: '微信公众号' },
  wecom: { en: 'WeCom', zh: '微信客服' },
  wechaty: { en: 'WeChat', zh: '微信' },
};

/** What people know a customer by on a channel: a phone number or a name; '' for an id that says nothing to anybody. */
export const knownAs = (user: string): string => (/^\+?\d{7,15}$|^@/.test(user) ? user : '');

/** Name of a channel for people; its id for one that we do not know. */
export const channelName = (channel: string, lang: Lang): string => channelNames[channel]?.[lang] ?? channel;
