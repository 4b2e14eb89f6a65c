import { expect, it } from 'vitest';
import { report, runChaos } from './chaos.ts';

it('loses nothing, reorders nothing and marks every double through 50 kills', async () => {
  const verdict = await runChaos({ cycles: 50, seed: 7 });
  console.log(report(verdict, 50));
  expect(verdict.messages).toBeGreaterThan(500);
  expect({ lost: verdict.lost, reordered: verdict.reordered, unexplained: verdict.unexplained }).toEqual({ lost: [], reordered: [], unexplained: [] });
}, 600_000);
