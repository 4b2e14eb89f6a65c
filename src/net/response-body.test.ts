import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BodyTooLarge, bodyUpTo } from './response-body.ts';

/** Fulfilled when the server has no more to do with the answer: all of it went out, or whoever asked gave it up. */
let over: Promise<void> | undefined;
/** `/N` answers N bytes and says so in its head; `/N/endless` says nothing and never ends. */
const server = createServer((request, response) => {
  over = new Promise((resolve) => response.once('close', resolve));
  const [, bytes, endless] = request.url?.split('/') ?? [];
  if (endless) response.writeHead(200).write('x'.repeat(Number(bytes)));
  else response.writeHead(200, { 'content-length': Number(bytes) }).end('x'.repeat(Number(bytes)));
});
let root = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the body of a response', () => {
  it.each([0, 9, 10])('of %i bytes is whole under a limit of 10', async (bytes) => {
    expect((await bodyUpTo(await fetch(`${root}/${bytes}`), 10)).toString()).toBe('x'.repeat(bytes));
  });

  it.each([
    ['by its head', '/11'],
    ['by its head, far above', '/50000000'],
    ['by what came, without an end', '/11/endless'],
  ])('is refused %s, and the connection is not held', async (_, path) => {
    await expect(fetch(root + path).then((response) => bodyUpTo(response, 10))).rejects.toThrow(BodyTooLarge);
    await over;
  });
});
