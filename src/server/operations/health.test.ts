import { expect, test } from 'vitest';
import type { Channel } from '../../channel.ts';
import { readiness } from './health.ts';

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
