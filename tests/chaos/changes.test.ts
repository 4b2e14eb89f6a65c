import { expect, it } from 'vitest';
import { changesReport, runChangesChaos } from './changes.ts';

it('makes no change twice or half, and tells the truth, through 10 kills', async () => {
  const verdict = await runChangesChaos({ kills: 10, seed: 7 });
  console.log(changesReport(verdict));
  expect(verdict.made).toBeGreaterThan(30);
  expect(verdict).toMatchObject({ twice: [], half: [], untrue: [], hidden: [], open: [] });
}, 240_000);
