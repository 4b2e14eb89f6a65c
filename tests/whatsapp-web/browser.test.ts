/**
 * The real library in a real Chromium, in its supervised process, against a stand-in of web.whatsapp.com. One story, told in order: linking,
 * talking, and everything that ends a session.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createWhatsAppWeb, usualSetup } from '../../channels/whatsapp-web/channel.ts';
import { findChromium } from '../../channels/whatsapp-web/chromium.ts';
import whatsappWeb from '../../channels/whatsapp-web/index.ts';
import type { Channel } from '../../src/channel.ts';
import type { Logger } from '../../src/logger.ts';
import type { InboundEvent, OutboundMessage, Part } from '../../src/message.ts';
import { testContext } from '../channel-context.ts';
import { type StandIn, startStandIn } from './stand-in/server.ts';

vi.setConfig({ testTimeout: 90_000 });
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 60_000, interval: 50 });

const chromium = findChromium(process.env.CHROMIUM_PATH);
const installed = (() => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('whatsapp-web.js'));
  } catch {
    return false;
  }
})();
const skipped = process.env.SKIP_BROWSER !== undefined || !chromium.ok || !installed || !existsSync('/proc/self/stat');

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const li = '8613911112222@c.us';

describe.skipIf(skipped)('WhatsApp Web in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhanggui-whatsapp-web-'));
  const received: InboundEvent[] = [];
  const logged: string[] = [];
  let standIn: StandIn;
  let channel: Channel;

  const write = (fields: object, text: string) => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const state = () => eventually(() => channel.health().state);
  const messages = () => received.filter((event) => event.type === 'message');
  const receipts = (ref: string | undefined) => received.flatMap((event) => (event.type === 'receipt' && event.ref === ref ? [event.status] : []));
  /** Chromium's process, as the lock of the folder names it. */
  const browserPid = () =>
    z.object({ owned: z.tuple([z.object({ pid: z.int() })]) }).parse(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).owned[0].pid;

  async function send(parts: Part[], extra: Partial<OutboundMessage> = {}) {
    const message: OutboundMessage = { key: 'k', to: { channel: 'whatsapp-web', account: 'main', user: li }, parts, class: 'reply', lang: 'en', ...extra };
    const results = [];
    for (const request of channel.encode(message)) results.push(await channel.send(request, message.to, 'k', message.class));
    return results;
  }

  beforeAll(async () => {
    standIn = await startStandIn();
    channel = await createWhatsAppWeb(
      testContext(whatsappWeb, {
        settings: { web: '1', ...(chromium.ok ? { chromiumPath: chromium.path } : {}) },
        folder,
        receive: async (events) => void received.push(...events),
        media: async () => ({ bytes: picture, mime: 'image/png', name: 'dot.png' }),
        log,
      }),
      {
        ...usualSetup,
        qrIdleMs: 10_000,
        supervision: { ...usualSetup.supervision, firstWait: 100, conflictWait: 500 },
        extraArgs: standIn.args,
      },
    );
  });
  afterAll(async () => {
    await channel?.stop();
    await standIn?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows a code, and another when nobody scans it', async () => {
    await channel.start();
    await state().toBe('need_qr');
    await eventually(() => channel.pairing?.()?.qr).toMatch(/^2@ref-1,/);
    // The library does not refresh a code that idles: the client is built anew.
    standIn.down({ t: 'idle' });
    await eventually(() => channel.pairing?.()?.qr).toMatch(/^2@ref-2,/);
  });

  it('is linked by scanning, and the code is gone', async () => {
    standIn.scan();
    await state().toBe('ready');
    expect(channel.pairing?.()).toBeNull();
  });

  it('takes a text and a picture, and answers with both', async () => {
    standIn.say({ id: 'A1', from: li, notifyName: 'Li', body: '有红色的吗？' });
    standIn.say({
      id: 'A2',
      from: li,
      notifyName: 'Li',
      type: 'image',
      caption: '这件',
      mimetype: 'image/png',
      size: picture.length,
      directPath: standIn.store(picture, 'image/png'),
      mediaKey: 'key',
    });
    standIn.say({ id: 'A3', from: '120363000000000000@g.us', author: li, body: 'of a group' });
    await eventually(() => messages().length).toBe(2);
    expect(messages()).toMatchObject([
      { id: `false_${li}_A1`, from: { user: li }, profile: { name: 'Li', phone: '+8613911112222' }, parts: [{ type: 'text', text: '有红色的吗？' }] },
      { id: `false_${li}_A2`, parts: [{ type: 'image', caption: '这件', media: { ref: `false_${li}_A2`, mime: 'image/png' } }] },
    ]);
    expect(await channel.download?.({ ref: `false_${li}_A2` })).toMatchObject({ bytes: picture, mime: 'image/png' });
    await channel.typing?.({ channel: 'whatsapp-web', account: 'main', user: li }, 'A2');
    const [text, image, place] = await send([
      { type: 'text', text: '有的' },
      { type: 'image', media: { stored: 'm1' }, caption: '红色' },
      { type: 'place', latitude: 31.2, longitude: 121.5, name: '云裳' },
    ]);
    expect([text, image, place]).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    await eventually(() => standIn.sent.length).toBe(3);
    expect(standIn.sent).toMatchObject([
      { to: li, type: 'chat', body: '有的' },
      { to: li, type: 'image', caption: '红色', mimetype: 'image/png' },
      { to: li, type: 'location', lat: 31.2, lng: 121.5, loc: '云裳' },
    ]);
    expect(standIn.stored(standIn.sent[1]?.directPath ?? '')).toEqual(picture);
    expect(standIn.heard).toContainEqual({ t: 'composing', chat: li });
    // The stand-in says sent, read, delivered: the late one is no news.
    await eventually(() => receipts(text?.ok ? text.ref : '')).toEqual(['sent', 'read']);
    expect(await send([{ type: 'text', text: 'x' }], { to: { channel: 'whatsapp-web', account: 'main', user: 'no id' } })).toMatchObject([
      { ok: false, failure: { code: 'unreachable' } },
    ]);
  });

  it('knows a person by both ids, a correction, a message taken back, and a hand on the phone', async () => {
    const before = messages().length;
    standIn.say({ id: 'B1', from: '99900011122233@lid', body: 'from the hidden id', quotedStanzaID: 'A1', quotedParticipant: '99900011122233@lid' });
    await eventually(() => messages().length).toBe(before + 1);
    expect(messages().at(-1)).toMatchObject({ from: { user: li }, aliases: ['99900011122233@lid'], replyTo: 'false_99900011122233@lid_A1' });
    standIn.down({ t: 'edit', id: `false_${li}_A1`, body: '有蓝色的吗？', at: 1_795_399_200_000 });
    standIn.down({ t: 'revoke', id: `false_${li}_A2` });
    await eventually(() => received.filter(({ type }) => type === 'event')).toMatchObject([
      { from: { user: li }, name: 'message.recalled', data: { message: `false_${li}_A2` } },
    ]);
    await eventually(() => messages().length).toBe(before + 2);
    expect(messages().at(-1)).toMatchObject({ edits: `false_${li}_A1`, parts: [{ type: 'text', text: '有蓝色的吗？' }] });
    expect(received.filter(({ type }) => type === 'handover')).toEqual([]);
    standIn.down({ t: 'own', id: '3A000000000000000000', to: li, body: 'The owner here' });
    await eventually(() => received.filter(({ type }) => type === 'handover')).toMatchObject([{ from: { user: li }, owner: 'person' }]);
  });

  it('starts again without a code, and catches up with what came meanwhile', async () => {
    await channel.stop();
    expect(channel.health().state).toBe('stopped');
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
    standIn.waiting.push(
      { id: 'C1', from: li, body: 'while you were off' },
      { id: 'C0', from: li, body: 'of last week', t: Math.floor(Date.now() / 1000) - 7 * 86_400 },
    );
    const before = messages().length;
    await channel.start();
    await state().toBe('ready');
    await eventually(() => messages().length).toBe(before + 1);
    expect(messages().at(-1)).toMatchObject({ id: `false_${li}_C1`, parts: [{ type: 'text', text: 'while you were off' }] });
  });

  it('comes back after Chromium was killed', async () => {
    const pid = browserPid();
    process.kill(pid, 'SIGKILL');
    await eventually(() => logged.join('\n')).toContain('Chromium ended');
    await state().toBe('ready');
    expect(browserPid()).not.toBe(pid);
    expect(await send([{ type: 'text', text: 'back' }])).toMatchObject([{ ok: true }]);
  });

  it('comes back after the page crashed', async () => {
    const before = browserPid();
    const renderers = readdirSync('/proc').filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
        return Number(stat?.[2]) === before && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      } catch {
        return false;
      }
    });
    expect(renderers.length).toBeGreaterThan(0);
    for (const pid of renderers) process.kill(Number(pid), 'SIGKILL');
    await eventually(() => logged.join('\n')).toMatch(/the page of WhatsApp Web crashed/);
    await eventually(() => existsSync(join(folder, 'lock.json')) && browserPid()).not.toBe(before);
    await state().toBe('ready');
  });

  it('steps back when the session is open elsewhere, and looks again later', async () => {
    standIn.down({ t: 'state', state: 'CONFLICT' });
    await eventually(() => logged.join('\n')).toContain('open with this session elsewhere');
    await state().toBe('ready');
  });

  it('stays ended after the phone unlinked it; started again, it asks for a new code', async () => {
    standIn.down({ t: 'logout' });
    await state().toBe('logged_out');
    await eventually(() => existsSync(join(folder, 'lock.json'))).toBe(false);
    expect(existsSync(join(folder, 'session'))).toBe(false);
    expect(await send([{ type: 'text', text: 'x' }])).toMatchObject([{ ok: false, failure: { code: 'not_running' } }]);
    await channel.start();
    await state().toBe('need_qr');
    standIn.scan();
    await state().toBe('ready');
    await channel.stop();
    await channel.start();
    await state().toBe('ready');
  });

  it('holds its messages when WhatsApp refuses several in a row', async () => {
    standIn.acks = [-1];
    for (let n = 0; n < 3; n++) await send([{ type: 'text', text: `${n}` }]);
    await state().toBe('degraded');
    expect(channel.health().detail).toContain('the number may be restricted');
    expect(await send([{ type: 'text', text: 'held' }])).toMatchObject([{ ok: false, failure: { code: 'spam_limited', scope: 'account' } }]);
    expect(received.at(-1)).toMatchObject({ type: 'receipt', status: 'failed' });
  });

  it('asked WhatsApp for nothing malformed, and wrote no code or key into the log', () => {
    expect(standIn.complaints).toEqual([]);
    expect(logged.join('\n')).not.toMatch(/2@ref|c2VjcmV0/);
  });
});
