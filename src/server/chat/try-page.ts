/** Page for a shop without the demo, on which a merchant tries the own chat and copies the line that brings it to the shop's site. */
import type { RequestHandler } from 'express';

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; media-src 'self'; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

export const tryPageStyle = `:root { color-scheme: light dark; }
body { max-width: 40rem; margin: 12vh auto 0; padding: 0 1.5rem 8rem; font: 17px/1.7 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.3; }
code { display: block; padding: .9rem 1.1rem; border-radius: .6rem; background: light-dark(#f3efe9, #292421); overflow-x: auto; white-space: pre; font-size: .85rem; }
`;

const words = {
  en: {
    hint: 'This is your own chat: write to it as a customer would, with the button in the corner.',
    embed: 'To show it on your shop’s pages, add this line to them, and their address to web_chat.origins in the config file:',
  },
  zh: {
    hint: '这就是您店里的聊天窗口：点页面角落的按钮，像顾客一样写几句试试。',
    embed: '要放到自己的网站上，在网页里加上这一行，并把网站地址写进配置文件的 web_chat.origins：',
  },
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Returns the page, in Chinese or English by what the browser asks for among the shop's languages. The line names `publicUrl`; without it, the address
 * that the page was asked at.
 */
export function tryPage(name: Record<string, string>, langs: readonly string[], publicUrl?: string): RequestHandler {
  return (request, response) => {
    const chinese = (request.acceptsLanguages(...langs) || langs[0] || 'en').startsWith('zh');
    const lang = chinese ? 'zh' : 'en';
    const shop = name[lang] ?? Object.values(name)[0] ?? '';
    const { hint, embed } = words[lang];
    const line = `<script src="${publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`}/widget/chat.js" defer></script>`;
    response
      .set({ 'content-security-policy': policy, 'cache-control': 'no-store', 'x-robots-tag': 'noindex', vary: 'accept-language' })
      .type('html')
      .send(
        `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(shop)}</title>` +
          `<link rel="stylesheet" href="/try/style.css"></head><body><h1>${escaped(shop)}</h1><p>${escaped(hint)}</p><p>${escaped(embed)}</p><code>${escaped(line)}</code>` +
          '<script src="/widget/chat.js" defer></script></body></html>',
      );
  };
}
