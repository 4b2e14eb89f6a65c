/** What comes to the routes of calls with and without a seat, over real connections. */
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { quiet } from '../../../tests/runtime/desk.ts';
import { openTestStore } from '../../../tests/shop/test-shop.ts';
import { type CallRooms, createCallRooms } from '../../video-calls/call-rooms.ts';
import { callRouter } from './call-router.ts';

const now = Date.UTC(2026, 10, 30, 4);
const ask = '0b6f4a3e-6a0b-4c86-9d5c-0d5a3f6f9d11';

let rooms: CallRooms;
let server: Server;
let url: string;
let close: () => Promise<void>;
let key: string;
const got: number[] = [];

beforeEach(async () => {
  got.length = 0;
  const opened = await openTestStore();
  rooms = createCallRooms({ store: opened.store, linkMs: 60_000, now: () => now });
  const no = async () => ({ ok: false, code: 'off', detail: '' }) as const;
  const keeping = {
    stills: {
      ask: async () => true,
      async keep(_seat: unknown, _ask: string, bytes: Uint8Array) {
        got.push(bytes.byteLength);
        return 'kept' as const;
      },
    },
    recorder: { on: true, ask: async () => true, answer: async () => true, stop: async () => true, part: async () => 'taken' as const, look: async () => {} },
  };
  const router = callRouter({
    ...{ rooms, goods: { find: async () => [], send: async () => undefined }, voice: { preAccept: no, accept: no, start: no }, keeping },
    ...{ turn: { url: 'turn:turn.example', secret: 'a secret of the tests' }, relayOnly: false, isAdmin: () => false, log: quiet, now: () => now },
  });
  server = createServer(express().use('/call', router)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/call`;
  const made = await rooms.open('webchat:main:ann');
  key = (await rooms.redeem(made?.customer.token ?? ''))?.key ?? '';
  close = async () => {
    server.closeAllConnections();
    server.close();
    await opened.close();
  };
});
afterEach(() => close());

const still = (body: Uint8Array<ArrayBuffer>, headers: object = {}) =>
  fetch(`${url}/still?ask=${ask}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, ...headers }, body });

it.each(['/still', '/recording'])('answers a page without a seat before its bytes have come: %s', async (path) => {
  const sent = httpRequest(`${url}${path}?ask=${ask}`, { method: 'POST', headers: { authorization: 'Bearer none', 'content-length': 200_000 } });
  sent.on('error', () => undefined).write('the first few');
  const [response] = await once(sent, 'response');
  sent.destroy();
  expect(response.statusCode).toBe(401);
});

it.each([
  ['as it is', new Uint8Array(1_000_000), {}, 201, [1_000_000]],
  ['compressed', new Uint8Array(gzipSync(new Uint8Array(1_000_000))), { 'content-encoding': 'gzip' }, 415, []],
  ['too large', new Uint8Array(1_500_001), {}, 413, []],
] as const)('takes a picture %s', async (_, body, headers, status, taken) => {
  const response = await still(body, headers);
  expect([response.status, got]).toEqual([status, taken]);
});

it('takes two pictures of a page at once and no third, and forgets those that broke off', async () => {
  const headers = { authorization: `Bearer ${key}`, 'content-length': 1_000 };
  const slow = [1, 2].map(() => httpRequest(`${url}/still?ask=${ask}`, { method: 'POST', headers }).on('error', () => undefined));
  for (const sent of slow) sent.write('slow');
  await expect.poll(async () => (await still(new Uint8Array(10))).status).toBe(503);
  for (const sent of slow) sent.destroy();
  await expect.poll(async () => (await still(new Uint8Array(10))).status).toBe(201);
});

it('gives nothing to relay by when the call is over', async () => {
  const ice = async () => {
    const response = await fetch(`${url}/seat`, { headers: { authorization: `Bearer ${key}` } });
    return ((await response.json()) as { ice: unknown[] }).ice.length;
  };
  const before = await ice();
  await rooms.end((await rooms.seat(key))?.call._id ?? '');
  expect([before, await ice()]).toEqual([1, 0]);
});
