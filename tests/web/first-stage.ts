/** A shop's site of a single page, with the widget and rules for speaking first; time of page and server is in the test's hand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { parseFile } from '../../src/compiler/flow.ts';
import { productRows } from '../../src/demo/seed/rows.ts';
import type { Flow } from '../../src/flow-tree/flow-tree.ts';
import type { ProactiveRule } from '../../src/flow-tree/proactive-rule.ts';
import { type MomentRow, moments, visitors } from '../../src/proactive/rows.ts';
import { createSpeakingFirst } from '../../src/proactive/speaking-first.ts';
import { createUsedIdentities } from '../../src/server/chat/used-identities.ts';
import { carts } from '../../src/shop/shop.ts';
import { conversations } from '../../src/store/collections.ts';
import { identities } from '../../src/store/identity-rows.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { desktop, dot, strictPolicy } from './browser.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';

const product = (id: string, en: string, zh: string) => {
  const [row] = productRows();
  if (!row) throw new Error('no products');
  return { ...row, _id: id, title: { en, zh }, url: `/p/${id}`, image: '/dot.png' };
};
export const goods = [product('coat', 'Classic trench', '经典风衣'), product('dress', 'Silk dress', '真丝连衣裙')];

export interface FirstStage {
  server: ChatServer;
  store: Store;
  now: number;
  complaints: string[];
  /** Moments that were noted, in order. */
  noted(): Promise<MomentRow[]>;
  visit(path?: string, options?: BrowserContextOptions & { referer?: string; data?: string }): Promise<Page>;
  /** Lets this much time pass, for the page and for the server, and what was asked come back. */
  pass(page: Page, ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Resolves when the page watches for speaking first. */
export const watches = (page: Page): Promise<void> => page.locator('.first').waitFor({ state: 'attached' });

export function ruleOf(text: string): ProactiveRule {
  const { proactive, problems } = parseFile(text, `${/proactive: (\S+)/.exec(text)?.[1]}.yaml`, { langs: ['zh', 'en'] });
  if (!proactive) throw new Error(JSON.stringify(problems));
  return proactive;
}

export async function setFirstStage(
  browser: Browser,
  out: string,
  rules: readonly string[],
  more: { perDay?: number; origins?: string[]; identitySecret?: string } = {},
): Promise<FirstStage> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-first-'));
  const complaints: string[] = [];
  const asking = new WeakMap<Page, Set<Request>>();
  const contexts: { close(): Promise<void> }[] = [];
  const log = { info() {}, warn() {} };
  const start = Date.UTC(2026, 10, 30, 2);
  const stage: Pick<FirstStage, 'now'> = { now: start };
  const store = await openSqlite({ file: join(folder, 'x.db'), specs: [carts, conversations, visitors, moments, identities], now: () => stage.now, log });
  const speaking = createSpeakingFirst({
    store,
    flows: { set: () => ({ rules: rules.map(ruleOf), live: new Map<string, Flow>([['help', {} as unknown as Flow]]) }) },
    products: async () => goods,
    shop: () => ({ name: 'Yun', currency: 'USD', zone: 'Asia/Shanghai', langs: ['zh', 'en'], open: true, opens_at: 0, categories: [] }),
    perDay: more.perDay ?? 3,
    now: () => stage.now,
  });
  const mount = (app: Express) => {
    app.use('/widget', express.static(join(out, 'widget')));
    app.get('/dot.png', (_request, response) => void response.type('png').send(dot));
    app.get(['/', '/p/:id', '/cart', '/zh'], (request, response) => {
      const lang = request.path === '/zh' || request.query.lang === 'zh' ? 'zh' : 'en';
      response
        .set('content-security-policy', strictPolicy)
        .type('html')
        .send(
          `<!doctype html><html lang="${lang}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title><body><h1>Shop</h1><label>Search <input id="search"></label>${'<p>Goods</p>'.repeat(200)}<script src="/widget/chat.js" ${String(request.query.data ?? '')}></script></body></html>`,
        );
    });
  };
  const server = await startChatServer({
    mount,
    speaking,
    origins: more.origins ?? [],
    identities: createUsedIdentities(store),
    ...(more.identitySecret && { identitySecret: more.identitySecret }),
  });
  const settled = async (page: Page) => {
    await page.waitForTimeout(50);
    await expect.poll(() => (asking.get(page) ?? new Set()).size).toBe(0);
  };
  const pass = async (page: Page, ms: number) => {
    for (let left = ms; left > 0; left -= 10_000) {
      stage.now += Math.min(left, 10_000);
      await page.clock.runFor(Math.min(left, 10_000));
    }
    // What was asked is answered, and what had to wait for that; then the page looks at the answer.
    for (let turn = 0; turn < 2; turn++) {
      await settled(page);
      stage.now += 1_000;
      await page.clock.runFor(1_000);
    }
  };
  return Object.assign(stage, {
    server,
    store,
    complaints,
    noted: async () => await store.collection(moments).find({ where: { at: { gt: 0 } }, sort: { by: 'at' } }),
    pass,
    async visit(path = '/', { referer, data, ...options }: BrowserContextOptions & { referer?: string; data?: string } = {}) {
      const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', ...options });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      await context.clock.install({ time: stage.now });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) complaints.push(message.text());
      });
      const open = new Set<Request>();
      asking.set(page, open);
      page.on('request', (request) => void (/\/chat\/(?:moments|session|messages)|first\.js/.test(request.url()) && open.add(request)));
      for (const name of ['requestfinished', 'requestfailed'] as const) page.on(name as 'requestfinished', (request) => void open.delete(request));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${server.url}${path}${data ? `${path.includes('?') ? '&' : '?'}data=${encodeURIComponent(data)}` : ''}`, {
        ...(referer && { referer }),
      });
      if (rules.length > 0 && !data) await watches(page);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await server.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  });
}
