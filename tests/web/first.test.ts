import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { conversations } from '../../src/store/collections.ts';
import { buildWidget, eventually, launch, phone } from './browser.ts';
import { type FirstStage, setFirstStage, watches } from './first-stage.ts';

vi.setConfig({ testTimeout: 90_000 });

let browser: Browser;
let out: string;
let stage: FirstStage;
/** Set to a folder to look at the pictures. */
const pictures = process.env.FIRST_PICTURES;

beforeAll(async () => {
  [browser, out] = await Promise.all([launch(), buildWidget()]);
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await browser?.close();
  if (out) await rm(out, { recursive: true });
});
afterEach(async () => {
  expect(stage.complaints).toEqual([]);
  await stage.close();
});

const rule = (when: string, more = 'show: bubble', name = 'hello') =>
  `proactive: ${name}\nwhen: { ${when} }\n${more}\nsay: { zh: 要帮忙吗？, en: Can I help? }\n`;
const line = (page: Page) => page.getByRole('button', { name: /Can I help|要帮忙吗/ });
const said = async (page: Page) => (await line(page).count()) > 0;
/** Waits for what comes when a request was answered that began late; the page looks at the answer a moment after. */
const until = (page: Page, is: () => Promise<boolean>) => eventually(async () => (await is()) || (await stage.pass(page, 0).then(is))).toBe(true);
const says = (page: Page) => until(page, () => said(page));
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
};
const track = (page: Page, name: string, data?: object) => page.evaluate(`Zhanggui.track(${JSON.stringify(name)}, ${JSON.stringify(data)})`);
const go = (page: Page, path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);

