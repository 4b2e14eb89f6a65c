import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { serveInTurns } from './requests-in-line.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Never answers; counts requests that were let in and responses that were told of the end. */
async function open(most = 8): Promise<{ admitted: ServerResponse[]; paths: string[]; ended: () => number; socket: Socket }> {
  const admitted: ServerResponse[] = [];
  const paths: string[] = [];
  let ended = 0;
  server = createServer();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    admitted.push(response);
    paths.push(request.url ?? '');
    response.once('close', () => ended++);
    if (request.url?.startsWith('/now')) response.end('now');
  };
  serveInTurns(server, handle, most);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  return { admitted, paths, ended: () => ended, socket };
}
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

it('cuts a connection with many requests in one packet, and tells every response that it is over', async () => {
  const { admitted, ended, socket } = await open();
  socket.write(get('/').repeat(500));
  await new Promise((resolve) => socket.once('close', resolve));
  expect(admitted).toHaveLength(8);
  await vi.waitFor(() => expect(ended()).toBe(8), { timeout: 30_000 });
});

it('tells those in line when the client goes', async () => {
  const { admitted, ended, socket } = await open();
  socket.write(get('/').repeat(5));
  await vi.waitFor(() => expect(admitted).toHaveLength(5), { timeout: 30_000 });
  socket.destroy();
  await vi.waitFor(() => expect(ended()).toBe(5), { timeout: 30_000 });
});

it('serves one after the other as long as they come', async () => {
  const { admitted, socket } = await open();
  let heard = '';
  socket.on('data', (data) => (heard += data.toString()));
  for (let n = 1; n <= 40; n++) {
    socket.write(get('/now'));
    await vi.waitFor(() => expect(heard.split('HTTP/1.1 200').length).toBe(n + 1), { timeout: 30_000, interval: 2 });
  }
  expect(admitted).toHaveLength(40);
});

it('answers another connection between those of one that sent very many, and keeps their order', async () => {
  const { paths, socket } = await open(1_000);
  const { port } = server.address() as AddressInfo;
  const other = connect(port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => other.once('connect', resolve));
  const many = Array.from({ length: 500 }, (_, n) => `/now${n}`);
  socket.write(many.map(get).join(''));
  other.write(get('/other'));
  await vi.waitFor(() => expect(paths).toHaveLength(501), { timeout: 30_000 });
  expect(paths.filter((path) => path !== '/other')).toEqual(many);
  expect(paths.indexOf('/other')).toBeLessThan(100);
});
