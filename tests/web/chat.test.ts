import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WireForm } from '../../channels/webchat/browser-message.ts';
import { buildWidget, eventually, launch, phone, type Stage, setStage } from './browser.ts';

// A browser on a busy machine is slow; what is waited for comes by event, not by time.
vi.setConfig({ testTimeout: 90_000 });

let browser: Browser;
let out: string;
let stage: Stage;

beforeAll(async () => {
  [browser, out] = await Promise.all([launch(), buildWidget()]);
});
afterAll(async () => {
  await browser?.close();
  if (out) await rm(out, { recursive: true });
});
afterEach(async () => {
  expect(stage.complaints).toEqual([]);
  await stage.close();
});

const echo = () => {
  stage.server.answer = (event) =>
    event.type === 'message' ? event.parts.flatMap((part) => (part.type === 'text' ? [{ parts: [{ ...part, text: `You wrote: ${part.text}` }] }] : [])) : [];
};
const write = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: /Write|说点/ }).fill(text);
  await page.keyboard.press('Enter');
};
const bubbles = (page: Page) => page.locator('.bubble:not(.dots)').allTextContents();
const said = async (page: Page, texts: string[]) => eventually(() => bubbles(page)).toEqual(texts);
const user = () => stage.server.events[0]?.from.user ?? '';
const texts = () =>
  stage.server.events.flatMap((event) => (event.type === 'message' ? event.parts.map((part) => ('text' in part ? part.text : part.type)) : []));

