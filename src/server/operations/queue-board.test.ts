import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { longestToken } from './bearer.ts';
import { queueBoard } from './queue-board.ts';

it('takes the longest admin token as the password, and tells when wrong ones may come again', async () => {
  const token = 't'.repeat(longestToken);
  const board = await queueBoard({ queues: [], at: '/admin/queues', isToken: (given) => given === token, ready: () => true, now: () => 0 });
  const server = createServer(express().use('/admin/queues', board));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ask = (name: string, password: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/queues`, {
      headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
    });
  expect([(await ask('owner', token)).status, (await ask('', token)).status, (await ask('n'.repeat(128), token)).status]).toEqual([200, 200, 200]);
  for (let wrong = 0; wrong < 20; wrong += 1) expect((await ask('owner', 'wrong')).status).toBe(401);
  const refused = await ask('owner', 'wrong');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
  expect((await ask('owner', token)).status).toBe(200);
  server.close();
});
