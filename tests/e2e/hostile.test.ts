/** The real program under hostile input, over real HTTP: nothing lost, nothing taken that is forged, the others served, the process alive. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signEvent } from '../../src/server/hooks/signed-event.ts';
import { mutant } from '../contract/mutants.ts';
import { type BotApi, type Customer, startBotApi } from '../telegram/bot-api-server.ts';
import { freePort } from './free-port.ts';
import { eventsSecret, freshFolder, type Program, startProgram, token } from './program.ts';
import { Visitor } from './visitor.ts';

const folder = freshFolder();
const flows = join(folder.path, 'flows');
const secret = 'hook-secret-of-the-test';
let api: BotApi;
let program: Program;
let update = 1;

beforeAll(async () => {
  cpSync('flows', flows, { recursive: true });
  const config = join(folder.path, 'config.yaml');
  writeFileSync(config, 'web_chat: { per_minute: 600 }\nrates:\n  telegram: { account: 5000, conversation: 500, burst: 500 }\n');
  api = await startBotApi();
  const port = await freePort();
  program = await startProgram(join(folder.path, 'data'), {
    FLOWS_DIR: flows,
    CONFIG_FILE: config,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
});
afterAll(async () => {
  expect(await program?.end('SIGTERM')).toBe(0);
  expect(program.output().err).not.toMatch(/UnhandledPromise|TypeError|RangeError|MaxListenersExceeded/);
  await api?.close();
  folder.clean();
});
afterEach(() => expect(program.child.exitCode).toBeNull());

const person = (id: number): Customer => ({ id, first_name: `C${id}`, language_code: 'en' });
const said = (from: number, text: string) => ({
  update_id: update++,
  message: { message_id: update, date: Math.floor(Date.now() / 1_000), from: { is_bot: false, ...person(from) }, chat: { id: from, type: 'private' }, text },
});

async function hook(body: unknown, key: string | undefined = secret): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'x-telegram-bot-api-secret-token': key }) };
  const response = await fetch(`${program.url}/hooks/telegram/main`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  await response.arrayBuffer();
  return response.status;
}

/** The answer to a webhook of a size whose body has only begun: once refused the connection is closed, so who goes on writing may lose the answer. */
function announced(bytes: number): Promise<number | undefined> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret, 'content-length': bytes };
  return new Promise((resolve, reject) => {
    const sending = request(`${program.url}/hooks/telegram/main`, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.on('error', reject);
    sending.write('{');
  });
}