describe('web chat in a browser', () => {
  it('is at most 10 KB before it is opened', async () => {
    stage = await setStage(browser, out);
    expect(gzipSync(await readFile(join(out, 'widget/chat.js')), { level: 9 }).length).toBeLessThanOrEqual(10_240);
  });

  it('greets, takes a message, answers, and tells the shop what was read', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await eventually(() => stage.server.events.map((event) => event.type)).toEqual(['started']);
    await write(page, 'hello');
    await said(page, ['hello', 'You wrote: hello']);
    // What is read at once was delivered too: then one receipt says both.
    await eventually(() => stage.server.events.flatMap((event) => (event.type === 'receipt' ? [event.status] : [])).at(-1)).toBe('read');
  });

  it('shows that a person read what the visitor wrote, also after a reload', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open' });
    await write(page, 'hello');
    await page.getByText('✓ Sent').waitFor();
    stage.server.channel.hub.read(user(), Date.now() + 1_000);
    await page.getByText('✓✓ Read').waitFor();
    await page.reload();
    await page.getByText('✓✓ Read').waitFor();
  });

  it('shows customer and shop text as text, never as HTML', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?open' });
    const nasty = '<img src=x onerror=alert(1)><b>bold</b> {{ 7 | times: 6 }} javascript:alert(1)';
    await write(page, nasty);
    await said(page, [nasty, `You wrote: ${nasty}`]);
    await stage.server.say(user(), [{ type: 'product', card: { title: '<i>x</i>', link: 'javascript:alert(1)', image: 'data:text/html,x' } }]);
    await page.getByText('<i>x</i>').waitFor();
    expect(await page.locator('.log img, .log b:has-text("bold"), a[href^="javascript"]').count()).toBe(0);
  });

  it('sends a pressed choice with its token, by click, and marks the question as answered', async () => {
    stage = await setStage(browser, out);
    stage.server.answer = (event) =>
      event.type === 'started'
        ? [
            {
              parts: [{ type: 'text', text: 'Which size?' }],
              choices: ['S', 'M', 'L'].map((label, i) => ({ token: `r1.2.${i}`, label, description: `Size ${label}` })),
            },
          ]
        : [];
    const page = await stage.visit({ query: '?open' });
    await page.getByRole('button', { name: /^M/ }).click();
    await eventually(() => stage.server.events.find((event) => event.type === 'pressed')).toMatchObject({ token: 'r1.2.1', label: 'M' });
    expect(
      await page
        .getByRole('group', { name: 'Which size?' })
        .getByRole('button')
        .evaluateAll((all) => all.map((b) => (b as { disabled?: boolean }).disabled)),
    ).toEqual([true, true, true]);
    await page.reload();
    await page.getByRole('button', { name: 'Chat with us' });
    await page.getByRole('group', { name: 'Which size?' }).getByRole('button', { pressed: true, name: /M/ }).waitFor();
  });

  it('shows the questions of a form together, sends the answers by name, and shows them again where the shop asks once more', async () => {
    stage = await setStage(browser, out);
    const fields: WireForm['fields'] = [
      { name: 'people', label: 'How many people?', kind: 'number' },
      { name: 'day', label: 'Which day?', kind: 'date' },
      { name: 'area', label: '<b>Where?</b>', kind: 'text', options: ['Inside', 'Outside'] },
      { name: 'wish', label: 'Any wish?', kind: 'text', optional: true },
    ];
    stage.server.answer = (event) => {
      if (event.type === 'started') return [{ parts: [{ type: 'text', text: 'How many people?' }], form: { token: 'r1.2.0f', fields } }];
      if (event.type !== 'pressed') return [];
      return [{ parts: [{ type: 'text', text: 'A day from tomorrow on, please. Which day?' }], form: { token: 'r1.3.0f', fields: fields.slice(1) } }];
    };
    const page = await stage.visit({ query: '?open' });
    await page.getByLabel('How many people?').fill('4');
    await page.getByLabel('Which day?').fill('2026-12-24');
    await page.getByLabel('<b>Where?</b>').selectOption('Outside');
    await page.getByLabel('How many people?').press('Enter');
    await eventually(() => stage.server.events.find((event) => event.type === 'pressed')).toMatchObject({
      token: 'r1.2.0f',
      label: 'How many people? 4\nWhich day? 2026-12-24\n<b>Where?</b> Outside',
      fields: { people: '4', day: '2026-12-24', area: 'Outside', wish: '' },
    });
    const groups = page.locator('fieldset.fill');
    await eventually(() => groups.evaluateAll((all) => all.map((one) => (one as { disabled?: boolean }).disabled))).toEqual([true, false]);
    expect(await groups.nth(1).getByLabel('<b>Where?</b>').inputValue()).toBe('Outside');
    await page.reload();
    await eventually(() => groups.evaluateAll((all) => all.map((one) => (one as { disabled?: boolean }).disabled))).toEqual([true, false]);
  });

  it('lets several choices be combined', async () => {
    stage = await setStage(browser, out);
    stage.server.answer = () => [];
    const page = await stage.visit({ query: '?open' });
    await eventually(() => stage.server.events.length).toBe(1);
    stage.server.channel.hub.deliver(user(), {
      id: 'q1',
      from: 'shop',
      at: Date.now(),
      parts: [{ type: 'text', text: 'Which colours?' }],
      choices: ['Red', 'Blue', 'Green'].map((label, i) => ({ token: `t.${i}`, label })),
      many: true,
    });
    await page.getByRole('button', { name: 'Red' }).click();
    await page.getByRole('button', { name: 'Green' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await eventually(texts).toEqual(['Red, Green']);
  });

  it('goes on after a reload, and keeps what could not be sent', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?open' });
    await write(page, 'one');
    await said(page, ['one', 'You wrote: one']);
    await page.route('**/chat/messages', (route) => route.abort());
    await write(page, 'two');
    await page.getByText('Sending…').waitFor();
    await page.reload();
    await said(page, ['one', 'You wrote: one', 'two']);
    await page.unroute('**/chat/messages');
    await said(page, ['one', 'You wrote: one', 'two', 'You wrote: two']);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('loses and doubles nothing when the server is cut off and comes back', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?open' });
    await write(page, 'one');
    await said(page, ['one', 'You wrote: one']);
    await stage.server.down();
    const banner = page.locator('.banner', { hasText: 'We cannot reach the shop just now.' });
    await banner.waitFor();
    await write(page, 'two');
    await write(page, 'three');
    await stage.server.say(user(), [{ type: 'text', text: 'while you were away' }]);
    await stage.server.up();
    await page.evaluate('dispatchEvent(new Event("online"))');
    await expect
      .poll(async () => (await bubbles(page)).toSorted())
      .toEqual(['one', 'You wrote: one', 'two', 'three', 'while you were away', 'You wrote: two', 'You wrote: three'].toSorted());
    expect(texts()).toEqual(['one', 'two', 'three']);
    await eventually(() => banner.isVisible()).toBe(false);
  });

  it('sends again with the same id when the answer was lost, so that the shop gets it once', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?open' });
    let lost = 0;
    await page.route('**/chat/messages', async (route) => {
      await route.fetch();
      lost += 1;
      if (lost < 3) await route.abort();
      else await route.continue();
    });
    await write(page, 'once');
    await eventually(() => lost).toBeGreaterThan(2);
    await said(page, ['once', 'You wrote: once']);
    expect(texts()).toEqual(['once']);
  });

  it.each([
    ['en', 'Not sent yet. It is sent by itself', 'What you write is sent then.'],
    ['zh', '还没发出去，恢复后自动发送', '您写的内容恢复后自动发送'],
  ])('sends by itself, in order and once, what a long outage held up, and says so in %s', async (lang, line, banner) => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: `?open&lang=${lang}` });
    await eventually(() => stage.server.events.length).toBe(1);
    // The window is a part of its own, which comes after the greeting at times.
    await page.getByRole('textbox').waitFor();
    await page.clock.install();
    await stage.server.down();
    await page.locator('.banner', { hasText: banner }).waitFor();
    await write(page, 'two');
    await write(page, 'three');
    const told = page.getByRole('alert').filter({ hasText: line });
    await expect
      .poll(async () => {
        await page.clock.runFor(5_000);
        return told.count();
      })
      .toBe(2);
    await stage.server.up();
    await expect
      .poll(async () => {
        await page.clock.runFor(5_000);
        return texts();
      })
      .toEqual(['two', 'three']);
    await expect.poll(async () => (await bubbles(page)).toSorted()).toEqual(['You wrote: three', 'You wrote: two', 'three', 'two']);
    expect(await page.locator('.banner, .note').filter({ visible: true }).count()).toBe(0);
  });

  it('sends what waits when the customer asks for it', async () => {
    stage = await setStage(browser, out, { limits: { perMinute: 600 } });
    echo();
    const page = await stage.visit({ query: '?open' });
    await eventually(() => stage.server.events.length).toBe(1);
    await page.clock.install();
    await page.route('**/chat/messages', (route) => route.fulfill({ status: 503, body: '{}' }));
    await write(page, 'later');
    for (let i = 0; i < 8 && !(await page.getByText('Not sent yet.').isVisible()); i += 1) {
      await page.clock.runFor(15_000);
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
    await page.getByText('Not sent yet.').waitFor();
    await page.unroute('**/chat/messages');
    await page.getByRole('button', { name: 'Try again' }).click();
    await said(page, ['later', 'You wrote: later']);
  });

  it('shows everything in two tabs over one stream, and the other tab takes over', async () => {
    stage = await setStage(browser, out);
    echo();
    const one = await stage.visit({ query: '?open' });
    await write(one, 'from one');
    await said(one, ['from one', 'You wrote: from one']);
    const two = await stage.visit({ query: '?open', context: one.context() });
    await said(two, ['from one', 'You wrote: from one']);
    await write(two, 'from two');
    const all = ['from one', 'You wrote: from one', 'from two', 'You wrote: from two'];
    await said(two, all);
    await said(one, all);
    expect(stage.server.channel.hub.size()).toBe(1);
    await one.close();
    await eventually(() => stage.server.channel.hub.size()).toBe(1);
    await stage.server.say(user(), [{ type: 'text', text: 'still there?' }]);
    await said(two, [...all, 'still there?']);
  });

  it('falls back to long polling where a stream is held back', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit();
    await page.clock.install();
    await page.route('**/chat/stream', () => new Promise(() => {}));
    const polled = page.waitForRequest('**/chat/poll**');
    const streamed = page.waitForRequest('**/chat/stream');
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await streamed;
    await page.clock.runFor(9_000);
    await polled;
    await page.clock.resume();
    await write(page, 'hi');
    await said(page, ['hi', 'You wrote: hi']);
    await stage.server.say(user(), [{ type: 'text', text: 'by poll' }]);
    await said(page, ['hi', 'You wrote: hi', 'by poll']);
  });

  it('counts what is unread while it is closed', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?open' });
    await write(page, 'hi');
    await said(page, ['hi', 'You wrote: hi']);
    await page.getByRole('button', { name: 'Close chat' }).first().click();
    await stage.server.say(user(), [{ type: 'text', text: 'one more' }]);
    await stage.server.say(user(), [{ type: 'text', text: 'two more' }]);
    await page.getByRole('button', { name: 'Chat with us, 2 unread' }).waitFor();
    await page.goto(`${stage.server.url}/page`);
    await page.getByRole('button', { name: 'Chat with us, 2 unread' }).click();
    await page.getByRole('button', { name: 'Close chat' }).first().click();
    await page.getByRole('button', { name: 'Chat with us', exact: true }).waitFor();
  });

  it('sends a picture and shows it, and says why a file is refused', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open' });
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)]);
    await page.locator('input[type=file]').setInputFiles({ name: 'dress.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('img', { name: 'dress.png' }).waitFor();
    expect(texts()).toEqual(['image']);
    await page.locator('input[type=file]').setInputFiles({ name: 'evil.html', mimeType: 'text/html', buffer: Buffer.from('<script>') });
    await page.getByText('Only pictures, audio, video and PDF').waitFor();
  });

  it('sends later lines while a file is on its way, and shows all in the order written', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open' });
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)]);
    const attach = (name: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: png });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/chat/media', async (route) => {
      await held;
      await route.continue();
    });
    await write(page, 'before');
    await attach('dress.png');
    await write(page, 'one');
    await write(page, 'two');
    await eventually(texts).toEqual(['before', 'one', 'two']);
    await page.getByText('Sending…').first().waitFor();
    await said(page, ['before', 'dress.png', 'one', 'two']);
    release();
    await page.getByRole('img', { name: 'dress.png' }).waitFor();
    expect(texts()).toEqual(['before', 'one', 'two', 'image']);
    const order = await page
      .locator('.log .me')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('img')?.getAttribute('alt') ?? row.querySelector('.bubble')?.textContent));
    expect(order).toEqual(['before', 'dress.png', 'one', 'two']);
  });

  it('says that a file whose upload broke off was not sent, goes on with later lines, and sends the file again when asked', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open' });
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)]);
    await page.route('**/chat/media', (route) => route.abort('connectionreset'));
    await page.locator('input[type=file]').setInputFiles({ name: 'dress.png', mimeType: 'image/png', buffer: png });
    await write(page, 'one');
    await eventually(texts).toEqual(['one']);
    const told = page.getByRole('alert').filter({ hasText: 'Not sent.' });
    await told.waitFor({ timeout: 45_000 });
    await page.unroute('**/chat/media');
    await told.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('img', { name: 'dress.png' }).waitFor();
    expect(texts()).toEqual(['one', 'image']);
  });

  it.each([
    ['en', 'Sorry, no new chats or files just now.', 'Not sent yet.', 'Try again', 'We cannot reach the shop'],
    ['zh', '抱歉，暂时不能开始新的会话，也不能发文件', '还没发出去', '重发', '暂时连不上店里'],
  ])('says in %s that the shop takes nobody new while its disk is full, and sends later what was written', async (lang, sorry, line, again, lost) => {
    stage = await setStage(browser, out);
    stage.server.diskFull = true;
    const page = await stage.visit({ query: `?open&lang=${lang}` });
    await page.locator('.banner', { hasText: sorry }).waitFor();
    await write(page, 'hello');
    await page.getByRole('alert').filter({ hasText: line }).waitFor();
    stage.server.diskFull = false;
    await page.getByRole('button', { name: again }).click();
    await eventually(texts).toEqual(['hello']);
    await eventually(() => page.locator('.banner').isVisible()).toBe(false);
    await stage.server.down();
    await page.locator('.banner', { hasText: lost }).waitFor();
    // Chromium tells each refused request of a page as a fault of it.
    stage.complaints.splice(0, stage.complaints.length, ...stage.complaints.filter((text) => !text.includes('507')));
  });

  const outages: [string, string, (page: Page) => Promise<unknown>][] = [
    ['nobody answers', '**/chat/session', (page) => page.route('**/chat/session', () => new Promise(() => {}))],
    ['it is down', '**/chat/**', (page) => page.route('**/chat/**', (route) => route.abort('connectionrefused'))],
    [
      'its history cannot be read',
      '**/chat/stream',
      (page) => page.route('**/chat/stream', (route) => route.fulfill({ body: 'retry: 2000\n\n', contentType: 'text/event-stream' })),
    ],
    ['nothing can be stored', '**/chat/messages', (page) => page.route('**/chat/messages', (route) => route.fulfill({ status: 503, body: '{}' }))],
  ];
  it.each(outages)('tells a new visitor that the shop cannot be reached when %s, and greets afterwards', async (what, path, outage) => {
    stage = await setStage(browser, out, { limits: { heartbeatMs: 1_000 } });
    const page = await stage.visit();
    await outage(page);
    const tried = what === 'nothing can be stored' ? page.waitForResponse(path) : page.waitForRequest(path);
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await tried;
    // What only cannot be stored is no lost connection: then the visitor can write, and the line says how it is.
    if (what !== 'nothing can be stored') await page.locator('.banner', { hasText: 'We cannot reach the shop just now. Trying again' }).waitFor();
    expect(stage.server.events).toEqual([]);
    await page.unrouteAll();
    await eventually(() => stage.server.events.map((event) => event.type)).toEqual(['started']);
    await eventually(() => page.locator('.banner').isVisible()).toBe(false);
  });

  it('can be used with the keyboard alone, stays inside while open, and closes with Esc', async () => {
    stage = await setStage(browser, out);
    stage.server.answer = (event) => (event.type === 'started' ? [{ parts: [{ type: 'text', text: 'Hello' }], choices: [{ token: 'a', label: 'Yes' }] }] : []);
    const page = await stage.visit();
    const focused = () =>
      page.evaluate(
        '(document.querySelector("zhanggui-chat").shadowRoot.activeElement?.getAttribute("aria-label") ?? document.querySelector("zhanggui-chat").shadowRoot.activeElement?.textContent)',
      );
    await page.getByRole('link').focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Chat with us');
    await page.keyboard.press('Enter');
    await eventually(focused).toBe('Write a message…');
    await page.getByRole('button', { name: 'Yes' }).waitFor();
    const stops: unknown[] = [];
    for (let i = 0; i < 7; i += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Record a voice message', 'Options', 'Close chat', 'Messages', '1Yes', 'Send a picture or file', 'Write a message…']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await eventually(() => stage.server.events.some((event) => event.type === 'pressed')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Chat with us');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
  });

  it('has roles, names, sizes and contrast that everyone can use', async () => {
    stage = await setStage(browser, out);
    stage.server.answer = (event) =>
      event.type === 'started' ? [{ parts: [{ type: 'text', text: 'Hello' }], choices: [{ token: 'a', label: 'Yes', description: 'please' }] }] : [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await stage.visit({ query: '?open', colorScheme });
      await page.getByRole('button', { name: 'Yes' }).waitFor();
      await write(page, 'hi');
      await page.getByText('hi', { exact: true }).waitFor();
      expect(await page.getByRole('dialog', { name: 'Shop assistant' }).getByRole('log', { name: 'Messages' }).count()).toBe(1);
      expect(await page.evaluate(nameless)).toEqual([]);
      expect(await page.evaluate(tooSmall)).toEqual([]);
      expect(await page.evaluate(lowContrast)).toEqual([]);
    }
  });

  it('fills a phone, keeps the page behind still, and moves nothing when motion is unwanted', async () => {
    stage = await setStage(browser, out);
    echo();
    const page = await stage.visit({ query: '?lang=zh', viewport: phone, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: '在线咨询' }).tap();
    expect(await page.getByRole('dialog', { name: '掌柜在线' }).boundingBox()).toEqual({ x: 0, y: 0, ...phone });
    expect((await page.getByRole('textbox').boundingBox())?.height).toBe(44);
    await write(page, '你好');
    await said(page, ['你好', 'You wrote: 你好']);
    expect(await page.evaluate('getComputedStyle(document.documentElement).overflow')).toBe('hidden');
    expect(
      await page
        .locator('.bubble')
        .first()
        .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).animationName),
    ).toBe('none');
    expect(await page.locator('.log').evaluate((log) => log.scrollWidth <= log.clientWidth)).toBe(true);
  });
});

const inside = `[...document.querySelector('zhanggui-chat').shadowRoot.querySelectorAll('*')].filter((e) => e.getClientRects().length)`;
const nameless = `${inside}.filter((e) => e.matches('button, a, textarea, img, audio, video, [role=dialog], [role=log], [role=group]')
  && !(e.getAttribute('aria-label') || e.textContent.trim() || e.hasAttribute('alt'))).map((e) => e.outerHTML)`;
const tooSmall = `${inside}.filter((e) => e.matches('button') && (e.offsetHeight < 44 || e.offsetWidth < 44)).map((e) => e.outerHTML)`;
/** Text whose contrast with what is painted behind it is below 4.5 (WCAG AA). */
const lowContrast = `(() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return rgb(style.backgroundImage.match(/rgb\\([^)]*\\)/)[0]);
      const colour = rgb(style.backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  return ${inside}.filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.matches(':disabled, :disabled *, .sr')).flatMap((e) => {
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    return ratio < 4.5 ? [e.className + ' ' + e.textContent + ' ' + ratio.toFixed(2)] : [];
  });
})()`;
