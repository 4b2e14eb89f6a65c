/** The real program whose data folder is taken away while it runs: it says so, takes nothing in, and goes on when the folder is back. */
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { freePort } from './free-port.ts';
import { eventsSecret, freshFolder, type Program, startProgram } from './program.ts';
import { Visitor } from './visitor.ts';

const folder = freshFolder();
const data = join(folder.path, 'data');
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);
const secret = 'hook-secret-of-the-test';
let api: BotApi;
let update = 1;
let program: Program;
let visitor: Visitor;

beforeAll(async () => {
  api = await startBotApi();
  const port = await freePort();
  program = await startProgram(data, {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
  visitor = await Visitor.enter(program.url);
  await visitor.send('hello');
  await visitor.hears(/./);
});
afterAll(async () => {
  await program?.end('SIGKILL');
  await api?.close();
  folder.clean();
});

async function event(): Promise<number> {
  const [id, stamp, body] = [
    randomUUID(),
    Math.floor(Date.now() / 1_000),
    JSON.stringify({ contact: { address: visitor.conversation }, data: { order: { number: 'SO-10001' } } }),
  ];
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(eventsSecret, id, stamp, body) };
  return (await fetch(`${program.url}/events/order.shipped`, { method: 'POST', headers, body })).status;
}

async function hook(): Promise<number> {
  const from = { id: 7, is_bot: false, first_name: 'Lin', language_code: 'en' };
  const message = { message_id: ++update, date: Math.floor(Date.now() / 1_000), from, chat: { id: 7, type: 'private' }, text: 'hello' };
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return (await fetch(`${program.url}/hooks/telegram/main`, { method: 'POST', headers, body: JSON.stringify({ update_id: update, message }) })).status;
}

const ready = async () => {
  const response = await fetch(`${program.url}/readyz`);
  return { status: response.status, ...((await response.json()) as { ready: boolean; store: string }) };
};

async function chat(path: string, body: string | Buffer, type = 'application/json') {
  const response = await fetch(`${program.url}/chat/${path}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${visitor.token}` },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, body: (await response.json()) as { error?: { code: string; message: string } } };
}

it('takes nothing in, says why and what to do, and goes on when the folder is back', async () => {
  expect(await ready()).toMatchObject({ status: 200, ready: true });
  renameSync(data, `${data}.away`);
  expect(await ready()).toMatchObject({ status: 503, ready: false, store: expect.stringMatching(/zhanggui\.db was removed.*put the folder back/) });
  for (let n = 0; n < 6; n++) {
    const message = await chat('messages', JSON.stringify({ type: 'message', id: randomUUID(), text: `lost ${n}`, lang: 'en' }));
    expect(message).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message: expect.stringMatching(/send it again/) } } });
    expect((await chat('media', Buffer.concat([png, Buffer.from([n])]), 'image/png')).status).toBe(503);
    expect([await event(), await hook()]).toEqual([503, 503]);
  }
  const lines = program.output().err.split('\n').filter(Boolean);
  // Works in the background name the removed file as the cause of theirs.
  expect(lines.filter((line) => /"level":"warn".*"msg":"[^"]*zhanggui\.db was removed while the program runs: put/.test(line))).toHaveLength(1);
  // One line for each kind of work that fails, without a stack, however often it does.
  expect(lines.length).toBeLessThan(8);
  expect(lines.join()).not.toContain('"stack"');
  expect(existsSync(data)).toBe(false);
  renameSync(`${data}.away`, data);
  expect(await ready()).toMatchObject({ status: 200, ready: true });
  await visitor.send('hello again');
  await visitor.hears(/./);
});
