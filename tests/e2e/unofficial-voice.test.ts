/** Voice messages and photos over the libraries that act as a person's app, in the real program: wechaty with a puppet server, WhatsApp Web in Chromium. */
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findChromium } from '../../channels/whatsapp-web/chromium.ts';
import { entryArguments } from '../../src/channel-host/supervision/entry.ts';
import { formOf, httpStandIn, type StandIn, wavSeconds } from '../servers/recogniser.ts';
import { hasOpenssl, makeCertificates } from '../wechaty/certificates.ts';
import { installed, newFolder, tell } from '../wechaty/stage.ts';
import { startStandIn, type StandIn as WhatsApp } from '../whatsapp-web/stand-in/server.ts';
import { freePort } from './free-port.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const sound = (name: string): Buffer => readFileSync(new URL(`../../src/speech/decode/fixtures/${name}`, import.meta.url));
const shot = readFileSync(new URL('../../src/pictures/fixtures/u1.jpg', import.meta.url));
const token = 'shop_8d4f0a52-2f0c-4f1d-9c6b-0a1b2c3d4e5f';
const li = '8613911112222@c.us';
const chromium = findChromium(process.env.CHROMIUM_PATH);
const hasWhatsApp = (() => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('whatsapp-web.js'));
  } catch {
    return false;
  }
})();
const wechat = installed && hasOpenssl();
const whatsapp = process.env.SKIP_BROWSER === undefined && chromium.ok && hasWhatsApp;

const folder = freshFolder();
let program: Program;
let recogniser: StandIn;
let puppet: ChildProcess | undefined;
let socket = '';
let web: WhatsApp | undefined;
let asked = 0;

