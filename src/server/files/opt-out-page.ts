/** `GET /o/TOKEN` asks for one press and changes nothing, so that a messenger's preview opts nobody out; `POST` opts out. Nothing of the customer is shown. */
import { type Response, Router } from 'express';
import { askedLanguage } from '../api/asked-language.ts';
import { pageStyle } from '../api/page-style.ts';
import type { Lang } from '../api/words.ts';
import { createAddressLimit } from '../limits/address-limit.ts';

export interface OptOutParts {
  /** Tells whether the token is one of ours. */
  knows(token: string): Promise<boolean>;
  /** Opts out the person of the token. */
  optOut(token: string, words: string): Promise<void>;
  now(): number;
}

const texts = {
  title: { zh: '退订推广消息', en: 'Unsubscribe' },
  ask: {
    zh: '不想再收到我们的推广消息？按下面的按钮即可退订，不用登录。',
    en: 'Would you like no more promotions from us? Press the button below. You need not log in.',
  },
  button: { zh: '退订', en: 'Unsubscribe' },
  done: {
    zh: '已退订，不会再向您发送推广消息。您仍可随时来问我们。',
    en: 'You are unsubscribed and will get no more promotions. You can still write to us any time.',
  },
  unknown: {
    zh: '这个链接不完整或已失效。直接回复“退订”也可以。',
    en: 'This link is incomplete or no longer valid. You can also reply STOP to any of our messages.',
  },
  busy: { zh: '请求太频繁，请稍后再试。', en: 'Too many requests. Please try again in a moment.' },
} as const satisfies Record<string, Record<Lang, string>>;

/** Visits of one network: 30 at once, then one in two seconds. */
const visits = { burst: 30, perSecond: 0.5 };

export function optOutPage({ knows, optOut, now }: OptOutParts): Router {
  const router = Router();
  const limit = createAddressLimit(visits, now);
  router.use((request, response, next) => {
    response.set({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      vary: 'accept-language',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    });
    if (!limit.take(request.ip)) return next();
    show(response, 429, askedLanguage(request).lang, 'busy');
  });
  router.get('/:token', async (request, response) => {
    const { lang } = askedLanguage(request);
    if (await knows(request.params.token)) show(response, 200, lang, 'ask');
    else show(response, 404, lang, 'unknown');
  });
  router.post('/:token', async (request, response) => {
    const { lang } = askedLanguage(request);
    if (!(await knows(request.params.token))) return show(response, 404, lang, 'unknown');
    await optOut(request.params.token, `${texts.ask[lang]} [${texts.button[lang]}]`);
    show(response, 200, lang, 'done');
  });
  return router;
}

/** The form goes to the address that shows it: nothing that a visitor sent stands in the page. */
function show(response: Response, status: number, lang: Lang, what: 'ask' | 'done' | 'unknown' | 'busy'): void {
  const form = what === 'ask' ? `<form method="post"><button>${texts.button[lang]}</button></form>` : '';
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.title[lang]}</title><style>${pageStyle}</style>`;
  const page = `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head>${head}</head><body><h1>${texts.title[lang]}</h1><p>${texts[what][lang]}</p>${form}</body></html>`;
  response.status(status).type('html').send(page);
}
