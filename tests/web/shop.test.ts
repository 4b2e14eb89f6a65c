import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildWidget, desktop, eventually, launch, phone } from './browser.ts';
import { type ShopServer, startShopServer } from './shop-server.ts';

// A browser on a busy machine is slow; what is waited for comes by event, not by time.
vi.setConfig({ testTimeout: 90_000 });

let browser: Browser;
let out: string;
let server: ShopServer;
const complaints: string[] = [];

beforeAll(async () => {
  [browser, out] = await Promise.all([launch(), buildWidget()]);
});
afterAll(async () => {
  await browser?.close();
  if (out) await rm(out, { recursive: true });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.close();
  expect(complaints.splice(0)).toEqual([]);
});

const visit = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  server = await startShopServer(out);
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${server.url}${path}`);
  await page.locator('main').waitFor();
  return page;
};
const raised = () => [...server.raised.values()].map(({ name }) => name);
const last = () => [...server.raised.values()].at(-1)?.body;

describe('demo shop page', () => {
  it('shows products by department, with a picture of each', async () => {
    const page = await visit('/');
    expect(await page.locator('.tile').count()).toBe(32);
    await page.getByRole('button', { name: 'Dresses' }).click();
    expect(await page.locator('.tile-title').allTextContents()).toContain('Red midi dress');
    expect(await page.locator('.tile').count()).toBe(5);
    for (const image of await page.locator('.tile img').all()) {
      await image.scrollIntoViewIfNeeded();
      await eventually(() => image.evaluate((element) => 'naturalWidth' in element && Number(element.naturalWidth) > 0)).toBe(true);
    }
  });

  it('raises cart.updated for the visitor of the chat, and order.placed at checkout', async () => {
    const page = await visit('/#/p/red-midi-dress');
    await page.getByRole('radio', { name: 'M', exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await eventually(raised).toContain('cart.updated');
    await eventually(() => server.events.length).toBeGreaterThan(0);
    const visitor = server.events[0]?.from.user;
    await eventually(last).toMatchObject({
      contact: { address: `webchat:main:${visitor}` },
      data: { cart: { currency: 'USD', items: [{ sku: 'RED-MIDI-DRESS-RED-M', title: 'Red midi dress', quantity: 1, price: 4690 }] } },
    });
    await page.getByRole('button', { name: 'Cart (1)' }).click();
    await page.getByRole('button', { name: 'One more: Red midi dress' }).click();
    await page.getByText('$93.80').first().waitFor();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByText('Your order is placed').waitFor();
    expect(last()).toMatchObject({ data: { order: { total: 9380, items: [{ quantity: 2, title: { zh: '正红中长连衣裙' } }] } } });
    await page.getByRole('button', { name: 'Where is my order?' }).click();
    await expect
      .poll(() => server.events.find((event) => event.type === 'message'))
      .toMatchObject({ parts: [{ text: expect.stringMatching(/^Where is my order SO-\d{8}\?$/) }] });
    await page.reload();
    await page.getByRole('button', { name: 'Cart (0)' }).waitFor({ state: 'attached' });
  });

  it('keeps the cart over a reload, shows it in the other language, and offers nothing that is sold out', async () => {
    const page = await visit('/#/p/wool-beanie');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: '切换到中文' }).click();
    await page.getByRole('button', { name: '购物车 (1)' }).click();
    await page.getByText('羊毛针织帽').first().waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.goto(`${server.url}/#/p/peacoat`);
    expect(await page.locator('.actions .primary').isDisabled()).toBe(true);
  });

  it('writes a hint into the chat, and a card leads to the product on a phone', async () => {
    const page = await visit('/?lang=zh', { viewport: phone, isMobile: true, hasTouch: true });
    server.answer = (event) =>
      event.type === 'message'
        ? [{ parts: [{ type: 'product', card: { title: '丝绒改良旗袍', image: '/demo/images/velvet-qipao.svg', link: '/#/p/velvet-qipao', button: '看看' } }] }]
        : [];
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: '现在有什么优惠？' }).tap();
    await page.getByRole('link', { name: '看看 丝绒改良旗袍' }).tap();
    await page.getByRole('heading', { name: '丝绒改良旗袍' }).waitFor();
    await eventually(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('refuses carts of nobody, of unknown and of sold-out things', async () => {
    await visit('/');
    const post = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/demo/cart`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
    const { token } = (await (
      await fetch(`${server.url}/chat/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    ).json()) as { token: string };
    const auth = { authorization: `Bearer ${token}` };
    const cart = (sku: string, quantity = 1) => ({ cart: 'cart-12345', change: 'change-123', items: [{ sku, quantity }] });
    expect((await post(cart('X'))).status).toBe(401);
    expect((await post(cart('X'), auth)).status).toBe(422);
    expect((await post(cart('WOOL-BEANIE-GREY-ONE', 0), auth)).status).toBe(422);
    expect((await post(cart('PEACOAT-NAVY-M'), auth)).status).toBe(409);
    expect((await post({ ...cart('X'), price: 1 }, auth)).status).toBe(422);
    expect(raised()).toEqual([]);
  });
});
