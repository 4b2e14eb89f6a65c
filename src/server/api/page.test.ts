/** The page in both languages: what it shows of each route, where it leads, and that nothing on it runs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EveryRoute, openEveryRoute } from '../../../tests/runtime/every-route.ts';
import { apiCodes } from './api-codes.ts';
import { curlLine } from './curl-line.ts';
import { apiPage } from './page.ts';
import type { Route } from './route.ts';
import { docLangs, type Lang } from './words.ts';

const shop = 'http://127.0.0.1:3000';
let every: EveryRoute;
let routes: Route[];
beforeAll(async () => {
  every = await openEveryRoute();
  ({ routes } = every);
});
afterAll(() => every.close());

const text = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe.each(docLangs)('the page in %s', (lang: Lang) => {
  const page = () => apiPage(routes, { version: '1.2.3', lang, shop });

  it('shows each route with its summary, a line to paste, and what is sent and answered', async () => {
    const sections = (await page()).split('<section id=').slice(1);
    expect(sections.length).toBe(routes.length + 1);
    for (const [n, route] of routes.entries()) {
      const seen = text(`<${sections[n]}`);
      const { body, file, answer } = route.example;
      expect(seen).toContain(`${route.method.toUpperCase()} /api${route.path}`);
      expect(seen).toContain(route.summary[lang].replaceAll('`', ''));
      expect(seen).toContain(curlLine(route, shop));
      expect(seen).toContain(JSON.stringify(answer, null, 2));
      if (body) expect(seen).toContain(JSON.stringify(body, null, 2));
      if (file) expect(seen).toContain(file.text);
    }
    for (const code of Object.keys(apiCodes)) expect(text(`<${sections.at(-1)}`)).toContain(code);
  });

  it('leads to the other language and to the document in its own, and every link within it to a route', async () => {
    const html = await page();
    expect(html).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(html).toContain(`href="?lang=${lang === 'zh' ? 'en' : 'zh'}"`);
    expect(html).toContain(`href="/api/openapi.json?lang=${lang}"`);
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`<section id="${id}"`);
  });

  it('has no script, nothing of another place, and escapes what it shows', async () => {
    const [first] = routes;
    if (!first) throw new Error('no route to show');
    const bad = '<script>alert("&")</script>';
    const html = await apiPage([{ ...first, summary: { en: bad, zh: bad }, example: { answer: { bad } } }], { version: bad, lang, shop: bad });
    expect(html).not.toMatch(/<script|\son\w+=|src=|url\(|@import/i);
    expect(text(html)).toContain(bad);
    expect(await page()).not.toMatch(/<script|\son\w+=|\ssrc=|url\(|@import/i);
  });
});