describe('ten rules in a browser', () => {
  it('1 seconds on the page', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 40s')]);
    const page = await stage.visit();
    await stage.pass(page, 30_000);
    expect(await said(page)).toBe(false);
    await stage.pass(page, 10_000);
    await says(page);
    await picture(page, 'bubble');
    await page.evaluate(axe.source);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<{ violations: { id: string }[] }>("axe.run('zhanggui-chat')");
      expect(violations).toEqual([]);
    }
  });

  it('2 scroll', async () => {
    stage = await setFirstStage(browser, out, [rule('scroll: 60')]);
    const page = await stage.visit();
    await stage.pass(page, 5_000);
    expect(await said(page)).toBe(false);
    await page.evaluate(`new Promise((seen) => {
      addEventListener('scroll', seen, { once: true });
      scrollTo(0, document.documentElement.scrollHeight * 0.8);
    })`);
    await stage.pass(page, 2_000);
    await says(page);
  });

  it('3 about to leave', async () => {
    stage = await setFirstStage(browser, out, [rule('leaves: true')]);
    const page = await stage.visit();
    await stage.pass(page, 5_000);
    expect(await said(page)).toBe(false);
    await page.evaluate("document.documentElement.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -4, relatedTarget: null }))");
    await stage.pass(page, 1_000);
    await says(page);
  });

  it('4 idle, and not who moves', async () => {
    stage = await setFirstStage(browser, out, [rule('idle: 20s')]);
    const page = await stage.visit();
    for (let n = 0; n < 3; n++) {
      await stage.pass(page, 9_000);
      await page.mouse.move(100 + n, 100);
    }
    expect(await said(page)).toBe(false);
    await stage.pass(page, 21_000);
    await says(page);
  });

  it('5 a return visit', async () => {
    stage = await setFirstStage(browser, out, [rule('visits: 2')]);
    const page = await stage.visit();
    await stage.pass(page, 2_000);
    expect(await said(page)).toBe(false);
    stage.now += 3_600_000;
    await page.reload();
    await watches(page);
    await stage.pass(page, 2_000);
    await says(page);
  });

  it('6 the cart and its value, as the page tells it', async () => {
    stage = await setFirstStage(browser, out, [rule('cart: filled, cart_value: "> 200"')]);
    const page = await stage.visit('/cart');
    await track(page, 'cart', { count: 1, value: 150 });
    await stage.pass(page, 2_000);
    expect(await said(page)).toBe(false);
    await track(page, 'cart', { count: 2, value: 250.5 });
    await stage.pass(page, 2_000);
    await says(page);
  });

  it('7 where the visitor came from, kept for the visit', async () => {
    stage = await setFirstStage(browser, out, [rule('source: [xiaohongshu], path: /p/*')]);
    const page = await stage.visit('/?utm_source=XiaoHongShu');
    await stage.pass(page, 2_000);
    expect(await said(page)).toBe(false);
    await go(page, '/p/coat');
    await stage.pass(page, 2_000);
    await says(page);
  });

  it('8 what the page tells, with its facts', async () => {
    stage = await setFirstStage(browser, out, [rule('event: size-chart', 'show: bubble\nflow: help')]);
    const page = await stage.visit('/p/coat');
    await track(page, 'video');
    await stage.pass(page, 2_000);
    expect(await said(page)).toBe(false);
    await track(page, 'size-chart', { chart: 'coats' });
    await stage.pass(page, 2_000);
    await says(page);
    await line(page).click();
    await eventually(() => stage.server.events).toMatchObject([
      { type: 'started', page: { flow: 'help', product: 'coat', path: '/p/coat', data: { chart: 'coats' } } },
    ]);
  });

  it('9 a product page: the teaser has its card, in the language of the page, and its flow knows the product', async () => {
    const teaser = rule('product: any, on_page: 5s, lang: [zh, en]', 'show: teaser\nflow: help');
    stage = await setFirstStage(browser, out, [teaser]);
    const page = await stage.visit('/p/coat?lang=zh');
    await stage.pass(page, 6_000);
    await until(page, async () => (await page.getByRole('button', { name: /要帮忙吗？.*经典风衣.*\$/s }).count()) === 1);
    await picture(page, 'teaser-zh');
    await line(page).click();
    await page.getByRole('dialog').waitFor();
    await eventually(() => stage.server.events).toMatchObject([{ type: 'started', page: { flow: 'help', product: 'coat' }, profile: { lang: 'zh' } }]);
    expect(await stage.noted()).toMatchObject([{ rule: 'hello', about: 'coat', opened: expect.any(Number) }]);
    await picture(page, 'followed-zh');
  });

  it('10 the open chat with a flow; on a phone a line comes instead', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 5s', 'show: chat\nflow: help')]);
    const page = await stage.visit('/p/dress');
    await stage.pass(page, 6_000);
    await until(page, () => page.getByRole('dialog').isVisible());
    await eventually(() => stage.server.events.map((event) => ('page' in event ? event.page?.product : event.type))).toEqual(['dress']);
    const mobile = await stage.visit('/p/dress', { viewport: phone });
    await stage.pass(mobile, 6_000);
    await says(mobile);
    expect(await mobile.getByRole('dialog').count()).toBe(0);
    await picture(mobile, 'phone');
  });
});

