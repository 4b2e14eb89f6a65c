/** A call that rings, in the consoles of two people of the shop. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launch } from '../web/browser.ts';
import { makeCall, newConversation } from '../web/call-stage.ts';
import { type ConsoleStage, invite, openConsole } from './stage.ts';

// A browser on a busy machine is slow; what is waited for comes by event, not by time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

describe.skipIf(process.env.SKIP_BROWSER)('a call that rings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-ringing-'));
  let browser: Browser;
  let stage: ConsoleStage;
  beforeAll(async () => {
    const file = join(folder, 'shop.yaml');
    writeFileSync(file, 'calls: { on: true }\n');
    browser = await launch();
    stage = await openConsole(browser, { CONFIG_FILE: file });
  });
  afterAll(async () => {
    await stage?.close();
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
    expect(stage?.complaints ?? []).toEqual([]);
  });

  it('shows a card to both, is answered by one, and goes at the other', async () => {
    const mei = await stage.join(stage.firstLink, 'Mei');
    const wei = await stage.join(await invite(stage, 'agent'), 'Wei');
    const call = await makeCall(stage.program, await newConversation(stage.program.url));
    const token = new URL(call.customer.url, stage.program.url).hash.slice(1);
    const cards = [mei, wei].map((page) => page.locator('.ringing'));
    const joined = await fetch(`${stage.program.url}/call/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(joined.status).toBe(200);
    await Promise.all(cards.map((card) => card.waitFor()));
    const opened = wei.context().waitForEvent('page');
    await wei.locator('.ringing').getByRole('button', { name: 'Answer' }).click();
    const desk = await opened;
    await desk.locator('#join').click();
    await desk.locator('#end').waitFor();
    await Promise.all(cards.map((card) => card.waitFor({ state: 'detached' })));
    await desk.locator('#end').click();
    await desk.getByText('The call is over').waitFor();
  });
});
