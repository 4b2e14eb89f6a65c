/** What may stand in an answer instead of what the Bot API documents, and what becomes of the message. The outcome stands first. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from './client.ts';
import { failureOf } from './failure.ts';

const token = '123456789:AAEabcdefghijklmnopqrstuvwxyz012345';
let answer = { status: 200, body: '' };
const server = createServer((_request, response) => void response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body));
let apiRoot = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const slow = (wait: string) => `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":${wait}}}`;
const hour = 3_600_000;

it.each<[code: string, retryAfterMs: number | undefined, status: number, body: string]>([
  ['rate_limited', 5_000, 429, slow('5')],
  ['rate_limited', hour, 429, slow('1e9')],
  ['rate_limited', hour, 429, slow('1e999')],
  ['rate_limited', undefined, 429, slow('"soon"')],
  ['rate_limited', undefined, 429, slow('null')],
  ['rate_limited', undefined, 429, slow('-1')],
  ['rate_limited', undefined, 429, slow('{}')],
  ['provider', undefined, 500, '{}'],
  ['provider', undefined, 500, 'null'],
  ['provider', undefined, 500, '[]'],
  ['provider', undefined, 500, ''],
  ['provider', undefined, 200, '{}'],
  ['provider', undefined, 200, '"ok"'],
  ['provider', undefined, 502, '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>'],
  ['provider', undefined, 500, '{"ok":false,"error_code":"500","description":7}'],
  ['provider', undefined, 502, '{"ok":false,"error_code":502,"description":"Bad Gateway"}'],
  ['provider', undefined, 200, `"${'x'.repeat(8_000_001)}"`],
  ['rejected', undefined, 400, '{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}'],
  ['blocked', undefined, 403, '{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'],
])('%s, pause %s: HTTP %i %.80s', async (code, retryAfterMs, status, body) => {
  answer = { status, body };
  const client = createClient({ token, apiRoot, mode: 'poll' });
  const error: unknown = await client.call('sendMessage', { chat_id: 1, text: 'x' }, 5_000).then(
    () => 'sent',
    (one: unknown) => one,
  );
  const failure = failureOf(error, [token]);
  expect({ code: failure.code, retryAfterMs: failure.retryAfterMs }).toEqual({ code, retryAfterMs });
  expect(failure.detail).not.toMatch(/undefined/);
});
