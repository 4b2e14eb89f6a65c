/** E-mails of a conversation: what was said, as plain text and as HTML in which everything is escaped; and the code before it. Pure. */
import type { Part } from '../message.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';
import type { Mail } from './mailer.ts';

export interface Said {
  from: 'me' | 'shop';
  /** Name of the person; missing for the bot. */
  author?: string;
  /** Epoch ms. */
  at: number;
  parts: readonly Part[];
  choices?: readonly { label: string }[];
}

export interface TranscriptParts {
  to: string;
  shop: string;
  lang: string;
  /** IANA zone of the shop. */
  zone: string;
  /** Address of our site, for files; files have only a name without it. */
  publicUrl: string | undefined;
}

/** Longest mail, characters of its text: what was said before is left out. */
const longest = 400_000;

const words = {
  zh: {
    subject: (shop: string) => `您与${shop}的聊天记录`,
    head: (shop: string) => `这是您与${shop}的聊天记录，应您在聊天窗口里的要求发送。`,
    cut: '更早的内容太长，没有放进来。',
    you: '您',
    kinds: { image: '图片', audio: '语音', video: '视频', file: '文件' },
    unsupported: '这条内容无法在邮件里显示',
    codeSubject: (shop: string, code: string) => `${code} 是您在${shop}的验证码`,
    code: (shop: string, code: string) =>
      `您的验证码是 ${code}，10 分钟内有效。请在${shop}的聊天窗口里输入，聊天记录就会发到这个邮箱。如果不是您本人要的，不用理会，您不会再收到别的邮件。`,
  },
  en: {
    subject: (shop: string) => `Your conversation with ${shop}`,
    head: (shop: string) => `This is your conversation with ${shop}, which you asked for in the chat.`,
    cut: 'What was said before was too long for this mail.',
    you: 'You',
    kinds: { image: 'Picture', audio: 'Recording', video: 'Video', file: 'File' },
    unsupported: 'This cannot be shown in a mail',
    codeSubject: (shop: string, code: string) => `${code} is your code for ${shop}`,
    code: (shop: string, code: string) =>
      `Your code is ${code}. It is good for 10 minutes. Type it in the chat of ${shop}, and your conversation is sent to this address. If you did not ask for it, ignore this: nothing else is sent.`,
  },
};

/** Escapes a text for HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The mail with the conversation, the oldest first. */
export function transcriptMail(said: readonly Said[], { to, shop, lang, zone, publicUrl }: TranscriptParts): Mail {
  const own = bilingual(words, lang);
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const lines: { who: string; when: string; text: string }[] = [];
  let left = longest;
  let cut = false;
  for (const { from, author, at, parts, choices = [] } of [...said].reverse()) {
    const shown = [...parts.map((part) => textOf(part, publicUrl, own)), ...choices.map(({ label }, n) => `  ${n + 1}. ${label}`)];
    const text = shown.filter((one) => one !== '').join('\n');
    left -= text.length + 80;
    cut = left < 0;
    if (cut) break;
    if (text) lines.unshift({ who: from === 'me' ? own.you : (author ?? shop), when: time.format(at), text });
  }
  const above = [own.head(shop), ...(cut ? [own.cut] : [])];
  const html = lines.map(
    ({ who, when, text }) => `<p><b>${escapeHtml(who)}</b> <small>${escapeHtml(when)}</small><br>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
  );
  return {
    to,
    subject: own.subject(shop),
    text: [...above, '', ...lines.map(({ who, when, text }) => `[${when}] ${who}: ${text}`), ''].join('\n'),
    html: mailPage(lang, [...above.map((line) => `<p>${escapeHtml(line)}</p>`), ...html]),
  };
}

/** The mail with a code that proves an address. */
export function codeMail(code: string, { to, shop, lang }: Pick<TranscriptParts, 'to' | 'shop' | 'lang'>): Mail {
  const own = bilingual(words, lang);
  const text = own.code(shop, code);
  return { to, subject: own.codeSubject(shop, code), text: `${text}\n`, html: mailPage(lang, [`<p>${escapeHtml(text)}</p>`]) };
}

/** Returns a page of HTML; `body` is escaped already. */
export function mailPage(lang: string, body: readonly string[]): string {
  return `<!doctype html><html lang="${escapeHtml(lang)}"><head><meta charset="utf-8"></head><body style="font-family:sans-serif">${body.join('')}</body></html>`;
}

function textOf(part: Part, publicUrl: string | undefined, own: Pick<(typeof words)['en'], 'kinds' | 'unsupported'>): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'image':
    case 'audio':
    case 'video':
    case 'file': {
      const { name, stored } = part.media;
      const url = stored !== undefined && publicUrl !== undefined ? `${publicUrl}/media/${stored}` : '';
      return [part.caption, `[${name ?? own.kinds[part.type]}]`, url].filter(Boolean).join(' ');
    }
    case 'product':
      return [part.card.title, part.card.text, part.card.link].filter(Boolean).join(' · ');
    case 'link':
      return [part.title, part.url].filter(Boolean).join(' ');
    case 'place':
      return [part.name, part.address, `${part.latitude}, ${part.longitude}`].filter(Boolean).join(' · ');
    case 'person':
      return [part.name, part.phone, part.email].filter(Boolean).join(' · ');
    case 'pressed':
      return part.label ?? '';
    case 'unsupported':
      return `[${own.unsupported}]`;
  }
}
