import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { admitRequests } from './requests-in-line.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Never answers; counts requests that were let in and responses that were told of the end. */
async function open(): Promise<{ admitted: ServerResponse[]; ended: () => number; socket: Socket }> {
  const admitted: ServerResponse[] = [];
  let ended = 0;
  server = createServer();
  const isAdmitted = admitRequests(server, 8);
  server.on('request', (request, response) => {
    if (!isAdmitted(request, response)) return;
    admitted.push(response);
    response.once('close', () => ended++);
    if (request.url === '/now') response.end('now');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  return { admitted, ended: () => ended, socket };
}
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

it('cuts a connection with many requests in one packet, and tells every response that it is over', async () => {
  const { admitted, ended, socket } = await open();
  socket.write(get('/').repeat(500));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(admitted).toHaveLength(8);
  await vi.waitFor(() => expect(ended()).toBe(8), { timeout: 10_000 });
});

it('tells those in line when the client goes', async () => {
  const { admitted, ended, socket } = await open();
  socket.write(get('/').repeat(5));
  await vi.waitFor(() => expect(admitted).toHaveLength(5), { timeout: 10_000 });
  socket.destroy();
  await vi.waitFor(() => expect(ended()).toBe(5), { timeout: 10_000 });
});

it('serves one after the other as long as they come', async () => {
  const { admitted, socket } = await open();
  let heard = '';
  socket.on('data', (data) => (heard += data.toString()));
  for (let n = 1; n <= 40; n++) {
    socket.write(get('/now'));
    await vi.waitFor(() => expect(heard.split('HTTP/1.1 200').length).toBe(n + 1), { timeout: 10_000, interval: 2 });
  }
  expect(admitted).toHaveLength(40);
});
