/** The real program and a strict Bot API: replies and buttons begin flows, people enter a flow by a segment once, a series shows when it comes next. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { segments } from '../../src/marketing/broadcast/rows.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { contacts, conversations } from '../../src/store/collections.ts';
import { type BotApi, type Customer, startBotApi } from '../telegram/bot-api-server.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const quiet = { info() {}, warn() {} };
const flows = {
  'spring.yaml':
    'flow: spring\nsteps:\n  - say: "You said {{ message }}"\n  - ask: How many packets?\n    save: packets\n    expect: number\n  - say: "Noted: {{ packets }}"\n',
  'gift.yaml': 'flow: gift\nsteps:\n  - say: Wrapped as a gift.\n',
  'new-vip.yaml': 'flow: new-vip\nstart:\n  - segment: vip\n    existing: true\nsteps:\n  - say: You are a VIP now.\n',
};
const customer = (id: number): Customer => ({ id, first_name: `P${id}`, language_code: 'en' });
let api: BotApi;
let program: Program;
const folder = freshFolder();
afterEach(async () => {
  await program.end('SIGKILL');
  await api.close();
  folder.clean();
});

async function fill(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const store = await openStore({ dataDir, now: Date.now, log: quiet });
  const now = Date.now() - 3_600_000;
  for (const n of [1, 2, 3]) {
    const id = `telegram:main:${n}`;
    await store.collection(contacts).insert({ ...newContact(id, now), name: `P${n}`, lang: 'en', consent: { marketing: true }, tags: n === 3 ? [] : ['vip'] });
    await store.collection(conversations).insert({ ...newConversation(id, now), lastInAt: now });
  }
  await store.collection(segments).insert({ _id: 'vip', name: 'vip', where: 'tags contains "vip"', createdAt: now, updatedAt: now });
  await store.close();
}

const textsTo = (id: number): string[] => api.messages.filter(({ body }) => Number(body.chat_id) === id).map(({ body }) => String(body.text));

test('from a segment to a flow, from a broadcast to a flow', { timeout: 120_000 }, async () => {
  api = await startBotApi();
  const dataDir = join(folder.path, 'data');
  await fill(dataDir);
  const flowsDir = join(folder.path, 'flows');
  mkdirSync(flowsDir);
  for (const [name, text] of Object.entries(flows)) writeFileSync(join(flowsDir, name), text);
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'promotions: { quiet_from: "00:00", quiet_until: "00:00", at_most: 50 }\n');
  const start = () => startProgram(dataDir, { CONFIG_FILE: config, FLOWS_DIR: flowsDir, TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url });
  program = await start();
  await api.until(() => textsTo(1).length > 0 && textsTo(2).length > 0, 'the two VIPs entered');
  await program.end('SIGKILL');
  program = await start();
  const content = { text: 'Sale', flow: 'spring', buttons: [{ label: 'More' }, { label: 'A gift', flow: 'gift' }] };
  const refused = await program.api('/broadcasts', { method: 'POST', body: { name: 'x', where: 'everyone', content: { ...content, flow: 'sprng' } } });
  expect(refused).toMatchObject({
    status: 422,
    body: { error: { message: expect.stringMatching(/content\.flow: no flow is called "sprng", did you mean "spring"/) } },
  });
  const { body } = await program.api('/broadcasts', { method: 'POST', body: { name: 'Sale', where: 'everyone', content } });
  const { id } = body as { id: string };
  expect((await program.api(`/broadcasts/${id}/start`, { method: 'POST', body: {} })).status).toBe(200);
  await api.until(() => [1, 2, 3].every((n) => textsTo(n).includes('Sale')), 'the broadcast went out');
  expect([1, 2, 3].map((n) => textsTo(n))).toEqual([['You are a VIP now.', 'Sale'], ['You are a VIP now.', 'Sale'], ['Sale']]);
  api.say('yes, please', customer(1));
  await api.until(() => textsTo(1).some((text) => text.startsWith('How many')), 'the reply began the flow');
  expect(textsTo(1)).toContain('You said yes, please');
  api.say('4', customer(1));
  await api.until(() => textsTo(1).includes('Noted: 4'), 'the flow goes on');
  const message = api.messages.find((one) => Number(one.body.chat_id) === 2 && one.body.text === 'Sale');
  api.press(`bc.${id}.1`, message?.messageIds[0] ?? 0, customer(2));
  await api.until(() => textsTo(2).includes('Wrapped as a gift.'), 'the button led to its flow');
  expect((await program.api(`/broadcasts/${id}/report`)).body).toMatchObject({ sent: 3, replied: 2 });

  const weekly = { name: 'Monday', where: 'everyone', content: { text: 'Monday' }, at: '10:00', every: 'week on mon' };
  const made = (await program.api('/broadcasts', { method: 'POST', body: weekly })).body as { id: string; next: { wall: string }[] };
  expect(made.next).toHaveLength(3);
  expect(made.next.every(({ wall }) => new Date(`${wall.slice(0, 10)}T00:00:00Z`).getUTCDay() === 1 && wall.endsWith('10:00'))).toBe(true);
  expect((await program.api(`/broadcasts/${made.id}/start`, { method: 'POST', body: {} })).body).toMatchObject({ state: 'scheduled', next: made.next });
  expect((await program.api(`/broadcasts/${made.id}/pause`, { method: 'POST', body: {} })).body).toMatchObject({ state: 'paused' });
  expect((await program.api(`/broadcasts/${made.id}/resume`, { method: 'POST', body: {} })).body).toMatchObject({ state: 'scheduled' });
  expect((await program.api(`/broadcasts/${made.id}/stop`, { method: 'POST', body: {} })).body).toMatchObject({ state: 'stopped' });
});
