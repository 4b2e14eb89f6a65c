/** How the console looks: both languages whole, light and dark, on a desk and on a phone, for assistive technology, and how many bytes it takes. Makes the pictures of docs/console.md. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { channelWords } from '../../console/channels/words.ts';
import { keyWords } from '../../console/keys/words.ts';
import { secondWords } from '../../console/second-factor/words.ts';
import { shopWords } from '../../console/shop/words.ts';
import { startWords } from '../../console/start/words.ts';
import { en } from '../../console/words-en.ts';
import { zh } from '../../console/words-zh.ts';
import { desktop, launch, still } from '../web/browser.ts';
import { withReports } from './report-fixture.ts';
import { type ConsoleStage, invite, openConsole, orderOf } from './stage.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const skipped = process.env.SKIP_BROWSER !== undefined;
/** `npm run pictures` sets it: the folder that the pictures of the pages go to. */
const picturesTo = process.env.CONSOLE_PICTURES;
const phone = { width: 375, height: 740 };
/** First load, gzipped: see the budgets in docs/console.md. */
const mostBytes = 260 * 1024;

let browser: Browser;
let stage: ConsoleStage;
let page: Page;
const thread = `/inbox/${encodeURIComponent('telegram:main:4301')}`;
const customer = `/customers/${encodeURIComponent('telegram:main:4301')}`;
const routes = [
  '/inbox',
  thread,
  '/customers',
  customer,
  '/knowledge',
  '/broadcasts',
  '/broadcasts/DRAFT',
  '/broadcasts/SENT',
  '/broadcasts/SENT/people?state=sent,delivered,read,released,waiting,excluded,failed',
  '/reports',
  '/reports/conversations?from=2026-11-24&to=2026-11-30&number=handoffs&cause=asked',
  '/reports/coupons?from=2026-11-24&to=2026-11-30&campaign=welcome',
  '/reports/carts?from=2026-11-24&to=2026-11-30&stage=back',
  '/reports/moments?from=2026-11-24&to=2026-11-30&rule=product-help',
  '/reports/orders?from=2026-11-24&to=2026-11-30&campaign=broadcast:a',
  '/channels',
  '/operations',
].concat(['/start', '/shop/orders', '/shop/coupons', '/shop/carts', '/keys', '/settings', '/team', '/account', '/more', '/nowhere']);
/** Ids of the two broadcasts, in place of their words in a route. */
const broadcasts = { DRAFT: '', SENT: '' };

beforeAll(async () => {
  if (skipped) return;
  browser = await launch();
  stage = await openConsole(browser);
  page = await stage.join(stage.firstLink, 'Mei');
  const customers = [
    [{ id: 4301, first_name: 'Ella Brooks', language_code: 'en' }, ['Hi, where is my order SO-10001?', '0142', 'Can I talk to a person please?']],
    [{ id: 4302, first_name: '林小满', language_code: 'zh-hans' }, ['我要找人工客服']],
    [{ id: 4303, first_name: 'Omar', language_code: 'en' }, ['do you ship to Cairo?', 'is the blorp vegan?']],
    [{ id: 4304, first_name: '陈立', language_code: 'zh-hans' }, ['退货怎么办理']],
  ] as const;
  for (const [from, texts] of customers) {
    for (const text of texts) {
      const before = stage.telegram.messages.length;
      stage.telegram.say(text, from);
      await stage.telegram.sent(before + 1);
    }
  }
  const call = (rest: string, body: object) => stage.program.api(`/conversations/telegram:main:4301${rest}`, { method: 'POST', body });
  await call('/handoff', { who: 'Mei' });
  await call('/messages', { who: 'Mei', text: 'Hello Ella, Mei here. I am looking at your order.' });
  const note = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Parcel stands still since Friday; asked the carrier.' }),
  };
  await page.evaluate(`fetch('/api/conversations/telegram%3Amain%3A4301/notes', ${JSON.stringify(note)})`);
  await orderOf(stage.program.url, 'telegram:main:4301');
  stage.telegram.say('Thank you! It is a birthday present for Sunday.', customers[0][0]);
  await stage.join(await invite(stage, 'agent'), 'Wei');
  const post = async (path: string, body: object) => (await stage.program.api(path, { method: 'POST', body })).body as { id: string };
  for (const id of ['4301', '4302', '4303'])
    await post(`/contacts/telegram:main:${id}/consent`, { purpose: 'marketing', given: true, wording: 'Send me news' });
  await post('/contacts/telegram:main:4301/tags', { add: ['vip'] });
  await post('/segments', { name: 'VIP', where: 'tags contains "vip"' });
  await post('/replies', { name: 'hours', text: { en: 'We are here from 9 to 6.', zh: '我们 9 点到 18 点在线。' } });
  const content = { text: { en: 'Hi {{ name }}, the new tea is here.', zh: '{{ name }}，新茶到了。' } };
  broadcasts.DRAFT = (await post('/broadcasts', { name: 'New tea', where: 'everyone', content })).id;
  broadcasts.SENT = (
    await post('/broadcasts', { name: 'Autumn', where: 'everyone', content: { text: { en: 'Autumn sale: 10 % off.', zh: '秋季优惠九折。' } } })
  ).id;
  await post(`/broadcasts/${broadcasts.SENT}/start`, {});
  await withReports(page);
});
afterAll(async () => {
  await stage?.close();
  await browser?.close();
  expect(stage?.complaints ?? []).toEqual([]);
});

