import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../e2e/free-port.ts';
import { freshFolder, type Program } from '../e2e/program.ts';
import { type CallMade, launchWithCamera, makeCall, newConversation, received, startWithCalls } from './call-stage.ts';

// A browser that codes pictures on a busy machine is slow; what is waited for comes by event, not by time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 45_000, interval: 200 });

describe.skipIf(process.env.SKIP_BROWSER)('a call between two browsers', () => {
  const folder = freshFolder();
  let browser: Browser;
  let program: Program;
  let port: number;
  let call: CallMade;
  let conversation: string;
  let customer: Page;
  let shop: Page;
  const complaints: string[] = [];
  const calls = 'on: true, recording: { on: true }';

  const open = async (url: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 375, height: 720 } });
    context.setDefaultTimeout(45_000);
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && !/Failed to load|net::ERR/.test(message.text()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(url);
    return page;
  };

  beforeAll(async () => {
    port = await freePort();
    [browser, program] = await Promise.all([launchWithCamera(), startWithCalls(folder.path, port, calls)]);
    conversation = await newConversation(program.url);
    call = await makeCall(program, conversation);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGKILL');
    folder.clean();
  });

  it('is not used up by a preview of the link, and carries sound and picture both ways', async () => {
    for (const url of [call.customer.url, call.shop.url]) expect((await fetch(url)).status).toBe(200);
    customer = await open(call.customer.url);
    expect(customer.url()).not.toContain('#');
    await customer.click('#join');
    shop = await open(call.shop.url);
    await shop.click('#join');
    for (const page of [customer, shop]) {
      await eventually(async () => (await received(page)).frames).toBeGreaterThan(25);
      await eventually(async () => (await received(page)).audioBytes).toBeGreaterThan(10_000);
    }
  });

  it('refuses a link that was used', async () => {
    const third = await open(call.customer.url);
    await third.click('#join');
    await third.getByText('This link was used').waitFor();
    await third.context().close();
  });

  it('shows the shop’s screen in place of its camera', async () => {
    // A busy machine sends a smaller picture than its source gives: the source tells which it is, the frames that it arrives.
    const source = async () => (await received(shop)).source;
    const before = await source();
    for (const expected of ['the screen', 'the camera'] as const) {
      await shop.click('#share');
      await (expected === 'the screen' ? eventually(source).not.toBe(before) : eventually(source).toBe(before));
      const { frames } = await received(customer);
      await eventually(async () => (await received(customer)).frames).toBeGreaterThan(frames + 5);
    }
  });

  it('shows the customer where the shop points', async () => {
    await shop.click('#point');
    const picture = await shop.locator('#them').boundingBox();
    if (!picture) throw new Error('no picture');
    await shop.mouse.move(picture.x + picture.width / 2, picture.y + picture.height / 2);
    await eventually(async () => {
      await shop.mouse.move(picture.x + picture.width / 4, picture.y + picture.height / 4 + Math.random());
      return customer.locator('.dot').isVisible();
    }).toBe(true);
    await shop.click('#point');
  });

  it('shows a product on the customer’s screen, and as a card in the chat', async () => {
    await shop.fill('#words', 'red dress');
    await shop.click('#look');
    await shop.locator('#goods li button').first().click();
    await customer.locator('#shown').getByText('dress', { exact: false }).first().waitFor();
    const shown = (await customer.locator('#shown a, #shown b').textContent()) ?? '';
    await eventually(async () => JSON.stringify(await program.api(`/conversations/${encodeURIComponent(conversation)}/messages`))).toContain(shown);
  });

  it('keeps a picture of the customer after their yes, and none after their no', async () => {
    const messages = async () => JSON.stringify(await program.api(`/conversations/${encodeURIComponent(conversation)}/messages`));
    const told = {
      no: 'The customer said no.',
      'in vain': 'The customer said yes, but the picture could not be taken.',
      yes: 'The picture is in the chat.',
    };
    for (const reply of ['no', 'in vain', 'yes'] as const) {
      await shop.click('#still');
      await customer.getByText('May we keep this picture of you in the chat?').waitFor();
      expect(await messages()).not.toContain('kept with your consent');
      if (reply === 'no') {
        await customer.route('**/call/answer', (route) => route.abort(), { times: 1 });
        await customer.click('#no');
        await customer.getByText('The server cannot be reached.').waitFor();
      }
      if (reply === 'in vain') await customer.route('**/call/still*', (route) => route.fulfill({ status: 422, body: '{}' }), { times: 1 });
      await customer.click(reply === 'no' ? '#no' : '#yes');
      await shop.getByText(told[reply]).waitFor();
    }
    await eventually(messages).toContain('kept with your consent');
    const stored = /"stored":"([0-9a-f]{64})"/.exec(await messages())?.[1];
    const picture = await fetch(`${program.url}/media/${stored}`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBeGreaterThanOrEqual(320);
  });

  it('records after both said yes, shows it on both pages, and the customer stops it', async () => {
    expect(await customer.locator('#recording').isVisible()).toBe(false);
    await shop.click('#record');
    await customer.getByText('May we record this call').waitFor();
    await customer.click('#yes');
    for (const page of [shop, customer]) await page.getByText('This call is being recorded.').waitFor();
    const asked: number[] = [];
    shop.on('response', (response) => void (response.url().includes('/call/recording?') && asked.push(response.status())));
    await eventually(() => asked.length).toBeGreaterThanOrEqual(2);
    await customer.click('#stop-recording');
    await shop.locator('#recording').waitFor({ state: 'hidden' });
    expect(new Set(asked)).toEqual(new Set([202]));
  });

  it('goes on while the server is away for 5 s, and finds a new way afterwards', async () => {
    const { audioBytes } = await received(customer);
    await program.end('SIGKILL');
    await pause(5_000);
    program = await startWithCalls(folder.path, port, calls);
    await eventually(async () => (await received(customer)).audioBytes).toBeGreaterThan(audioBytes + 10_000);
    // A page that is loaded again has no connection: all of it goes over the new server.
    await shop.reload();
    await shop.click('#join');
    await eventually(async () => (await received(shop)).frames).toBeGreaterThan(25);
    await eventually(async () => (await received(customer)).frames).toBeGreaterThan(25);
  });

  it('has made a file of the recording', async () => {
    const notes = async () => JSON.stringify((await program.api(`/conversations/${encodeURIComponent(conversation)}/notes`)).body);
    await eventually(notes).toContain('/media/');
    const [, file] = /(\/media\/[0-9a-f]{64})/.exec(await notes()) ?? [];
    const recording = await fetch(`${program.url}${file}`);
    expect(recording.headers.get('content-type')).toBe('video/webm');
    // A browser plays it, with a picture.
    const width = await shop.evaluate(`(async () => {
      const video = document.createElement('video');
      video.src = '${file}';
      await new Promise((resolve, reject) => Object.assign(video, { onloadeddata: resolve, onerror: reject }));
      return video.videoWidth;
    })()`);
    expect(width).toBe(960);
  });

  it('ends for both, and a page of it has nothing more to say', async () => {
    await shop.click('#end');
    await customer.getByText('The call is over').waitFor();
    expect(complaints).toEqual([]);
  });
});