async function event(name: string, body: string): Promise<number> {
  const stamp = Math.floor(Date.now() / 1_000);
  const id = randomUUID();
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(stamp), 'webhook-signature': signEvent(eventsSecret, id, stamp, body) };
  const response = await fetch(`${program.url}/events/${name}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${program.url}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function quietly(): Promise<void> {
  // The replies to a flood go out at the channel's rate.
  const until = Date.now() + 180_000;
  while ((await metric('zhanggui_runtime{kind="active"}')) > 0) {
    if (Date.now() > until) throw new Error('still at work after 180 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let regular: Visitor | undefined;
async function served(): Promise<void> {
  regular ??= await Visitor.enter(program.url, 'en');
  await regular.send('how long does shipping take?');
  await regular.hears(/6–10 days/);
}

/** Texts of a customer as the API gives them, oldest first. */
async function wrote(conversation: string): Promise<string[]> {
  const texts: string[] = [];
  let cursor = '';
  do {
    const { body } = await program.api(`/conversations/${encodeURIComponent(conversation)}/messages?limit=200${cursor}`);
    const page = body as { items: { direction: string; parts: { text?: string }[] }[]; next?: string };
    for (const { direction, parts } of page.items) if (direction === 'in') texts.unshift(parts[0]?.text ?? '');
    cursor = page.next ? `&cursor=${page.next}` : '';
  } while (cursor);
  return texts;
}

/** Requests written one behind the other on a few connections: as fast as an attacker can. Resolves to the status codes. */
async function pipelined(requests: string[], connections = 4): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const { port } = new URL(program.url);
  const share = Math.ceil(requests.length / connections);
  await Promise.all(
    Array.from({ length: connections }, async (_, n) => {
      const mine = requests.slice(n * share, (n + 1) * share);
      for (let at = 0; at < mine.length; at += 250) {
        const chunk = mine.slice(at, at + 250);
        const socket = connect(Number(port), '127.0.0.1');
        let text = '';
        await new Promise<void>((resolve, reject) => {
          socket.setEncoding('latin1').on('data', (data: string) => {
            text += data;
            if ((text.match(/HTTP\/1\.1 \d{3}/g) ?? []).length >= chunk.length) resolve();
          });
          socket.on('error', reject).on('close', () => resolve());
          socket.write(chunk.join(''));
        });
        socket.destroy();
        for (const [, code] of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) counts.set(Number(code), (counts.get(Number(code)) ?? 0) + 1);
      }
    }),
  );
  return counts;
}

/** Connections that are opened at the start and never finish their request; when the server closed each, ms after opening. */
const idlers: Promise<number>[] = [];
function neverFinishes(begin: string): void {
  const socket: Socket = connect(Number(new URL(program.url).port), '127.0.0.1');
  const opened = Date.now();
  socket.on('error', () => {}).on('data', () => {});
  socket.write(begin);
  idlers.push(new Promise((resolve) => socket.on('close', () => resolve(Date.now() - opened))));
}

it('half-open connections and slow bodies keep nobody waiting', async () => {
  for (let n = 0; n < 100; n++) {
    neverFinishes('POST /hooks/telegram/main HTTP/1.1\r\nhost: x\r\n');
    neverFinishes('POST /chat/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{');
    neverFinishes(`POST /hooks/telegram/main HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: 500\r\n\r\n{"a"`);
  }
  await served();
});

describe('messages', () => {
  it('of 1 MB, and webhooks of 5 MB, are refused as too large', async () => {
    const session = (await (
      await fetch(`${program.url}/chat/session`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
    ).json()) as { token: string };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${session.token}` };
    for (const size of [5_000, 1_000_000]) {
      const body = JSON.stringify({ type: 'message', id: randomUUID(), text: 'x'.repeat(size), lang: 'en' });
      const response = await fetch(`${program.url}/chat/messages`, { method: 'POST', headers, body });
      expect([size, response.status, await response.json()]).toMatchObject([size, 413, { error: { code: 'too_large' } }]);
    }
    expect(await announced(5_000_000)).toBe(413);
    await hook(`{"update_id":1,"message":"${'x'.repeat(5_000_000)}"}`).then(
      (status) => expect(status).toBe(413),
      (broken: Error) => expect(String(broken.cause)).toMatch(/EPIPE|ECONNRESET|other side closed/),
    );
    await served();
  });

  it.each([
    ['lone surrogates', 'a\ud800b\udfff'],
    ['a text that ends in half an emoji', 'hi \ud83d'],
    ['right-to-left overrides', '\u202eevil\u2066\u2067\u2068\u2069'],
    ['10,000 combining marks', `e${'\u0301'.repeat(10_000)}`],
    ['NUL and other controls', 'a\0b\u0001\u001b[31m\u0085\u2028'],
    ['families of emoji', '👩‍👩‍👧‍👦'.repeat(50), 'silence'],
    ['blanks only', '\u00a0\u3000\u200b\u200b', 'silence'],
    ['a tag cloud', '<script>alert(1)</script>{{ 7 | times: 6 }}{% raw %}=1+1'],
    ['one word without end', 'a'.repeat(4_000)],
    ['prototype', '__proto__'],
  ])('of odd text are answered: %s', async (_name, text, without = '') => {
    const from = 90_000 + update;
    const before = api.messages.length;
    expect(await hook(said(from, text))).toBe(200);
    // Faces and blanks say nothing that could be answered; what follows them is.
    if (without) expect(await hook(said(from, 'how long does shipping take?'))).toBe(200);
    await api.until(() => api.messages.slice(before).some(({ body }) => body.chat_id === from), `an answer to ${from}`);
    expect(JSON.stringify(api.messages.slice(before))).not.toContain('42"');
    const visitor = await Visitor.enter(program.url, 'en');
    const kept = text.slice(0, 3_900);
    if (kept.trim()) await visitor.send(kept);
    await visitor.send('how long does shipping take?');
    await visitor.hears(/6–10 days/);
  });

  it('1,000 in a second from one customer are all kept, in bounded memory, while 20 others are served', async () => {
    await quietly();
    const before = await metric('zhanggui_process_resident_memory_bytes');
    const flood = Array.from({ length: 1_000 }, (_, n) => said(777, `flood ${n}`));
    const head = (body: string) =>
      `POST /hooks/telegram/main HTTP/1.1\r\nhost: x\r\nx-telegram-bot-api-secret-token: ${secret}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const flooding = pipelined(flood.map((one) => head(JSON.stringify(one))));
    const delays = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const from = 5_000 + n;
        const started = Date.now();
        expect(await hook(said(from, 'how long does shipping take?'))).toBe(200);
        await api.until(() => api.messages.some(({ body }) => body.chat_id === from && /6–10 days/.test(String(body.text))), `an answer to ${from}`);
        return Date.now() - started;
      }),
    );
    expect(await flooding).toEqual(new Map([[200, 1_000]]));
    delays.sort((a, b) => a - b);
    expect(delays[10]).toBeLessThan(5_000);
    await quietly();
    const kept = await wrote('telegram:main:777');
    expect(kept).toHaveLength(1_000);
    expect(new Set(kept).size).toBe(1_000);
    const after = await metric('zhanggui_process_resident_memory_bytes');
    expect((after - before) / 1e6).toBeLessThan(150);
  }, 240_000);
});

describe('webhooks and events', () => {
  // Those of the providers' webhooks are in tests/fuzz.
  it('1,000 damaged posts of the web chat are answered, none with a fault', async () => {
    const folder = 'channels/webchat/fixtures/in';
    const posts = readdirSync(folder).map((file) => {
      const { raw } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { raw: { post?: unknown } };
      return raw.post ?? raw;
    });
    const tokens = await Promise.all(Array.from({ length: 5 }, async () => (await Visitor.enter(program.url, 'en')).token));
    const chat = await pipelined(
      Array.from({ length: 1_000 }, (_, n) => {
        const text = JSON.stringify(mutant(posts[n % posts.length], n)) ?? '';
        const body = n % 20 === 0 ? text.slice(0, text.length / 2) : text;
        const route = n % 40 === 39 ? 'session' : ['messages', 'receipts', 'typing'][n % 3];
        return `POST /chat/${route} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tokens[n % 5]}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      }),
    );
    expect([...chat.keys()].filter((status) => status >= 500)).toEqual([]);
    expect([...chat.values()].reduce((a, b) => a + b)).toBe(1_000);
    await served();
  });

  it.each([
    ['1 MB', `{"contact":{"email":"a@b.co"},"data":{"order":{"number":"${'9'.repeat(1_000_000)}"}}}`, 413],
    ['a prototype', '{"contact":{"email":"a@b.co"},"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}}},"__proto__":{"x":1}}', 422],
    ['depth', `{"contact":{"email":"a@b.co"},"data":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`, 422],
    ['no JSON', '{"contact":', 422],
    ['nothing', '', 422],
    ['null', 'null', 422],
  ])('a signed event with %s is refused', async (_name, body, status) => {
    expect(await event('order.shipped', body)).toBe(status);
    await served();
  });

  it('10,000 forged events leave nothing behind', async () => {
    await quietly();
    const before = await metric('zhanggui_inbound_total');
    const stamp = Math.floor(Date.now() / 1_000);
    const order = JSON.stringify({ contact: { address: 'telegram:main:666' }, data: { order: { number: 'SO-1' } } });
    const right = (at: number, id: string) => signEvent(eventsSecret, id, at, order);
    const events = Array.from({ length: 10_000 }, (_, n) => {
      const [at, signature] = [
        [stamp, right(stamp, 'other')],
        [stamp - 3_600, right(stamp - 3_600, `f${n}`)],
        [stamp, signEvent('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', `f${n}`, stamp, order)],
        [stamp, right(stamp, `f${n}`).slice(0, -2)],
        [stamp, `v2,${right(stamp, `f${n}`).slice(3)}`],
      ][n % 5] as [number, string];
      return `POST /events/order.shipped HTTP/1.1\r\nhost: x\r\nwebhook-id: f${n}\r\nwebhook-timestamp: ${at}\r\nwebhook-signature: ${signature}\r\ncontent-length: ${order.length}\r\n\r\n${order}`;
    });
    expect(await pipelined(events)).toEqual(new Map([[401, 10_000]]));
    await quietly();
    expect(await metric('zhanggui_inbound_total')).toBe(before);
    expect(await program.api('/conversations/telegram:main:666')).toMatchObject({ status: 404 });
    expect(program.output().err.length).toBeLessThan(2_000_000);
    // From that address only what is cheap to check is still read.
    expect(await event('order.shipped', 'null')).toBe(422);
    // A failure in two seconds is forgiven.
    await pipelined(events.slice(0, 20));
    expect(await event('order.shipped', `"${'x'.repeat(100_000)}"`)).toBe(429);
  });
});

