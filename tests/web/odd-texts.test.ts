import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildWidget, eventually, launch, setStage } from './browser.ts';
import { oddTexts } from './odd-texts.ts';

vi.setConfig({ testTimeout: 90_000 });

let browser: Browser;
let out: string;
beforeAll(async () => {
  [browser, out] = await Promise.all([launch(), buildWidget()]);
});
afterAll(async () => {
  await browser?.close();
  if (out) await rm(out, { recursive: true });
});

/** One visitor's share of the 2,000: a window of thousands of rows is slow to lay out, which is not what is looked at. */
const share = 250;
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');

it('shows 2,000 odd texts, cards, files and choices in order, and the line after them', async () => {
  const stage = await setStage(browser, out);
  try {
    const odd = oddTexts(2_000, 7);
    for (let from = 0; from < odd.length; from += share) {
      const mine = odd.slice(from, from + share);
      const page = await stage.visit({ query: '?open&lang=zh_CN' });
      const visitors = () => stage.server.events.filter((event) => event.type === 'started');
      await eventually(() => visitors().length).toBe(from / share + 1);
      const user = visitors().at(-1)?.from.user ?? '';
      for (const { parts, choices } of mine) await stage.server.say(user, parts, choices);
      await stage.server.say(user, [{ type: 'text', text: 'Still here' }]);
      await page.getByText('Still here').waitFor();
      const shown = await page.locator('.log .bubble, .log .card b').allTextContents();
      expect(shown.map(wellFormed).filter((text) => /^#\d+ /.test(text))).toEqual(mine.map(({ text }) => wellFormed(text)));
      if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
      await page.close();
    }
    // A picture from elsewhere is refused by the page's own policy.
    expect(stage.complaints.filter((text) => !/Content Security Policy/.test(text))).toEqual([]);
  } finally {
    await stage.close();
  }
});

it.each([
  ['看https://example.com:8443这个', ['https://example.com:8443']],
  ['（https://a.test/b?c=1），好', ['https://a.test/b?c=1']],
  ['see http://a:99999999/x and https://b.test/.', ['https://b.test/']],
  ['https://c.test/größe “https://d.test/x”', ['https://c.test/größe', 'https://d.test/x']],
])('finds the addresses of %s', async (text, links) => {
  const stage = await setStage(browser, out);
  try {
    const page = await stage.visit({ query: '?open' });
    await eventually(() => stage.server.events.length).toBe(1);
    await stage.server.say(stage.server.events[0]?.from.user ?? '', [{ type: 'text', text }]);
    await eventually(() => page.locator('.log .bubble:not(.dots)').allTextContents()).toEqual([text]);
    expect(await page.locator('.log a').allTextContents()).toEqual(links);
  } finally {
    await stage.close();
  }
});