describe('manners', () => {
  it('says nothing while the visitor types, and comes when they are done', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 10s')]);
    const page = await stage.visit();
    for (let n = 0; n < 6; n++) {
      await page.locator('#search').pressSequentially('a');
      await stage.pass(page, 2_000);
    }
    expect([await said(page), (await stage.noted()).length]).toEqual([false, 0]);
    await stage.pass(page, 6_000);
    await says(page);
  });

  it('is dismissed by its button and by Escape, is read out politely, and does not come again', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 2s'), rule('on_page: 2s', 'show: bubble', 'other')]);
    const page = await stage.visit();
    await stage.pass(page, 3_000);
    expect(await page.locator('zhanggui-chat').evaluate((host) => host.shadowRoot?.querySelector('.first')?.getAttribute('aria-live'))).toBe('polite');
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await said(page)).toBe(false);
    await eventually(async () => (await stage.noted()).map(({ dismissed }) => typeof dismissed)).toEqual(['number']);
    stage.now += 3 * 60_000;
    await go(page, '/cart');
    await stage.pass(page, 4_000);
    await says(page);
    await page.keyboard.press('Escape');
    expect(await said(page)).toBe(false);
    stage.now += 3 * 60_000;
    await go(page, '/');
    await stage.pass(page, 4_000);
    expect([await said(page), (await stage.noted()).map((moment) => moment.rule)]).toEqual([false, ['hello', 'other']]);
  });

  it('is quiet while a person has the conversation', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 5s')]);
    const page = await stage.visit();
    await stage.pass(page, 1_000);
    const token = String(await page.evaluate("localStorage.getItem('zhanggui.token')"));
    const reply = await fetch(`${stage.server.url}/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const session = (await reply.json()) as { visitor: string };
    const row = { _id: `webchat:main:${session.visitor}`, owner: 'Li', state: 'handoff', session: { background: [] }, lastInAt: 0, lastAt: 0 };
    await stage.store.collection(conversations).insert(row as never);
    await stage.pass(page, 6_000);
    expect([await said(page), (await stage.noted()).length]).toEqual([false, 0]);
  });

  it('goes with the page it was for, in a site of a single page', async () => {
    stage = await setFirstStage(browser, out, [rule('path: /p/coat, on_page: 5s')]);
    const page = await stage.visit('/');
    await stage.pass(page, 9_000);
    await go(page, '/p/coat');
    await stage.pass(page, 1_000);
    expect(await said(page)).toBe(false);
    await stage.pass(page, 4_000);
    await says(page);
    await go(page, '/p/dress');
    await stage.pass(page, 1_000);
    expect(await said(page)).toBe(false);
  });

  it('keeps nothing and asks nothing where there are no rules, nor before it may', async () => {
    stage = await setFirstStage(browser, out, []);
    const page = await stage.visit();
    await stage.pass(page, 9_000);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    await stage.close();
    stage = await setFirstStage(browser, out, [rule('on_page: 2s')]);
    const asks = await stage.visit('/', { data: 'data-first=off' });
    await stage.pass(asks, 9_000);
    expect([await said(asks), await asks.evaluate('Object.keys(localStorage)')]).toEqual([false, []]);
    await asks.evaluate('Zhanggui.first()');
    await watches(asks);
    await stage.pass(asks, 4_000);
    await says(asks);
  });

  it('loads in at most 4 KB of its own', async () => {
    stage = await setFirstStage(browser, out, []);
    expect(gzipSync(await readFile(join(out, 'widget/first.js')), { level: 9 }).length).toBeLessThanOrEqual(4_096);
  });
});

describe('a customer who logs in on the page', () => {
  const secret = 'secret of the shop';
  const signature = (user: string, until = Math.floor(Date.now() / 1_000) + 600) => {
    const nonce = randomBytes(12).toString('hex');
    return `${until}.${nonce}.${createHmac('sha256', secret).update(`zhanggui:${until}:${nonce}:${user}`).digest('hex')}`;
  };
  const write = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: /Write/ }).fill(text);
    await page.keyboard.press('Enter');
  };
  const said = () =>
    stage.server.events.flatMap((event) =>
      event.type === 'message' ? [`${event.from.user.slice(0, 2)} ${event.parts.map((part) => ('text' in part ? part.text : '')).join('')}`] : [],
    );

  it('goes on as the customer, what was shown to the visitor is gone, and after logging out it is somebody new', async () => {
    stage = await setFirstStage(browser, out, [], { identitySecret: secret });
    const page = await stage.visit();
    await page.evaluate('Zhanggui.open()');
    await write(page, 'as a visitor');
    await eventually(said).toEqual(['v- as a visitor']);
    // A line that is still on its way would go along to the customer.
    await eventually(() => page.evaluate("sessionStorage.getItem('zhanggui.pending') ?? '[]'")).toEqual('[]');
    const before = String(await page.evaluate("localStorage.getItem('zhanggui.token')"));
    await page.evaluate(`Zhanggui.identify('42', ${JSON.stringify(signature('42'))})`);
    await eventually(() => page.locator('.bubble:not(.dots)').allTextContents()).toEqual([]);
    await write(page, 'as a customer');
    await eventually(said).toEqual(['v- as a visitor', 'u- as a customer']);
    expect(await page.locator('zhanggui-chat').count()).toBe(1);
    // A message to the visitor reaches nobody here any more; one to the customer comes once.
    const visitor = stage.server.events.find((event) => event.type === 'message')?.from.user ?? '';
    await stage.server.say(visitor, [{ type: 'text', text: 'for the visitor' }]);
    await stage.server.say('u-42', [{ type: 'text', text: 'for the customer' }]);
    await eventually(() => page.locator('.bubble:not(.dots)').allTextContents()).toEqual(['as a customer', 'for the customer']);
    const after = String(await page.evaluate("localStorage.getItem('zhanggui.token')"));
    expect(after).not.toBe(before);
    await page.reload();
    await page.evaluate('Zhanggui.open()');
    await write(page, 'somebody else');
    await eventually(() => said().length).toBe(3);
    const last = stage.server.events.findLast((event) => event.type === 'message')?.from.user ?? '';
    expect([last.slice(0, 2), last === visitor]).toEqual(['v-', false]);
  });

  it('is nobody with an expired signature, and sees nothing of the customer', async () => {
    stage = await setFirstStage(browser, out, [], { identitySecret: secret });
    await stage.server.say('u-42', [{ type: 'text', text: 'a secret' }]);
    const page = await stage.visit();
    await page.evaluate(`Zhanggui.identify('42', ${JSON.stringify(signature('42', Math.floor(Date.now() / 1_000) - 5))})`);
    await page.evaluate('Zhanggui.open()');
    await page.getByText(/cannot reach/).waitFor();
    expect(await page.locator('.bubble:not(.dots)').count()).toBe(0);
  });
});

describe('a page that lies', () => {
  const ask = async (url: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/chat/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const tokenOf = async (url: string) => String(((await (await ask(url, 'session', {})).json()) as { token: string }).token);
  const report = { address: '/', onPage: 5_000, idle: 0, scroll: 0, left: false, lang: 'en', typing: false, open: false };

  it('gets nothing with nonsense, without a token, from another site or with the id of another', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 2s')]);
    const { url } = stage.server;
    const authorization = `Bearer ${await tokenOf(url)}`;
    for (const body of [{}, [], 'x', null, { ...report, scroll: 1e9 }, { ...report, used: [] }, { ...report, address: 7 }, { ...report, rule: 'hello' }])
      expect([400, 422]).toContain((await ask(url, 'moments', body, { authorization })).status);
    expect((await ask(url, 'moments', report)).status).toBe(401);
    expect((await ask(url, 'moments', report, { authorization: 'Bearer x.y.z' })).status).toBe(401);
    expect((await ask(url, 'moments', report, { authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask(url, 'moments', undefined, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await stage.noted()).toEqual([]);
    const { show } = (await (await ask(url, 'moments', report, { authorization })).json()) as { show: { id: string } };
    const other = `Bearer ${await tokenOf(url)}`;
    expect((await ask(url, 'moments/outcome', { id: show.id, outcome: 'opened' }, { authorization: other })).status).toBe(202);
    expect(await stage.noted()).toEqual([expect.not.objectContaining({ opened: expect.any(Number) })]);
    expect((await ask(url, 'moments/outcome', { id: '../x', outcome: 'ordered' }, { authorization })).status).toBe(422);
  });

  it('is cut off at 10,000 reports, and is spoken to once', async () => {
    stage = await setFirstStage(browser, out, [rule('on_page: 2s')]);
    const { url } = stage.server;
    const authorization = `Bearer ${await tokenOf(url)}`;
    const statuses = new Map<number, number>();
    for (let n = 0; n < 10_000; n += 100) {
      const replies = await Promise.all(Array.from({ length: 100 }, () => ask(url, 'moments', report, { authorization })));
      for (const reply of replies) {
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        await reply.arrayBuffer();
      }
    }
    expect([...statuses.keys()].sort()).toEqual([200, 429]);
    expect(statuses.get(200)).toBeLessThan(100);
    expect(await stage.noted()).toHaveLength(1);
  }, 300_000);
});