describe('the API and the pages', () => {
  const raw = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(program.url);
      const sent = request(
        { host: '127.0.0.1', port, method, path, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers } },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      sent.on('error', reject).end(body);
    });

  const wrong: [string, string, string][] = [
    ['POST', '/api/conversations/telegram:main:777/messages', '{"text":'],
    ['POST', '/api/conversations/telegram:main:777/messages', `{"text":${'['.repeat(100_000)}`],
    ['POST', '/api/conversations/telegram:main:777/messages', `{"text":"${'x'.repeat(400_000)}"}`],
    ['POST', '/api/conversations/telegram:main:777/messages', '{"text":"hi","__proto__":{"who":"x"}}'],
    ['POST', '/api/conversations/__proto__/handback', '{}'],
    ['POST', '/api/outbox/constructor/resend', '{}'],
    ['POST', '/api/notices/%00/read', '{}'],
    ['POST', '/api/contacts/x/merge', '{"into":"x"}'],
    ['GET', `/api/conversations/${'x'.repeat(5_000)}`, ''],
    ['GET', '/api/conversations/%ud800', ''],
    ['GET', '/api/flows/..%2f..%2f..%2fetc%2fpasswd', ''],
    ['GET', '/api/flows/__proto__', ''],
    ['GET', '/api/conversations?cursor=%00&limit=-1&state[]=open', ''],
    ['GET', '/media/..%2f..%2fadmin-token', ''],
    ['GET', '/media/%2e%2e%2fzhanggui.db', ''],
    ['GET', '/demo/images/..%2f..%2f..%2fpackage.json', ''],
    ['GET', '/../../../../etc/passwd', ''],
    ['GET', '//etc/passwd', ''],
    ['GET', `/${'a/'.repeat(3_000)}`, ''],
    ['TRACE', '/hooks/telegram/main', ''],
    ['GET', '/hooks/__proto__/constructor', ''],
    ['POST', '/events/__proto__', '{}'],
    ['PUT', '/chat/messages', '{}'],
  ];
  it.each(wrong.map((one): [string, ...typeof one] => [one.join(' ').slice(0, 70), ...one]))('%s is the caller’s error', async (_name, method, path, body) => {
    const status = await raw(method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('typing is answered and kept nowhere', async () => {
    await quietly();
    const before = await metric('zhanggui_inbound_total');
    const visitor = await Visitor.enter(program.url, 'en');
    const status = await raw('POST', '/chat/typing', '', { authorization: `Bearer ${visitor.token}` });
    expect(status).toBe(202);
    await quietly();
    expect(await program.api(`/conversations/${encodeURIComponent(visitor.conversation)}`)).toMatchObject({ status: 404 });
    expect((await metric('zhanggui_inbound_total')) - before).toBeLessThanOrEqual(1);
  });
});

describe('a provider with faults', () => {
  const question = 'how long does shipping take?';
  const arrived = (from: number) => api.messages.filter(({ body }) => body.chat_id === from);
  const outgoing = async (from: number) => {
    const { body } = await program.api(`/conversations/telegram:main:${from}/messages`);
    return (body as { items: { direction: string; status: string; doubled?: boolean; reason?: { code: string } }[] }).items.filter(
      (one) => one.direction === 'out',
    );
  };
  const settled = async (from: number, status: string) => {
    await expect.poll(async () => (await outgoing(from)).every((one) => one.status === status), { interval: 100 }).toBe(true);
    return outgoing(from);
  };

  it('429 is waited for, 500 is tried again, and each message arrives once', async () => {
    await quietly();
    api.fault('sendMessage', { status: 429, description: 'Too Many Requests: retry after 2', retryAfter: 2 });
    const started = Date.now();
    await hook(said(301, question));
    await api.until(() => arrived(301).length > 0, 'an answer after the pause');
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_900);
    api.fault('sendMessage', { status: 500, description: 'Internal Server Error' }, { status: 502, description: 'Bad Gateway' });
    await hook(said(302, question));
    await api.until(() => arrived(302).length > 0, 'an answer after two errors');
    for (const from of [301, 302]) {
      const rows = await settled(from, 'sent');
      expect(arrived(from)).toHaveLength(rows.length);
      expect(rows.some(({ doubled }) => doubled)).toBe(false);
    }
  });

  it('a connection that breaks after the message was taken doubles it, and says so', async () => {
    api.fault('sendMessage', 'reset after accept');
    await hook(said(303, question));
    await api.until(() => arrived(303).length >= 2, 'the answer twice');
    const rows = await settled(303, 'sent');
    expect(rows.filter(({ doubled }) => doubled)).toHaveLength(1);
    expect(arrived(303)).toHaveLength(rows.length + 1);
  });

  it('401 is told by the health of the channel and tried no more; the message can be sent again', async () => {
    await quietly();
    const calls = api.calls.length;
    api.fault('sendMessage', { status: 401, description: 'Unauthorized' });
    await hook(said(304, 'how long does shipping take?'));
    const [failed] = await settled(304, 'failed');
    expect(failed).toMatchObject({ reason: { code: 'unauthorized' } });
    expect(api.calls.length - calls).toBeLessThanOrEqual(3);
    const health = (await (await fetch(`${program.url}/readyz`)).json()) as { channels: Record<string, { state: string; detail?: string }> };
    expect(health.channels['telegram:main']).toMatchObject({ state: 'failed', detail: expect.stringContaining('token') });
    expect(JSON.stringify(health)).not.toContain(api.token);
    const { body } = await program.api('/outbox?status=failed');
    const [listed] = (body as { items: { id: string; conversation: string }[] }).items.filter((one) => one.conversation === 'telegram:main:304');
    expect(await program.api(`/outbox/${encodeURIComponent(listed?.id ?? '')}/resend`, { method: 'POST', body: {} })).toMatchObject({ status: 202 });
    await settled(304, 'sent');
    expect(((await (await fetch(`${program.url}/readyz`)).json()) as typeof health).channels['telegram:main']?.state).toBe('ready');
  });

  it('403 makes the customer unreachable, and the others are served', async () => {
    api.block(true, person(305));
    await hook(said(305, question));
    await expect.poll(async () => ((await program.api('/conversations/telegram:main:305')).body as { reachable?: boolean }).reachable).toBe(false);
    await hook(said(306, question));
    await api.until(() => arrived(306).length > 0, 'an answer to another');
  });
});