async function show(path: string, options: { lang: 'en' | 'zh'; scheme?: 'light' | 'dark'; size?: { width: number; height: number } }): Promise<void> {
  await page.setViewportSize(options.size ?? desktop);
  await page.emulateMedia({ colorScheme: options.scheme ?? 'light' });
  await page.evaluate(`localStorage.setItem('zhanggui-lang', '${options.lang}'); sessionStorage.setItem('zhanggui-queue', 'all')`);
  await page.goto(`${stage.program.url}/console${path.replace('DRAFT', broadcasts.DRAFT).replace('SENT', broadcasts.SENT)}`);
  await page.locator('.rail').waitFor({ state: 'attached' });
  if (path === '/inbox') await page.locator('.entry').nth(3).waitFor();
  if (path === thread) await page.locator('.message').nth(5).waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

async function wrongFor(): Promise<string[]> {
  await still(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`));
}

/** Texts of a language that stand alone on the page. */
const textsOf = (words: object): string[] => Object.values(words).filter((text): text is string => typeof text === 'string' && text.length > 1);

it('loads in at most 260 KB', () => {
  const size = (file: string) => gzipSync(readFileSync(join('dist/console-page', file))).length;
  const early = [...readFileSync('dist/console-page/index.html', 'utf8').matchAll(/modulepreload" href="\/console\/([^"]+)"/g)].map(([, name]) => name ?? '');
  expect(early.length).toBeGreaterThan(0);
  expect(['index.html', 'main.js', 'style.css', 'icon.svg', ...early].reduce((sum, file) => sum + size(file), 0)).toBeLessThanOrEqual(mostBytes);
});

it('has the same words in both languages, none of them empty or left in English', () => {
  const same = new Set(['Telegram']);
  expect(Object.keys(zh)).toEqual(Object.keys(en));
  expect(Object.keys(zh.changed)).toEqual(Object.keys(en.changed));
  const spoken = [...textsOf(zh), ...textsOf(zh.changed)];
  expect(spoken.filter((text) => !/\p{Script=Han}/u.test(text) && !same.has(text))).toEqual([]);
});

it.each([
  ['first steps', startWords],
  ['shop', shopWords],
  ['channels', channelWords],
  ['keys', keyWords],
  ['second factor', secondWords],
])('has the same words in both languages in the screens that come later: %s', (_name, words) => {
  const told = (given: object): string[] =>
    Object.entries(given).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? told(value).map((one) => `${key}.${one}`) : [key]));
  expect(told(words.zh)).toEqual(told(words.en));
  expect(textsOf(words.zh).filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
});

describe.skipIf(skipped)('the pages', () => {
  it.each(routes)('%s is whole in Chinese', async (path) => {
    await show(path, { lang: 'zh' });
    const lines = (await page.locator('body').innerText()).split('\n').map((line) => line.trim());
    const english = new Set(textsOf(en));
    expect(lines.filter((line) => english.has(line))).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh');
  });

  it.each(routes.flatMap((path) => (['light', 'dark'] as const).map((scheme) => [path, scheme] as const)))(
    '%s, %s: nothing that axe finds',
    async (path, scheme) => {
      for (const size of [desktop, phone]) {
        await show(path, { lang: 'en', scheme, size });
        expect(await wrongFor()).toEqual([]);
      }
    },
  );

  it.each(['light', 'dark'] as const)('dialogs and menus in %s: nothing that axe finds', async (scheme) => {
    await show(thread, { lang: 'en', scheme });
    await page.locator('.messages').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await wrongFor()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await wrongFor()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Note' }).click();
    expect(await wrongFor()).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('dialogs of the screens in %s: nothing that axe finds', async (scheme) => {
    const dialogs: [string, string][] = [
      ['/customers', 'New segment'],
      [customer, 'Erase …'],
      ['/knowledge', 'New entry'],
      ['/broadcasts', 'New broadcast'],
      ['/broadcasts/DRAFT', 'Start …'],
      ['/settings', 'New reply'],
      ['/start', 'Paste or read'],
      [customer, 'Merge …'],
      ['/keys', 'New key'],
      ['/account', 'Set up'],
      ['/channels', 'Send a test: Telegram'],
    ];
    for (const [path, button] of dialogs) {
      await show(path, { lang: 'en', scheme });
      const opener = page.getByRole('button', { name: button });
      await opener.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      expect([path, await wrongFor()]).toEqual([path, []]);
      // Whoever works by keyboard is where they were.
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await opener.and(page.locator(':focus')).waitFor();
    }
    await show(thread, { lang: 'en', scheme });
    await page.locator('#composer').fill('/ho');
    await page.getByRole('option').first().waitFor();
    expect(await wrongFor()).toEqual([]);
    await page.locator('#composer').fill('');
  });

  it.each(routes)('%s fits a phone', async (path) => {
    for (const lang of ['en', 'zh'] as const) {
      await show(path, { lang, size: phone });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    }
  });

  it.each(['light', 'dark'] as const)('the sign-in and the invitation in %s: nothing that axe finds, whole in Chinese, and it fits a phone', async (scheme) => {
    const signedIn = page;
    for (const path of ['/', await invite(stage, 'agent'), '/join#no-link-of-anybody-here']) {
      page = await stage.visit(path, { locale: 'zh-CN', colorScheme: scheme, viewport: phone });
      await page.locator('.door h1').waitFor();
      if (path !== '/join#no-link-of-anybody-here') expect(await page.evaluate('document.activeElement.autocomplete')).toBe('username');
      expect(await wrongFor()).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
      const english = new Set(textsOf(en).filter((text) => text !== 'English'));
      expect((await page.locator('body').innerText()).split('\n').filter((line) => english.has(line.trim()))).toEqual([]);
      await page.context().close();
    }
    page = signedIn;
  });

  it('shows the customer over the thread on a phone, and goes back to the list', async () => {
    await show(thread, { lang: 'en', size: phone });
    await page.getByRole('button', { name: 'Customer', exact: true }).click();
    await page.getByRole('complementary', { name: 'Customer' }).getByText('Telegram').waitFor();
    await page.getByRole('complementary').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.locator('.entry').first().waitFor();
  });

  it('can be installed, and says so without a network', async () => {
    await show('/inbox', { lang: 'en' });
    const manifest = await page.evaluate<{ display: string; icons: object[] }>(
      "fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())",
    );
    expect(manifest).toMatchObject({ display: 'standalone', scope: '/console/', icons: [{ type: 'image/svg+xml' }] });
    await page.evaluate('navigator.serviceWorker.ready');
    await page.context().setOffline(true);
    await page.goto(`${stage.program.url}/console/inbox`);
    await page.getByRole('heading', { name: 'No connection' }).waitFor();
    await page.context().setOffline(false);
    await page.goto(`${stage.program.url}/console/inbox`);
    await page.locator('.rail').waitFor();
  });

  it.skipIf(picturesTo === undefined)('are drawn', async () => {
    const folder = picturesTo ?? '';
    mkdirSync(folder, { recursive: true });
    for (const [lang, ending] of [
      ['en', ''],
      ['zh', '.zh-CN'],
    ] as const) {
      const take = (name: string) => page.screenshot({ path: join(folder, `console-${name}${ending}.png`) });
      await show(thread, { lang });
      await take('inbox');
      await show(thread, { lang, scheme: 'dark' });
      await take('dark');
      await show('/team', { lang });
      await take('team');
      await show('/broadcasts/DRAFT', { lang });
      await take('broadcast');
      await show('/reports', { lang });
      await take('reports');
      await show('/knowledge', { lang });
      await take('knowledge');
      await show(thread, { lang, size: phone });
      await take('phone');
    }
  });
});
