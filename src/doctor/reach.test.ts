import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { reach } from './reach.ts';

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(server: ReturnType<typeof createServer> | ReturnType<typeof createSocketServer>): Promise<string> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('any answer counts, and nothing of the settings is sent', async () => {
  const asked: string[] = [];
  const address = await listening(
    createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(404).end();
    }),
  );
  expect(await reach(`${address}/bot123:secret/`, 2_000)).toEqual({ reached: true });
  expect(asked).toEqual(['HEAD /']);
});

it('nobody there, nobody who answers, and a line that is cut are told apart', async () => {
  const closed = createServer();
  const gone = await listening(closed);
  await new Promise((resolve) => closed.close(resolve));
  expect(await reach(gone, 2_000)).toEqual({ reached: false, why: 'refused' });
  expect(await reach(await listening(createSocketServer(() => undefined)), 200)).toEqual({ reached: false, why: 'silent' });
  expect(await reach(await listening(createSocketServer((socket) => socket.destroy())), 2_000)).toEqual({ reached: false, why: 'cut' });
  expect(await reach('http://no-such-name.invalid', 4_000)).toMatchObject({ reached: false, why: expect.stringMatching(/^(?:name|silent)$/) });
});
