import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { jsonFetch } from './json-fetch.ts';

it.each<[what: string, answer: string]>([
  ['takes another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ['is none of HTTP', 'HTTP/9 nonsense\r\n\r\n'],
  ['breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok":true'],
  ['is empty', ''],
])('an answer that %s ends the call', async (_what, answer) => {
  const server = createServer((request) => void request.socket.end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ended = await Promise.race([
    jsonFetch(root, 1_000)(`${root}/bot1:x/sendMessage`, { body: '{}' }).then(
      () => 'answered',
      () => 'refused',
    ),
    new Promise((resolve) => setTimeout(resolve, 3_000, 'nothing')),
  ]);
  server.closeAllConnections();
  server.close();
  expect(ended).toBe('refused');
});
