import { expect, test } from 'vitest';
import type { Channel } from '../../channel.ts';
import { type HealthParts, readiness } from './health.ts';

const channel = (state: 'ready' | 'degraded') => ({ health: () => ({ state }) }) as unknown as Channel;

test('a rest of an account is told with its reason and its end, and the program stays ready', async () => {
  const state = await readiness({
    ping: async () => {},
    disk: async () => 'ok',
    channels: new Map([
      ['telegram:main', channel('ready')],
      ['wecom:main', channel('ready')],
    ]),
    rests: (account) => (account === 'telegram:main' ? [{ scope: 'account', until: Date.UTC(2026, 10, 29, 12), code: 'rate_limited', detail: '429' }] : []),
    problems: () => [],
    accepting: () => true,
  });
  expect(state.ready).toBe(true);
  expect(state.channels).toEqual({
    'telegram:main': {
      state: 'ready',
      resting: [
        {
          what: 'everything',
          until: '2026-11-29T12:00:00.000Z',
          code: 'rate_limited',
          zh: '渠道要求放慢速度，稍后再发。',
          en: 'The channel asked us to slow down; sent later.',
          detail: '429',
        },
      ],
    },
    'wecom:main': { state: 'ready' },
  });
});

const told = async (ready: boolean, refuses: string | null, lost: string | null) => {
  const parts: HealthParts = {
    ping: async () => {},
    disk: async () => 'ok',
    channels: new Map(),
    problems: () => [],
    accepting: () => true,
    others: () => [{ role: 'all', host: 'a', pid: 1, version: '1', config: 'c', flows: 'f' }],
    jobs: () => ({ ready, refuses, lost }),
  };
  const state = await readiness(parts);
  return [state.ready, state.jobs];
};

test.each([
  [true, null, null, 'ok'],
  [false, null, null, 'Redis is not there: start it, or check REDIS_URL. Work goes on from the store, more slowly'],
  [
    false,
    null,
    'connect ECONNREFUSED 127.0.0.1:6379',
    'Redis is not there (connect ECONNREFUSED 127.0.0.1:6379): start it, or check REDIS_URL. Work goes on from the store, more slowly',
  ],
  [
    false,
    "OOM command not allowed when used memory > 'maxmemory'.",
    null,
    "Redis takes no work (OOM command not allowed when used memory > 'maxmemory'.): give it more memory (maxmemory). Work goes on from the store, more slowly",
  ],
  [
    false,
    'no answer in 2000 ms',
    null,
    'Redis takes no work (no answer in 2000 ms): look at its load and at the network in between. Work goes on from the store, more slowly',
  ],
  [
    false,
    'Command timed out',
    null,
    'Redis takes no work (Command timed out): look at its load and at the network in between. Work goes on from the store, more slowly',
  ],
  [
    false,
    "READONLY You can't write against a read only replica.",
    null,
    "Redis takes no work (READONLY You can't write against a read only replica.): see its own log. Work goes on from the store, more slowly",
  ],
])('Redis ready %s, refusing "%s", lost by "%s": readyz stays ready and says which store, what happened and the cure', async (ready, refuses, lost, words) => {
  expect(await told(ready, refuses, lost)).toEqual([true, words]);
});

test.each([
  ['en', ['the processes run different versions of the program; that is fine during an upgrade only', 'no process sends; start one with ROLE=sender or all']],
  ['zh', ['各进程运行的程序版本不同；只有升级过程中才可以这样', '没有进程发送消息；请用 ROLE=sender 或 all 启动一个']],
] as const)('what the processes do not agree on, and lack, is told in the language of the shop: %s', async (lang, mind) => {
  const one = { host: 'a', config: 'c', flows: 'f' };
  const state = await readiness({
    ping: async () => {},
    disk: async () => 'ok',
    channels: new Map(),
    problems: () => [],
    warnings: () => ['first'],
    lang,
    accepting: () => true,
    others: () => [
      { ...one, role: 'ingress', pid: 1, version: '1' },
      { ...one, role: 'worker', pid: 2, version: '2' },
    ],
    jobs: () => ({ ready: true, refuses: null, lost: null }),
  });
  expect(state.mind).toEqual(['first', ...mind]);
});
