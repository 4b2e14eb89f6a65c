/** E-mails to a guest of the site: the code by which they show that the address is theirs, and the cart that they asked for. Everything in them is escaped. Pure. */
import { bilingual } from '../understanding/language-fallbacks.ts';
import type { Mail } from './mailer.ts';
import { escapeHtml, mailPage } from './transcript-mail.ts';

export interface GuestMailParts {
  to: string;
  shop: string;
  lang: string;
}

/** A cart in words: `price` and `total` as people write amounts. */
export interface CartInWords {
  items: readonly { title: string; quantity: number; price: string }[];
  total: string;
  /** Where it can be ordered: an address of the web, or ''. */
  url: string;
}

const words = {
  zh: {
    codeSubject: (shop: string, code: string) => `${code} 是您在${shop}的验证码`,
    code: (shop: string, code: string) =>
      `您的验证码是 ${code}，10 分钟内有效。请在${shop}的聊天窗口里输入，确认这个邮箱是您本人的。如果不是您本人要的，不用理会。`,
    cartSubject: (shop: string) => `您在${shop}的购物车`,
    cart: (shop: string) => `这是您在${shop}聊天窗口里要的购物车。`,
    total: '合计',
    open: '去结算',
  },
  en: {
    codeSubject: (shop: string, code: string) => `${code} is your code for ${shop}`,
    code: (shop: string, code: string) =>
      `Your code is ${code}. It is good for 10 minutes. Type it in the chat of ${shop} to confirm that this address is yours. If you did not ask for it, you can ignore this.`,
    cartSubject: (shop: string) => `Your cart at ${shop}`,
    cart: (shop: string) => `This is your cart at ${shop}, as you asked for in the chat.`,
    total: 'Total',
    open: 'Go to checkout',
  },
};

/** The mail with a code. It has no word of whoever asked for it, so that it carries nothing to a stranger. */
export function guestCodeMail(code: string, { to, shop, lang }: GuestMailParts): Mail {
  const own = bilingual(words, lang);
  const text = own.code(shop, code);
  return { to, subject: own.codeSubject(shop, code), text: `${text}\n`, html: mailPage(lang, [`<p>${escapeHtml(text)}</p>`]) };
}

/** The mail with a cart, to an address that is known to be theirs. */
export function cartMail({ items, total, url }: CartInWords, { to, shop, lang }: GuestMailParts): Mail {
  const own = bilingual(words, lang);
  const lines = [...items.map(({ title, quantity, price }) => `${title} × ${quantity}  ${price}`), `${own.total}  ${total}`];
  const link = /^https?:\/\//.test(url) ? [`<p><a href="${escapeHtml(url)}">${escapeHtml(own.open)}</a></p>`] : [];
  return {
    to,
    subject: own.cartSubject(shop),
    text: [own.cart(shop), '', ...lines, ...(link.length > 0 ? ['', `${own.open}: ${url}`] : []), ''].join('\n'),
    html: mailPage(lang, [...[own.cart(shop), ...lines].map((line) => `<p>${escapeHtml(line)}</p>`), ...link]),
  };
}
