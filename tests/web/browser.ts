/** A real Chromium, and a page with the widget under a strict content security policy. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type ChatServer, type ChatServerOptions, startChatServer } from './chat-server.ts';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

/** Gives pages a microphone that hums, without asking. */
export const fakeMicrophone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export function launch(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}

export const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Builds the widget into a folder of its own; answers the folder. */
export async function buildWidget(): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'zhanggui-web-'));
  const script: { buildWeb(out: string): Promise<void>; endCompiler(): Promise<void> } = await import('../../scripts/bundles.mjs');
  await script.buildWeb(out);
  await script.endCompiler();
  return out;
}

export interface Stage {
  server: ChatServer;
  /** Opens the page in a context of its own, or in a given one as another tab. */
  visit(options?: BrowserContextOptions & { query?: string; context?: BrowserContext }): Promise<Page>;
  /** Policy violations and script errors of every page. */
  complaints: string[];
  close(): Promise<void>;
}

/** A server that serves a plain page with the widget. `?open`, `?lang=zh` and the like become data attributes of the script. */
export async function setStage(browser: Browser, out: string, options: ChatServerOptions = {}): Promise<Stage> {
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  const mount = (app: Express) => {
    options.mount?.(app);
    app.use('/widget', express.static(join(out, 'widget')));
    app.get('/page', (request, response) => {
      const data = Object.entries(request.query).map(([name, value]) => `data-${name}="${String(value)}"`);
      response
        .set('content-security-policy', strictPolicy)
        .type('html')
        .send(
          `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"><title>Shop</title><body><h1>Shop</h1><a href="/page">Link</a><script src="/widget/chat.js" ${data.join(' ')}></script></body></html>`,
        );
    });
    app.get('/dot.png', (_request, response) => void response.type('png').send(dot));
  };
  const server = await startChatServer({ ...options, mount });
  return {
    server,
    complaints,
    async visit({ query = '', context, ...rest } = {}) {
      const home = context ?? (await browser.newContext({ viewport: desktop, locale: 'en-GB', ...rest }));
      if (!context) contexts.push(home);
      home.setDefaultTimeout(20_000);
      const page = await home.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${server.url}/page${query}`);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await server.close();
    },
  };
}

export const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** `expect.poll` with the patience that a real browser needs. */
export const eventually = <T>(read: () => T) => expect.poll(read);

const moving = `document.getAnimations().filter((one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime)).length`;

/** Resolves when nothing on the page is on its way any more: dialogs and menus fade in, and what is half faded has other colours. */
export const still = (page: Page) => eventually(() => page.evaluate(moving)).toBe(0);