it('a provider that never answers holds up only the customer of that message', async () => {
  await quietly();
  const tries = () => api.calls.filter((method) => method === 'sendMessage').length;
  const before = tries();
  api.fault('sendMessage', 'hang');
  await hook(said(307, 'how long does shipping take?'));
  await api.until(() => tries() > before, 'a try that hangs');
  expect(api.messages.filter(({ body }) => body.chat_id === 307)).toEqual([]);
  await hook(said(308, 'how long does shipping take?'));
  await api.until(() => api.messages.some(({ body }) => body.chat_id === 308), 'an answer to another');
  await served();
});

it('200 damaged flows dropped into the live folder take nothing down', async () => {
  const names = async () =>
    ((await program.api('/flows')).body as { items: { name: string; version: string }[] }).items.map(({ name, version }) => `${name}@${version}`).sort();
  const sound = await names();
  const sources = readdirSync('flows').filter((file) => file.endsWith('.yaml') && !file.endsWith('.test.yaml'));
  const drop = join(flows, 'dropped');
  let made = 0;
  for (let round = 0; round < 10; round++) {
    rmSync(drop, { recursive: true, force: true });
    mkdirSync(drop);
    for (let n = 0; n < 20; n++) {
      const source = readFileSync(join('flows', sources[made % sources.length] as string), 'utf8').slice(0, 3_000);
      const text = damaged(source, made++);
      writeFileSync(join(drop, `m${n}.yaml`), text);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
  }
  await served();
  const live = await names();
  expect(live.filter((one) => sound.includes(one))).toEqual(sound);
  rmSync(drop, { recursive: true, force: true });
  await expect.poll(async () => ((await program.api('/flows/problems')).body as { items: unknown[] }).items.length).toBe(0);
  await served();
});

/** A flow file with one to three places cut out, doubled or filled with signs that mean something in YAML; its names are those of shipped flows. */
function damaged(text: string, n: number): string {
  let result = text;
  for (let round = 0; round <= n % 3; round++) {
    const at = (n * 7_919 + round * 104_729) % Math.max(1, result.length);
    const end = at + 1 + ((n * 31) % 40);
    const signs = [
      '{{',
      '}}',
      '{%',
      ']',
      ': ',
      '\t',
      '&a [*a]',
      '!!js/function',
      '\u0000',
      '\ud800',
      '<<: *x',
      '? ',
      '---\n',
      '__proto__: 1',
      '- [[[[[[[[',
      '"',
    ];
    result = n % 3 === 0 ? result.slice(0, at) + result.slice(end) : result.slice(0, at) + (signs[(n + round) % signs.length] ?? '') + result.slice(at);
  }
  return result;
}

it('a request that is never finished is ended by the server', async () => {
  for (const ms of await Promise.all(idlers)) expect(ms).toBeLessThan(45_000);
  await served();
});

it('what hung was given up after its time, tried again, and is marked as perhaps doubled', async () => {
  await expect.poll(() => api.messages.filter(({ body }) => body.chat_id === 307).length, { timeout: 50_000, interval: 200 }).toBeGreaterThan(0);
  const { body } = await program.api('/conversations/telegram:main:307/messages');
  const items = (body as { items: { direction: string; doubled?: boolean }[] }).items.filter(({ direction }) => direction === 'out');
  expect(items.filter(({ doubled }) => doubled)).toHaveLength(1);
});
