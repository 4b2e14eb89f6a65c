/** The access token and the client, against a local server. */
import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testMemory } from '../../../tests/channel-context.ts';
import { createAccessToken } from './access-token.ts';
import { callOnce, createWeChatApi } from './api.ts';

const secret = 'APPSECRET0123456789';
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Platform {
  root: string;
  /** Requests for a token, and those that got one. */
  asked: number;
  issued: number;
  calls: number;
  /** The one token that is taken. */
  valid: string;
  /** `expires_in` of the next one. */
  life: unknown;
  /** Answers a call whose token is valid. */
  answer: (path: string) => { status?: number; type?: string; body: string } | 'hang' | 'cut';
}

async function platform(): Promise<Platform> {
  const made: Platform = {
    root: '',
    asked: 0,
    issued: 0,
    calls: 0,
    valid: 'T0',
    life: 7200,
    answer: () => ({ body: '{"errcode":0,"errmsg":"ok","msgid":4164735985839587328}' }),
  };
  const handle = (request: IncomingMessage) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/token') {
      made.asked += 1;
      if (url.searchParams.get('secret') !== secret) return { body: '{"errcode":40001,"errmsg":"invalid credential"}' };
      made.issued += 1;
      made.valid = `T${made.issued}`;
      return { body: JSON.stringify({ access_token: made.valid, expires_in: made.life }) };
    }
    made.calls += 1;
    const given = url.searchParams.get('access_token');
    if (given !== made.valid) return { body: JSON.stringify({ errcode: 42001, errmsg: `access_token expired access_token=${given} rid: 1-2` }) };
    return made.answer(url.pathname);
  };
  const server = createServer((request, response) => {
    const answer = handle(request);
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  made.root = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return made;
}

function client(at: Platform, given: { memory?: ReturnType<typeof testMemory>; now?: () => number; secret?: string; timeoutMs?: number; odd?: object[] } = {}) {
  const now = given.now ?? Date.now;
  const limits = { secrets: [secret], timeoutMs: given.timeoutMs ?? 5_000 };
  const token = createAccessToken({
    memory: given.memory ?? testMemory(now),
    key: 'token',
    log: { warn: (fields) => void given.odd?.push(fields) },
    now,
    issue: async () => {
      const path = { path: '/token', query: { secret: given.secret ?? secret } };
      const issued = await callOnce(at.root, path, z.object({ access_token: z.string(), expires_in: z.unknown() }), limits);
      return issued.ok ? { ok: true, value: { token: issued.value.access_token, expiresIn: issued.value.expires_in } } : issued;
    },
  });
  return { token, api: createWeChatApi({ root: at.root, token, ...limits }) };
}
const anything = z.unknown();
const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

describe('the access token', () => {
  it('is asked for once by 100 callers, in two processes', async () => {
    const at = await platform();
    const kept = new Map();
    const memory = testMemory(Date.now, kept);
    const [one, two] = [client(at, { memory }), client(at, { memory })];
    const all = await Promise.all([...Array(50)].flatMap(() => [one.token.get(), two.token.get()]));
    expect(new Set(all.map((each) => each.ok && each.value))).toEqual(new Set(['T1']));
    expect(at.issued).toBe(1);
  });

  it('is renewed once by a burst of 100 refused calls, and late refusals of the old one change nothing', async () => {
    const at = await platform();
    const { api, token } = client(at);
    await token.get();
    at.valid = 'revoked';
    const answers = await many(100, () => api.call({ path: '/x' }, anything));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(at.issued).toBe(2);
    expect(await many(10, () => token.instead('T1'))).toEqual(Array(10).fill({ ok: true, value: 'T2' }));
    expect(at.issued).toBe(2);
  });

  it('that another process renewed is taken from the memory', async () => {
    const at = await platform();
    const memory = testMemory();
    const [one, two] = [client(at, { memory }), client(at, { memory })];
    await Promise.all([one.token.get(), two.token.get()]);
    at.valid = 'revoked';
    await one.api.call({ path: '/x' }, anything);
    expect((await two.api.call({ path: '/x' }, anything)).ok).toBe(true);
    expect(at.issued).toBe(2);
  });

  it('is renewed five minutes before its end', async () => {
    const at = await platform();
    let now = 1_795_399_200_000;
    const { token } = client(at, { now: () => now });
    await token.get();
    now += 6_899_000;
    expect(await token.get()).toEqual({ ok: true, value: 'T1' });
    now += 1_000;
    expect(await token.get()).toEqual({ ok: true, value: 'T2' });
  });

  it.each([
    [7200, 6_900_000, false],
    [600, 300_000, false],
    [60, 30_000, false],
    [1, 30_000, true],
    [0, 30_000, true],
    [-5, 30_000, true],
    [1e9, 6_900_000, true],
    ['7200', 6_900_000, true],
    ['soon', 6_900_000, true],
    [null, 6_900_000, true],
    [{}, 6_900_000, true],
  ])('with expires_in %j is used for %i ms; told as odd: %s', async (life, ms, odd) => {
    const at = await platform();
    at.life = life;
    let now = 1_795_399_200_000;
    const told: object[] = [];
    const { token } = client(at, { now: () => now, odd: told });
    await token.get();
    now += ms - 1;
    expect(await token.get()).toEqual({ ok: true, value: 'T1' });
    expect(told.length > 0).toBe(odd);
    now += 1;
    expect(await token.get()).toEqual({ ok: true, value: 'T2' });
  });

  it('that cannot be had is not asked for again and again', async () => {
    const at = await platform();
    let now = 1_795_399_200_000;
    const { api } = client(at, { now: () => now, secret: 'wrong' });
    for (let n = 0; n < 10; n++) expect(await api.call({ path: '/x' }, anything)).toMatchObject({ ok: false, error: { kind: 'refused', errcode: 40001 } });
    expect(at).toMatchObject({ asked: 1, calls: 0 });
    now += 5_000;
    expect((await api.call({ path: '/x' }, anything)).ok).toBe(false);
    expect(at.asked).toBe(2);
  });

  it('that is refused again after a renewal is not renewed for ever', async () => {
    const at = await platform();
    at.answer = () => ({ body: '{"errcode":40001,"errmsg":"no"}' });
    expect(await client(at).api.call({ path: '/x' }, anything)).toEqual({ ok: false, error: { kind: 'refused', errcode: 40001, errmsg: 'no' } });
    expect(at).toMatchObject({ issued: 2, calls: 2 });
  });
});

describe('a call', () => {
  it('reads ids of 19 digits exactly', async () => {
    const answer = await client(await platform()).api.call({ path: '/x', json: { a: 1 } }, z.object({ msgid: z.string() }));
    expect(answer).toEqual({ ok: true, value: { msgid: '4164735985839587328' } });
  });

  it('tells a refusal, an odd answer, silence and a cut apart, without any secret', async () => {
    const at = await platform();
    const { api } = client(at, { timeoutMs: 300 });
    await api.call({ path: '/x' }, anything);
    const told: unknown[] = [];
    for (const answer of [
      { body: `{"errcode":45015,"errmsg":"out of time ${secret} access_token=ABCDEF hint"}` },
      { status: 502, body: `bad ${secret}` },
      { body: '<html>' },
      { body: '{"other":1}' },
      { body: `{"msgid":"${'x'.repeat(3_000_000)}"}` },
      'hang',
      'cut',
    ] as const) {
      at.answer = () => answer;
      const result = await api.call({ path: '/x' }, z.object({ msgid: z.string() }));
      told.push(result.ok ? 'ok' : result.error.kind);
      expect(JSON.stringify(result)).not.toMatch(/T1|APPSECRET|ABCDEF/);
    }
    expect(told).toEqual(['refused', 'odd_answer', 'odd_answer', 'odd_answer', 'odd_answer', 'no_answer', 'no_answer']);
  });

  it('to where nobody listens is certain not to have arrived', async () => {
    const at = await platform();
    const { api, token } = client(at);
    await token.get();
    const gone = await platform();
    for (const close of open.splice(-1)) await close();
    const away = createWeChatApi({ root: gone.root, token, secrets: [], timeoutMs: 5_000 });
    expect(await away.call({ path: '/x' }, anything)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(await api.call({ path: '/x' }, anything)).toMatchObject({ ok: true });
  });

  it('for a file gives its bytes, or the refusal that came instead', async () => {
    const at = await platform();
    const { api } = client(at);
    at.answer = () => ({ type: 'image/jpeg', body: 'JPEG' });
    expect(await api.file({ path: '/media' }, 100)).toEqual({ ok: true, value: { bytes: Buffer.from('JPEG'), mime: 'image/jpeg' } });
    expect(await api.file({ path: '/media' }, 3)).toMatchObject({ ok: false, error: { kind: 'odd_answer' } });
    at.answer = () => ({ type: 'text/plain', body: '{"errcode":40007,"errmsg":"invalid media_id"}' });
    expect(await api.file({ path: '/media' }, 100)).toMatchObject({ ok: false, error: { kind: 'refused', errcode: 40007 } });
  });
});
