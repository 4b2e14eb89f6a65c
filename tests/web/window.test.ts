/** What the window has besides words: recording, stars, cards, marks, files, its places on a page, and pages that mean it no good. */
import { readFile, rm } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withLook } from '../../src/server/chat/widget-look.ts';
import { buildWidget, desktop, eventually, fakeMicrophone, launch, phone, type Stage, setStage } from './browser.ts';

vi.setConfig({ testTimeout: 90_000 });

let browser: Browser;
let out: string;
let stage: Stage;

beforeAll(async () => {
  [browser, out] = await Promise.all([launch(fakeMicrophone), buildWidget()]);
});
afterAll(async () => {
  await browser?.close();
  if (out) await rm(out, { recursive: true });
});
afterEach(async () => {
  expect(stage.complaints).toEqual([]);
  await stage.close();
});

const user = () => stage.server.events[0]?.from.user ?? '';
const audios = () =>
  stage.server.events.flatMap((event) => (event.type === 'message' ? event.parts.flatMap((part) => (part.type === 'audio' ? [part.media.mime] : [])) : []));
const violations = async (page: Page) => {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    "axe.run(document, { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } })",
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};
const greeted = async (page: Page) => {
  await page.getByRole('textbox', { name: /Write|说点/ }).waitFor();
  await eventually(() => stage.server.events.length).toBeGreaterThan(0);
};
/** All that the window can show. */
const everything = async () => {
  const card = (title: string) => ({
    type: 'product' as const,
    card: { title, text: '9.90', image: `${stage.server.url}/dot.png`, link: `${stage.server.url}/page` },
  });
  await stage.server.say(user(), [{ type: 'text', text: 'These three:' }, card('Coat'), card('Dress'), card('Hat')]);
  await stage.server.say(
    user(),
    [{ type: 'text', text: 'Stars, please' }],
    ['1', '2', '3', '4', '5'].map((label, n) => ({ token: `r.${n}`, label })),
  );
};

describe('the window', () => {
  it('records a voice message, ends it after 60 s, and sends nothing that was discarded', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open', permissions: ['microphone'] });
    await greeted(page);
    const strip = page.getByRole('group', { name: 'Recording' });
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await strip.waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => strip.count()).toBe(0);
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await strip.getByText('0:01').waitFor();
    await strip.getByRole('button', { name: 'Send' }).click();
    await eventually(audios).toEqual(['audio/webm']);
    await page.locator('audio').waitFor();
    await page.clock.install();
    await page.getByRole('button', { name: 'Record a voice message' }).click();
    await strip.waitFor();
    await page.clock.runFor(59_000);
    expect(await strip.count()).toBe(1);
    await page.clock.runFor(1_500);
    await eventually(() => strip.count()).toBe(0);
    await page.clock.resume();
    await eventually(audios).toEqual(['audio/webm', 'audio/webm']);
  });

  it('says what to do where there is no microphone', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open&lang=zh' });
    await greeted(page);
    await page.evaluate("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))");
    await page.getByRole('button', { name: '录一段语音' }).click();
    await page.getByText('用不了麦克风').waitFor();
    await page.getByRole('textbox').fill('那就打字');
    await page.keyboard.press('Enter');
    await page.getByText('✓ 已发送').waitFor();
  });

  it('has stars, cards to turn, what became of a line, the whole conversation as a file, and nothing that axe finds', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open', acceptDownloads: true });
    await greeted(page);
    await everything();
    await page.getByRole('button', { name: '4 out of 5' }).click();
    await eventually(() => stage.server.events.find(({ type }) => type === 'pressed')).toMatchObject({ token: 'r.3', label: '4' });
    await eventually(() => page.locator('.lit').count()).toBe(4);
    await page.getByText('✓ Sent', { exact: true }).waitFor();
    stage.server.channel.hub.typing(user());
    await page.getByText('✓✓ Read').waitFor();
    const cards = page.getByRole('list');
    await cards.hover();
    await page.getByRole('button', { name: 'Next' }).click();
    await eventually(() => cards.evaluate((list) => list.scrollLeft > 100)).toBe(true);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Options' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save this conversation' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toMatch(/Shop: These three:\nCoat · 9\.90 · http[\s\S]*Stars, please\n {2}1\. 1[\s\S]*You: 4\n$/);
  });

  it('reads what was said before when one scrolls up, and stays where one reads', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open' });
    await greeted(page);
    for (let n = 1; n <= 120; n += 1) await stage.server.say(user(), [{ type: 'text', text: `number ${n}` }]);
    await page.getByText('number 120', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('number 120', { exact: true }).waitFor();
    expect(await page.getByText('number 60', { exact: true }).count()).toBe(0);
    await page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
    await page.getByText('number 21', { exact: true }).waitFor({ state: 'attached' });
    expect(await page.locator('.log').evaluate((log) => log.scrollTop > 500)).toBe(true);
    await page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
    await page.getByText('number 1', { exact: true }).waitFor({ state: 'attached' });
    const shown = (await page.locator('.bubble:not(.dots)').allTextContents()).filter((text) => /^number/.test(text));
    expect(shown).toEqual(Array.from({ length: 120 }, (_, n) => `number ${n + 1}`));
  });

  it('tells of messages in the title and by a sound only where that is wanted', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open&alert=title%20sound' });
    await greeted(page);
    await page.evaluate(
      `window.tones = 0; const Real = OscillatorNode; window.OscillatorNode = class extends Real { constructor(...a) { super(...a); window.tones++; } };
       Object.defineProperty(document, 'hidden', { get: () => window.away === true, configurable: true }); window.away = true; document.dispatchEvent(new Event('visibilitychange'));`,
    );
    await stage.server.say(user(), [{ type: 'text', text: 'one' }]);
    await eventually(() => page.title()).toBe('(1) Shop');
    await eventually(() => page.evaluate('window.tones')).toBe(2);
    await page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))");
    await eventually(() => page.title()).toBe('Shop');
  });
});

