import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDeadline } from './deadline.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Answers nothing, or one byte and then nothing. */
const server = createServer((request, response) => {
  if (request.url === '/half') response.writeHead(200).write('x');
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

describe('a deadline', () => {
  const ways: [string, (signal: AbortSignal) => Promise<unknown>][] = [
    ['a request without an answer', (signal) => fetch(`${root}/none`, { signal })],
    ['an answer without an end', async (signal) => (await fetch(`${root}/half`, { signal })).text()],
  ];
  for (const [name, work] of ways) {
    it.each([
      ['alone', undefined],
      ['beside another signal', new AbortController().signal],
    ])(`ends ${name} in spite of the garbage collector, %s`, async (_, outer) => {
      const collecting = setInterval(collect, 20);
      try {
        await expect(withDeadline(200, outer, work)).rejects.toMatchObject({ name: 'TimeoutError' });
      } finally {
        clearInterval(collecting);
      }
    });
  }

  it('lets the other signal end the work, for its own reason', async () => {
    const outer = new AbortController();
    setTimeout(() => outer.abort(new Error('stopped')), 20);
    await expect(withDeadline(60_000, outer.signal, (signal) => fetch(`${root}/none`, { signal }))).rejects.toThrow('stopped');
  });

  it('leaves no timer behind, and gives what the work gives', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    expect(await withDeadline(60_000, undefined, async () => 7)).toBe(7);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(before);
  });
});