/** wechaty's server in a process of its own; resolves to what the program needs to reach it. */
async function wechatySettings(): Promise<Record<string, string>> {
  const certificates = makeCertificates(newFolder(), 'shop');
  const entry = new URL('../wechaty/puppet-server.ts', import.meta.url);
  const port = String(await freePort());
  socket = join(newFolder(), 'wechat.sock');
  puppet = fork(fileURLToPath(entry), [port, token, certificates.certificate, certificates.key, socket], {
    execArgv: entryArguments(entry),
    env: { PATH: process.env.PATH, HOME: newFolder(), WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    puppet?.once('message', () => resolve());
    puppet?.once('exit', (code) => reject(new Error(`the puppet server ended with ${code}`)));
  });
  return { WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_TOKEN: token, WECHATY_ENDPOINT: `127.0.0.1:${port}`, WECHATY_TLS_CA: certificates.ca };
}

/** A Chromium that takes the stand-in for web.whatsapp.com. */
async function whatsappSettings(): Promise<Record<string, string>> {
  if (!chromium.ok) return {};
  web = await startStandIn();
  const script = join(folder.path, 'chromium');
  writeFileSync(script, `#!/bin/sh\nexec '${chromium.path}' ${web.args.map((arg) => `'${arg}'`).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  return { WHATSAPP_WEB: '1', CHROMIUM_PATH: script };
}

beforeAll(async () => {
  recogniser = await httpStandIn((request, body, response) => {
    asked += 1;
    formOf(request, body)
      .then(({ file }) => {
        // The shorter recording is the English one.
        const short = wavSeconds(file.bytes) < 1.8;
        response.end(JSON.stringify({ text: short ? 'what are your opening hours' : '营业时间', language: short ? 'english' : 'chinese' }));
      })
      .catch((error: unknown) => response.writeHead(418).end(String(error)));
  });
  program = await startProgram(join(folder.path, 'data'), {
    SPEECH_KIND: 'openai',
    SPEECH_URL: `${recogniser.url}/v1`,
    SPEECH_KEY: 'sk-speech',
    ...(wechat && (await wechatySettings())),
    ...(whatsapp && (await whatsappSettings())),
  });
}, 120_000);
afterAll(async () => {
  await program?.end('SIGTERM');
  puppet?.kill('SIGKILL');
  await web?.close();
  await recogniser?.close();
  folder.clean();
});

const page = z.object({ items: z.array(z.object({ direction: z.string(), parts: z.array(z.looseObject({ type: z.string() })) })) });
const messages = async (conversation: string) =>
  page.safeParse((await program.api(`/conversations/${encodeURIComponent(conversation)}/messages`)).body).data?.items ?? [];
const state = async (name: string): Promise<string | undefined> => {
  const { body } = await program.api('/channels');
  return z
    .object({ items: z.array(z.looseObject({ channel: z.string(), state: z.string().optional() })) })
    .safeParse(body)
    .data?.items.find((one) => one.channel === name)?.state;
};
/** Waits until the first message of the type is kept, and the last answer fits. */
async function kept(conversation: string, type: string) {
  const found = async () =>
    (await messages(conversation))
      .flatMap(({ parts }) => parts)
      .find((part) => part.type === type && z.object({ stored: z.string() }).safeParse(part.media).success);
  await expect.poll(found, { timeout: 40_000, interval: 100 }).toBeDefined();
  const part = z.looseObject({ media: z.object({ stored: z.string() }) }).parse(await found());
  const response = await fetch(`${program.url}/media/${part.media.stored}`);
  return { part, response, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe.skipIf(!wechat)('wechaty', () => {
  it('silk becomes words and is answered; a photo is kept for people', { timeout: 90_000 }, async () => {
    await expect
      .poll(
        () =>
          tell(socket, { do: 'nothing' }).then(
            ({ started }) => started,
            () => 0,
          ),
        { timeout: 40_000 },
      )
      .toBeGreaterThan(0);
    await tell(socket, { do: 'login' });
    await expect.poll(() => state('wechaty'), { timeout: 40_000, interval: 200 }).toBe('ready');
    const said = (type: number, name: string, bytes: Buffer) =>
      tell(socket, {
        do: 'message',
        payload: { type, filename: name, timestamp: Math.floor(Date.now() / 1_000) },
        file: { base64: bytes.toString('base64'), name },
      });
    await said(2, 'voice.sil', sound('zh.silk'));
    const { part, bytes } = await kept('wechaty:main:wxid_li', 'audio');
    expect(part.transcript).toMatchObject({ text: '营业时间', by: 'openai' });
    expect(bytes.equals(sound('zh.silk'))).toBe(true);
    const texts = async () => (await tell(socket, { do: 'nothing' })).texts.map(({ text }) => text).join('\n');
    await expect.poll(texts).toMatch(/9:00/);
    await said(6, 'photo.jpg', shot);
    const picture = await kept('wechaty:main:wxid_li', 'image');
    expect(picture.response.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.bytes.equals(shot)).toBe(false);
  });
});

describe.skipIf(!whatsapp)('WhatsApp Web', () => {
  it('ogg with Opus becomes words and is answered; a photo is kept for people', { timeout: 120_000 }, async () => {
    await expect.poll(() => state('whatsapp-web'), { timeout: 60_000, interval: 200 }).toBe('need_qr');
    web?.scan();
    await expect.poll(() => state('whatsapp-web'), { timeout: 60_000, interval: 200 }).toBe('ready');
    const say = (id: string, type: string, mimetype: string, bytes: Buffer) =>
      web?.say({ id, from: li, notifyName: 'Li', type, mimetype, size: bytes.length, directPath: web.store(bytes, mimetype), mediaKey: 'key' });
    const before = asked;
    say('V1', 'ptt', 'audio/ogg; codecs=opus', sound('en.ogg'));
    const conversation = `whatsapp-web:main:${li}`;
    const { part } = await kept(conversation, 'audio');
    expect(part.transcript).toMatchObject({ text: 'what are your opening hours', by: 'openai' });
    expect(asked - before).toBe(1);
    await expect.poll(() => web?.sent.map(({ body }) => body).join('\n'), { timeout: 40_000 }).toMatch(/Monday to Friday/);
    say('P1', 'image', 'image/jpeg', shot);
    const picture = await kept(conversation, 'image');
    expect(picture.response.headers.get('content-type')).toBe('image/jpeg');
    expect(picture.bytes.equals(shot)).toBe(false);
  });
});
