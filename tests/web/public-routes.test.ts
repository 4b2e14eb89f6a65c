/** Every route that the program really mounts has a cost for the address that asks, of its own or counted where the route is. */
import { readFileSync } from 'node:fs';
import express, { type Router } from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp } from '../../src/app/app.ts';
import { findChannels, switchedOn } from '../../src/channel-host/channel-registry.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { loadConfig } from '../../src/config/load.ts';
import { configSchemaWith } from '../../src/config/schema.ts';
import { defaultConfigFile } from '../../src/machine/root.ts';
import type { SpeakingFirst } from '../../src/proactive/speaking-first.ts';
import { costOf } from '../../src/server/door.ts';
import * as lateRouters from '../../src/server/late-router.ts';
import { freshFolder } from '../e2e/program.ts';
import { type ChatServer, startChatServer } from './chat-server.ts';

interface Mounted {
  method: string;
  path: string;
}

/** The routes of a router, and of those that it uses without a path of their own: express does not keep such paths. */
function routesOf(router: Router, at: string): Mounted[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route) return methodsOf(route).map((method) => ({ method, path: `${at}${route.path}`.replace('//', '/') }));
    const inner = routerIn([handle]);
    return inner ? routesOf(inner, at) : [];
  });
}

function methodsOf(route: object): string[] {
  return 'methods' in route && typeof route.methods === 'object' && route.methods ? Object.keys(route.methods) : [];
}

const routerIn = (values: readonly unknown[]): Router | undefined =>
  values.find((value): value is Router => typeof value === 'function' && 'stack' in value && Array.isArray(value.stack));

describe('the routes that the program mounts', () => {
  const folder = freshFolder();
  const mounted: Mounted[] = [];
  beforeAll(async () => {
    const use = vi.spyOn(express.application, 'use');
    // What loads with its first request is loaded at once here.
    const late = vi.spyOn(lateRouters, 'lateRouter');
    const get = vi.spyOn(express.application, 'get');
    const read = readEnvironment({ PORT: '0', DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
    const modules = await findChannels();
    const config = loadConfig(readFileSync(defaultConfigFile, 'utf8'), 'default.yaml', configSchemaWith(modules));
    if (!read.ok || !config.ok) throw new Error('the defaults do not load');
    const app = await startApp({ environment: read.value, config: config.value, channels: switchedOn(modules, {}, []).on, logTo: () => {} });
    const loaded = new Map(await Promise.all(late.mock.results.map(async ({ value }, n) => [value, await late.mock.calls[n]?.[0]()] as const)));
    for (const [at, ...rest] of use.mock.calls as unknown[][]) {
      const found = routerIn(rest);
      const router = loaded.get(found) ?? found;
      if (typeof at === 'string' && router) mounted.push(...routesOf(router, at));
    }
    for (const [path, handler] of get.mock.calls as unknown[][]) if (typeof path === 'string' && handler) mounted.push({ method: 'get', path });
    use.mockRestore();
    get.mockRestore();
    await app.stop(0);
  });
  afterAll(() => folder.clean());

  it('are found, all of them', () => {
    const paths = mounted.map(({ path }) => path);
    for (const known of [
      '/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/media/:id',
      '/chat/session',
      '/chat/media',
      '/api/openapi.json',
      '/demo/cart',
      '/widget/chat.js',
    ])
      expect(paths).toContain(known);
    expect(paths.length).toBeGreaterThan(40);
  });

  it('are listed with a cost, in any spelling', () => {
    const listed = (path: string) => costOf(path) !== null && costOf(path.toUpperCase()) !== null;
    expect(mounted.filter(({ path }) => !listed(path))).toEqual([]);
  });

  it('count elsewhere only below /chat, /api and /mcp, or are for monitors', () => {
    const free = mounted.filter(({ path }) => costOf(path)?.cost === 0).map(({ path }) => path);
    expect(free.filter((path) => !/^\/(chat|api|mcp)\//.test(path)).sort()).toEqual(['/healthz', '/metrics', '/readyz']);
  });
});

it('costs what is not listed 1, and does not take a longer name for a listed one', () => {
  expect([costOf('/nothing'), costOf('/apis'), costOf('/chatter/x'), costOf('/metrics.txt')]).toEqual([null, null, null, null]);
});

it.each(['/healthz', '/readyz', '/metrics'])('costs nothing for %s itself alone, not for what is called below it', (path) => {
  expect([costOf(path)?.cost, costOf(`${path}/`)?.cost, costOf(`${path}/x`), costOf(`${path}//`)]).toEqual([0, 0, null, null]);
});

const speaking: SpeakingFirst = {
  thresholds: () => null,
  report: async () => null,
  opened: async () => null,
  dismissed: async () => {},
  types() {},
  wrote: async () => {},
};

describe('the web chat', () => {
  let server: ChatServer;
  const known: Mounted[] = [];
  beforeAll(async () => {
    const use = vi.spyOn(express.application, 'use');
    server = await startChatServer({ proxies: 1, limits: { perMinute: 1 }, speaking });
    for (const [at, ...rest] of use.mock.calls as unknown[][]) {
      const router = routerIn(rest);
      if (at === '/chat' && router) known.push(...routesOf(router, ''));
    }
    use.mockRestore();
  });
  afterAll(() => server.close());

  const ask = async (method: string, path: string, from: string) => {
    const response = await fetch(`${server.url}/chat${path}`, { method, headers: { 'x-forwarded-for': from } });
    await response.body?.cancel();
    return response.status;
  };

  it('limits an address on every route, also without a token and where there is none', async () => {
    expect(known.map(({ path }) => path).sort()).toEqual([
      '/devices',
      '/devices/forget',
      '/history',
      '/media',
      '/messages',
      '/moments',
      '/moments',
      '/moments/outcome',
      '/poll',
      '/receipts',
      '/session',
      '/stream',
      '/typing',
    ]);
    const routes = [...known.map(({ method, path }) => [method.toUpperCase(), path] as const), ['GET', '/nothing'] as const];
    for (const [n, [method, path]] of routes.entries()) {
      const from = `192.0.2.${n + 1}`;
      let asked = 0;
      while (asked < 100 && (await ask(method, path, from)) !== 429) asked += 1;
      expect([path, asked < 100]).toEqual([path, true]);
      expect(await ask(method, path, '198.51.100.1')).not.toBe(429);
    }
  });
});
