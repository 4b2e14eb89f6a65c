import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isConnectError } from './connect-errors.ts';

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const failure = (url: string) =>
  fetch(url).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a request that failed', () => {
  it('did not arrive where nobody listens', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    expect(isConnectError(await failure(`http://127.0.0.1:${port}`))).toBe(true);
  });

  it('did not arrive at a name that is none', async () => {
    expect(isConnectError(await failure('http://nowhere.invalid'))).toBe(true);
  });

  it('may have arrived when the connection broke afterwards', async () => {
    const server = createServer((request) => request.socket.destroy());
    const port = await listening(server);
    const error = await failure(`http://127.0.0.1:${port}`);
    server.close();
    expect(error).toBeInstanceOf(Error);
    expect(isConnectError(error)).toBe(false);
  });

  it.each([undefined, 'ECONNREFUSED', new Error('ECONNREFUSED'), new Error('x', { cause: 'ENOTFOUND' })])('%s says nothing for certain', (error) => {
    expect(isConnectError(error)).toBe(false);
  });
});
