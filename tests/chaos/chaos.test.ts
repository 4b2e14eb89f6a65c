import { expect, it } from 'vitest';
import { providers } from '../provider.ts';
import { report, runChaos } from './chaos.ts';

it('loses nothing, reorders nothing and marks every double through 50 kills', async () => {
  const verdict = await runChaos({ cycles: 50, seed: 7 });
  console.log(report(verdict, 50));
  expect(verdict.messages).toBeGreaterThan(500);
  expect({ lost: verdict.lost, reordered: verdict.reordered, unexplained: verdict.unexplained }).toEqual({ lost: [], reordered: [], unexplained: [] });
}, 600_000);

it.each(providers.filter((channel) => channel !== 'telegram'))(
  'the same through 8 kills on %s',
  async (channel) => {
    const verdict = await runChaos({ cycles: 8, seed: 7, channel });
    console.log(`${channel}: ${report(verdict, 8)}`);
    expect(verdict.messages).toBeGreaterThan(50);
    expect({ lost: verdict.lost, reordered: verdict.reordered, unexplained: verdict.unexplained }).toEqual({ lost: [], reordered: [], unexplained: [] });
    // WeCom refuses a message with the id of one that it has.
    if (channel === 'wecom') expect(verdict.doubled).toEqual([]);
  },
  120_000,
);
