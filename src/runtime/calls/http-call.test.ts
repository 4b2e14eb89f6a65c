import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { CallContext } from '../../call.ts';
import type { Json } from '../../json.ts';
import { httpCalls, parseJson } from './http-call.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const one = createServer(listener);
  server = one;
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const address = one.address();
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

function call(name: string, args: Record<string, Json>, options: { hosts?: string[]; allow_private?: string[] } = {}, key = 'a:b:c:1:0') {
  const found = httpCalls(options).find((one) => one.name === name);
  const context: CallContext = {
    conversation: 'a:b:c',
    address: { channel: 'a', account: 'b', user: 'c' },
    contact: { id: 'a:b:c', tags: [] },
    lang: 'en',
    key,
    now: 0,
    signal: new AbortController().signal,
  };
  if (!found) throw new Error(name);
  return found.run(args, context);
}

test('addresses of the machine are refused however they are written, and nothing arrives', async () => {
  let requests = 0;
  const host = await serve((_, answer) => {
    requests += 1;
    answer.end('secret');
  });
  const port = host.split(':')[1];
  for (const name of ['127.0.0.1', 'localhost', '127.1', '0x7f000001', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
    const outcome = await call('http.get', { url: `http://${name}:${port}/` });
    expect([name, outcome]).toMatchObject([name, { ok: false, code: 'forbidden' }]);
  }
  for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'data:text/plain,hi'])
    expect(await call('http.get', { url })).toMatchObject({ ok: false, code: 'forbidden' });
  expect(requests).toBe(0);
});

test('a redirect to a private address is refused however it is written, and a loop of redirects ends', async () => {
  let arrived = 0;
  const host = await serve((request, answer) => {
    if (request.headers.host !== host) arrived += 1;
    const to = new URL(request.url ?? '', 'http://x').searchParams.get('to');
    if (to) answer.writeHead(302, { location: to }).end();
    else answer.writeHead(307, { location: '/again' }).end();
  });
  const port = host.split(':')[1];
  const inside = ['127.0.0.2', '127.2', '0x7f000002', '2130706434', '[::1]', '[::ffff:7f00:2]', '[::ffff:0:7f00:2]', '[64:ff9b::7f00:2]', '[2002:7f00:2::]'];
  for (const one of [...inside, 'localhost', '8.8.8.8@127.0.0.2', '169.254.169.254', '%EF%BC%91%EF%BC%92%EF%BC%97.0.0.2', '100.64.0.1']) {
    for (const to of [`http://${one}:${port}/`, `//${one}:${port}/`, `https://${one}:${port}/`]) {
      const outcome = await call('http.get', { url: `http://${host}/?to=${encodeURIComponent(to)}` }, { allow_private: [host] });
      expect([to, outcome]).toMatchObject([to, { ok: false, code: 'forbidden' }]);
    }
  }
  for (const to of ['file:///etc/passwd', 'ftp://example.com/'])
    expect(await call('http.get', { url: `http://${host}/?to=${encodeURIComponent(to)}` }, { allow_private: [host] })).toMatchObject({ code: 'forbidden' });
  expect(arrived).toBe(0);
  expect(await call('http.get', { url: `http://${host}/again` }, { allow_private: [host] })).toMatchObject({ ok: false, code: 'invalid' });
});

test('JSON comes as data, other answers as text, and statuses as codes', async () => {
  const host = await serve((request, answer) => {
    if (request.url === '/json') answer.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"a":[1,"二"]}');
    else if (request.url === '/bad') answer.writeHead(200, { 'content-type': 'application/json' }).end('{');
    else if (request.url === '/text') answer.end('plain');
    else if (request.url === '/big') answer.end('x'.repeat(300 * 1024));
    else if (request.url === '/broken') answer.writeHead(500).end();
    else answer.writeHead(404).end();
  });
  const get = (path: string) => call('http.get', { url: `http://${host}${path}` }, { allow_private: [host] });
  expect(await get('/json')).toEqual({ ok: true, value: { status: 200, body: { a: [1, '二'] } } });
  expect(await get('/text')).toEqual({ ok: true, value: { status: 200, body: 'plain' } });
  expect(await get('/bad')).toMatchObject({ code: 'bad_answer' });
  expect(await get('/big')).toMatchObject({ code: 'too_large' });
  expect(await get('/broken')).toMatchObject({ code: 'bad_status' });
  expect(await get('/none')).toMatchObject({ code: 'not_found' });
});

test('a post carries its key, and headers of the connection cannot be set', async () => {
  const seen: { headers: Record<string, unknown>; body: string }[] = [];
  const host = await serve((request, answer) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      answer.end('ok');
    });
  });
  const args = { url: `http://${host}/`, body: { n: 1 }, headers: { Host: 'evil.example', 'X-Key': 'k' } };
  expect(await call('http.post', args, { allow_private: ['127.0.0.1'] })).toMatchObject({ ok: true });
  expect(seen[0]).toMatchObject({ body: '{"n":1}', headers: { host, 'x-key': 'k', 'idempotency-key': 'a:b:c:1:0', 'content-type': 'application/json' } });
});

test('the key is another one for each customer and turn, whatever their id', async () => {
  const seen: unknown[] = [];
  const host = await serve((request, answer) => {
    seen.push(request.headers['idempotency-key']);
    answer.end();
  });
  const emoji = '\u{1f9f5}'.repeat(128);
  const keys = ['客客', '掌柜', emoji].flatMap((user) => [1, 2].map((turn) => `webchat:main:u-${user}:${turn}:0`));
  for (const key of [...keys, keys[0] ?? '']) await call('http.post', { url: `http://${host}/` }, { allow_private: [host] }, key);
  expect(new Set(seen).size).toBe(6);
  expect(seen[6]).toBe(seen[0]);
});

test('only listed hosts when hosts are listed', async () => {
  expect(await call('http.get', { url: 'http://example.com/' }, { hosts: ['api.example.com'] })).toMatchObject({ code: 'forbidden' });
});

test('a JSON answer nested too deep is none', () => {
  expect(parseJson('['.repeat(33) + ']'.repeat(33))).toBeUndefined();
  expect(parseJson('"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["')).toBe('[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[');
  expect(parseJson('[{"__proto__":{"x":1}}]')).toBeDefined();
});
