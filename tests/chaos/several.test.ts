import { describe, expect, it } from 'vitest';
import { report } from './chaos.ts';
import { incidents, runSeveral } from './several.ts';

describe('several processes', () => {
  it('lose nothing, reorder nothing and mark every double through kills, pauses, cuts and an emptied Redis', async (test) => {
    const verdict = await runSeveral({ cycles: incidents.length, seed: 11 });
    if (!verdict) return test.skip('no MongoDB or no Redis');
    console.log(report(verdict, incidents.length));
    expect(verdict.messages).toBeGreaterThan(100);
    expect({ lost: verdict.lost, reordered: verdict.reordered, unexplained: verdict.unexplained }).toEqual({ lost: [], reordered: [], unexplained: [] });
  }, 900_000);
});
