import { expect, it } from 'vitest';
import { runSyncChaos, syncReport } from './sync.ts';

it('keeps a catalogue whole, and reads on where it stood, through kills inside imports and readings', async () => {
  const verdict = await runSyncChaos({ kills: 8, seed: 11 });
  console.log(syncReport(verdict));
  expect(verdict.readings).toBe(5);
  expect(verdict.imports).toBe(3);
  expect(verdict.wrong).toEqual([]);
}, 240_000);
