/** A screenshot with an order number, from the provider's webhook to the answer, through the real download and recogniser. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chances, pictureOf, ways } from '../pictured-goods.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const folder = freshFolder();
const secret = 'c0ffee0123456789abcdef';
const shot = (name: string): Buffer => readFileSync(new URL(`../../src/pictures/fixtures/${name}`, import.meta.url));
let program: Program;
let api: Awaited<ReturnType<typeof startBotApi>>;

beforeAll(async () => {
  api = await startBotApi();
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'pictures: { read: true, wait: 60s }\n');
  program = await startProgram(join(folder.path, 'data'), {
    CONFIG_FILE: config,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
}, 120_000);
afterAll(async () => {
  await program.end('SIGKILL');
  await api.close();
  folder.clean();
});

let updates = 0;
async function say(user: number, content: object): Promise<void> {
  updates += 1;
  const from = { id: user, is_bot: false, first_name: 'Grace', language_code: 'en' };
  const chat = { id: user, type: 'private', first_name: 'Grace' };
  const message = { message_id: updates, date: Math.floor(Date.now() / 1_000), from, chat, ...content };
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  const response = await fetch(`${program.url}/hooks/telegram/main`, { method: 'POST', headers, body: JSON.stringify({ update_id: updates, message }) });
  expect(response.status).toBe(200);
}
const photo = (file: string, caption?: string) => {
  api.file(file, shot(file));
  return { photo: [{ file_id: file, file_unique_id: file, width: 860, height: 840, file_size: shot(file).length }], ...(caption && { caption }) };
};
const heard = (user: number): string =>
  api.messages
    .filter(({ body }) => body.chat_id === user)
    .map(({ body }) => String(body.text ?? body.caption ?? ''))
    .join('\n');
const answer = (user: number, what: RegExp) => expect.poll(() => heard(user), { timeout: 70_000, interval: 100 }).toMatch(what);
const seen = async (user: number): Promise<unknown> => {
  const { body } = await program.api(`/conversations/telegram:main:${user}/messages`);
  const all = (body as { items: { direction: string; parts: { type: string; seen?: unknown }[] }[] }).items;
  return all.filter(({ direction }) => direction === 'in').flatMap(({ parts }) => parts.filter(({ type }) => type === 'image'))[0]?.seen;
};

it('finds the order and asks for proof, as for a number that was typed', { timeout: 120_000 }, async () => {
  await say(41, photo('z2.png'));
  await answer(41, /last 4 digits of the phone on the order/);
  expect(heard(41)).not.toMatch(/Grace Taylor|returned/i);
  expect(await seen(41)).toEqual({ text: 'SO-10023', of: 'order' });
});

it('takes the wish from the words beside it', { timeout: 120_000 }, async () => {
  await say(42, photo('z2.png', 'where is this?'));
  await answer(42, /SO-10023|last 4|phone/i);
});

it('leaves a picture without any number of the shop as it is', { timeout: 120_000 }, async () => {
  await say(43, photo('m2.png'));
  await answer(43, /./);
  expect(await seen(43)).toEqual({ why: 'nothing' });
});

it('a photo that a flow asked for is the answer, whatever stands on it', { timeout: 120_000 }, async () => {
  const { body } = await program.api('/orders/SO-10007');
  const { customer } = body as { customer: { phone: string } };
  await say(44, { text: 'an item is missing, order SO-10007' });
  await answer(44, /last 4 digits/);
  await say(44, { text: customer.phone.slice(-4) });
  await answer(44, /Please send me a photo/);
  await say(44, photo('z2.png'));
  await answer(44, /A colleague is checking SO-10007|My colleagues are back on/);
  expect(heard(44)).not.toMatch(/SO-10023/);
});

it('knows a picture of the catalogue again, in a viewer, and answers with the product and its price', { timeout: 120_000 }, async () => {
  const shown = await ways['in a viewer']?.(await pictureOf('red-midi-dress'), chances(1));
  api.file('dress.jpg', (await shown?.toBuffer()) ?? Buffer.alloc(0));
  let user = 50;
  // The catalogue is looked at in the background.
  const asked = async (): Promise<unknown> => {
    user += 1;
    await say(user, { photo: [{ file_id: 'dress.jpg', file_unique_id: 'dress', width: 1_080, height: 2_200, file_size: 90_000 }] });
    await answer(user, /./);
    return seen(user);
  };
  await expect.poll(asked, { timeout: 100_000, interval: 2_000 }).toMatchObject({ text: 'Red midi dress', of: 'product' });
  await answer(user, /Red midi dress[\s\S]*\$46\.90/);
});
