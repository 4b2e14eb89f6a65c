/** The merchant's view of channels and customers, through the routes as they are served. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { type Desk, message, openDesk, quiet } from '../../../tests/runtime/desk.ts';
import { RecordingChannel } from '../../../tests/runtime/recording-channel.ts';
import type { Channel } from '../../channel.ts';
import { channelRestarter } from '../../channel-host/channel-restart.ts';
import { channelRoutes } from './channels.ts';
import { consentRoutes } from './consents.ts';
import { contactRoutes } from './contacts.ts';
import { apiRouter } from './express-routes.ts';
import { openApi } from './openapi.ts';

let desk: Desk;
let server: Server;
afterEach(async () => {
  server.close();
  await desk.close();
});
/** What the tests look at of an answer. */
interface Answered {
  items: { source?: string; [name: string]: unknown }[];
  error: { code: string };
}
const token = 'the-right-token-0123456789';

async function open(change: (channel: Channel) => void = () => {}) {
  const log: string[] = [];
  const keep = (fields: object, text: string) => log.push(JSON.stringify(fields) + text);
  desk = await openDesk({
    others: [new RecordingChannel('other')],
    script: (event) =>
      event.type === 'message' ? { steps: [{ type: 'remember', op: { consent: 'marketing', granted: true, words: 'yes' } }] } : { steps: [] },
  });
  const channel: Channel = new RecordingChannel('whatsapp-web', { official: false });
  change(channel);
  const channels = new Map<string, Channel>([
    ['test:main', desk.channel],
    ['whatsapp-web:main', channel],
  ]);
  const restart = channelRestarter(channels);
  let restarts = 0;
  const parts = {
    store: desk.store,
    runtime: desk.runtime,
    flows: { set: () => ({ live: new Map(), faqs: new Map() }), problems: () => [] },
    channels,
    risks: new Map([['whatsapp-web', { zh: '可能被封号', en: 'The account may be banned' }]]),
    templates: { shipped: { channels: ['whatsapp-web'], names: { 'whatsapp-web': 'order_shipped_v2' } } },
    restart: (...given: Parameters<typeof restart>) => {
      restarts += 1;
      return restart(...given);
    },
    now: desk.clock.now,
  };
  const routes = [...channelRoutes(parts), ...contactRoutes(parts), ...consentRoutes(parts)];
  const app = express();
  app.use(
    '/api',
    apiRouter(routes, {
      isToken: (given) => given === token,
      log: { ...quiet, info: keep, warn: keep, error: keep, debug: keep },
      version: '1',
      now: desk.clock.now,
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const ask = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    return { status: response.status, cache: response.headers.get('cache-control'), body: (await response.json()) as Answered };
  };
  return { ask, log, routes, restarts: () => restarts };
}

it('a channel is shown with its state, its risk and what it can do; its code only where it is asked for, never kept, never logged', async () => {
  const { ask, log } = await open((channel) => {
    channel.pairing = () => ({ qr: '2@secret', at: 5, until: desk.clock.now() + 9_000 });
    channel.health = () => ({ state: 'need_qr', detail: 'scan the code' });
  });
  const list = await ask('/channels');
  expect(list.body.items[1]).toMatchObject({
    id: 'whatsapp-web:main',
    channel: 'whatsapp-web',
    account: 'main',
    official: false,
    state: 'need_qr',
    detail: 'scan the code',
    pairing: true,
    risk: { en: 'The account may be banned' },
    capabilities: { buttons: 8, window: null, handover: false },
  });
  expect(JSON.stringify(list.body)).not.toContain('secret');
  expect(await ask('/channels/whatsapp-web:main/pairing')).toEqual({ status: 200, cache: 'no-store', body: { qr: '2@secret', at: 5, left: 9_000 } });
  expect((await ask('/channels/test:main/pairing')).body.error.code).toBe('nothing_to_pair');
  expect((await ask('/channels/fax:main/pairing')).status).toBe(404);
  expect(log.join()).not.toContain('secret');
});

it('templates of the provider are listed with what flows call them', async () => {
  const { ask } = await open((channel) => {
    channel.templates = () => [{ name: 'order_shipped_v2', lang: 'en_US', status: 'approved', category: 'utility', params: ['1'] }];
  });
  expect((await ask('/channels/whatsapp-web:main/templates')).body.items).toEqual([
    { name: 'order_shipped_v2', lang: 'en_US', status: 'approved', category: 'utility', params: ['1'], flows: ['shipped'] },
  ]);
  expect((await ask('/channels/test:main/templates')).body.items).toEqual([]);
});

it('a restart stops and starts the channel once, however many ask at the same time', async () => {
  const steps: string[] = [];
  let bothAsked = (): boolean => false;
  const { ask, restarts } = await open((channel) => {
    channel.stop = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('stop');
    };
    channel.start = async () => {
      steps.push('start');
      while (!bothAsked()) await new Promise((resolve) => setImmediate(resolve));
    };
  });
  bothAsked = () => restarts() === 2;
  const answers = await Promise.all([ask('/channels/whatsapp-web:main/restart', {}), ask('/channels/whatsapp-web:main/restart', {})]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect(steps).toEqual(['stop', 'start']);
  expect((await ask('/channels/fax:main/restart', {})).status).toBe(404);
});

it('the shop says that two contacts are one person, sees the whole ledger, and takes it back', async () => {
  const { ask, routes } = await open();
  const [ann, other] = ['test:main:ann', 'other:main:a77'];
  await desk.write('ann', 'hi');
  await desk.runtime.receive([message('a77', 'hi', 'o1', 'other')]);
  await desk.runtime.idle();
  expect(await ask(`/contacts/${other}/merge`, { into: ann })).toMatchObject({ status: 200, body: { id: ann, merged: [other], consent: { marketing: true } } });
  expect(await ask(`/contacts/${other}/merge`, { into: ann })).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  expect(await ask('/contacts/nobody/merge', { into: ann })).toMatchObject({ status: 404 });
  expect(await ask(`/contacts/${other}/merge`, { from: ann })).toMatchObject({ status: 422 });
  expect((await ask(`/contacts/${other}`)).body).toMatchObject({ id: ann });
  expect((await ask(`/contacts/${other}/consents`)).body.items.map((row) => row.source).sort()).toEqual([other, ann]);
  expect(await ask(`/contacts/${other}/split`, {})).toMatchObject({ status: 200, body: { id: other, addresses: [other], merged: [] } });
  expect(await ask(`/contacts/${other}/split`, {})).toMatchObject({ status: 409, body: { error: { code: 'not_merged' } } });
  expect(await ask('/contacts/nobody/split', {})).toMatchObject({ status: 404 });
  expect(Object.keys((await openApi(routes, '1', 'en')).paths)).toEqual(expect.arrayContaining(['/api/contacts/{id}/split', '/api/channels/{id}/pairing']));
});
