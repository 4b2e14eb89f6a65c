/** A broadcast of the real program to a strict Bot API, killed again and again: each person gets it once, or it is not known whether they did. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { newContact } from '../../src/runtime/rows/contact-change.ts';
import { newConversation } from '../../src/runtime/rows/conversations.ts';
import { contacts, conversations } from '../../src/store/collections.ts';
import type { Op } from '../../src/store/store.ts';
import { type BotApi, startBotApi } from '../telegram/bot-api-server.ts';
import { freshFolder, type Program, startProgram } from './program.ts';

const people = 240;
const kills = 4;
const quiet = { info() {}, warn() {} };
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
  const now = Date.now();
  const ops = Array.from({ length: people }, (_, n): Op[] => {
    const id = `telegram:main:${1000 + n}`;
    const contact = { ...newContact(id, now), ...(n !== 7 && { name: `P${n}` }), consent: { marketing: n !== 9 } };
    const conversation = { ...newConversation(id, now), v: 1, lastInAt: now };
    return [
      { op: 'insert', in: contacts.name, row: contact },
      { op: 'insert', in: conversations.name, row: conversation },
    ];
  });
  await store.write(ops.flat());
  await store.close();
}

test('killed at any moment, nobody is skipped and nobody gets it twice', { timeout: 180_000 }, async () => {
  api = await startBotApi();
  const dataDir = join(folder.path, 'data');
  await fill(dataDir);
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'promotions: { quiet_from: "00:00", quiet_until: "00:00" }\n');
  const start = () => startProgram(dataDir, { CONFIG_FILE: config, TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_API_ROOT: api.url });
  program = await start();
  const draft = { name: 'Sale', where: 'everyone', content: { text: 'Sale, {{ name }}' } };
  const created = await program.api('/broadcasts', { method: 'POST', body: draft });
  expect(created.status).toBe(201);
  const { id } = created.body as { id: string };
  expect((await program.api(`/broadcasts/${id}/start`, { method: 'POST', body: {} })).status).toBe(200);
  for (let n = 1; n <= kills; n++) {
    const goal = Math.floor((people * n) / (kills + 2));
    await expect.poll(() => api.messages.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(goal);
    await program.end('SIGKILL');
    program = await start();
  }
  const report = async () => (await program.api(`/broadcasts/${id}/report`)).body as Record<string, unknown>;
  await expect.poll(report, { timeout: 90_000, interval: 500 }).toMatchObject({ state: 'completed', pending: 0 });
  const done = await report();
  const texts = api.messages.map(({ body }) => String(body.chat_id));
  const sent = Number(done.sent);
  const unknown = Number(done.unknown);
  expect(done).toMatchObject({ planned: people, excluded: { missing_variable: 1, opted_out: 1 }, failed: {} });
  expect(sent + unknown).toBe(people - 2);
  // Those whose turn was about to come when the process died: what is claimed ahead, each time.
  expect(unknown).toBeLessThan(people / 6);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThanOrEqual(sent);
  expect(texts.length).toBeLessThanOrEqual(sent + unknown);
});
