import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { watchBody } from './slow-bodies.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** Sends a body of `size` bytes in pieces of `piece`, one every 20 ms, to a server that asks for 50 bytes in 400 ms; answers what came back. */
async function send(piece: number, { answerEarly = false, readAfterMs = 0, size = 1_000 } = {}): Promise<string> {
  server = createServer((request, response) => {
    watchBody(request, response, { windowMs: 400, leastBytes: 50 });
    if (answerEarly) response.writeHead(401).end();
    else setTimeout(() => request.resume().on('end', () => response.end('whole')), readAfterMs);
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${size}\r\n\r\n`);
  let left = size;
  const timer = setInterval(() => {
    if (left > 0 && socket.writable) socket.write('x'.repeat(Math.min(piece, left)));
    left -= piece;
  }, 20);
  let text = '';
  socket.on('error', () => undefined).on('data', (data) => (text += data.toString()));
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(timer);
  return text;
}

it('lets a slow but steady body come in, over several windows', async () => {
  expect(await send(40)).toMatch(/whole$/);
});

it('cuts a body that trickles, with 408', async () => {
  expect(await send(1)).toMatch(/^HTTP\/1\.1 408 /);
});

it('cuts it also where it was refused before it was whole', async () => {
  expect(await send(1, { answerEarly: true })).toMatch(/^HTTP\/1\.1 401 /);
});

it('does not blame the client where the program itself is slow to read', async () => {
  expect(await send(4_000_000, { readAfterMs: 1_500, size: 4_000_000 })).toMatch(/whole$/);
});
