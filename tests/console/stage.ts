/** The real program with a Telegram of the tests behind it, and pages of its console in Chromium. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { eventsSecret, freshFolder, type Program, startProgram } from '../e2e/program.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { desktop } from '../web/browser.ts';

export const password = 'green tea at four';

export interface ConsoleStage {
  program: Program;
  telegram: BotApi;
  /** What the program printed for the first owner. */
  firstLink: string;
  /** Opens a page of a browser of its own, with what was complained about in it. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Joins by a link in a browser of its own. */
  join(link: string, name: string, options?: BrowserContextOptions): Promise<Page>;
  /** Policy violations and script errors of every page. */
  complaints: string[];
  close(): Promise<void>;
}

/** What is no fault of the page: files that a test takes away; a style that the policy drops, which `tellViolations` tells with its element. */
const ignored = /Failed to load resource|net::ERR|Applying inline style violates/;

/**
 * Tells each violation of the policy by its element. Chromium itself carries the computed style of a replaced text over as an attribute when it edits
 * a `contenteditable` (no script has a part in it), and the policy drops it: that is what the editor should have.
 */
const tellViolations = `document.addEventListener('securitypolicyviolation', (event) => {
  const element = event.composedPath()[0];
  const isEditing = event.sourceFile === '' && element instanceof Element && element.closest('[contenteditable=true]') !== null;
  if (!isEditing) console.error('policy: ' + event.violatedDirective + ' ' + event.sourceFile + ':' + event.lineNumber + ' ' + (element.outerHTML || element));
});`;

/** `env` is for the program, beside what it needs for its Telegram. */
export async function openConsole(browser: Browser, env: Record<string, string> = {}): Promise<ConsoleStage> {
  const folder = freshFolder();
  const telegram = await startBotApi();
  const program = await startProgram(folder.path, { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url, ...env });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  const visit: ConsoleStage['visit'] = async (path, options = {}) => {
    const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', ...options });
    context.setDefaultTimeout(30_000);
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !ignored.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.addInitScript(tellViolations);
    await page.goto(path.startsWith('http') ? path : `${program.url}/console${path}`);
    return page;
  };
  const linkIn = (printed: string): string => /(http\S+join#\S+)\s/.exec(printed)?.[1] ?? '';
  await vi.waitFor(() => expect(linkIn(program.output().out)).not.toBe(''), { timeout: 30_000, interval: 20 });
  const firstLink = linkIn(program.output().out);
  return {
    program,
    telegram,
    firstLink,
    complaints,
    visit,
    async join(link, name, options) {
      const page = await visit(link, options);
      await page.locator('input[autocomplete=username]').fill(name);
      await page.locator('input[type=password]').fill(password);
      await page.locator('button[type=submit]').click();
      await page.locator('.rail').waitFor();
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await program.end('SIGTERM');
      await telegram.close();
      folder.clean();
    },
  };
}

/** A link for a new person, made by the owner as a script would. */
export async function invite({ program }: ConsoleStage, role: string): Promise<string> {
  const { body } = await program.api('/console/team/invitations', { method: 'POST', body: { role } });
  const { url } = body as { url: string };
  return `${program.url}${new URL(url, program.url).pathname}${new URL(url, program.url).hash}`;
}

/** The shop says that the customer of a conversation ordered. */
export async function orderOf(url: string, address: string): Promise<void> {
  const order = {
    number: 'SO-20417',
    currency: 'CNY',
    total: 12_800,
    items: [{ sku: 'RED-MIDI-DRESS-RED-M', title: 'Red midi dress', quantity: 1, price: 12_800 }],
  };
  const body = JSON.stringify({ contact: { address }, data: { order }, at: new Date().toISOString() });
  const [id, stamp] = ['order-of-the-tests', Math.floor(Date.now() / 1_000)];
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(eventsSecret, id, stamp, body) };
  const response = await fetch(`${url}/events/order.placed`, { method: 'POST', headers, body });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
}
