import { describe, expect, it } from 'vitest';
import { checkFlows } from '../compiler/flow.ts';
import { flowSet } from '../flow-folder/flow-set.ts';
import type { FlowSet } from '../flow-tree/flow-tree.ts';
import { firstDifference, type Heard } from './replay.ts';

const flow = (day: string): string =>
  `flow: hours\nstart:\n  - says: [opening hours]\nsteps:\n  - choose: Which day?\n    options:\n      - { label: Sunday, then: closed }\n      - { label: ${day}, then: end }\n  - name: closed\n    say: We are closed.\n`;
const setOf = (text: string): FlowSet => {
  const { flows, faqs, problems } = checkFlows([{ file: 'hours.yaml', text }]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return flowSet({ flows, faqs, calls: new Map() });
};
const said = (text: string, at: number): Heard => ({ at, parts: [{ type: 'text', text }] });
const live = setOf(flow('Monday'));
const shop = { langs: ['en'] };

describe('real conversations with a draft', () => {
  it('go as before where nothing changes for them', () => {
    expect(firstDifference(live, live, [said('opening hours', 1_000), said('Sunday', 5_000)], 'en', shop)).toBeUndefined();
    expect(firstDifference(live, setOf(flow('Tuesday')), [said('good morning', 1_000)], 'en', shop)).toBeUndefined();
    expect(firstDifference(live, setOf(flow('Tuesday')), [], 'en', shop)).toBeUndefined();
  });

  it('go where a model sent them then, without asking it again', () => {
    const meaning = { choice: { do: 'start' as const, id: 'flow:hours' } };
    const heard: Heard[] = [{ ...said('hm, when would it be possible to come round', 1_000), meaning }];
    const draft = setOf(flow('Tuesday'));
    expect(firstDifference(live, draft, [said('hm, when would it be possible to come round', 1_000)], 'en', shop)).toBeUndefined();
    expect(firstDifference(live, draft, heard, 'en', shop)).toMatchObject({ index: 0, live: ['Which day?', '[Sunday | Monday]'] });
  });

  it('differ first where an answer does', () => {
    const draft = setOf(flow('Monday').replace('We are closed.', 'We open at noon.'));
    const heard = [said('opening hours', 1_000), { at: 5_000, parts: [{ type: 'pressed' as const, token: 'old', label: 'Sunday' }] }];
    expect(firstDifference(live, draft, heard, 'en', shop)).toEqual({ index: 1, live: ['We are closed.'], draft: ['We open at noon.'] });
    expect(firstDifference(live, setOf(flow('Tuesday')), heard, 'en', shop)).toMatchObject({ index: 0, live: ['Which day?', '[Sunday | Monday]'] });
  });
});
