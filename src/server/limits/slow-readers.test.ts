/** Answers that nobody reads, over real connections. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { watchReaders } from './slow-readers.ts';

const megabyte = 1024 * 1024;
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function serve(answer: RequestListener, mostWaiting = 1_000 * megabyte, windowMs = 600): Promise<() => Socket> {
  server = createServer(answer);
  watchReaders(server, { windowMs, leastBytes: 1_000_000, mostWaiting });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    return socket;
  };
}

const connections = () => new Promise<number>((resolve) => server.getConnections((_error, all) => resolve(all)));

const inPieces: RequestListener = (_request, response) => {
  const piece = Buffer.alloc(16 * 1024);
  Readable.from(Array.from({ length: 1_500 }, () => piece)).pipe(response);
};
const atOnce: RequestListener = (_request, response) => void response.end(Buffer.alloc(24 * megabyte));

it.each([
  ['one piece', atOnce],
  ['pieces', inPieces],
])('closes those who read nothing of an answer in %s', async (_what, answer) => {
  let made = 0;
  const open = await serve((request, response) => {
    made++;
    answer(request, response);
  });
  for (let n = 0; n < 20; n++) open();
  await expect.poll(() => made).toBe(20);
  await expect.poll(connections).toBe(0);
});

it('serves a slow but steady reader to the end, over many windows', async () => {
  const socket = (await serve(inPieces))();
  const began = performance.now();
  let got = 0;
  for await (const chunk of socket) {
    got += (chunk as Buffer).length;
    // 6 MB/s.
    while (got > (performance.now() - began) * 6_000) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(got).toBeGreaterThan(1_500 * 16 * 1024);
});

it('leaves open who has read all, however long nothing comes', async () => {
  const socket = (await serve((_request, response) => void response.write('first')))().resume();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(socket.closed).toBe(false);
  socket.destroy();
});

it('cuts those for whom most waits when too much waits for all together', async () => {
  let made = 0;
  const open = await serve(
    (_request, response) => {
      made++;
      response.end(Buffer.alloc((made > 3 ? 5 : 20) * megabyte));
    },
    50 * megabyte,
    15_000,
  );
  for (let n = 0; n < 6; n++) open();
  await expect.poll(() => made).toBe(6);
  // Before the first window ends.
  await expect.poll(connections, { interval: 5 }).toBeLessThan(6);
  expect(await connections()).toBeGreaterThanOrEqual(3);
});
