/** Texts of the button, in both languages; those of the window come with it. */
const en = {
  chat: 'Chat with us',
  close: 'Close chat',
  unread: '{n} unread',
  broken: 'The chat cannot be loaded just now. Try again.',
};

export type Words = typeof en;

const zh: Words = {
  chat: '在线咨询',
  close: '关闭聊天',
  unread: '{n} 条未读',
  broken: '暂时打不开聊天，请再点一次。',
};

/** Chinese for any Chinese tag, else English. */
export const isChinese = (lang: string): boolean => /^zh(?![a-z])/i.test(lang);

/** The shop's own words over Chinese for any Chinese tag, else over English. */
export const wordsFor = (lang: string, own: Partial<Words> = {}): Words => ({ ...(isChinese(lang) ? zh : en), ...own });

/** Whether the language is written from right to left. */
export const isRightToLeft = (lang: string): boolean => /^(ar|arc|azb|ckb|dv|fa|he|iw|ku-arab|nqo|pnb|ps|sd|syr|ug|ur|yi)(?![a-z])/i.test(lang);