describe('the places of the chat', () => {
  it('is a part of the page, or all of it, from right to left too', async () => {
    stage = await setStage(browser, out);
    const inline = await stage.visit({ query: '?mode=inline&into=h1' });
    await greeted(inline);
    expect(await inline.locator('h1 zhanggui-chat').getByRole('region', { name: 'Shop assistant' }).count()).toBe(1);
    expect(await inline.getByRole('button', { name: /chat/i }).count()).toBe(0);
    const full = await stage.visit({ query: '?mode=page&lang=ar' });
    await full.getByRole('textbox').waitFor();
    expect(await full.getByRole('region', { name: 'Shop assistant' }).boundingBox()).toEqual({ x: 0, y: 0, ...desktop });
    const place = async (name: string) => (await full.getByRole('button', { name }).boundingBox())?.x ?? 0;
    expect(await place('Options')).toBeLessThan(await place('Send a picture or file'));
    expect(await full.getByRole('textbox').evaluate((area) => area.ownerDocument.defaultView?.getComputedStyle(area).direction)).toBe('rtl');
  });

  it('keeps nothing in the browser before the visitor agrees, where the page says so, and then what was said', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ query: '?open&consent=wait' });
    await greeted(page);
    const kept = () => page.evaluate('[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]');
    await page.getByRole('textbox').fill('hello');
    await page.keyboard.press('Enter');
    await page.getByText('✓ Sent', { exact: true }).waitFor();
    expect(await kept()).toEqual(['']);
    await page.evaluate('Zhanggui.consent()');
    expect(await kept()).toContain('zhanggui.token');
    await page.reload();
    await page.getByText('hello', { exact: true }).waitFor();
    await page.evaluate('Zhanggui.consent(false)');
    expect(await kept()).toEqual(['']);
  });

  it('stands as it is under hostile style sheets and a strict policy, and takes the colours that are meant for it', async () => {
    const css = `* { all: unset !important; display: none !important; direction: rtl !important; font: 60px serif !important; --accent: lime; --ink: lime; --surface: lime; }
      html, body { display: block !important; }
      zhanggui-chat { display: none !important; opacity: 0 !important; visibility: hidden !important; transform: scale(3) !important; filter: blur(9px) !important; contain: strict !important; --zhanggui-surface: rgb(1, 2, 3); }
      button, textarea, .panel, .launcher { background: lime !important; width: 3px !important; position: static !important; }`;
    const look = (page: Page) =>
      page.locator('.panel').evaluate((panel) => {
        const { width, height } = panel.getBoundingClientRect();
        const style = panel.ownerDocument.defaultView?.getComputedStyle(panel);
        return [width, height, style?.direction, style?.fontSize, style?.opacity, style?.color, style?.position];
      });
    stage = await setStage(browser, out, { mount: (app) => void app.get('/hostile.css', (_request, response) => void response.type('css').send(css)) });
    const plain = await stage.visit({ query: '?open' });
    await greeted(plain);
    const page = await stage.visit({ query: '?open' });
    await page.getByRole('textbox').waitFor();
    await page.addStyleTag({ url: '/hostile.css' });
    // The panel fades in.
    await eventually(() => look(plain)).toContain('1');
    await eventually(() => look(page)).toEqual(await look(plain));
    const header = page.locator('header');
    expect(await header.evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor)).toBe('rgb(1, 2, 3)');
    const launcher = await page.getByRole('button', { name: 'Close chat' }).first().boundingBox();
    expect([launcher?.width, launcher?.height]).toEqual([60, 60]);
  });

  it('mails the conversation: tells a wrong code from a mail that could not be sent, and leads back to another address', async () => {
    const answers = ['code_sent', 'wrong_code', 'unavailable', 'code_sent', 'sent'] as const;
    const asked: string[] = [];
    const file = withLook(await readFile(`${out}/widget/chat.js`), { mail: true });
    stage = await setStage(browser, out, {
      transcript: async ({ email, code = '' }) => answers[asked.push(`${email} ${code}`) - 1] ?? 'nothing',
      mount: (app) => void app.get('/widget/chat.js', (_request, response) => void response.type('js').send(file)),
    });
    const page = await stage.visit({ query: '?open' });
    await greeted(page);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('menuitem', { name: 'E-mail this conversation' }).click();
    const mail = page.getByRole('group', { name: 'E-mail this conversation' });
    const say = async (label: string, text: string, then: string) => {
      await mail.getByLabel(label).fill(text);
      await page.keyboard.press('Enter');
      await page.getByText(then).waitFor();
    };
    const [address, code] = ['Your e-mail address', 'We sent you a code. Type it here'];
    await say(address, 'ann@example.com', code);
    await say(code, '123456', 'This is not the code');
    await say(code, '123456', 'It could not be sent');
    expect(await violations(page)).toEqual([]);
    await mail.getByRole('button', { name: 'New code or another address' }).click();
    await say(address, 'bob@example.com', code);
    await say(code, '654321', 'on its way');
    expect(asked).toEqual(['ann@example.com ', 'ann@example.com 123456', 'ann@example.com 123456', 'bob@example.com ', 'bob@example.com 654321']);
  });

  it('says so when its window cannot be loaded, and opens at the next click', async () => {
    stage = await setStage(browser, out);
    const page = await stage.visit({ viewport: phone });
    await page.route(/window\.js$/, (route) => route.abort());
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('button', { name: 'The chat cannot be loaded just now. Try again.' }).click();
    await page.getByRole('textbox').waitFor();
  });
});
