import { expect, it } from 'vitest';
import type { TraceRow } from '../store/collections.ts';
import { countUse } from './use-of-flows.ts';

/** A turn that visited these steps, `flow at`. */
const turn = (...visited: string[]): Pick<TraceRow, 'trace'> => ({
  trace: {
    ...{ turn: 1, at: 0, event: { type: 'message' }, vars: {}, notes: [], problems: [] },
    steps: visited.map((step) => ({ run: 'r', version: '1', verb: 'say', flow: step.split(' ')[0] ?? '', at: step.split(' ')[1] ?? '' })),
  },
});

it('counts conversations, not visits, and where each stood last in the flow', () => {
  const talks = [[turn('size 0', 'size 1'), turn('size 1', 'size 2'), turn('menu 0')], [turn('size 0', 'size 1'), turn('size 1')], [turn('menu 0')], []];
  expect(countUse(talks, 'size')).toEqual({
    flows: { size: 2, menu: 2 },
    steps: { '0': { came: 2, left: 0 }, '1': { came: 2, left: 1 }, '2': { came: 1, left: 1 } },
  });
  expect(countUse(talks).steps).toEqual({});
});
