/** The main job on real input: the program from its start command, talked to as customers, shop and merchant do. */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { eventsSecret, freshFolder, type Program, startProgram, token } from './program.ts';
import { Visitor } from './visitor.ts';

const folder = freshFolder();
const flows = join(folder.path, 'flows');
let program: Program;

beforeAll(async () => {
  cpSync('flows', flows, { recursive: true });
  program = await startProgram(join(folder.path, 'data'), { FLOWS_DIR: flows });
});
afterAll(async () => {
  await program?.end('SIGKILL');
  folder.clean();
});

async function sendEvent(name: string, id: string, body: unknown, secret = eventsSecret): Promise<{ status: number; body: unknown }> {
  const text = JSON.stringify(body);
  const stamp = Math.floor(Date.now() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(stamp),
    'webhook-signature': signEvent(secret, id, stamp, text),
  };
  const response = await fetch(`${program.url}/events/${name}`, { method: 'POST', headers, body: text });
  return { status: response.status, body: await response.json() };
}

describe('a fresh start', () => {
  it('is alive, ready and measurable', async () => {
    expect(await (await fetch(`${program.url}/healthz`)).text()).toBe('ok\n');
    const ready = await fetch(`${program.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, store: 'ok', flows: { ok: true, problems: [] } });
    expect(await (await fetch(`${program.url}/metrics`)).text()).toContain('zhanggui_turn_seconds_count');
  });

  it('answers a question in English and in Chinese', async () => {
    const english = await Visitor.enter(program.url, 'en');
    await english.send('how long does shipping take?');
    expect(await english.hears(/days/)).toMatch(/6–10 days/);
    const chinese = await Visitor.enter(program.url, 'zh');
    await chinese.send('请问几天能到货呀');
    expect(await chinese.hears(/天/)).toMatch(/6–10 天/);
  });

  it.each([
    ['en', 'where is my order SO-10001', /last 4 digits/, /SO-10001 has shipped/],
    ['zh', '我的订单到哪了 SO-10001', /后四位/, /SO-10001 /],
  ])('shows an order to its owner only (%s)', async (lang, question, proof, answer) => {
    const visitor = await Visitor.enter(program.url, lang);
    await visitor.send(question);
    await visitor.hears(proof);
    await visitor.send('0000');
    await visitor.hears(/do not match|对不上/);
    await visitor.press(lang === 'en' ? 'Try again' : '再试一次');
    await visitor.hears(/SO-10001[?。]/);
    await visitor.send('SO-10001');
    await visitor.hears(proof);
    await visitor.send('0142');
    await visitor.hears(answer);
  });

  it('gives a coupon to who agrees to news', async () => {
    const visitor = await Visitor.enter(program.url, 'en');
    await visitor.send('any discount?');
    await visitor.hears(/May we send you/);
    await visitor.send('yes');
    expect(await visitor.hears(/code for 10% off/)).toMatch(/YUN-[A-Z0-9]{4}-[A-Z0-9]{4}/);
  });

  it('follows up a cart that was left', async () => {
    const visitor = await Visitor.enter(program.url, 'en');
    await visitor.send('hello');
    await visitor.hears(/welcome/i);
    const cart = {
      id: 'c1',
      url: 'https://shop.example/cart/c1',
      currency: 'USD',
      items: [{ sku: 'silk-scarf-red', title: 'Silk scarf', quantity: 1, price: 4_900 }],
    };
    const body = { contact: { address: visitor.conversation }, data: { cart } };
    expect(await sendEvent('cart.updated', 'e1', body)).toMatchObject({ status: 202 });
    expect(await sendEvent('cart.updated', 'e1', body)).toMatchObject({ status: 202 });
    const state = await program.api(`/conversations/${encodeURIComponent(visitor.conversation)}`);
    expect(state.body).toMatchObject({ background: [expect.objectContaining({ waiting: 'time' })] });
  });

  it('refuses events that are not signed, not right, or about nobody', async () => {
    const order = { contact: { email: 'nobody@example.com' }, data: { order: { number: 'SO-1' } } };
    expect((await sendEvent('order.shipped', 'x1', order, 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(401);
    expect(await sendEvent('cart.updated', 'x2', { contact: { email: 'a@b.co' }, data: { cart: { id: 'c' } } })).toMatchObject({
      status: 422,
      body: { error: { field: expect.stringContaining('cart') } },
    });
    expect((await sendEvent('shop.opened', 'x3', { contact: { email: 'nobody@example.com' }, data: {} })).status).toBe(404);
    expect((await sendEvent('shop.opened', 'x4', { contact: { address: 'webchat:main:never-seen' }, data: {} })).status).toBe(404);
    expect(await program.api('/conversations/webchat:main:never-seen')).toMatchObject({ status: 404 });
  });

  it('is silent while a person has the conversation, and wakes when it is given back', async () => {
    const visitor = await Visitor.enter(program.url, 'en');
    await visitor.send('how long does shipping take?');
    await visitor.hears(/days/);
    const path = `/conversations/${encodeURIComponent(visitor.conversation)}`;
    expect(await program.api(`${path}/messages`, { method: 'POST', body: { who: 'Ann', text: 'Ann here, one moment' } })).toMatchObject({
      status: 200,
      body: { owner: 'Ann' },
    });
    await visitor.hears(/Ann here/);
    await visitor.send('how long does shipping take?');
    await program.api(`${path}/messages`, { method: 'POST', body: { who: 'Ann', text: 'Two days' } });
    await visitor.hears(/Two days/);
    expect(visitor.said.filter((one) => /6–10 days/.test(one.parts[0]?.text ?? ''))).toHaveLength(1);
    expect(await program.api(`${path}/handback`, { method: 'POST', body: {} })).toMatchObject({ status: 200 });
    await visitor.send('how long does shipping take?');
    await visitor.hears(/6–10 days/);
  });

  it('erases a customer, who is answered as somebody new when they write again', async () => {
    const visitor = await Visitor.enter(program.url, 'en');
    await visitor.send('how long does shipping take?');
    await visitor.hears(/6–10 days/);
    const id = encodeURIComponent(visitor.conversation);
    const { body } = await program.api(`/conversations/${id}`);
    const contact = encodeURIComponent((body as { contact: { id: string } }).contact.id);
    expect(await program.api(`/contacts/${contact}`, { method: 'DELETE' })).toMatchObject({ status: 200 });
    for (const path of [`/contacts/${contact}`, `/conversations/${id}`, `/conversations/${id}/messages`])
      expect([path, (await program.api(path)).status]).toEqual([path, 404]);
    expect((await program.api(`/contacts/${contact}`, { method: 'DELETE' })).status).toBe(404);
    await visitor.send('how long does shipping take?');
    await visitor.hears(/6–10 days/);
  });

  it('keeps /api for who has the token, and names what is wrong in a request', async () => {
    expect((await fetch(`${program.url}/api/conversations`)).status).toBe(401);
    expect((await program.api('/conversations?state=asleep')).status).toBe(422);
    expect(await program.api('/conversations?limit=1')).toMatchObject({ status: 200, body: { items: [expect.anything()], next: expect.any(String) } });
    expect(await program.api('/conversations/webchat:main:nobody')).toMatchObject({ status: 404 });
    const openapi = (await (await fetch(`${program.url}/api/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(openapi.openapi).toBe('3.1.0');
    expect(Object.keys(openapi.paths)).toContain('/api/conversations/{id}/handback');
    expect((await fetch(`${program.url}/api/docs`)).status).toBe(200);
  });

  it('puts a saved answer live, and keeps the old one when the file is broken', async () => {
    const file = join(flows, 'faq.yaml');
    const text = readFileSync(file, 'utf8');
    const patience = { timeout: 30_000, interval: 100 };
    const answers = (expected: RegExp) =>
      vi.waitFor(async () => {
        const visitor = await Visitor.enter(program.url, 'en');
        await visitor.send('how long does shipping take?');
        expect(await visitor.hears(/days abroad/)).toMatch(expected);
      }, patience);
    const problems = async () => ((await (await fetch(`${program.url}/readyz`)).json()) as { flows: { ok: boolean; problems: string[] } }).flows;
    writeFileSync(file, text.replace('{{ shop.terms.delivery_abroad_days }} days abroad', '5 to 9 days abroad'));
    await answers(/5 to 9 days/);
    writeFileSync(file, `${text}\n  - q: [\n`);
    await vi.waitFor(async () => expect((await problems()).ok).toBe(false), patience);
    expect((await problems()).problems[0]).toMatch(/faq\.yaml:\d+:\d+: /);
    await answers(/5 to 9 days/);
    writeFileSync(file, text);
    await answers(/6–10 days/);
    expect(await problems()).toMatchObject({ ok: true, problems: [] });
  });
});

describe('starting and stopping', () => {
  it('ends with 0 on SIGTERM and finds everything again at the next start', async () => {
    const data = freshFolder();
    const first = await startProgram(data.path);
    const visitor = await Visitor.enter(first.url, 'en');
    await visitor.send('where is my order SO-10002');
    await visitor.hears(/last 4 digits/);
    expect(await first.end('SIGTERM')).toBe(0);
    const second = await startProgram(data.path);
    const again = await Visitor.enter(second.url, 'en', visitor.token);
    await again.hears(/last 4 digits/);
    await again.send('9999');
    await again.hears(/do not match/);
    expect(await second.end('SIGTERM')).toBe(0);
    data.clean();
  });

  it('makes an admin token, and files with what customers write, that only its user can read', async () => {
    const data = freshFolder();
    const own = await startProgram(data.path, { ADMIN_TOKEN: '' });
    const file = join(data.path, 'admin-token');
    const names = readdirSync(data.path);
    expect(names).toEqual(expect.arrayContaining(['admin-token', 'zhanggui.db', 'zhanggui.db-wal', 'zhanggui.db-lock']));
    for (const name of names) expect([name, statSync(join(data.path, name)).mode & 0o077]).toEqual([name, 0]);
    expect(own.output().out).not.toContain(readFileSync(file, 'utf8').trim());
    await own.end('SIGTERM');
    data.clean();
  });

  it('says what to do when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const data = freshFolder();
    await expect(startProgram(data.path, { PORT: String(port) })).rejects.toThrow(`Port ${port} is in use by another program. Set PORT to another one`);
    server.close();
    data.clean();
  });

  it.each([
    [{ PORT: 'http' }, 'PORT: a port is a number from 0 to 65535'],
    [{ TELEGRAM_BOT_TOKEN: 'x', TELEGRAM_MODE: 'webhook' }, 'TELEGRAM_BOT_TOKEN'],
    [{ CONFIG_FILE: '/nowhere.yaml' }, 'CONFIG_FILE: /nowhere.yaml: there is no such file or folder; check the path'],
    [{ FLOWS_DIR: '/nowhere' }, '/nowhere'],
  ])('refuses %j with a sentence, and no stack', async (env, sentence) => {
    const data = freshFolder();
    const failed = await startProgram(data.path, env).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failed).toContain('ended with 1');
    expect(failed).toContain(sentence);
    expect(failed).not.toMatch(/\n\s+at /);
    expect(failed).not.toContain(token);
    data.clean();
  });
});
